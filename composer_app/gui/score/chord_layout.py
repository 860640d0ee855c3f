"""Where the chord cards lie, and what a pointer meets on them: plain values, in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from math import ceil
from typing import NamedTuple

from composer_app.gui.widgets.geometry import Rect
from composer_app.music.progression import Progression

MARGIN_PX = 44
"""Room to the left of the first beat, for the names of the octaves, in pixels."""
MIN_BAR_WIDTH_PX = 56
"""Bars are never drawn narrower than this, in pixels; beyond that the score scrolls."""

_MAX_BEAT_WIDTH_PX = 36  # pixels that a chord's name can ask for
_PAGE_LOOKAHEAD_SHARE = 0.1  # of a view, that can be seen around the playhead


@dataclass(frozen=True, slots=True)
class Timeline:
    """A stretch of beats laid out over a width.

    Attributes:
        beats: How many there are.
        beats_per_bar: How many fill a bar.
        width: Of the whole widget, in pixels, the margin included.
    """

    beats: float
    beats_per_bar: float
    width: float

    def x(self, beat: float) -> float:
        """The horizontal place of a beat, in pixels."""
        return MARGIN_PX + beat / self.beats * (self.width - MARGIN_PX)

    def beat(self, x: float) -> float:
        """The beat at a place; the first or last one outside."""
        return min(max((x - MARGIN_PX) / (self.width - MARGIN_PX) * self.beats, 0.0), self.beats)

    @property
    def bar_lines(self) -> tuple[float, ...]:
        """The beats of all bar lines, the last one included."""
        return tuple(i * self.beats_per_bar for i in range(round(self.beats / self.beats_per_bar) + 1))

    @property
    def beat_lines(self) -> tuple[float, ...]:
        """The beats between the bar lines."""
        return tuple(float(b) for b in range(int(self.beats)) if b % self.beats_per_bar)


def min_sheet_width(progression: Progression, min_card_widths: Sequence[float]) -> int:
    """The narrowest width, in pixels, on which bars can be told apart and each chord has the width it needs.

    One short chord with a long name does not stretch all the others: it is written smaller.
    """
    beat = max(width / timed.beats for timed, width in zip(progression.chords, min_card_widths, strict=True))
    beat = min(beat, _MAX_BEAT_WIDTH_PX)
    return MARGIN_PX + ceil(max(progression.bars * MIN_BAR_WIDTH_PX, progression.beats * beat))


def page_left(x: float, left: int, width: int) -> int:
    """Where a view of this width shall begin so that a place is in sight: where it does, or a page on."""
    in_sight = left + MARGIN_PX <= x <= left + width - _PAGE_LOOKAHEAD_SHARE * width
    return left if in_sight else max(0, round(x - MARGIN_PX - _PAGE_LOOKAHEAD_SHARE * width))


def pitch_range(pitches: tuple[int, ...], min_span: int = 18) -> tuple[int, int]:
    """The lowest and highest pitch to draw: all of them, a little room, and never a thin slice."""
    low, high = (min(pitches) - 2, max(pitches) + 2) if pitches else (60, 60)
    missing = max(0, min_span - (high - low))
    return max(0, low - missing // 2), min(127, high + missing - missing // 2)


RULER_HEIGHT_PX = 16
"""The height of the line above the cards that numbers the bars."""
CARD_HEIGHT_PX = 76
"""Of a card."""
MIN_CARD_WIDTH_PX = 34
"""A card with all its signs; beyond that the score scrolls."""
BUTTON_SIZE_PX = 16
"""The side of the lock and of what opens the menu."""
_BUTTON_INSET_PX, _EDGE_GRIP_PX, _CARD_GAP_PX = 4, 5, 2


class CardZone(Enum):
    """A part of a card that a pointer can mean."""

    BODY = auto()
    LOCK = auto()
    MENU = auto()
    EDGE = auto()


def lock_rect(width: float) -> Rect:
    """Where the lock lies on a card of this width."""
    return Rect(width - 3 - BUTTON_SIZE_PX, _BUTTON_INSET_PX, BUTTON_SIZE_PX, BUTTON_SIZE_PX)


def menu_button_rect(width: float) -> Rect:
    """Where that which opens the menu lies."""
    return lock_rect(width)._replace(top=CARD_HEIGHT_PX - _BUTTON_INSET_PX - BUTTON_SIZE_PX)


class Hit(NamedTuple):
    """What a pointer meets: a card by its number, and which part of it."""

    card_number: int
    zone: CardZone


@dataclass(frozen=True)
class ChordLayout:
    """The cards of a progression over a width, the margin left of the first beat included."""

    progression: Progression
    width: float

    @cached_property
    def timeline(self) -> Timeline:
        """Where beats lie."""
        return Timeline(self.progression.beats, self.progression.metre.beats, self.width - 1)

    @cached_property
    def card_rects(self) -> tuple[Rect, ...]:
        """Where each card lies."""
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
        """What lies at a point; beside the cards, the nearest of them."""
        number = self.progression.index_at(self.timeline.beat(x))
        box = self.card_rects[number]
        return Hit(number, _zone_at(x - box.left, y - box.top, box.width))

    def pixels_to_beats(self, pixels: float) -> float:
        """How many beats a distance is."""
        return pixels / (self.timeline.x(1.0) - self.timeline.x(0.0))

    def drop_number(self, number: int, x: float) -> int:
        """The number that a card would have if it were put down around a place."""
        others = (box for other, box in enumerate(self.card_rects) if other != number)
        return sum(box.left + box.width / 2 < x for box in others)


def _zone_at(x: float, y: float, width: float) -> CardZone:
    if lock_rect(width).contains_point(x, y):
        return CardZone.LOCK
    if menu_button_rect(width).contains_point(x, y):
        return CardZone.MENU
    return CardZone.EDGE if x >= width - _EDGE_GRIP_PX else CardZone.BODY
