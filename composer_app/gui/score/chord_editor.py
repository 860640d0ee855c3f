"""The chord cards at work: heard, kept and changed by pointer and by keys."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from composer_app.gui.score.chord_actions import deed_for
from composer_app.gui.score.chord_layout import CardZone, Hit
from composer_app.gui.score.chord_row import ChordRow
from composer_app.gui.score.drag import Press, dragged, meant

_KEEP = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_K)


class ChordEditor(ChordRow):
    """Cards that a person can take into the hand.

    Signals:
        asked: More is wanted of a chord: its number, and where on the screen.
        heard: A chord shall sound, by its number.
        reached: The keyboard came to another chord, by its number.
    """

    asked = Signal(int, QPoint)
    heard = Signal(int)
    reached = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)

    # The pointer

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._progression:
            QToolTip.showText(event.globalPos(), self._tip(self._at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def _tip(self, hit: Hit) -> str:
        keys = self.tr("Click to hear it (H), drag to move it (Ctrl+←, Ctrl+→); more with a right click.")
        return {
            CardZone.LOCK: self.tr("Keep this chord while others are found, or let it go (K or Enter)"),
            CardZone.MORE: self.tr("Other chords, and what can be done with this one (Menu key)"),
            CardZone.EDGE: self.tr("Drag to make this chord longer or shorter (+, −)"),
        }.get(hit.zone, f"{self.describe(hit.number)}\n{keys}")

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        if not self._progression or event.button() != Qt.MouseButton.LeftButton:
            return
        hit = self._at(event.position())
        self._deck.go(hit.number)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if hit.zone is CardZone.MORE:
            self.asked.emit(hit.number, event.globalPosition().toPoint())
            return
        self._gesture = Press(hit, event.position().x())
        if hit.zone is CardZone.BODY:
            self.heard.emit(hit.number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        if not self._progression:
            return
        if self._gesture:
            self._gesture = dragged(self._gesture, event.position().x(), self._cards())
            self._place()
            return
        hit = self._at(event.position())
        self._hover(hit.number)
        self.setCursor(
            Qt.CursorShape.SplitHCursor if hit.zone is CardZone.EDGE else Qt.CursorShape.ArrowCursor
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        gesture = self._gesture
        if not gesture or event.button() != Qt.MouseButton.LeftButton:
            return
        self.settle()
        if change := meant(gesture):
            self.change(change)
        elif isinstance(gesture, Press) and gesture.hit.zone is CardZone.LOCK:
            self.toggle(gesture.hit.number)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102, N802
        super().leaveEvent(event)
        self._hover(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102, N802
        if not self._progression:
            return
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._deck.go(self._at(QPointF(event.pos())).number)
        else:
            place = self._deck.below(self._deck.cursor)
        self.asked.emit(self._deck.cursor, place)

    # The keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if not self._progression or not self._heed(event):
            super().keyPressEvent(event)

    def _heed(self, event: QKeyEvent) -> bool:
        """Do what a key says; whether it says anything."""
        assert self._progression
        key, cursor = Qt.Key(event.key()), self._deck.cursor
        steps = {Qt.Key.Key_Left: cursor - 1, Qt.Key.Key_Right: cursor + 1, Qt.Key.Key_Home: 0}
        steps[Qt.Key.Key_End] = len(self._deck.cards) - 1
        if key == Qt.Key.Key_Escape and self._gesture:
            self.settle()
        elif deed := deed_for(event.keyCombination()):
            self.change(deed.change(self._progression, cursor))
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        elif key in steps:
            self._deck.go(steps[key])
            self.reached.emit(self._deck.cursor)
            self._point()
        elif key in _KEEP:
            self.toggle(cursor)
        elif key == Qt.Key.Key_H:
            self.heard.emit(cursor)
        else:
            return False
        return True
