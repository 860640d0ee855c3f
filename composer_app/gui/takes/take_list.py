"""The list view of the takes, with its mouse and keyboard input and context menu."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from composer_app.gui.takes.delegate import TakeDelegate
from composer_app.gui.takes.model import Index, TakesModel
from composer_app.gui.takes.take_index import TakeRow
from composer_app.gui.widgets.theme import SPACING_PX


class TakeList(QListView):
    """The list of takes, newest first.

    Signals:
        take_chosen: The user chose a take, with its id.
        star_toggled: The user added or removed a star, with the id of the take.
        new_variation_requested: The user wants a variation of a take, with its id.
        compare_requested: The user wants a take as A of the comparison, with its id.
        removal_toggled: The user hid or unhid a take, with its id.
        version_chosen: The user chose a version of a take, with the id of the version.
    """

    take_chosen = Signal(str)
    star_toggled = Signal(str)
    new_variation_requested = Signal(str)
    compare_requested = Signal(str)
    removal_toggled = Signal(str)
    version_chosen = Signal(str)

    def __init__(self, model: TakesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown_take = ""
        self._empty_text = ""
        self._is_gaining_focus = False
        self.setProperty("takes", True)
        self.setModel(model)
        self.take_delegate = TakeDelegate(self, model)
        self.setItemDelegate(self.take_delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setAccessibleName(self.tr("Takes"))
        self.setToolTip(
            self.tr("Click or press Enter to open a take. S stars it, F2 renames it, M makes a variation.")
        )
        self.clicked.connect(self._choose)
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self._select_shown_row)

    def count(self) -> int:
        """Return the number of listed takes."""
        return self._model.rowCount()

    def current_row(self) -> TakeRow | None:
        """Return the row of the current index; None if there is none."""
        index = self.currentIndex()
        return self._model.row_at(index.row()) if index.isValid() else None

    def mark_shown_take(self, take: str) -> None:
        """Select the shown take without emitting a signal; if it is not listed, select none."""
        self._shown_take = take
        self._select_shown_row()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.viewport().update()  # its version may have changed

    def set_empty_text(self, text: str) -> None:
        """Set the text shown if the list is empty."""
        self._empty_text = text
        self.setAccessibleDescription("" if self.count() else text)
        self.viewport().update()

    def set_compared_take(self, take: str) -> None:
        """Mark a take as A of the comparison; empty for none."""
        self.take_delegate.set_compared_take(take)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: D102, N802
        super().currentChanged(current, previous)
        if not (self._is_gaining_focus or self._model.is_changing_rows):
            self._choose(current)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        self._is_gaining_focus = True  # Qt makes the first row current, which must not choose it
        super().focusInEvent(event)
        self._is_gaining_focus = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        super().paintEvent(event)
        if not self.count():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            text_rect = self.viewport().rect().adjusted(SPACING_PX, SPACING_PX, -SPACING_PX, -SPACING_PX)
            align = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(text_rect, int(align | Qt.TextFlag.TextWordWrap), self._empty_text)
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.take_delegate.is_on_star(
            self.visualRect(index), event.position().toPoint()
        ):
            if event.button() == Qt.MouseButton.LeftButton:
                self.star_toggled.emit(self._model.row_at(index.row()).take_id)
            return
        if event.button() == Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        row = self.current_row()
        signals = {
            Qt.Key.Key_S: self.star_toggled,
            Qt.Key.Key_Delete: self.removal_toggled,
            Qt.Key.Key_M: self.new_variation_requested,
        }
        is_unmodified = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if row and is_unmodified and (signal := signals.get(Qt.Key(event.key()))):
            signal.emit(row.take_id)
        elif row and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif is_unmodified and event.text() and event.text().isprintable():
            event.ignore()  # letters and space are shortcuts of the window; no type-ahead search
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102, N802
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            position = (
                event.globalPos()
                if by_mouse
                else self.viewport().mapToGlobal(self.visualRect(index).center())
            )
            self.make_menu(index).popup(position)

    def make_menu(self, index: QModelIndex) -> QMenu:
        """Return the context menu of a take."""
        row = self._model.row_at(index.row())
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        star = self.tr("Remove &star") if row.marks.starred else self.tr("Add &star")
        menu.addAction(star + "\tS").triggered.connect(lambda: self.star_toggled.emit(row.take_id))
        menu.addAction(self.tr("Re&name…") + "\tF2").triggered.connect(lambda: self.edit(index))
        menu.addSeparator()
        variation = menu.addAction(self.tr("New &variation") + "\tM")
        variation.triggered.connect(lambda: self.new_variation_requested.emit(row.take_id))
        compare = menu.addAction(self.tr("&Compare with another take (A)"))
        compare.triggered.connect(lambda: self.compare_requested.emit(row.take_id))
        menu.addSeparator()
        if row.version_count > 1:
            self._add_versions(menu, row)
        remove = self.tr("Un&hide") if row.marks.removed else self.tr("&Hide")
        menu.addAction(remove + "\tDel").triggered.connect(lambda: self.removal_toggled.emit(row.take_id))
        return menu

    def _add_versions(self, menu: QMenu, row: TakeRow) -> None:
        """Add a submenu with the versions of a take; the current one is checked."""
        versions = menu.addMenu(self.tr("&Versions"))
        for version, text in self._model.version_labels(row):
            action = versions.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(version == row.summary.id)
            action.triggered.connect(lambda _=False, name=version: self.version_chosen.emit(name))

    def _choose(self, index: Index) -> None:
        """Emit `take_chosen`, unless the take is shown already."""
        if index.isValid() and (take := self._model.row_at(index.row()).take_id) != self._shown_take:
            self._shown_take = take
            self.take_chosen.emit(take)

    def _select_shown_row(self) -> None:
        row = self._model.row_of(self._shown_take)
        index = self._model.index(row) if row >= 0 else QModelIndex()
        if index != self.currentIndex():
            command = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, command)
