"""What must hold of the music, whoever asked for it: key, tempo, metre, length, instrument, pattern, ending."""

from dataclasses import dataclass, fields
from enum import StrEnum

from composer_app.music.instruments import INSTRUMENTS
from composer_app.music.key import Mode
from composer_app.music.metre import Metre
from composer_app.music.pattern import pattern_names

TEMPO_LIMITS_BPM = (20.0, 300.0)
BAR_LIMITS = (1, 64)
DURATION_LIMITS_S = (1.0, 600.0)


class Ending(StrEnum):
    """How a piece ends: it leads back to its beginning, or it closes on a cadence."""

    LOOP = "loop"
    CADENCE = "cadence"


@dataclass(frozen=True, slots=True)
class Constraints:
    """What must hold of the music; None where anything may.

    Attributes:
        tonic: The tonic's pitch class, 0 (C) to 11.
        mode: Major or minor.
        tempo: In beats a minute.
        metre: The time signature.
        bars: How many bars.
        seconds: About how long; `bars` goes before it.
        instrument: A name in `INSTRUMENTS`.
        pattern: How the chords are played, a name in `pattern_names()`.
        ending: Whether it loops or closes.
        spelling: The tonic as it was written, "F#" where "Gb" is usual; None for the usual.
    """

    tonic: int | None = None
    mode: Mode | None = None
    tempo: float | None = None
    metre: Metre | None = None
    bars: int | None = None
    seconds: float | None = None
    instrument: str | None = None
    pattern: str | None = None
    ending: Ending | None = None
    spelling: str | None = None

    def __post_init__(self) -> None:
        if self.tonic is not None and not 0 <= self.tonic < 12:
            raise ValueError("a tonic must be a pitch class from 0 to 11")
        if self.tempo is not None and not TEMPO_LIMITS_BPM[0] <= self.tempo <= TEMPO_LIMITS_BPM[1]:
            raise ValueError(
                f"a tempo must be between {TEMPO_LIMITS_BPM[0]:g} and {TEMPO_LIMITS_BPM[1]:g} beats a minute"
            )
        if self.bars is not None and not BAR_LIMITS[0] <= self.bars <= BAR_LIMITS[1]:
            raise ValueError(f"a piece must have between {BAR_LIMITS[0]} and {BAR_LIMITS[1]} bars")
        if self.seconds is not None and not DURATION_LIMITS_S[0] <= self.seconds <= DURATION_LIMITS_S[1]:
            raise ValueError(
                f"a piece must last between {DURATION_LIMITS_S[0]:g} and {DURATION_LIMITS_S[1]:g} seconds"
            )
        if self.instrument is not None and self.instrument not in INSTRUMENTS:
            raise ValueError(f"{self.instrument!r} is not one of {', '.join(INSTRUMENTS)}")
        if self.pattern is not None and self.pattern not in pattern_names():
            raise ValueError(f"{self.pattern!r} is not one of {', '.join(pattern_names())}")

    def overridden_by(self, overrides: "Constraints") -> "Constraints":
        """These constraints, with another's put in their place wherever it has one."""
        return Constraints(
            **{
                field.name: own if (other := getattr(overrides, field.name)) is None else other
                for field in fields(self)
                for own in (getattr(self, field.name),)
            }
        )
