"""The list of takes for Qt: the rows that a search finds, newest first."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from composer_app.gui.takes.search import TakeQuery
from composer_app.gui.takes.take_index import TakeIndex, TakeRow
from composer_app.gui.text.format import format_day_and_time, format_emotions, format_key
from composer_app.gui.text.notation import format_accidentals

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
"""The role of a `Row`."""


class TakesModel(QAbstractListModel):
    """Shows the catalogue through a search.

    Signals:
        renamed: A person gives a take a name, with its id and the name.
    """

    renamed = Signal(str, str)

    def __init__(self, take_index: TakeIndex, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self._take_index, self._today = take_index, today
        self._query = TakeQuery()
        self._take_ids: tuple[str, ...] = ()
        self.is_changing_rows = False  # while rows come and go, the mark moves by itself

    @property
    def query(self) -> TakeQuery:
        """What is looked for."""
        return self._query

    def set_query(self, query: TakeQuery) -> None:
        """Show what a search finds."""
        self._query = query
        self.refresh()

    def refresh(self) -> None:
        """The catalogue has changed. Where rows only came or only went, the others stay where they are."""
        old, new = self._take_ids, self._take_index.search(self._query)
        self.is_changing_rows = True
        same = _common_prefix_length(old, new)
        after = _common_prefix_length(old[same:][::-1], new[same:][::-1])
        gone, come = len(old) - same - after, len(new) - same - after
        if not gone and come:
            self.beginInsertRows(QModelIndex(), same, same + come - 1)
            self._take_ids = new
            self.endInsertRows()
        elif gone and not come:
            self.beginRemoveRows(QModelIndex(), same, same + gone - 1)
            self._take_ids = new
            self.endRemoveRows()
        elif gone:
            self.beginResetModel()
            self._take_ids = new
            self.endResetModel()
        self.is_changing_rows = False

    def row_of(self, take: str) -> int:
        """Where a take is listed; -1 where it is not."""
        return self._take_ids.index(take) if take in self._take_ids else -1

    def row_at(self, row: int) -> TakeRow:
        """A row."""
        return self._take_index.row(self._take_ids[row])

    def version_labels(self, row: TakeRow) -> list[tuple[str, str]]:
        """The versions of a take by their ids, each with its number, when it was made and what was changed."""
        said = []
        for number, (each, done) in enumerate(self._take_index.versions(row.take_id), 1):
            parts = [
                self.tr("v{n}").format(n=number),
                format_day_and_time(each.created_at, self._today()),
                *filter(None, [done]),
            ]
            said.append((each.id, " · ".join(parts)))
        return said

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: D102, N802
        return 0 if parent and parent.isValid() else len(self._take_ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is shown, said and edited of a row."""
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(self._accessible_texts(row))
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(self._tooltip_lines(row))
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: D102, N802
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        row, name = self.row_at(index.row()), str(value).strip()
        self.renamed.emit(row.take_id, "" if name == row.sentence else name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        return (
            super().flags(index) | Qt.ItemFlag.ItemIsEditable if index.isValid() else Qt.ItemFlag.NoItemFlags
        )

    def format_facts(self, row: TakeRow) -> str:
        """Key, tempo and length of a take."""
        each = row.summary
        bars = self.tr("1 bar") if each.bars == 1 else self.tr("{n} bars").format(n=each.bars)
        return f"{format_key(each.key)} · {each.tempo:g} · {bars}"

    def format_when(self, row: TakeRow) -> str:
        """A row's number, when it was made, its version, and the number of the take it went on from: short."""
        parts = [
            self.tr("#{n} {when}").format(
                n=row.number, when=format_day_and_time(row.summary.created_at, self._today())
            )
        ]
        if row.version_count > 1:
            parts.append(self.tr("v{n}").format(n=row.version_number))
        if row.parent_number:
            parts.append(self.tr("↳#{n}").format(n=row.parent_number))
        return "  ".join(parts)

    def _accessible_texts(self, row: TakeRow) -> list[str]:
        """A row for the ear."""
        starred = [self.tr("starred")] if row.marks.starred else []
        feelings, made = (
            format_emotions(row.summary.emotions),
            format_day_and_time(row.summary.created_at, self._today()),
        )
        number = self.tr("Take {n}").format(n=row.number)
        return [
            number,
            *starred,
            row.title,
            feelings,
            self.format_facts(row),
            made,
            *self._lineage_texts(row),
        ]

    def _tooltip_lines(self, row: TakeRow) -> list[str]:
        """A row at length."""
        each = row.summary
        named = [row.marks.name] if row.marks.name else []
        chords = " ".join(map(format_accidentals, each.chords))
        number, seed = self.tr("Take {n}").format(n=row.number), self.tr("Seed {seed}").format(seed=each.seed)
        return [
            *named,
            f"“{row.sentence}”",
            format_emotions(each.emotions),
            f"{format_key(each.key)} · {each.tempo:g} bpm · {each.metre} · {chords}",
            f"{number} · {format_day_and_time(each.created_at, self._today())} · {seed}",
            *self._lineage_texts(row),
        ]

    def _lineage_texts(self, row: TakeRow) -> list[str]:
        """Which version of it a take is at, and where it came from."""
        said = []
        if row.version_count > 1:
            said.append(self.tr("Version {n} of {all}").format(n=row.version_number, all=row.version_count))
        if row.parent_number:
            said.append(self.tr("Goes on from take {n}").format(n=row.parent_number))
        return said


def _common_prefix_length(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """How many takes two lists have in common at their beginnings."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(first), len(second)))
