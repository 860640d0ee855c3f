"""The list of takes for Qt: the rows that a search finds, newest first."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from composer_app.gui.takes.search import TakeQuery
from composer_app.gui.takes.take_index import TakeIndex, TakeRow
from composer_app.gui.text.format import feelings_title, key_name, when
from composer_app.gui.text.notation import pretty

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
"""The role of a `Row`."""


class TakesModel(QAbstractListModel):
    """Shows the catalogue through a search.

    Signals:
        renamed: A person gives a take a name, with its id and the name.
    """

    renamed = Signal(str, str)

    def __init__(self, catalogue: TakeIndex, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self._catalogue, self._today = catalogue, today
        self._query = TakeQuery()
        self._takes: tuple[str, ...] = ()
        self.changing = False  # while rows come and go, the mark moves by itself

    @property
    def query(self) -> TakeQuery:
        """What is looked for."""
        return self._query

    def look_for(self, query: TakeQuery) -> None:
        """Show what a search finds."""
        self._query = query
        self.refresh()

    def refresh(self) -> None:
        """The catalogue has changed. Where rows only came or only went, the others stay where they are."""
        old, new = self._takes, self._catalogue.found(self._query)
        self.changing = True
        same = _common(old, new)
        after = _common(old[same:][::-1], new[same:][::-1])
        gone, come = len(old) - same - after, len(new) - same - after
        if not gone and come:
            self.beginInsertRows(QModelIndex(), same, same + come - 1)
            self._takes = new
            self.endInsertRows()
        elif gone and not come:
            self.beginRemoveRows(QModelIndex(), same, same + gone - 1)
            self._takes = new
            self.endRemoveRows()
        elif gone:
            self.beginResetModel()
            self._takes = new
            self.endResetModel()
        self.changing = False

    def row_of(self, take: str) -> int:
        """Where a take is listed; -1 where it is not."""
        return self._takes.index(take) if take in self._takes else -1

    def at(self, row: int) -> TakeRow:
        """A row."""
        return self._catalogue.row(self._takes[row])

    def versions(self, row: TakeRow) -> list[tuple[str, str]]:
        """The versions of a take by their ids, each with its number, when it was made and what was changed."""
        said = []
        for number, (each, done) in enumerate(self._catalogue.versions(row.take), 1):
            parts = [self.tr("v{n}").format(n=number), when(each.made, self._today()), *filter(None, [done])]
            said.append((each.id, " · ".join(parts)))
        return said

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: D102, N802
        return 0 if parent and parent.isValid() else len(self._takes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is shown, said and edited of a row."""
        if not index.isValid():
            return None
        row = self.at(index.row())
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(self._said(row))
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(self._told(row))
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: D102, N802
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        row, name = self.at(index.row()), str(value).strip()
        self.renamed.emit(row.take, "" if name == row.sentence else name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        return (
            super().flags(index) | Qt.ItemFlag.ItemIsEditable if index.isValid() else Qt.ItemFlag.NoItemFlags
        )

    def facts(self, row: TakeRow) -> str:
        """Key, tempo and length of a take."""
        each = row.summary
        bars = self.tr("1 bar") if each.bars == 1 else self.tr("{n} bars").format(n=each.bars)
        return f"{key_name(each.key)} · {each.tempo:g} · {bars}"

    def when(self, row: TakeRow) -> str:
        """A row's number, when it was made, its version, and the number of the take it went on from: short."""
        parts = [self.tr("#{n} {when}").format(n=row.number, when=when(row.summary.made, self._today()))]
        if row.versions > 1:
            parts.append(self.tr("v{n}").format(n=row.version))
        if row.source:
            parts.append(self.tr("↳#{n}").format(n=row.source))
        return "  ".join(parts)

    def _said(self, row: TakeRow) -> list[str]:
        """A row for the ear."""
        starred = [self.tr("starred")] if row.marks.star else []
        feelings, made = feelings_title(row.summary.feelings), when(row.summary.made, self._today())
        number = self.tr("Take {n}").format(n=row.number)
        return [number, *starred, row.title, feelings, self.facts(row), made, *self._descent(row)]

    def _told(self, row: TakeRow) -> list[str]:
        """A row at length."""
        each = row.summary
        named = [row.marks.name] if row.marks.name else []
        chords = " ".join(map(pretty, each.chords))
        number, seed = self.tr("Take {n}").format(n=row.number), self.tr("Seed {seed}").format(seed=each.seed)
        return [
            *named,
            f"“{row.sentence}”",
            feelings_title(each.feelings),
            f"{key_name(each.key)} · {each.tempo:g} bpm · {each.metre} · {chords}",
            f"{number} · {when(each.made, self._today())} · {seed}",
            *self._descent(row),
        ]

    def _descent(self, row: TakeRow) -> list[str]:
        """Which version of it a take is at, and where it came from."""
        said = []
        if row.versions > 1:
            said.append(self.tr("Version {n} of {all}").format(n=row.version, all=row.versions))
        if row.source:
            said.append(self.tr("Goes on from take {n}").format(n=row.source))
        return said


def _common(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """How many takes two lists have in common at their beginnings."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(first), len(second)))
