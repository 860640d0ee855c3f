"""Where the chord cards lie, and what a pointer meets on them: plain values, in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from math import ceil
from typing import NamedTuple

from composer_app.music.progression import Progression

MARGIN = 44
"""Room to the left of the first beat, for the names of the octaves, in pixels."""
NARROWEST_BAR = 56
"""Bars are never drawn narrower than this, in pixels; beyond that the score scrolls."""

_WIDEST_BEAT = 36  # pixels that a chord's name can ask for
_AHEAD = 0.1  # of a view, that can be seen around the playhead


@dataclass(frozen=True, slots=True)
class Timeline:
    """A stretch of beats laid out over a width.

    Attributes:
        beats: How many there are.
        bar: How many fill a bar.
        width: Of the whole widget, in pixels, the margin included.
    """

    beats: float
    bar: float
    width: float

    def x(self, beat: float) -> float:
        """The horizontal place of a beat, in pixels."""
        return MARGIN + beat / self.beats * (self.width - MARGIN)

    def beat(self, x: float) -> float:
        """The beat at a place; the first or last one outside."""
        return min(max((x - MARGIN) / (self.width - MARGIN) * self.beats, 0.0), self.beats)

    @property
    def bar_lines(self) -> tuple[float, ...]:
        """The beats of all bar lines, the last one included."""
        return tuple(i * self.bar for i in range(round(self.beats / self.bar) + 1))

    @property
    def beat_lines(self) -> tuple[float, ...]:
        """The beats between the bar lines."""
        return tuple(float(b) for b in range(int(self.beats)) if b % self.bar)


def least_width(progression: Progression, needed: Sequence[float]) -> int:
    """The narrowest width, in pixels, on which bars can be told apart and each chord has the width it needs.

    One short chord with a long name does not stretch all the others: it is written smaller.
    """
    beat = max(width / timed.beats for timed, width in zip(progression.chords, needed, strict=True))
    beat = min(beat, _WIDEST_BEAT)
    return MARGIN + ceil(max(progression.bars * NARROWEST_BAR, progression.beats * beat))


def page(x: float, left: int, width: int) -> int:
    """Where a view of this width shall begin so that a place is in sight: where it does, or a page on."""
    in_sight = left + MARGIN <= x <= left + width - _AHEAD * width
    return left if in_sight else max(0, round(x - MARGIN - _AHEAD * width))


def pitch_range(pitches: tuple[int, ...], least: int = 18) -> tuple[int, int]:
    """The lowest and highest pitch to draw: all of them, a little room, and never a thin slice."""
    low, high = (min(pitches) - 2, max(pitches) + 2) if pitches else (60, 60)
    missing = max(0, least - (high - low))
    return max(0, low - missing // 2), min(127, high + missing - missing // 2)


RULER = 16
"""The height of the line above the cards that numbers the bars."""
HEIGHT = 76
"""Of a card."""
NARROWEST = 34
"""A card with all its signs; beyond that the score scrolls."""
BUTTON = 16
"""The side of the lock and of what opens the menu."""
_INSET, _GRIP, _GAP = 4, 5, 2


class CardZone(Enum):
    """A part of a card that a pointer can mean."""

    BODY = auto()
    LOCK = auto()
    MORE = auto()
    EDGE = auto()


class Rect(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies within."""
        return self.x <= x < self.right and self.y <= y < self.y + self.height


def lock_box(width: float) -> Rect:
    """Where the lock lies on a card of this width."""
    return Rect(width - 3 - BUTTON, _INSET, BUTTON, BUTTON)


def more_box(width: float) -> Rect:
    """Where that which opens the menu lies."""
    return lock_box(width)._replace(y=HEIGHT - _INSET - BUTTON)


class Hit(NamedTuple):
    """What a pointer meets: a card by its number, and which part of it."""

    number: int
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
    def boxes(self) -> tuple[Rect, ...]:
        """Where each card lies."""
        x = self.timeline.x
        return tuple(
            Rect(x(timed.start) + _GAP, RULER, x(timed.end) - x(timed.start) - 2 * _GAP, HEIGHT)
            for timed in self.progression.chords
        )

    def at(self, x: float, y: float) -> Hit:
        """What lies at a point; beside the cards, the nearest of them."""
        number = self.progression.at(self.timeline.beat(x))
        box = self.boxes[number]
        return Hit(number, _zone(x - box.x, y - box.y, box.width))

    def beats_in(self, pixels: float) -> float:
        """How many beats a distance is."""
        return pixels / (self.timeline.x(1.0) - self.timeline.x(0.0))

    def place_of(self, number: int, x: float) -> int:
        """The number that a card would have if it were put down around a place."""
        others = (box for other, box in enumerate(self.boxes) if other != number)
        return sum(box.x + box.width / 2 < x for box in others)


def _zone(x: float, y: float, width: float) -> CardZone:
    if lock_box(width).holds(x, y):
        return CardZone.LOCK
    if more_box(width).holds(x, y):
        return CardZone.MORE
    return CardZone.EDGE if x >= width - _GRIP else CardZone.BODY
