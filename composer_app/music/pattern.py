"""Accompaniment patterns, read from a data file.

`resources/patterns/patterns.toml` explains its own keys and notation. A figure is one bar of a pattern at one density.
"""

import logging
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from composer_app.errors import ModelError
from composer_app.music.metre import COMMON, SIX_EIGHT, Metre, read_metre
from composer_app.paths import resource_path

logger = logging.getLogger(__name__)

LOW, HIGH = "low", "high"
ALL_VOICES = ()
_ACCENT_VELOCITIES = {">": 6, ",": -7}
_ASSUMED_UPPER_VOICES = 3  # for the density of a figure, before its chords are voiced
NEUTRAL = "neutral"
_FILE = "patterns/patterns.toml"
_MOODS = "moods"  # the one table in the file that is not a pattern


@dataclass(frozen=True, slots=True)
class Strike:
    """Notes that one hand strikes at the same time.

    Attributes:
        beat: The position in the bar, in beats.
        hand: `LOW` or `HIGH`.
        voices: In the low hand 1 (bass), 5 (a fifth above), 8 (an octave above); in the high hand the numbers of upper
            voices, from 1, or `ALL_VOICES`.
        accent: A value that is added to the velocity.
        is_sustained: Whether it lasts until its chord ends, whatever the pedal setting.
    """

    beat: float
    hand: str
    voices: tuple[int, ...]
    accent: int = 0
    is_sustained: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """The strikes of one bar, in order of time, and its length in beats."""

    strikes: tuple[Strike, ...]
    beats: float

    @property
    def notes_per_beat(self) -> float:
        """The density in notes per beat, with three upper voices."""
        return sum(len(strike.voices) or _ASSUMED_UPPER_VOICES for strike in self.strikes) / self.beats

    @property
    def onsets_per_beat(self) -> float:
        """The density in onsets per beat."""
        return len({strike.beat for strike in self.strikes}) / self.beats

    def within(self, beats: float) -> Iterator[Strike]:
        """Yield the strikes of the first `beats`, with the bar repeated if it is shorter."""
        start = 0.0
        while start < beats:
            for strike in self.strikes:
                if start + strike.beat < beats - 1e-9:
                    yield replace(strike, beat=start + strike.beat)
            start += self.beats


@dataclass(frozen=True, slots=True)
class Pattern:
    """An accompaniment pattern.

    Attributes:
        name: Its name in the file and in menus.
        figures: For each metre that it was written for, its bars from the sparsest to the densest.
        spoken: A regular expression of the English words for it.
        rank: Of two patterns that a sentence names, the one with the lower rank is chosen.
        glosses: By a language's code, its words for the pattern, parted by "|".
        english_gloss: What these words become in English; `spoken` matches it.
        usual_metre: The metre of a request that names the pattern and no metre.
        is_legato: Whether every note lasts until its chord ends or it is struck again.
        roll_ms: The delay between the voices of a rolled chord, in milliseconds.
    """

    name: str
    figures: Mapping[Metre, tuple[Figure, ...]]
    spoken: str = ""
    rank: int = 0
    glosses: Mapping[str, str] = field(default_factory=dict)
    english_gloss: str = ""
    usual_metre: Metre = COMMON
    is_legato: bool = False
    roll_ms: float = 0.0

    def for_metre(self, metre: Metre) -> tuple[Figure, ...]:
        """Return the bars for a metre; if it was not written for that, those of a similar one, cut or repeated."""
        return self.figures.get(metre) or self.figures[SIX_EIGHT if metre.is_compound else COMMON]


@cache
def load_patterns() -> dict[str, Pattern]:
    """Return the shipped patterns by name, in the order of menus.

    Raises:
        ModelError: The file is missing or damaged.
    """
    try:
        return {name: _pattern(name, row) for name, row in _table().items() if name != _MOODS}
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        path = resource_path(_FILE)
        raise ModelError(
            f"The shipped file {path.name} is missing or damaged. Install Composer again."
        ) from error


@cache
def pattern_names() -> tuple[str, ...]:
    """Return the names of the patterns, in the order of menus.

    There are none if the file is missing or damaged: menus are empty then, and composing reports the failure.
    """
    try:
        return tuple(load_patterns())
    except ModelError:
        logger.warning("There are no patterns", exc_info=True)
        return ()


def pattern_expressions() -> tuple[tuple[str, str], ...]:
    """Return the names and the words for them, in the order in which a sentence is searched for them."""
    rows = (load_patterns()[name] for name in pattern_names())
    return tuple((row.name, row.spoken) for row in sorted(rows, key=lambda row: row.rank))


def patterns_for_emotion(emotion: str, metre: Metre) -> tuple[Pattern, ...]:
    """Return the patterns for an emotion, or `NEUTRAL`, that were written for a metre, most likely first."""
    names = _table()[_MOODS].get(emotion) or _table()[_MOODS][NEUTRAL]
    usual = tuple(load_patterns()[name] for name in names)
    return tuple(pattern for pattern in usual if metre in pattern.figures) or usual


def default_metre(name: str | None) -> Metre:
    """Return the usual metre of a pattern: a waltz has three beats."""
    return load_patterns()[name].usual_metre if name else COMMON


@cache
def _table() -> dict:  # type: ignore[type-arg]
    return tomllib.loads(resource_path(_FILE).read_text(encoding="utf-8"))


def _pattern(name: str, row: dict) -> Pattern:  # type: ignore[type-arg]
    figures = {
        metre: tuple(_figure(bar, metre) for bar in bars)
        for text, bars in row["bars"].items()
        for metre in (read_metre(text),)
    }
    glosses = row.get("glosses", {})
    return Pattern(
        name,
        figures,
        row.get("spoken", re.escape(name)),
        row.get("rank", 0),
        glosses,
        glosses.get("en", name),
        read_metre(row.get("metre", "4/4")),
        row.get("legato", False),
        row.get("roll", 0.0),
    )


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
