"""Phrases as the phrase models see them: eight bars on a grid of half bars, without the chords themselves.

Each half bar says what begins in it: nothing (the chord before goes on), a tonic, a dominant, a predominant, or
another chord, and whether a second chord begins within it. Each pair of bars one, two or four apart says whether they
are alike. With the metre and the mode, that is a vector of zeros and ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import torch
from torch import Tensor

from composer_app.harmony.model.encoding import METRES, MODES, PHRASE_BARS, mode_unit, nearest_metre
from composer_app.music.metre import Metre


class Onset(IntEnum):
    """What begins in a half bar."""

    HOLD = 0
    TONIC = 1
    DOMINANT = 2
    PREDOMINANT = 3
    OTHER = 4


HALF_BARS = 2 * PHRASE_BARS
RETURN_LAGS = (1, 2, 4)
RETURNS = tuple((lag, bar) for lag in RETURN_LAGS for bar in range(lag, PHRASE_BARS))
"""Which bars may be like an earlier one: (how many bars earlier, number of the bar)."""
ONSET_SPAN = slice(0, HALF_BARS * len(Onset))
SPLIT_SPAN = slice(ONSET_SPAN.stop, ONSET_SPAN.stop + HALF_BARS)
RETURN_SPAN = slice(SPLIT_SPAN.stop, SPLIT_SPAN.stop + len(RETURNS))
METRE_SPAN = slice(RETURN_SPAN.stop, RETURN_SPAN.stop + len(METRES))
MODE_SPAN = slice(METRE_SPAN.stop, METRE_SPAN.stop + len(MODES))
PHRASE_UNITS = MODE_SPAN.stop
_ONSET_OF_INTERVAL = {
    0: Onset.TONIC,
    7: Onset.DOMINANT,
    11: Onset.DOMINANT,
    2: Onset.PREDOMINANT,
    5: Onset.PREDOMINANT,
}
_TINY_BEATS = 1e-3


@dataclass(frozen=True, slots=True)
class PhraseGrid:
    """The places of a phrase's half bars and of what may begin within them.

    Attributes:
        metre: The metre.
        half: Beats from a bar line to the bar's second half: the larger half of its pulses.
    """

    metre: Metre
    half: float

    @classmethod
    def of(cls, metre: Metre) -> "PhraseGrid":
        """The grid of a metre."""
        pulses = round(metre.beats / metre.pulse)
        return cls(metre, -(-pulses // 2) * metre.pulse if pulses > 1 else metre.beats / 2)

    def start(self, half_bar: int) -> float:
        """The beat at which a half bar begins."""
        bar, second = divmod(half_bar, 2)
        return bar * self.metre.beats + second * self.half

    def end(self, half_bar: int) -> float:
        """The beat at which a half bar ends."""
        return self.start(half_bar + 1)

    def split(self, half_bar: int) -> float | None:
        """The beat at which a second chord may begin within a half bar, on its last pulse; None without room."""
        at = self.end(half_bar) - self.metre.pulse
        return at if at > self.start(half_bar) + _TINY_BEATS else None


TimedUnit = tuple[float, float, tuple[int, int]]
"""The start and the length in beats of a chord, and its (interval above the tonic, anything that tells it apart)."""


def onset_of(interval: int) -> Onset:
    """What a chord is that stands so many semitones above the tonic."""
    return _ONSET_OF_INTERVAL.get(interval % 12, Onset.OTHER)


def encode_phrase(chords: Sequence[TimedUnit], metre: Metre, mode: str) -> Tensor:
    """A phrase of eight bars as units of 0 and 1, shape (PHRASE_UNITS,).

    Args:
        chords: In order, from beat 0, without gaps.
        metre: Their metre.
        mode: The name of their mode.
    """
    grid = PhraseGrid.of(metre)
    units = torch.zeros(PHRASE_UNITS)
    starts = {round(start, 3): unit for start, _, unit in chords}
    for half_bar in range(HALF_BARS):
        begin, end = grid.start(half_bar), grid.end(half_bar)
        found = starts.get(round(begin, 3))
        units[half_bar * len(Onset) + (onset_of(found[0]) if found else Onset.HOLD)] = 1
        within = any(begin + _TINY_BEATS < start < end - _TINY_BEATS for start in starts)
        units[SPLIT_SPAN.start + half_bar] = within
    bars = [_bar_content(chords, bar, metre) for bar in range(PHRASE_BARS)]
    for index, (lag, bar) in enumerate(RETURNS):
        units[RETURN_SPAN.start + index] = bars[bar] == bars[bar - lag]
    units[METRE_SPAN.start + METRES.index(nearest_metre(metre))] = 1
    units[MODE_SPAN.start + mode_unit(mode)] = 1
    return units


def _bar_content(chords: Sequence[TimedUnit], bar: int, metre: Metre) -> list[tuple[float, tuple[int, int]]]:
    """What sounds in a bar: the beats at which chords begin, counted from the bar line, and the chords."""
    begin, end = bar * metre.beats, (bar + 1) * metre.beats
    return [
        (round(max(start, begin) - begin, 2), unit)
        for start, length, unit in chords
        if start < end - _TINY_BEATS and start + length > begin + _TINY_BEATS
    ]
