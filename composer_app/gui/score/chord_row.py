"""The chords of a take as cards, as wide as they are long: what is shown; what a person does is the strip's."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from composer_app.gui.score.card_painter import draw_bars, draw_target, needed_width
from composer_app.gui.score.chord_card import CardPool
from composer_app.gui.score.chord_label import describe, face
from composer_app.gui.score.chord_layout import HEIGHT, RULER, ChordLayout, Hit
from composer_app.gui.score.drag import Gesture, MoveDrag, foreseen
from composer_app.gui.text.format import why
from composer_app.music.chord_advice import ChordAdvice
from composer_app.music.editing import Change, after
from composer_app.music.progression import Progression

_HEIGHT = RULER + HEIGHT + 4  # pixels


class ChordRow(QWidget):
    """Cards of chords; those that are kept carry a closed lock.

    Signals:
        changed: A chord shall be changed, with the `Change`.
        pointed: The chord that the pointer or the keyboard is on, by its number, or None.
        kept_changed: A person keeps other chords than before: the numbers before, and now.
    """

    changed = Signal(object)
    pointed = Signal(object)
    kept_changed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progression: Progression | None = None
        self._current: int | None = None
        self._advice: ChordAdvice | None = None
        self._next_cursor: int | None = None
        self._hovered: int | None = None
        self._gesture: Gesture | None = None
        self._deck = CardPool(self, self._check, self._point)
        self.kept: frozenset[int] = frozenset()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Chords"))

    @property
    def current(self) -> int | None:
        """The index of the chord that is lit."""
        return self._current

    @property
    def deck(self) -> CardPool:
        """The cards."""
        return self._deck

    @property
    def dragging(self) -> bool:
        """Whether a card is in a person's hand."""
        return self._gesture is not None

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """The symbols and numerals that are shown."""
        return tuple((each.symbol, each.numeral) for each in self._deck.faces)

    @property
    def needed(self) -> tuple[float, ...]:
        """The width that each chord needs, in pixels."""
        return tuple(needed_width(each, self.font()) for each in self._deck.faces)

    def show_progression(self, progression: Progression | None, kept: Iterable[int] = ()) -> None:
        """Show the chords of a take, and which of them are kept."""
        self._progression, self._current, self._advice, self._gesture = progression, None, None, None
        numbers = range(len(progression.chords)) if progression else ()
        self._deck.deal(tuple(face(progression, number) for number in numbers if progression))
        self._deck.light(None)
        self._deck.go(self._deck.cursor if self._next_cursor is None else self._next_cursor)
        self._next_cursor = None
        self._hover(None)
        self._keep(frozenset(kept))
        self._place()

    def show_advice(self, advice: ChordAdvice) -> None:
        """Have more to say of each chord."""
        self._advice = advice
        self._keep(self.kept)

    def toggle(self, number: int) -> None:
        """Keep a chord while others are found, or keep it no longer."""
        self.keep(self.kept ^ {number})

    def keep(self, kept: Iterable[int]) -> None:
        """Keep these chords while others are found, and no others."""
        before = self.kept
        self._keep(frozenset(kept))
        if self.kept != before:
            self.kept_changed.emit(before, self.kept)

    def show_kept(self, kept: Iterable[int]) -> None:
        """Show which chords are kept."""
        self._keep(frozenset(kept))

    def change(self, change: Change) -> None:
        """Have a chord changed; the keyboard stays with it."""
        self._next_cursor = after(change)
        self.changed.emit(change)

    def settle(self) -> None:
        """What was asked for does not come: lie as before."""
        self._gesture, self._next_cursor = None, None
        self._place()

    def show_beat(self, beat: float | None) -> None:
        """Light the chord that sounds at a beat, or none."""
        current = None if beat is None or not self._progression else self._progression.at(beat)
        if current != self._current:
            self._current = current
            self._deck.light(current)

    def describe(self, number: int) -> str:
        """A chord in words: its name, its notes, its bass, its length, and why it is there."""
        assert self._progression
        said = describe(self._progression, number)
        return f"{said}\n{why(self._advice.reasons[number])}" if self._advice else said

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(480, _HEIGHT)

    def _check(self, number: int, checked: bool) -> None:
        """A screen reader may have pressed a card."""
        if checked != (number in self.kept):
            self.toggle(number)

    def _keep(self, kept: frozenset[int]) -> None:
        """Show which chords are kept, and tell screen readers."""
        self.kept, held = kept, self.tr("kept")
        names = [f"{name} ({held})" if n in kept else name for n, (name, _) in enumerate(self.labels)]
        for number, (card, (_, numeral)) in enumerate(zip(self._deck.cards, self.labels, strict=True)):
            card.setChecked(number in kept)
            card.setAccessibleName(f"{names[number]}, {numeral}")
            card.setAccessibleDescription(self.describe(number))
        self.setAccessibleDescription(" ".join(names))

    def _cards(self, *, foreseeing: bool = False) -> ChordLayout:
        """Where the cards lie; when foreseeing, as if what is dragged were let go of."""
        assert self._progression
        gesture = self._gesture if foreseeing else None
        shown = foreseen(self._progression, gesture) if gesture else self._progression
        return ChordLayout(shown, self.width())

    def _at(self, place: QPointF) -> Hit:
        return self._cards().at(place.x(), place.y())

    def _place(self) -> None:
        if self._progression:
            self._deck.place(self._cards(foreseeing=True), self._gesture)
            self.update()

    def _hover(self, number: int | None) -> None:
        self._hovered = number
        self._deck.point(number)
        self._point()

    def _point(self) -> None:
        """Say which chord is meant."""
        self.pointed.emit(self._deck.focused if self._hovered is None else self._hovered)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        if not self._progression:
            return
        painter = QPainter(self)
        draw_bars(painter, self._cards(foreseeing=True), self.palette(), self.font())
        if isinstance(self._gesture, MoveDrag):
            draw_target(painter, self._cards(), self._gesture, self.palette())
        painter.end()
