"""One chord card as a widget, so that the keyboard and screen readers find it; the strip tells it what to do."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from composer_app.gui.score.card_painter import CardPainter, CardState
from composer_app.gui.score.chord_label import ChordLabel
from composer_app.gui.score.chord_layout import HEIGHT, ChordLayout
from composer_app.gui.score.drag import Gesture, MoveDrag


class ChordCard(QAbstractButton):
    """A chord: checked while it is kept. Pointer and keys are the strip's.

    Signals:
        focus_turned: The keyboard came to it, or left it.
    """

    focus_turned = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._face: ChordLabel | None = None
        self.lit = self.pointed = self.lifted = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_face(self, face: ChordLabel) -> None:
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
            state = CardState(self.lit, self.isChecked(), self.pointed, self.hasFocus(), self.lifted)
            CardPainter(painter, self.palette(), self.font()).paint(self._face, state, self.width())
            painter.end()


class CardPool:
    """Cards on a widget; those that are not needed now wait, hidden."""

    def __init__(
        self, on: QWidget, toggled: Callable[[int, bool], None], focus_turned: Callable[[], None]
    ) -> None:
        """Prepare.

        Args:
            on: What the cards lie on.
            toggled: Called with a card's number, and whether it is checked, when that has changed.
            focus_turned: Called when the keyboard came to a card, or left it.
        """
        self._on, self._toggled, self._focus_turned = on, toggled, focus_turned
        self._all: list[ChordCard] = []
        self.cards: tuple[ChordCard, ...] = ()
        self.faces: tuple[ChordLabel, ...] = ()
        self.cursor = 0

    @property
    def focused(self) -> int | None:
        """The number of the card that has the keyboard."""
        return self.cursor if any(card.hasFocus() for card in self.cards) else None

    def deal(self, faces: tuple[ChordLabel, ...]) -> None:
        """Show these."""
        self._all += [self._made(number) for number in range(len(self._all), len(faces))]
        self.cards, self.faces = tuple(self._all[: len(faces)]), faces
        for card, face in zip(self.cards, faces, strict=True):
            card.show_face(face)
        for number, card in enumerate(self._all):
            card.setVisible(number < len(faces))

    def go(self, number: int) -> None:
        """Bring the keyboard to a card: to it alone Tab leads."""
        had_focus = self.focused is not None
        self.cursor = max(0, min(len(self.cards) - 1, number))
        for each, card in enumerate(self._all):
            card.setFocusPolicy(Qt.FocusPolicy.TabFocus if each == self.cursor else Qt.FocusPolicy.NoFocus)
        if self.cards:
            self._on.setFocusProxy(self.cards[self.cursor])
        if self.cards and had_focus:
            self.cards[self.cursor].setFocus()

    def place(self, cards: ChordLayout, gesture: Gesture | None) -> None:
        """Lay them where they belong, but for one that is in a person's hand."""
        for number, (card, box) in enumerate(zip(self.cards, cards.boxes, strict=True)):
            lifted = isinstance(gesture, MoveDrag) and gesture.press.hit.number == number
            left = box.x + (gesture.by if lifted and isinstance(gesture, MoveDrag) else 0.0)
            card.setGeometry(round(left), round(box.y), round(left + box.width) - round(left), HEIGHT)
            card.mark(lifted=lifted)
            if lifted:
                card.raise_()

    def light(self, number: int | None) -> None:
        """Mark the card of the chord that sounds."""
        for each, card in enumerate(self.cards):
            card.mark(lit=each == number)

    def point(self, number: int | None) -> None:
        """Mark the card that the pointer is on."""
        for each, card in enumerate(self.cards):
            card.mark(pointed=each == number)

    def below(self, number: int) -> QPoint:
        """Where on the screen a card's menu opens."""
        return self.cards[number].mapToGlobal(QPoint(8, HEIGHT))

    def _made(self, number: int) -> ChordCard:
        card = ChordCard(self._on)
        card.toggled.connect(lambda on: self._toggled(number, on))
        card.focus_turned.connect(self._focus_turned)
        return card
