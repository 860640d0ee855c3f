"""From chords to notes: voices, a pattern of strikes, and loudness that breathes.

A pattern says what is struck within one pulse of the metre (a quarter, or a dotted quarter in 6/8), on the pulse that
opens a chord or a bar and on the others, so that it serves every metre.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

from composer_app.music.feel import Feel
from composer_app.music.metre import Metre
from composer_app.music.performance import Note, Part, Performance
from composer_app.music.progression import Progression, TimedChord
from composer_app.music.voicing import Voicing, voice

PIANO = 0


@dataclass(frozen=True, slots=True)
class Strike:
    """Voices struck together.

    Attributes:
        at: Where in the pulse, from 0 to below 1.
        voices: "bass", "upper", "all", or "next" for the next upper voice of a broken chord.
        accent: Added to the velocity.
        held: Whether it sounds until the chord ends, instead of until the voices are struck again.
    """

    at: float
    voices: str
    accent: int = 0
    held: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is struck on a pulse that opens a chord, on one that opens a bar within it, and on every other."""

    name: str
    opening: tuple[Strike, ...]
    bar: tuple[Strike, ...]
    other: tuple[Strike, ...]


_BASS = Strike(0, "bass", 4)
# From the calmest to the busiest, each with the activity up to which it is chosen.
PATTERNS = (
    (-0.55, Pattern("held", (Strike(0, "all", 2, held=True),), (), ())),
    (
        -0.25,
        Pattern(
            "rolled",
            (Strike(0, "bass", 4, held=True), Strike(0, "next", 2), Strike(0.5, "next")),
            (Strike(0, "next"), Strike(0.5, "next")),
            (Strike(0, "next"), Strike(0.5, "next", -2)),
        ),
    ),
    (
        0.2,
        Pattern(
            "ballad",
            (Strike(0, "bass", 4, held=True), Strike(0, "upper", 2)),
            (_BASS, Strike(0, "upper", 1)),
            (Strike(0, "upper", -5),),
        ),
    ),
    (
        0.55,
        Pattern(
            "pulse",
            (Strike(0, "bass", 6), Strike(0, "upper", 6), Strike(0.5, "upper", -8)),
            (Strike(0, "bass", 4), Strike(0, "upper", 4), Strike(0.5, "upper", -8)),
            (Strike(0, "upper", -2), Strike(0.5, "upper", -8)),
        ),
    ),
    (
        1.0,
        Pattern(
            "drive",
            (Strike(0, "all", 8), Strike(0.5, "all", -6)),
            (Strike(0, "all", 6), Strike(0.5, "all", -6)),
            (Strike(0, "bass", 0), Strike(0, "upper", 2), Strike(0.5, "all", -6)),
        ),
    ),
)


def pattern_for(activity: float) -> Pattern:
    """The pattern for an activity from -1 to 1."""
    return next(pattern for limit, pattern in PATTERNS if activity <= limit + 1e-9)


def arrange(progression: Progression, felt: Feel, seed: int) -> Performance:
    """Play a progression with a feel; the seed decides the small unevenness of touch and nothing else."""
    rng = random.Random(seed)
    voicings = voice([timed.chord for timed in progression.chords], felt.register, felt.bass)
    notes = [
        note
        for timed, voicing in zip(progression.chords, voicings, strict=True)
        for note in _play(timed, voicing, progression.metre, felt, rng)
    ]
    part = Part("Chords", PIANO, tuple(sorted(notes)))
    return Performance((part,), felt.tempo, progression.key, progression.metre, progression.bars)


def _play(
    timed: TimedChord, voicing: Voicing, metre: Metre, felt: Feel, rng: random.Random
) -> Iterator[Note]:
    struck = list(_strikes(timed, voicing, metre, pattern_for(felt.activity)))
    for index, (start, pitch, strike) in enumerate(struck):
        again = next((s for s, p, _ in struck[index + 1 :] if p == pitch and s > start), timed.end)
        until = _release(start, again, timed, strike, felt)
        arch = 3 if start % (4 * metre.beats) >= 2 * metre.beats else 0
        velocity = felt.velocity + strike.accent + arch + rng.randint(-3, 3)
        yield Note(start, pitch, until - start, max(1, min(127, velocity)))


def _release(start: float, again: float, timed: TimedChord, strike: Strike, felt: Feel) -> float:
    """When a note is let go: before it is struck again; a broken chord's notes ring on together."""
    if strike.held or strike.voices == "next":
        return min(again, timed.end)
    return start + (again - start) * felt.articulation


def _strikes(
    timed: TimedChord, voicing: Voicing, metre: Metre, pattern: Pattern
) -> Iterator[tuple[float, int, Strike]]:
    """When which pitch is struck, and as part of what, in order of time."""
    up_and_down = cycle((*voicing.upper, *voicing.upper[-2:0:-1]))
    voices = {"bass": (voicing.bass,), "upper": voicing.upper, "all": voicing.pitches}
    pulses = max(1, round(timed.beats / metre.pulse))
    for pulse in range(pulses):
        start = timed.start + pulse * metre.pulse
        for strike in _pulse_strikes(pattern, pulse, start, metre):
            at = start + strike.at * metre.pulse
            if at >= timed.end:
                continue
            for pitch in voices.get(strike.voices) or (next(up_and_down),):
                yield at, pitch, strike


def _pulse_strikes(pattern: Pattern, pulse: int, start: float, metre: Metre) -> tuple[Strike, ...]:
    if pulse == 0:
        return pattern.opening
    return pattern.bar if start % metre.beats < 1e-9 else pattern.other
