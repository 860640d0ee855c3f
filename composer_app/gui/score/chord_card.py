"""Chord cards as widgets, so that they can have the focus and are read by screen readers."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from composer_app.gui.score.card_painter import CardPainter, CardState
from composer_app.gui.score.chord_label import ChordLabel
from composer_app.gui.score.chord_layout import CARD_HEIGHT_PX, ChordLayout
from composer_app.gui.score.drag import Drag, MoveDrag


class ChordCard(QAbstractButton):
    """A chord card, checked if the chord is locked; `ChordEditor` handles mouse and keys.

    Signals:
        focus_changed: The card gained or lost the focus.
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
        """Show the label of a chord."""
        if label != self._label:
            self._label = label
            self.update()

    def set_state(
        self, *, playing: bool | None = None, hovered: bool | None = None, dragged: bool | None = None
    ) -> None:
        """Change the given parts of the state; None leaves a part unchanged."""
        state = (self.playing, self.hovered, self.dragged)
        self.playing, self.hovered, self.dragged = (
            old if new is None else new for old, new in zip(state, (playing, hovered, dragged), strict=True)
        )
        if state != (self.playing, self.hovered, self.dragged):
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
    """The cards of a widget; cards not needed are hidden and reused."""

    def __init__(
        self, parent: QWidget, on_toggled: Callable[[int, bool], None], on_focus_changed: Callable[[], None]
    ) -> None:
        """Create an empty pool.

        Args:
            parent: The parent widget of the cards.
            on_toggled: Called with the number of a card, and whether it is checked, when that changed.
            on_focus_changed: Called when a card gained or lost the focus.
        """
        self._parent, self._on_toggled, self._on_focus_changed = parent, on_toggled, on_focus_changed
        self._pool: list[ChordCard] = []
        self.cards: tuple[ChordCard, ...] = ()
        self.labels: tuple[ChordLabel, ...] = ()
        self.cursor = 0

    @property
    def focused_number(self) -> int | None:
        """The number of the card that has the focus; None if no card has it."""
        return self.cursor if any(card.hasFocus() for card in self.cards) else None

    def set_cards(self, labels: tuple[ChordLabel, ...]) -> None:
        """Show one card for each label."""
        self._pool += [self._make_card(number) for number in range(len(self._pool), len(labels))]
        self.cards, self.labels = tuple(self._pool[: len(labels)]), labels
        for card, label in zip(self.cards, labels, strict=True):
            card.show_label(label)
        for number, card in enumerate(self._pool):
            card.setVisible(number < len(labels))

    def select(self, number: int) -> None:
        """Make a card the current one, the only one that Tab reaches; it takes the focus if a card has it."""
        had_focus = self.focused_number is not None
        self.cursor = max(0, min(len(self.cards) - 1, number))
        for card_number, card in enumerate(self._pool):
            card.setFocusPolicy(
                Qt.FocusPolicy.TabFocus if card_number == self.cursor else Qt.FocusPolicy.NoFocus
            )
        if self.cards:
            self._parent.setFocusProxy(self.cards[self.cursor])
        if self.cards and had_focus:
            self.cards[self.cursor].setFocus()

    def lay_out(self, layout: ChordLayout, drag: Drag | None) -> None:
        """Position the cards by a layout; a dragged card follows the pointer."""
        for number, (card, rect) in enumerate(zip(self.cards, layout.card_rects, strict=True)):
            is_dragged = isinstance(drag, MoveDrag) and drag.press.hit.card_number == number
            left = rect.left + (drag.offset_px if is_dragged and isinstance(drag, MoveDrag) else 0.0)
            card.setGeometry(
                round(left), round(rect.top), round(left + rect.width) - round(left), CARD_HEIGHT_PX
            )
            card.set_state(dragged=is_dragged)
            if is_dragged:
                card.raise_()

    def set_playing(self, number: int | None) -> None:
        """Mark the card of the playing chord; None for none."""
        for card_number, card in enumerate(self.cards):
            card.set_state(playing=card_number == number)

    def set_hovered(self, number: int | None) -> None:
        """Mark the card under the pointer; None for none."""
        for card_number, card in enumerate(self.cards):
            card.set_state(hovered=card_number == number)

    def menu_position(self, number: int) -> QPoint:
        """Return the screen position for the menu of a card."""
        return self.cards[number].mapToGlobal(QPoint(8, CARD_HEIGHT_PX))

    def _make_card(self, number: int) -> ChordCard:
        card = ChordCard(self._parent)
        card.toggled.connect(lambda on: self._on_toggled(number, on))
        card.focus_changed.connect(self._on_focus_changed)
        return card
