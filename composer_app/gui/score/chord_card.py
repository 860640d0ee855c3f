"""One chord card as a widget, so that the keyboard and screen readers find it; the strip tells it what to do."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from composer_app.gui.score.card_painter import CardPainter, CardState
from composer_app.gui.score.chord_label import ChordLabel
from composer_app.gui.score.chord_layout import CARD_HEIGHT_PX, ChordLayout
from composer_app.gui.score.drag import Drag, MoveDrag


class ChordCard(QAbstractButton):
    """A chord: checked while it is kept. Pointer and keys are the strip's.

    Signals:
        focus_changed: The keyboard came to it, or left it.
    """

    focus_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._label: ChordLabel | None = None
        self.playing = self.hovered = self.dragged = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_label(self, label: ChordLabel) -> None:
        """Show another chord."""
        if label != self._label:
            self._label = label
            self.update()

    def set_state(
        self, *, playing: bool | None = None, hovered: bool | None = None, dragged: bool | None = None
    ) -> None:
        """Say what is going on with it, as far as that is another thing now."""
        marks = (self.playing, self.hovered, self.dragged)
        self.playing, self.hovered, self.dragged = (
            before if now is None else now
            for before, now in zip(marks, (playing, hovered, dragged), strict=True)
        )
        if marks != (self.playing, self.hovered, self.dragged):
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        super().focusInEvent(event)
        self.update()
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        super().focusOutEvent(event)
        self.update()
        self.focus_changed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        if self._label:
            painter = QPainter(self)
            painter.setOpacity(0.93 if self.dragged else 1.0)
            state = CardState(self.playing, self.isChecked(), self.hovered, self.hasFocus(), self.dragged)
            CardPainter(painter, self.palette(), self.font()).paint(self._label, state, self.width())
            painter.end()


class CardPool:
    """Cards on a widget; those that are not needed now wait, hidden."""

    def __init__(
        self, parent: QWidget, on_toggled: Callable[[int, bool], None], on_focus_changed: Callable[[], None]
    ) -> None:
        """Prepare.

        Args:
            parent: What the cards lie on.
            on_toggled: Called with a card's number, and whether it is checked, when that has changed.
            on_focus_changed: Called when the keyboard came to a card, or left it.
        """
        self._parent, self._on_toggled, self._on_focus_changed = parent, on_toggled, on_focus_changed
        self._pool: list[ChordCard] = []
        self.cards: tuple[ChordCard, ...] = ()
        self.labels: tuple[ChordLabel, ...] = ()
        self.cursor = 0

    @property
    def focused_number(self) -> int | None:
        """The number of the card that has the keyboard."""
        return self.cursor if any(card.hasFocus() for card in self.cards) else None

    def set_cards(self, labels: tuple[ChordLabel, ...]) -> None:
        """Show these."""
        self._pool += [self._make_card(number) for number in range(len(self._pool), len(labels))]
        self.cards, self.labels = tuple(self._pool[: len(labels)]), labels
        for card, face in zip(self.cards, labels, strict=True):
            card.show_label(face)
        for number, card in enumerate(self._pool):
            card.setVisible(number < len(labels))

    def select(self, number: int) -> None:
        """Bring the keyboard to a card: to it alone Tab leads."""
        had_focus = self.focused_number is not None
        self.cursor = max(0, min(len(self.cards) - 1, number))
        for each, card in enumerate(self._pool):
            card.setFocusPolicy(Qt.FocusPolicy.TabFocus if each == self.cursor else Qt.FocusPolicy.NoFocus)
        if self.cards:
            self._parent.setFocusProxy(self.cards[self.cursor])
        if self.cards and had_focus:
            self.cards[self.cursor].setFocus()

    def lay_out(self, layout: ChordLayout, drag: Drag | None) -> None:
        """Lay them where they belong, but for one that is in a person's hand."""
        for number, (card, box) in enumerate(zip(self.cards, layout.card_rects, strict=True)):
            lifted = isinstance(drag, MoveDrag) and drag.press.hit.card_number == number
            left = box.left + (drag.offset_px if lifted and isinstance(drag, MoveDrag) else 0.0)
            card.setGeometry(
                round(left), round(box.top), round(left + box.width) - round(left), CARD_HEIGHT_PX
            )
            card.set_state(dragged=lifted)
            if lifted:
                card.raise_()

    def set_playing(self, number: int | None) -> None:
        """Mark the card of the chord that sounds."""
        for each, card in enumerate(self.cards):
            card.set_state(playing=each == number)

    def set_hovered(self, number: int | None) -> None:
        """Mark the card that the pointer is on."""
        for each, card in enumerate(self.cards):
            card.set_state(hovered=each == number)

    def menu_position(self, number: int) -> QPoint:
        """Where on the screen a card's menu opens."""
        return self.cards[number].mapToGlobal(QPoint(8, CARD_HEIGHT_PX))

    def _make_card(self, number: int) -> ChordCard:
        card = ChordCard(self._parent)
        card.toggled.connect(lambda on: self._on_toggled(number, on))
        card.focus_changed.connect(self._on_focus_changed)
        return card
