"""The cards of a row of chords: dealt, laid out, marked, and reached by the keyboard."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from composer_app.gui.score.cards import HEIGHT, Cards
from composer_app.gui.score.chord_card import ChordCard
from composer_app.gui.score.face import Face
from composer_app.gui.score.gesture import Gesture, Moving


class Deck:
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
        self.faces: tuple[Face, ...] = ()
        self.cursor = 0

    @property
    def focused(self) -> int | None:
        """The number of the card that has the keyboard."""
        return self.cursor if any(card.hasFocus() for card in self.cards) else None

    def deal(self, faces: tuple[Face, ...]) -> None:
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

    def place(self, cards: Cards, gesture: Gesture | None) -> None:
        """Lay them where they belong, but for one that is in a person's hand."""
        for number, (card, box) in enumerate(zip(self.cards, cards.boxes, strict=True)):
            lifted = isinstance(gesture, Moving) and gesture.press.hit.number == number
            left = box.x + (gesture.by if lifted and isinstance(gesture, Moving) else 0.0)
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
