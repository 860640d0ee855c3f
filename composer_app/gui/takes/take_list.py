"""The list of takes as a person handles it: by the mouse, by keys, by its menu."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from composer_app.gui.takes.delegate import TakeDelegate
from composer_app.gui.takes.model import Index, TakesModel
from composer_app.gui.takes.take_index import TakeRow
from composer_app.gui.widgets.theme import SPACE


class TakeList(QListView):
    """The takes, newest on top.

    Signals:
        chosen: A person goes back to a take, with its id.
        starred: The star of a take is given or taken back.
        branched: Another one is to be made of a take.
        compared: A take is to be the one that others are compared with.
        removed: A take is taken off the list, or brought back.
        opened: A person goes to a version of a take, with its id.
    """

    chosen = Signal(str)
    starred = Signal(str)
    branched = Signal(str)
    compared = Signal(str)
    removed = Signal(str)
    opened = Signal(str)

    def __init__(self, model: TakesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._takes = model
        self._shown = ""
        self._empty = ""
        self._entering = False
        self.setProperty("takes", True)
        self.setModel(model)
        self.painter = TakeDelegate(self, model)
        self.setItemDelegate(self.painter)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setAccessibleName(self.tr("Takes"))
        self.setToolTip(
            self.tr(
                "Every take stays. Go back to one by a click or Enter; S gives a star, F2 a name, M makes another"
            )
        )
        self.clicked.connect(self._choose)
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self._mark_shown)

    def count(self) -> int:
        """How many takes are listed."""
        return self._takes.rowCount()

    def row(self) -> TakeRow | None:
        """The take that is marked; None where none is."""
        index = self.currentIndex()
        return self._takes.at(index.row()) if index.isValid() else None

    def show_chosen(self, take: str) -> None:
        """Mark a take as the one that is shown, without choosing it anew; one that is not listed marks none."""
        self._shown = take
        self._mark_shown()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.viewport().update()  # its version may be another

    def say_when_empty(self, text: str) -> None:
        """What stands in place of takes where there are none."""
        self._empty = text
        self.setAccessibleDescription("" if self.count() else text)
        self.viewport().update()

    def compare_with(self, take: str) -> None:
        """Show which take others are compared with; empty for none."""
        self.painter.compared = take
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: D102, N802
        super().currentChanged(current, previous)
        if not (self._entering or self._takes.changing):
            self._choose(current)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        self._entering = True  # Qt puts its cursor on the first row; that sounds nothing yet
        super().focusInEvent(event)
        self._entering = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        super().paintEvent(event)
        if not self.count():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            room = self.viewport().rect().adjusted(SPACE, SPACE, -SPACE, -SPACE)
            align = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, int(align | Qt.TextFlag.TextWordWrap), self._empty)
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.painter.on_star(self.visualRect(index), event.position().toPoint()):
            if event.button() == Qt.MouseButton.LeftButton:
                self.starred.emit(self._takes.at(index.row()).take)
            return
        if event.button() == Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        row = self.row()
        acts = {Qt.Key.Key_S: self.starred, Qt.Key.Key_Delete: self.removed, Qt.Key.Key_M: self.branched}
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if row and plain and (act := acts.get(Qt.Key(event.key()))):
            act.emit(row.take)
        elif row and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif plain and event.text() and event.text().isprintable():
            event.ignore()  # letters and the space bar belong to the window, not to a search of the list's own
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102, N802
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            place = (
                event.globalPos()
                if by_mouse
                else self.viewport().mapToGlobal(self.visualRect(index).center())
            )
            self.menu(index).popup(place)

    def menu(self, index: QModelIndex) -> QMenu:
        """What can be done with a take."""
        row = self._takes.at(index.row())
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        star = self.tr("Take the &star away") if row.marks.star else self.tr("Give it a &star")
        menu.addAction(star + "\tS").triggered.connect(lambda: self.starred.emit(row.take))
        menu.addAction(self.tr("Re&name…") + "\tF2").triggered.connect(lambda: self.edit(index))
        menu.addSeparator()
        branch = menu.addAction(self.tr("Make another of &this") + "\tM")
        branch.triggered.connect(lambda: self.branched.emit(row.take))
        compare = menu.addAction(self.tr("&Compare others with this (A)"))
        compare.triggered.connect(lambda: self.compared.emit(row.take))
        menu.addSeparator()
        if row.versions > 1:
            self._add_versions(menu, row)
        remove = self.tr("&Bring it back") if row.marks.removed else self.tr("&Take it off the list")
        menu.addAction(remove + "\tDel").triggered.connect(lambda: self.removed.emit(row.take))
        return menu

    def _add_versions(self, menu: QMenu, row: TakeRow) -> None:
        """Offer each version of a take; the one that it is at is ticked."""
        versions = menu.addMenu(self.tr("&Versions"))
        for version, text in self._takes.versions(row):
            action = versions.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(version == row.summary.id)
            action.triggered.connect(lambda _=False, name=version: self.opened.emit(name))

    def _choose(self, index: Index) -> None:
        """A person goes to a row; to the take that is shown already, nothing leads."""
        if index.isValid() and (take := self._takes.at(index.row()).take) != self._shown:
            self._shown = take
            self.chosen.emit(take)

    def _mark_shown(self) -> None:
        row = self._takes.row_of(self._shown)
        index = self._takes.index(row) if row >= 0 else QModelIndex()
        if index != self.currentIndex():
            command = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, command)
