"""Where the keys of a piano lie: plain values, in pixels."""

from dataclasses import dataclass
from functools import cached_property

from composer_app.gui.score.cards import Box

# Where each black key's middle lies between the white keys of its octave, in white keys.
_BLACK = {1: 0.95, 3: 2.05, 6: 3.92, 8: 5.0, 10: 6.08}
_WHITE = (0, 2, 4, 5, 7, 9, 11)
_NARROW, _SHORT = 0.6, 0.62  # of a white key


@dataclass(frozen=True, slots=True)
class PianoKey:
    """A key."""

    pitch: int
    black: bool
    box: Box


@dataclass(frozen=True)
class PianoKeys:
    """The keys from one pitch to another, whole octaves from C to B, over a width and a height."""

    low: int
    high: int
    width: float
    height: float

    @cached_property
    def keys(self) -> tuple[PianoKey, ...]:
        """The white keys, then the black ones, which lie over them."""
        octaves = (self.high + 1 - self.low) // 12
        white = self.width / (7 * octaves)
        wide, tall = white * _NARROW, self.height * _SHORT
        found = []
        for octave in range(octaves):
            first, left = self.low + 12 * octave, 7 * octave * white
            found += [
                PianoKey(first + step, False, Box(left + n * white, 0, white, self.height))
                for n, step in enumerate(_WHITE)
            ]
            found += [
                PianoKey(first + step, True, Box(left + middle * white - wide / 2, 0, wide, tall))
                for step, middle in _BLACK.items()
            ]
        return tuple(sorted(found, key=lambda key: (key.black, key.pitch)))

    @cached_property
    def by_pitch(self) -> dict[int, PianoKey]:
        """Each key by its pitch."""
        return {key.pitch: key for key in self.keys}


def octaves_around(pitches: tuple[int, ...]) -> tuple[int, int]:
    """The lowest C and the highest B around pitches; four octaves at the least."""
    low, high = (min(pitches) // 12, max(pitches) // 12) if pitches else (3, 6)
    while high - low < 3:
        low, high = (low - 1, high) if (high - low) % 2 and low > 0 else (low, high + 1)
    return low * 12, high * 12 + 11
