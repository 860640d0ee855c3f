"""Where beats lie on the screen: shared by the chord strip and the piano roll, so that both agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

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
