"""Where the chord cards lie, and what a pointer meets on them: plain values, in pixels."""

from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

from composer_app.gui.score.timeline import Timeline
from composer_app.music.progression import Progression

RULER = 16
"""The height of the line above the cards that numbers the bars."""
HEIGHT = 76
"""Of a card."""
NARROWEST = 34
"""A card with all its signs; beyond that the score scrolls."""
BUTTON = 16
"""The side of the lock and of what opens the menu."""
_INSET, _GRIP, _GAP = 4, 5, 2


class Zone(Enum):
    """A part of a card that a pointer can mean."""

    BODY = auto()
    LOCK = auto()
    MORE = auto()
    EDGE = auto()


class Box(NamedTuple):
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


def lock_box(width: float) -> Box:
    """Where the lock lies on a card of this width."""
    return Box(width - 3 - BUTTON, _INSET, BUTTON, BUTTON)


def more_box(width: float) -> Box:
    """Where that which opens the menu lies."""
    return lock_box(width)._replace(y=HEIGHT - _INSET - BUTTON)


class Hit(NamedTuple):
    """What a pointer meets: a card by its number, and which part of it."""

    number: int
    zone: Zone


@dataclass(frozen=True)
class Cards:
    """The cards of a progression over a width, the margin left of the first beat included."""

    progression: Progression
    width: float

    @cached_property
    def timeline(self) -> Timeline:
        """Where beats lie."""
        return Timeline(self.progression.beats, self.progression.metre.beats, self.width - 1)

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """Where each card lies."""
        x = self.timeline.x
        return tuple(
            Box(x(timed.start) + _GAP, RULER, x(timed.end) - x(timed.start) - 2 * _GAP, HEIGHT)
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


def _zone(x: float, y: float, width: float) -> Zone:
    if lock_box(width).holds(x, y):
        return Zone.LOCK
    if more_box(width).holds(x, y):
        return Zone.MORE
    return Zone.EDGE if x >= width - _GRIP else Zone.BODY
