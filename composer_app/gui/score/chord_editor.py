"""The chord cards at work: heard, kept and changed by pointer and by keys."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from composer_app.gui.score.chord_actions import action_for_keys
from composer_app.gui.score.chord_layout import CardZone, Hit
from composer_app.gui.score.chord_row import ChordRow
from composer_app.gui.score.drag import Press, change_on_release, update_drag

_LOCK_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_K)


class ChordEditor(ChordRow):
    """Cards that a person can take into the hand.

    Signals:
        menu_requested: More is wanted of a chord: its number, and where on the screen.
        preview_requested: A chord shall sound, by its number.
        cursor_moved: The keyboard came to another chord, by its number.
    """

    menu_requested = Signal(int, QPoint)
    preview_requested = Signal(int)
    cursor_moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)

    # The pointer

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
        gesture = self._drag
        if not gesture or event.button() != Qt.MouseButton.LeftButton:
            return
        self.reset_drag()
        if change := change_on_release(gesture):
            self.request_change(change)
        elif isinstance(gesture, Press) and gesture.hit.zone is CardZone.LOCK:
            self.toggle_lock(gesture.hit.card_number)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102, N802
        super().leaveEvent(event)
        self._set_hovered(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102, N802
        if not self._progression:
            return
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._card_pool.select(self._hit_test(QPointF(event.pos())).card_number)
        else:
            place = self._card_pool.menu_position(self._card_pool.cursor)
        self.menu_requested.emit(self._card_pool.cursor, place)

    # The keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if not self._progression or not self._handle_key(event):
            super().keyPressEvent(event)

    def _handle_key(self, event: QKeyEvent) -> bool:
        """Do what a key says; whether it says anything."""
        assert self._progression
        key, cursor = Qt.Key(event.key()), self._card_pool.cursor
        steps = {Qt.Key.Key_Left: cursor - 1, Qt.Key.Key_Right: cursor + 1, Qt.Key.Key_Home: 0}
        steps[Qt.Key.Key_End] = len(self._card_pool.cards) - 1
        if key == Qt.Key.Key_Escape and self._drag:
            self.reset_drag()
        elif deed := action_for_keys(event.keyCombination()):
            self.request_change(deed.make_change(self._progression, cursor))
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
