"""A row of chord cards, with widths proportional to the chords' lengths; `ChordEditor` adds the interaction."""

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

_ROW_HEIGHT_PX = RULER_HEIGHT_PX + CARD_HEIGHT_PX + 4


class ChordRow(QWidget):
    """The chord cards of a take.

    Signals:
        change_requested: The user edited a chord, with the `Change`.
        chord_hovered: Another chord is hovered or focused, with its number; None for none.
        locks_changed: The user locked or unlocked chords, with the numbers locked before and now.
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
        """The number of the playing chord; None if none plays."""
        return self._playing_chord

    @property
    def card_pool(self) -> CardPool:
        """The cards."""
        return self._card_pool

    @property
    def is_dragging(self) -> bool:
        """Whether a card is being dragged."""
        return self._drag is not None

    @property
    def symbols_and_numerals(self) -> tuple[tuple[str, str], ...]:
        """The symbol and the roman numeral of each card."""
        return tuple((label.symbol, label.numeral) for label in self._card_pool.labels)

    @property
    def min_card_widths(self) -> tuple[float, ...]:
        """The minimum width of each card, in pixels."""
        return tuple(min_card_width(label, self.font()) for label in self._card_pool.labels)

    def show_progression(self, progression: Progression | None, locked: Iterable[int] = ()) -> None:
        """Show the chords of a take, and which of them are locked."""
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
        """Add the reason of each chord to its description."""
        self._advice = advice
        self._mark_locked(self.locked)

    def toggle_lock(self, number: int) -> None:
        """Lock or unlock a chord."""
        self.set_locked(self.locked ^ {number})

    def set_locked(self, locked: Iterable[int]) -> None:
        """Lock these chords and no others."""
        before = self.locked
        self._mark_locked(frozenset(locked))
        if self.locked != before:
            self.locks_changed.emit(before, self.locked)

    def show_locked(self, locked: Iterable[int]) -> None:
        """Show which chords are locked, without emitting a signal."""
        self._mark_locked(frozenset(locked))

    def request_change(self, change: Change) -> None:
        """Request a change of a chord, which keeps the focus."""
        self._next_cursor = number_after(change)
        self.change_requested.emit(change)

    def reset_drag(self) -> None:
        """Move the cards back, because the drag was cancelled or the change is not possible."""
        self._drag, self._next_cursor = None, None
        self._place_cards()

    def show_beat(self, beat: float | None) -> None:
        """Mark the chord that plays at a beat; None for none."""
        current = None if beat is None or not self._progression else self._progression.index_at(beat)
        if current != self._playing_chord:
            self._playing_chord = current
            self._card_pool.set_playing(current)

    def describe(self, number: int) -> str:
        """Return a chord in words: symbol, notes, bass, length, and the reason for it."""
        assert self._progression
        text = describe(self._progression, number)
        return f"{text}\n{describe_reason(self._advice.reasons[number])}" if self._advice else text

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(480, _ROW_HEIGHT_PX)

    def _on_card_toggled(self, number: int, checked: bool) -> None:
        """Toggle the lock of a card that was pressed by a screen reader."""
        if checked != (number in self.locked):
            self.toggle_lock(number)

    def _mark_locked(self, locked: frozenset[int]) -> None:
        """Mark the locked chords, and update the texts for screen readers."""
        self.locked, locked_text = locked, self.tr("kept")
        names = [
            f"{name} ({locked_text})" if number in locked else name
            for number, (name, _) in enumerate(self.symbols_and_numerals)
        ]
        for number, (card, (_, numeral)) in enumerate(
            zip(self._card_pool.cards, self.symbols_and_numerals, strict=True)
        ):
            card.setChecked(number in locked)
            card.setAccessibleName(f"{names[number]}, {numeral}")
            card.setAccessibleDescription(self.describe(number))
        self.setAccessibleDescription(" ".join(names))

    def _chord_layout(self, *, preview: bool = False) -> ChordLayout:
        """Return the card layout; with `preview=True`, as it will be if the drag ends now."""
        assert self._progression
        drag = self._drag if preview else None
        shown = preview_progression(self._progression, drag) if drag else self._progression
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
        """Emit the number of the hovered chord, or else of the focused one."""
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
