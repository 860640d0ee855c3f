"""Constraints on the music: key, tempo, metre, length, instrument, pattern and ending."""

from dataclasses import dataclass, fields, replace
from enum import StrEnum

from composer_app.music.instruments import INSTRUMENTS
from composer_app.music.key import Mode
from composer_app.music.metre import Metre
from composer_app.music.pattern import pattern_names

TEMPO_LIMITS_BPM = (20.0, 300.0)
BAR_LIMITS = (1, 64)
DURATION_LIMITS_S = (1.0, 600.0)


class Ending(StrEnum):
    """The ending of a piece: it leads back to its beginning, or closes with a cadence."""

    LOOP = "loop"
    CADENCE = "cadence"


@dataclass(frozen=True, slots=True)
class Constraints:
    """Constraints on the music; None if a field is free.

    Attributes:
        tonic: The tonic's pitch class, 0 (C) to 11.
        mode: Major or minor.
        tempo: The tempo in beats per minute.
        metre: The time signature.
        bars: The length in bars.
        seconds: The approximate length in seconds; `bars` takes precedence.
        instrument: A name in `INSTRUMENTS`.
        pattern: The accompaniment pattern, a name in `pattern_names()`.
        ending: Whether the piece loops or closes.
        spelling: An unusual spelling of the tonic, "F#" for "Gb"; None for the usual one.
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
        """Return these constraints with every field that `overrides` sets replaced."""
        values = {field.name: getattr(overrides, field.name) for field in fields(self)}
        return replace(self, **{name: value for name, value in values.items() if value is not None})
