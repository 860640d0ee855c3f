"""Layout and hit testing of the chord cards, in pixels, without Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from math import ceil
from typing import NamedTuple

from composer_app.gui.widgets.geometry import Rect
from composer_app.music.progression import Progression

MARGIN_PX = 44
"""The margin left of the first beat, for the names of the octaves."""
MIN_BAR_WIDTH_PX = 56
"""If bars would be narrower, the score scrolls."""

_MAX_BEAT_WIDTH_PX = 36  # at most, for the sake of a long chord symbol
_PAGE_LOOKAHEAD_SHARE = 0.1  # share of the view that stays visible before and after the playhead


@dataclass(frozen=True, slots=True)
class Timeline:
    """A linear mapping of beats to x coordinates.

    Attributes:
        beats: The number of beats.
        beats_per_bar: The number of beats in a bar.
        width: The width of the widget in pixels, including the margin.
    """

    beats: float
    beats_per_bar: float
    width: float

    def x(self, beat: float) -> float:
        """Return the x coordinate of a beat."""
        return MARGIN_PX + beat / self.beats * (self.width - MARGIN_PX)

    def beat(self, x: float) -> float:
        """Return the beat at an x coordinate; outside, the first or last."""
        return min(max((x - MARGIN_PX) / (self.width - MARGIN_PX) * self.beats, 0.0), self.beats)

    @property
    def bar_lines(self) -> tuple[float, ...]:
        """The beats of all bar lines, including the last."""
        return tuple(bar * self.beats_per_bar for bar in range(round(self.beats / self.beats_per_bar) + 1))

    @property
    def beat_lines(self) -> tuple[float, ...]:
        """The beats that are not on a bar line."""
        return tuple(float(beat) for beat in range(int(self.beats)) if beat % self.beats_per_bar)


def min_sheet_width(progression: Progression, min_card_widths: Sequence[float]) -> int:
    """Return the smallest width, in pixels, at which bars are readable and each card has its minimum width.

    A short chord with a long symbol does not widen all others; its symbol is drawn smaller.
    """
    beat_width = max(
        width / timed.beats for timed, width in zip(progression.chords, min_card_widths, strict=True)
    )
    beat_width = min(beat_width, _MAX_BEAT_WIDTH_PX)
    return MARGIN_PX + ceil(max(progression.bars * MIN_BAR_WIDTH_PX, progression.beats * beat_width))


def page_left(x: float, left: int, width: int) -> int:
    """Return the scroll position that shows `x`: the current one if it is visible there, else a page further."""
    is_visible = left + MARGIN_PX <= x <= left + width - _PAGE_LOOKAHEAD_SHARE * width
    return left if is_visible else max(0, round(x - MARGIN_PX - _PAGE_LOOKAHEAD_SHARE * width))


def pitch_range(pitches: tuple[int, ...], min_span: int = 18) -> tuple[int, int]:
    """Return the lowest and highest pitch to draw: all pitches with a margin, and at least `min_span` semitones."""
    low, high = (min(pitches) - 2, max(pitches) + 2) if pitches else (60, 60)
    missing = max(0, min_span - (high - low))
    return max(0, low - missing // 2), min(127, high + missing - missing // 2)


RULER_HEIGHT_PX = 16
"""The height of the bar numbers above the cards."""
CARD_HEIGHT_PX = 76
"""The height of a card."""
MIN_CARD_WIDTH_PX = 34
"""The smallest card with room for its lock and menu button; if it would be narrower, the score scrolls."""
BUTTON_SIZE_PX = 16
"""The size of the lock and of the menu button."""
_BUTTON_INSET_PX, _EDGE_GRIP_PX, _CARD_GAP_PX = 4, 5, 2


class CardZone(Enum):
    """A part of a card, for hit testing."""

    BODY = auto()
    LOCK = auto()
    MENU = auto()
    EDGE = auto()


def lock_rect(width: float) -> Rect:
    """Return the rectangle of the lock on a card."""
    return Rect(width - 3 - BUTTON_SIZE_PX, _BUTTON_INSET_PX, BUTTON_SIZE_PX, BUTTON_SIZE_PX)


def menu_button_rect(width: float) -> Rect:
    """Return the rectangle of the menu button on a card."""
    return lock_rect(width)._replace(top=CARD_HEIGHT_PX - _BUTTON_INSET_PX - BUTTON_SIZE_PX)


class Hit(NamedTuple):
    """The result of a hit test: the number of a card, and the part of it."""

    card_number: int
    zone: CardZone


@dataclass(frozen=True)
class ChordLayout:
    """The layout of the cards of a progression in a width, including the margin."""

    progression: Progression
    width: float

    @cached_property
    def timeline(self) -> Timeline:
        """The x coordinates of the beats."""
        return Timeline(self.progression.beats, self.progression.metre.beats, self.width - 1)

    @cached_property
    def card_rects(self) -> tuple[Rect, ...]:
        """The rectangle of each card."""
        x = self.timeline.x
        return tuple(
            Rect(
                x(timed.start) + _CARD_GAP_PX,
                RULER_HEIGHT_PX,
                x(timed.end) - x(timed.start) - 2 * _CARD_GAP_PX,
                CARD_HEIGHT_PX,
            )
            for timed in self.progression.chords
        )

    def hit_test(self, x: float, y: float) -> Hit:
        """Return the card and its part at a point; between cards, the nearest."""
        number = self.progression.index_at(self.timeline.beat(x))
        rect = self.card_rects[number]
        return Hit(number, _zone_at(x - rect.left, y - rect.top, rect.width))

    def pixels_to_beats(self, pixels: float) -> float:
        """Convert a horizontal distance to beats."""
        return pixels / (self.timeline.x(1.0) - self.timeline.x(0.0))

    def drop_number(self, number: int, x: float) -> int:
        """Return the number that a card would have if its middle were dropped at `x`."""
        others = (rect for other, rect in enumerate(self.card_rects) if other != number)
        return sum(rect.left + rect.width / 2 < x for rect in others)


def _zone_at(x: float, y: float, width: float) -> CardZone:
    if lock_rect(width).contains_point(x, y):
        return CardZone.LOCK
    if menu_button_rect(width).contains_point(x, y):
        return CardZone.MENU
    return CardZone.EDGE if x >= width - _EDGE_GRIP_PX else CardZone.BODY
