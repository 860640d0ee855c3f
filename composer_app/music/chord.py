"""Chords: the table of qualities, chord symbols and roman numerals."""

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
        is_minor: Whether its roman numeral is written small.
        figure: What follows the roman numeral.
    """

    name: str
    intervals: tuple[int, ...]
    suffix: str
    is_minor: bool
    figure: str


QUALITIES = {
    quality.name: quality
    for quality in (
        Quality("maj", (0, 4, 7), "", is_minor=False, figure=""),
        Quality("min", (0, 3, 7), "m", is_minor=True, figure=""),
        Quality("7", (0, 4, 7, 10), "7", is_minor=False, figure="7"),
        Quality("maj7", (0, 4, 7, 11), "maj7", is_minor=False, figure="maj7"),
        Quality("min7", (0, 3, 7, 10), "m7", is_minor=True, figure="7"),
        Quality("sus4", (0, 5, 7), "sus4", is_minor=False, figure="sus4"),
        Quality("sus2", (0, 2, 7), "sus2", is_minor=False, figure="sus2"),
        Quality("5", (0, 7), "5", is_minor=False, figure="5"),
        Quality("dim", (0, 3, 6), "dim", is_minor=True, figure="°"),
        Quality("hdim7", (0, 3, 6, 10), "m7b5", is_minor=True, figure="ø7"),
        Quality("dim7", (0, 3, 6, 9), "dim7", is_minor=True, figure="°7"),
        Quality("aug", (0, 4, 8), "aug", is_minor=False, figure="+"),
        # "I6" would be read as an inversion.
        Quality("6", (0, 4, 7, 9), "6", is_minor=False, figure="add6"),
        Quality("min6", (0, 3, 7, 9), "m6", is_minor=True, figure="add6"),
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
    """A chord with its bass.

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
    def bass_pitch_class(self) -> int:
        """The pitch class of the bass."""
        return self.root if self.bass is None else self.bass

    def transpose(self, semitones: int) -> "Chord":
        """Return the chord transposed."""
        bass = None if self.bass is None else (self.bass + semitones) % 12
        return replace(self, root=(self.root + semitones) % 12, bass=bass)

    def symbol(self, key: Key) -> str:
        """Return the chord symbol, spelled in a key: "Bbm7", "C/E"."""
        name = key.name_of(self.root)
        slash = "" if self.bass is None else f"/{self._bass_name(key, name)}"
        return name + QUALITIES[self.quality].suffix + slash

    def roman(self, key: Key) -> str:
        """Return the roman numeral in a key, relative to the major scale in both modes: "bVI", "ii7".

        The bass follows a slash, as a chord tone or an interval above the root: "I/3", "V7/5", "I/b7".
        """
        quality = QUALITIES[self.quality]
        accidental, degree = _ROMAN_DEGREES[(self.root - key.tonic) % 12]
        numeral = _NUMERALS[degree]
        return (
            accidental
            + (numeral.lower() if quality.is_minor else numeral)
            + quality.figure
            + self._bass_figure
        )

    @property
    def _bass_figure(self) -> str:
        """The slash and the bass: chord tones without an accidental, others as intervals of the major scale."""
        if self.bass is None:
            return ""
        accidental = "" if self.bass in self.pitch_classes else _STEPS[(self.bass - self.root) % 12][0]
        return f"/{accidental}{self._bass_steps + 1}"

    @property
    def _bass_steps(self) -> int:
        """The letter of the bass, in steps above that of the root."""
        interval = (self.bass_pitch_class - self.root) % 12
        return _OWN_STEPS.get((self.quality, interval), _STEPS[interval][1])

    def _bass_name(self, key: Key, root: str) -> str:
        """Spell the bass: a chord tone above its root (the third of D is F# in any key), others in the key."""
        if self.bass_pitch_class in self.pitch_classes:
            return spell_above(root, self._bass_steps, self.bass_pitch_class)
        return key.name_of(self.bass_pitch_class)


def nearest_quality(intervals: frozenset[int]) -> str:
    """Return the quality in the table that is nearest to a chord's semitones above its root.

    That is the largest one that is contained in the chord, else the one with the fewest different tones: a ninth chord
    becomes a seventh chord, an added ninth a triad, 7sus4 a sus4. Of equal ones the first in the table wins.
    """
    inside = [q for q in QUALITIES.values() if intervals.issuperset(q.intervals) and len(q.intervals) > 2]
    if inside:
        return max(inside, key=lambda quality: len(quality.intervals)).name
    return min(
        QUALITIES.values(), key=lambda quality: len(intervals.symmetric_difference(quality.intervals))
    ).name
