"""Patterns: how chords are struck, from the data file that describes them.

`resources/patterns/patterns.toml` explains its own notation. A figure is one bar of a pattern at one density.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre, read_metre
from composer_app.paths import resource_path

LOW, HIGH = "low", "high"
ALL_VOICES = ()
_ACCENT_VELOCITIES = {">": 6, ",": -7}
_ASSUMED_UPPER_VOICES = 3  # upper voices that a density is reckoned with
NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Strike:
    """What one hand strikes at once.

    Attributes:
        beat: Where in the bar, in beats.
        hand: `LOW` or `HIGH`.
        voices: In the low hand 1 (bass), 5 (a fifth above), 8 (an octave above); in the high one the upper voices from
            1, or `ALL` of them.
        accent: Added to the velocity.
        is_sustained: Whether it sounds until its chord ends, whatever else is felt.
    """

    beat: float
    hand: str
    voices: tuple[int, ...]
    accent: int = 0
    is_sustained: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A bar of strikes, in order of time, that lasts some beats."""

    strikes: tuple[Strike, ...]
    beats: float

    @property
    def notes_per_beat(self) -> float:
        """How many notes are struck, with three upper voices."""
        return sum(len(strike.voices) or _ASSUMED_UPPER_VOICES for strike in self.strikes) / self.beats

    @property
    def onsets_per_beat(self) -> float:
        """How many times something is struck."""
        return len({strike.beat for strike in self.strikes}) / self.beats

    def within(self, beats: float) -> Iterator[Strike]:
        """The strikes of the first beats, the bar repeated where it is shorter."""
        turn = 0.0
        while turn < beats:
            for strike in self.strikes:
                if turn + strike.beat < beats - 1e-9:
                    yield replace(strike, beat=turn + strike.beat)
            turn += self.beats


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way of playing chords.

    Attributes:
        name: As in `constraints.PATTERNS`.
        figures: For each metre that it was written for, its bars from the calmest to the busiest.
        is_legato: Whether every note lasts until its chord ends or it is struck again.
        roll_ms: Milliseconds between the voices of one strike.
    """

    name: str
    figures: Mapping[Metre, tuple[Figure, ...]]
    is_legato: bool = False
    roll_ms: float = 0.0

    def for_metre(self, metre: Metre) -> tuple[Figure, ...]:
        """Its bars in a metre; in one that it was not written for, those of the nearest, cut or repeated."""
        return self.figures.get(metre) or self.figures[SIX_EIGHT if metre.is_compound else COMMON]


@cache
def load_patterns() -> dict[str, Pattern]:
    """The shipped patterns by name."""
    return {name: _pattern(name, row) for name, row in _table().items() if name != "moods"}


def patterns_for_emotion(emotion: str, metre: Metre) -> tuple[Pattern, ...]:
    """The patterns for an emotion, or `NEUTRAL`, that were written for a metre, the likeliest first."""
    names = _table()["moods"].get(emotion) or _table()["moods"][NEUTRAL]
    usual = tuple(load_patterns()[name] for name in names)
    return tuple(pattern for pattern in usual if metre in pattern.figures) or usual


def default_metre(name: str | None) -> Metre:
    """The metre that a pattern is known in: a waltz has three beats."""
    return WALTZ if name == "waltz" else COMMON


@cache
def _table() -> dict:  # type: ignore[type-arg]
    return tomllib.loads(resource_path("patterns/patterns.toml").read_text(encoding="utf-8"))


def _pattern(name: str, row: dict) -> Pattern:  # type: ignore[type-arg]
    figures = {
        metre: tuple(_figure(bar, metre) for bar in bars)
        for text, bars in row["bars"].items()
        for metre in (read_metre(text),)
    }
    return Pattern(name, figures, row.get("legato", False), row.get("roll", 0.0))


def _figure(bar: dict[str, str], metre: Metre) -> Figure:
    strikes = [strike for hand in (LOW, HIGH) for strike in _hand(hand, bar[hand].split(), metre.beats)]
    return Figure(tuple(sorted(strikes, key=lambda strike: strike.beat)), metre.beats)


def _hand(hand: str, steps: list[str], beats: float) -> Iterator[Strike]:
    for place, step in enumerate(steps):
        if step != ".":
            voices = step.rstrip("".join(_ACCENT_VELOCITIES))
            accent = sum(_ACCENT_VELOCITIES[sign] for sign in step[len(voices) :])
            numbers = ALL_VOICES if voices == "*" else tuple(int(digit) for digit in voices)
            yield Strike(place * beats / len(steps), hand, numbers, accent)
