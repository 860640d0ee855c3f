"""Explanations of the chords in a take, and alternatives to them."""

from dataclasses import dataclass

from composer_app.music.chord import Chord
from composer_app.music.harmonic_function import ChordFunction


@dataclass(frozen=True, slots=True)
class ChordAlternative:
    """An alternative to a chord, and its probability given all other chords."""

    chord: Chord
    probability: float


@dataclass(frozen=True, slots=True)
class ChordReason:
    """An explanation of a chord.

    Attributes:
        numeral: The roman numeral.
        chord_function: The harmonic function; None if the chord has no name in the key.
        log_likelihood_ratio: How much more likely the emotions make the chord than music in general does, in nats.
        explanation: The log likelihood ratio in a few words.
    """

    numeral: str
    chord_function: ChordFunction | None
    log_likelihood_ratio: float
    explanation: str


@dataclass(frozen=True, slots=True)
class ChordAdvice:
    """The reason of each chord in a take, and its alternatives, most likely first."""

    reasons: tuple[ChordReason, ...]
    alternatives: tuple[tuple[ChordAlternative, ...], ...]
