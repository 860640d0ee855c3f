"""Every take of this sitting, and the ways to take one away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from composer_app.composer import Composition
from composer_app.gui.phrases import in_short, mood_title
from composer_app.gui.takes.takeaway import TakeAway
from composer_app.gui.theme import SPACE


def label(composition: Composition, number: int) -> str:
    """What the list says about a take: two lines."""
    return f"{number}  {mood_title(composition.request.mood)}\n{in_short(composition)}"


class TakesPanel(QFrame):
    """The list of takes, newest on top, and what can be done with the one that is chosen.

    Signals:
        chosen: A person goes back to a take, with its place in the order they were made, from 0.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.list = self._list()
        self.away = TakeAway()
        self._lay_out()

    def add(self, composition: Composition, *, choose: bool = True) -> None:
        """Put a take on top, and choose it."""
        number = self.list.count()
        item = QListWidgetItem(label(composition, number + 1))
        item.setData(Qt.ItemDataRole.UserRole, number)
        item.setToolTip(
            f"{composition.request.text}\n" + self.tr("Seed {seed}").format(seed=composition.seed)
        )
        self.list.blockSignals(True)
        self.list.insertItem(0, item)
        self.list.blockSignals(False)
        if choose:
            self.show_chosen(number)

    def show_chosen(self, number: int) -> None:
        """Mark a take as the one that is shown, without choosing it anew."""
        self.list.blockSignals(True)
        self.list.setCurrentRow(self.list.count() - 1 - number)
        self.list.blockSignals(False)

    def _list(self) -> QListWidget:
        takes = QListWidget()
        takes.setAccessibleName(self.tr("Takes"))
        takes.setToolTip(self.tr("Every take stays: click one to go back to it (Ctrl+Z: the one before)"))
        takes.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        takes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        takes.setTextElideMode(Qt.TextElideMode.ElideRight)
        takes.currentItemChanged.connect(self._choose)
        return takes

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Takes"))
        title.setProperty("heading", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        column.addWidget(title)
        column.addWidget(self.list, 1)
        column.addWidget(self.away)
