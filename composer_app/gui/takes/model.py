"""The Qt model of the take list: the takes that match a search, newest first."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from composer_app.gui.takes.search import TakeQuery
from composer_app.gui.takes.take_index import TakeIndex, TakeRow
from composer_app.gui.text.format import format_day_and_time, format_emotions, format_key
from composer_app.gui.text.notation import format_accidentals

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
"""The role of the `TakeRow`."""


class TakesModel(QAbstractListModel):
    """A list model of the takes that match a query.

    Signals:
        renamed: The user renamed a take, with its id and the name.
    """

    renamed = Signal(str, str)

    def __init__(self, take_index: TakeIndex, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self._take_index, self._today = take_index, today
        self._query = TakeQuery()
        self._take_ids: tuple[str, ...] = ()
        self.is_changing_rows = False  # meanwhile, Qt moves the current index

    @property
    def query(self) -> TakeQuery:
        """The current query."""
        return self._query

    def set_query(self, query: TakeQuery) -> None:
        """List the takes that match a query."""
        self._query = query
        self.refresh()

    def refresh(self) -> None:
        """Search the take index again; if rows were only added or only removed, the others keep their indexes."""
        old, new = self._take_ids, self._take_index.search(self._query)
        self.is_changing_rows = True
        prefix_length = _common_prefix_length(old, new)
        suffix_length = _common_prefix_length(old[prefix_length:][::-1], new[prefix_length:][::-1])
        removed, added = len(old) - prefix_length - suffix_length, len(new) - prefix_length - suffix_length
        if not removed and added:
            self.beginInsertRows(QModelIndex(), prefix_length, prefix_length + added - 1)
            self._take_ids = new
            self.endInsertRows()
        elif removed and not added:
            self.beginRemoveRows(QModelIndex(), prefix_length, prefix_length + removed - 1)
            self._take_ids = new
            self.endRemoveRows()
        elif removed:
            self.beginResetModel()
            self._take_ids = new
            self.endResetModel()
        self.is_changing_rows = False

    def row_of(self, take: str) -> int:
        """Return the row number of a take; -1 if it is not listed."""
        return self._take_ids.index(take) if take in self._take_ids else -1

    def row_at(self, row: int) -> TakeRow:
        """Return a row by its number."""
        return self._take_index.row(self._take_ids[row])

    def version_labels(self, row: TakeRow) -> list[tuple[str, str]]:
        """Return the ids of the versions of a take, each with a text: number, date and change."""
        labels = []
        for number, (version, change) in enumerate(self._take_index.versions(row.take_id), 1):
            parts = [
                self.tr("v{n}").format(n=number),
                format_day_and_time(version.created_at, self._today()),
                *filter(None, [change]),
            ]
            labels.append((version.id, " · ".join(parts)))
        return labels

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: D102, N802
        return 0 if parent and parent.isValid() else len(self._take_ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the data of a row: the row itself, the title, or the texts for screen readers and tooltips."""
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
        """Return the key, tempo and length of a take as text."""
        summary = row.summary
        bars = self.tr("1 bar") if summary.bars == 1 else self.tr("{n} bars").format(n=summary.bars)
        return f"{format_key(summary.key)} · {summary.tempo:g} · {bars}"

    def format_when(self, row: TakeRow) -> str:
        """Return the number, date, version and parent of a take as a short text."""
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
        """Return the texts of a row for screen readers."""
        starred = [self.tr("starred")] if row.marks.starred else []
        emotion_names, created = (
            format_emotions(row.summary.emotions),
            format_day_and_time(row.summary.created_at, self._today()),
        )
        number = self.tr("Take {n}").format(n=row.number)
        return [
            number,
            *starred,
            row.title,
            emotion_names,
            self.format_facts(row),
            created,
            *self._lineage_texts(row),
        ]

    def _tooltip_lines(self, row: TakeRow) -> list[str]:
        """Return the lines of a row's tooltip."""
        summary = row.summary
        name_lines = [row.marks.name] if row.marks.name else []
        chords = " ".join(map(format_accidentals, summary.chords))
        number, seed = (
            self.tr("Take {n}").format(n=row.number),
            self.tr("Seed {seed}").format(seed=summary.seed),
        )
        return [
            *name_lines,
            f"“{row.sentence}”",
            format_emotions(summary.emotions),
            f"{format_key(summary.key)} · {summary.tempo:g} bpm · {summary.metre} · {chords}",
            f"{number} · {format_day_and_time(summary.created_at, self._today())} · {seed}",
            *self._lineage_texts(row),
        ]

    def _lineage_texts(self, row: TakeRow) -> list[str]:
        """Return the version and the parent of a take as texts."""
        texts = []
        if row.version_count > 1:
            texts.append(self.tr("Version {n} of {all}").format(n=row.version_number, all=row.version_count))
        if row.parent_number:
            texts.append(self.tr("Goes on from take {n}").format(n=row.parent_number))
        return texts


def _common_prefix_length(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """Return the length of the common prefix of two sequences."""
    pairs = enumerate(zip(first, second, strict=False))
    return next(
        (position for position, (first_item, second_item) in pairs if first_item != second_item),
        min(len(first), len(second)),
    )
