"""About the chords of a take: why each fits, and what else could stand in its place."""

from dataclasses import dataclass

from composer_app.music.chord import Chord
from composer_app.music.harmonic_function import ChordFunction


@dataclass(frozen=True, slots=True)
class ChordAlternative:
    """A chord that could stand in another's place, and its probability there given all others."""

    chord: Chord
    probability: float


@dataclass(frozen=True, slots=True)
class ChordReason:
    """Why a chord stands where it does.

    Attributes:
        numeral: Its roman numeral.
        chord_function: What it does in the key; None where no name is known for it.
        log_likelihood_ratio: By how many nats the emotions make it likelier there than music in general does.
        explanation: That, in a few words.
    """

    numeral: str
    chord_function: ChordFunction | None
    log_likelihood_ratio: float
    explanation: str


@dataclass(frozen=True, slots=True)
class ChordAdvice:
    """For each chord of a take, in their order, its reason and its alternatives, likeliest first."""

    reasons: tuple[ChordReason, ...]
    alternatives: tuple[tuple[ChordAlternative, ...], ...]
