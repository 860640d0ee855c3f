"""What must hold of the music, whoever asked for it: key, tempo, metre, length."""

from dataclasses import dataclass, fields

from composer_app.music.key import Mode
from composer_app.music.metre import Metre

TEMPI = (20.0, 300.0)
BARS = (1, 64)


@dataclass(frozen=True, slots=True)
class Constraints:
    """What must hold of the music; None where anything may.

    Attributes:
        tonic: The tonic's pitch class, 0 (C) to 11.
        mode: Major or minor.
        tempo: In beats a minute.
        metre: The time signature.
        bars: How many bars.
    """

    tonic: int | None = None
    mode: Mode | None = None
    tempo: float | None = None
    metre: Metre | None = None
    bars: int | None = None

    def __post_init__(self) -> None:
        if self.tonic is not None and not 0 <= self.tonic < 12:
            raise ValueError("a tonic must be a pitch class from 0 to 11")
        if self.tempo is not None and not TEMPI[0] <= self.tempo <= TEMPI[1]:
            raise ValueError(f"a tempo must be between {TEMPI[0]:g} and {TEMPI[1]:g} beats a minute")
        if self.bars is not None and not BARS[0] <= self.bars <= BARS[1]:
            raise ValueError(f"a piece must have between {BARS[0]} and {BARS[1]} bars")

    def overridden_by(self, wishes: "Constraints") -> "Constraints":
        """These constraints, with another's put in their place wherever it has one."""
        return Constraints(
            **{
                field.name: own if (other := getattr(wishes, field.name)) is None else other
                for field in fields(self)
                for own in (getattr(self, field.name),)
            }
        )
