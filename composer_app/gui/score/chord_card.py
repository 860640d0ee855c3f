"""One chord card as a widget, so that the keyboard and screen readers find it; the strip tells it what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from composer_app.gui.score.card_painter import CardPainter, State
from composer_app.gui.score.face import Face


class ChordCard(QAbstractButton):
    """A chord: checked while it is kept. Pointer and keys are the strip's.

    Signals:
        focus_turned: The keyboard came to it, or left it.
    """

    focus_turned = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._face: Face | None = None
        self.lit = self.pointed = self.lifted = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_face(self, face: Face) -> None:
        """Show another chord."""
        if face != self._face:
            self._face = face
            self.update()

    def mark(
        self, *, lit: bool | None = None, pointed: bool | None = None, lifted: bool | None = None
    ) -> None:
        """Say what is going on with it, as far as that is another thing now."""
        marks = (self.lit, self.pointed, self.lifted)
        self.lit, self.pointed, self.lifted = (
            before if now is None else now for before, now in zip(marks, (lit, pointed, lifted), strict=True)
        )
        if marks != (self.lit, self.pointed, self.lifted):
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        super().focusInEvent(event)
        self.update()
        self.focus_turned.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        super().focusOutEvent(event)
        self.update()
        self.focus_turned.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        if self._face:
            painter = QPainter(self)
            painter.setOpacity(0.93 if self.lifted else 1.0)
            state = State(self.lit, self.isChecked(), self.pointed, self.hasFocus(), self.lifted)
            CardPainter(painter, self.palette(), self.font()).paint(self._face, state, self.width())
            painter.end()
