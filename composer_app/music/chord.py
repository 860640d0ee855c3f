"""Chords: one table of qualities, and how a chord is written as a symbol and as a roman numeral."""

from dataclasses import dataclass
from typing import NamedTuple

from composer_app.music.key import Key


class Quality(NamedTuple):
    """A kind of chord.

    Attributes:
        name: As Harte (2005) and the chord charts write it: "min7".
        intervals: Semitones above the root.
        suffix: What follows the root in a chord symbol: "m7".
        minor: Whether its roman numeral is written small.
        figure: What follows the roman numeral.
    """

    name: str
    intervals: tuple[int, ...]
    suffix: str
    minor: bool
    figure: str


QUALITIES = {
    quality.name: quality
    for quality in (
        Quality("maj", (0, 4, 7), "", minor=False, figure=""),
        Quality("min", (0, 3, 7), "m", minor=True, figure=""),
        Quality("7", (0, 4, 7, 10), "7", minor=False, figure="7"),
        Quality("maj7", (0, 4, 7, 11), "maj7", minor=False, figure="maj7"),
        Quality("min7", (0, 3, 7, 10), "m7", minor=True, figure="7"),
        Quality("sus4", (0, 5, 7), "sus4", minor=False, figure="sus4"),
        Quality("sus2", (0, 2, 7), "sus2", minor=False, figure="sus2"),
        Quality("5", (0, 7), "5", minor=False, figure="5"),
        Quality("dim", (0, 3, 6), "dim", minor=True, figure="°"),
        Quality("hdim7", (0, 3, 6, 10), "m7b5", minor=True, figure="ø7"),
        Quality("dim7", (0, 3, 6, 9), "dim7", minor=True, figure="°7"),
        Quality("aug", (0, 4, 8), "aug", minor=False, figure="+"),
    )
}

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII")
# Each interval above the tonic as a degree of the major scale with an accidental, as charts count in both modes.
_ROMAN_DEGREES = (
    ("", 0), ("b", 1), ("", 1), ("b", 2), ("", 2), ("", 3), ("#", 3), ("", 4), ("b", 5), ("", 5), ("b", 6), ("", 6),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord: the pitch class of its root, and the name of its quality."""

    root: int
    quality: str

    def __post_init__(self) -> None:
        if not 0 <= self.root < 12:
            raise ValueError("a root must be a pitch class from 0 to 11")
        if self.quality not in QUALITIES:
            raise ValueError(f"{self.quality!r} is not one of {', '.join(QUALITIES)}")

    @property
    def pitch_classes(self) -> tuple[int, ...]:
        """Its pitch classes, from the root upward."""
        return tuple((self.root + interval) % 12 for interval in QUALITIES[self.quality].intervals)

    def symbol(self, key: Key) -> str:
        """The chord symbol, spelled for a key: "Bbm7"."""
        return key.name_of(self.root) + QUALITIES[self.quality].suffix

    def roman(self, key: Key) -> str:
        """The roman numeral in a key, counted from the major scale in both modes: "bVI", "ii7"."""
        quality = QUALITIES[self.quality]
        accidental, degree = _ROMAN_DEGREES[(self.root - key.tonic) % 12]
        numeral = _NUMERALS[degree]
        return accidental + (numeral.lower() if quality.minor else numeral) + quality.figure
