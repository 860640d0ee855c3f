"""The chords of a take as cards, as wide as they are long: what is shown; what a person does is the strip's."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from composer_app.gui.score.card_painter import draw_bar_numbers, draw_drop_marker, min_card_width
from composer_app.gui.score.chord_card import CardPool
from composer_app.gui.score.chord_label import describe, make_label
from composer_app.gui.score.chord_layout import CARD_HEIGHT_PX, RULER_HEIGHT_PX, ChordLayout, Hit
from composer_app.gui.score.drag import Drag, MoveDrag, preview_progression
from composer_app.gui.text.format import describe_reason
from composer_app.music.chord_advice import ChordAdvice
from composer_app.music.editing import Change, number_after
from composer_app.music.progression import Progression

_ROW_HEIGHT_PX = RULER_HEIGHT_PX + CARD_HEIGHT_PX + 4  # pixels


class ChordRow(QWidget):
    """Cards of chords; those that are kept carry a closed lock.

    Signals:
        change_requested: A chord shall be changed, with the `Change`.
        chord_hovered: The chord that the pointer or the keyboard is on, by its number, or None.
        locks_changed: A person keeps other chords than before: the numbers before, and now.
    """

    change_requested = Signal(object)
    chord_hovered = Signal(object)
    locks_changed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progression: Progression | None = None
        self._playing_chord: int | None = None
        self._advice: ChordAdvice | None = None
        self._next_cursor: int | None = None
        self._hovered: int | None = None
        self._drag: Drag | None = None
        self._card_pool = CardPool(self, self._on_card_toggled, self._emit_hovered)
        self.locked: frozenset[int] = frozenset()
        self.setFixedHeight(_ROW_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Chords"))

    @property
    def playing_chord(self) -> int | None:
        """The index of the chord that is lit."""
        return self._playing_chord

    @property
    def card_pool(self) -> CardPool:
        """The cards."""
        return self._card_pool

    @property
    def is_dragging(self) -> bool:
        """Whether a card is in a person's hand."""
        return self._drag is not None

    @property
    def symbols_and_numerals(self) -> tuple[tuple[str, str], ...]:
        """The symbols and numerals that are shown."""
        return tuple((each.symbol, each.numeral) for each in self._card_pool.labels)

    @property
    def min_card_widths(self) -> tuple[float, ...]:
        """The width that each chord needs, in pixels."""
        return tuple(min_card_width(each, self.font()) for each in self._card_pool.labels)

    def show_progression(self, progression: Progression | None, locked: Iterable[int] = ()) -> None:
        """Show the chords of a take, and which of them are kept."""
        self._progression, self._playing_chord, self._advice, self._drag = progression, None, None, None
        numbers = range(len(progression.chords)) if progression else ()
        self._card_pool.set_cards(tuple(make_label(progression, number) for number in numbers if progression))
        self._card_pool.set_playing(None)
        self._card_pool.select(self._card_pool.cursor if self._next_cursor is None else self._next_cursor)
        self._next_cursor = None
        self._set_hovered(None)
        self._mark_locked(frozenset(locked))
        self._place_cards()

    def show_advice(self, advice: ChordAdvice) -> None:
        """Have more to say of each chord."""
        self._advice = advice
        self._mark_locked(self.locked)

    def toggle_lock(self, number: int) -> None:
        """Keep a chord while others are found, or keep it no longer."""
        self.set_locked(self.locked ^ {number})

    def set_locked(self, locked: Iterable[int]) -> None:
        """Keep these chords while others are found, and no others."""
        before = self.locked
        self._mark_locked(frozenset(locked))
        if self.locked != before:
            self.locks_changed.emit(before, self.locked)

    def show_locked(self, locked: Iterable[int]) -> None:
        """Show which chords are kept."""
        self._mark_locked(frozenset(locked))

    def request_change(self, change: Change) -> None:
        """Have a chord changed; the keyboard stays with it."""
        self._next_cursor = number_after(change)
        self.change_requested.emit(change)

    def reset_drag(self) -> None:
        """What was asked for does not come: lie as before."""
        self._drag, self._next_cursor = None, None
        self._place_cards()

    def show_beat(self, beat: float | None) -> None:
        """Light the chord that sounds at a beat, or none."""
        current = None if beat is None or not self._progression else self._progression.index_at(beat)
        if current != self._playing_chord:
            self._playing_chord = current
            self._card_pool.set_playing(current)

    def describe(self, number: int) -> str:
        """A chord in words: its name, its notes, its bass, its length, and why it is there."""
        assert self._progression
        said = describe(self._progression, number)
        return f"{said}\n{describe_reason(self._advice.reasons[number])}" if self._advice else said

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(480, _ROW_HEIGHT_PX)

    def _on_card_toggled(self, number: int, checked: bool) -> None:
        """A screen reader may have pressed a card."""
        if checked != (number in self.locked):
            self.toggle_lock(number)

    def _mark_locked(self, locked: frozenset[int]) -> None:
        """Show which chords are kept, and tell screen readers."""
        self.locked, held = locked, self.tr("kept")
        names = [
            f"{name} ({held})" if n in locked else name
            for n, (name, _) in enumerate(self.symbols_and_numerals)
        ]
        for number, (card, (_, numeral)) in enumerate(
            zip(self._card_pool.cards, self.symbols_and_numerals, strict=True)
        ):
            card.setChecked(number in locked)
            card.setAccessibleName(f"{names[number]}, {numeral}")
            card.setAccessibleDescription(self.describe(number))
        self.setAccessibleDescription(" ".join(names))

    def _chord_layout(self, *, preview: bool = False) -> ChordLayout:
        """Where the cards lie; when foreseeing, as if what is dragged were let go of."""
        assert self._progression
        gesture = self._drag if preview else None
        shown = preview_progression(self._progression, gesture) if gesture else self._progression
        return ChordLayout(shown, self.width())

    def _hit_test(self, position: QPointF) -> Hit:
        return self._chord_layout().hit_test(position.x(), position.y())

    def _place_cards(self) -> None:
        if self._progression:
            self._card_pool.lay_out(self._chord_layout(preview=True), self._drag)
            self.update()

    def _set_hovered(self, number: int | None) -> None:
        self._hovered = number
        self._card_pool.set_hovered(number)
        self._emit_hovered()

    def _emit_hovered(self) -> None:
        """Say which chord is meant."""
        self.chord_hovered.emit(self._card_pool.focused_number if self._hovered is None else self._hovered)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        self._place_cards()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        if not self._progression:
            return
        painter = QPainter(self)
        draw_bar_numbers(painter, self._chord_layout(preview=True), self.palette(), self.font())
        if isinstance(self._drag, MoveDrag):
            draw_drop_marker(painter, self._chord_layout(), self._drag, self.palette())
        painter.end()
