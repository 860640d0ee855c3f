"""Chords: one table of qualities, and how a chord is written as a symbol and as a roman numeral."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from composer_app.music.key import Key
from composer_app.music.pitch import spell_above


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
        # "I6" would be read as an inversion.
        Quality("6", (0, 4, 7, 9), "6", minor=False, figure="add6"),
        Quality("min6", (0, 3, 7, 9), "m6", minor=True, figure="add6"),
    )
}

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII")
# Each interval above the tonic as a degree of the major scale with an accidental, as charts count in both modes.
_ROMAN_DEGREES = (
    ("", 0), ("b", 1), ("", 1), ("b", 2), ("", 2), ("", 3), ("#", 3), ("", 4), ("b", 5), ("", 5), ("b", 6), ("", 6),
)  # fmt: skip


# Each interval above a root as steps between letters, with the accidental that the major scale would need.
_STEPS = (
    ("", 0), ("b", 1), ("", 1), ("b", 2), ("", 2), ("", 3), ("b", 4), ("", 4), ("b", 5), ("", 5), ("b", 6), ("", 6),
)  # fmt: skip
_OWN_STEPS = {("aug", 8): 4, ("dim7", 9): 6}  # an augmented fifth, a diminished seventh


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord, and what lies below it.

    Attributes:
        root: The pitch class of its root.
        quality: The name of its quality.
        bass: The pitch class of its bass, a tone of the chord or not; None, also when given the root, for the root.
    """

    root: int
    quality: str
    bass: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.root < 12:
            raise ValueError("a root must be a pitch class from 0 to 11")
        if self.quality not in QUALITIES:
            raise ValueError(f"{self.quality!r} is not one of {', '.join(QUALITIES)}")
        if self.bass is not None and not 0 <= self.bass < 12:
            raise ValueError("a bass must be a pitch class from 0 to 11")
        if self.bass == self.root:
            object.__setattr__(self, "bass", None)  # C/C is C, and equal to it

    @property
    def pitch_classes(self) -> tuple[int, ...]:
        """The pitch classes of its quality, from the root upward; a foreign bass is not among them."""
        return tuple((self.root + interval) % 12 for interval in QUALITIES[self.quality].intervals)

    @property
    def lowest(self) -> int:
        """The pitch class that lies in the bass."""
        return self.root if self.bass is None else self.bass

    def transposed(self, semitones: int) -> "Chord":
        """The same chord so many semitones higher."""
        bass = None if self.bass is None else (self.bass + semitones) % 12
        return replace(self, root=(self.root + semitones) % 12, bass=bass)

    def symbol(self, key: Key) -> str:
        """The chord symbol, spelled for a key: "Bbm7", "C/E"."""
        name = key.name_of(self.root)
        slash = "" if self.bass is None else f"/{self._bass_name(key, name)}"
        return name + QUALITIES[self.quality].suffix + slash

    def roman(self, key: Key) -> str:
        """The roman numeral in a key, counted from the major scale in both modes: "bVI", "ii7".

        After a slash stands which tone of the chord is in the bass, or its interval above the root: "I/3", "V7/5",
        "I/b7".
        """
        quality = QUALITIES[self.quality]
        accidental, degree = _ROMAN_DEGREES[(self.root - key.tonic) % 12]
        numeral = _NUMERALS[degree]
        return (
            accidental + (numeral.lower() if quality.minor else numeral) + quality.figure + self._bass_figure
        )

    @property
    def _bass_figure(self) -> str:
        """Its own tones are counted as they are, others as intervals of the major scale."""
        if self.bass is None:
            return ""
        accidental = "" if self.bass in self.pitch_classes else _STEPS[(self.bass - self.root) % 12][0]
        return f"/{accidental}{self._bass_steps + 1}"

    @property
    def _bass_steps(self) -> int:
        """How many letters above the root the bass is written."""
        interval = (self.lowest - self.root) % 12
        return _OWN_STEPS.get((self.quality, interval), _STEPS[interval][1])

    def _bass_name(self, key: Key, root: str) -> str:
        """The bass as a musician expects it: the third of D is F# in any key; a foreign one is the key's."""
        if self.lowest in self.pitch_classes:
            return spell_above(root, self._bass_steps, self.lowest)
        return key.name_of(self.lowest)


def nearest_quality(intervals: frozenset[int]) -> str:
    """The quality that says most of some semitones above a root, for those that the table of qualities lacks.

    The largest that holds nothing else wins, or else the one that differs least: a ninth is a seventh chord, an added
    ninth a triad, 7sus4 a sus4. Among equals the first in the table wins.
    """
    inside = [q for q in QUALITIES.values() if intervals.issuperset(q.intervals) and len(q.intervals) > 2]
    if inside:
        return max(inside, key=lambda quality: len(quality.intervals)).name
    return min(
        QUALITIES.values(), key=lambda quality: len(intervals.symmetric_difference(quality.intervals))
    ).name
