"""The row of chord cards with mouse and keyboard input: preview, lock, move and edit."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from composer_app.gui.score.chord_actions import action_for_keys
from composer_app.gui.score.chord_layout import CardZone, Hit
from composer_app.gui.score.chord_row import ChordRow
from composer_app.gui.score.drag import Press, change_on_release, update_drag

_LOCK_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_K)


class ChordEditor(ChordRow):
    """A chord row that the user can edit.

    Signals:
        menu_requested: The user wants the menu of a chord, with its number and the screen position.
        preview_requested: The user wants to hear a chord, with its number.
        cursor_moved: An arrow key moved the cursor, with the number of the chord.
    """

    menu_requested = Signal(int, QPoint)
    preview_requested = Signal(int)
    cursor_moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)

    # Mouse

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._progression:
            QToolTip.showText(
                event.globalPos(), self._tooltip_for(self._hit_test(QPointF(event.pos()))), self
            )
            return True
        return super().event(event)

    def _tooltip_for(self, hit: Hit) -> str:
        keys = self.tr("Click to preview (H), drag to move (Ctrl+←, Ctrl+→), right-click for more.")
        return {
            CardZone.LOCK: self.tr("Lock or unlock chord (K or Enter)"),
            CardZone.MENU: self.tr("Alternatives and edits (Menu key)"),
            CardZone.EDGE: self.tr("Drag to change the length (+, −)"),
        }.get(hit.zone, f"{self.describe(hit.card_number)}\n{keys}")

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        if not self._progression or event.button() != Qt.MouseButton.LeftButton:
            return
        hit = self._hit_test(event.position())
        self._card_pool.select(hit.card_number)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if hit.zone is CardZone.MENU:
            self.menu_requested.emit(hit.card_number, event.globalPosition().toPoint())
            return
        self._drag = Press(hit, event.position().x())
        if hit.zone is CardZone.BODY:
            self.preview_requested.emit(hit.card_number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        if not self._progression:
            return
        if self._drag:
            self._drag = update_drag(self._drag, event.position().x(), self._chord_layout())
            self._place_cards()
            return
        hit = self._hit_test(event.position())
        self._set_hovered(hit.card_number)
        self.setCursor(
            Qt.CursorShape.SplitHCursor if hit.zone is CardZone.EDGE else Qt.CursorShape.ArrowCursor
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        drag = self._drag
        if not drag or event.button() != Qt.MouseButton.LeftButton:
            return
        self.reset_drag()
        if change := change_on_release(drag):
            self.request_change(change)
        elif isinstance(drag, Press) and drag.hit.zone is CardZone.LOCK:
            self.toggle_lock(drag.hit.card_number)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102, N802
        super().leaveEvent(event)
        self._set_hovered(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102, N802
        if not self._progression:
            return
        position = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._card_pool.select(self._hit_test(QPointF(event.pos())).card_number)
        else:
            position = self._card_pool.menu_position(self._card_pool.cursor)
        self.menu_requested.emit(self._card_pool.cursor, position)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if not self._progression or not self._handle_key(event):
            super().keyPressEvent(event)

    def _handle_key(self, event: QKeyEvent) -> bool:
        """Handle a key, and return whether it has a meaning here."""
        assert self._progression
        key, cursor = Qt.Key(event.key()), self._card_pool.cursor
        steps = {Qt.Key.Key_Left: cursor - 1, Qt.Key.Key_Right: cursor + 1, Qt.Key.Key_Home: 0}
        steps[Qt.Key.Key_End] = len(self._card_pool.cards) - 1
        if key == Qt.Key.Key_Escape and self._drag:
            self.reset_drag()
        elif action := action_for_keys(event.keyCombination()):
            self.request_change(action.make_change(self._progression, cursor))
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        elif key in steps:
            self._card_pool.select(steps[key])
            self.cursor_moved.emit(self._card_pool.cursor)
            self._emit_hovered()
        elif key in _LOCK_KEYS:
            self.toggle_lock(cursor)
        elif key == Qt.Key.Key_H:
            self.preview_requested.emit(cursor)
        else:
            return False
        return True
