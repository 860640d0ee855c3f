"""Metres. A beat is a quarter note in every metre, as in MIDI, so a bar of 6/8 has three."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metre:
    """A time signature, such as 3/4.

    Attributes:
        count: The number of units in a bar.
        unit: The note value of a unit: 2, 4 or 8.
    """

    count: int
    unit: int

    def __post_init__(self) -> None:
        if not 1 <= self.count <= 16 or self.unit not in (2, 4, 8):
            raise ValueError(f"{self.count}/{self.unit} is not a metre")

    @property
    def beats(self) -> float:
        """The length of a bar in beats."""
        return self.count * 4 / self.unit

    @property
    def is_compound(self) -> bool:
        """Whether it is a compound metre, in groups of three eighths, such as 6/8."""
        return self.unit == 8 and self.count % 3 == 0 and self.count > 3

    @property
    def pulse(self) -> float:
        """The length of the pulse in beats: one unit, or a dotted quarter in a compound metre."""
        return 1.5 if self.is_compound else 4 / self.unit

    def __str__(self) -> str:
        return f"{self.count}/{self.unit}"


COMMON = Metre(4, 4)
WALTZ = Metre(3, 4)
SIX_EIGHT = Metre(6, 8)


def read_metre(text: str) -> Metre:
    """Parse a metre such as "3/4".

    Raises:
        ValueError: If the text is not a metre.
    """
    found = re.fullmatch(r"\s*(\d{1,2})\s*/\s*(\d)\s*", text)
    if not found:
        raise ValueError(f"{text!r} is not a metre such as 4/4, 3/4 or 6/8")
    return Metre(int(found[1]), int(found[2]))
