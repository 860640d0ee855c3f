"""Chords: the table of qualities, chord symbols and roman numerals."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from composer_app.music.key import SCALES, Key, Mode
from composer_app.music.pitch import spell_above


class Quality(NamedTuple):
    """A kind of chord.

    Attributes:
        name: The shorthand of Harte (2005) and of chord charts: "min7".
        intervals: Semitones above the root: root, third, fifth, seventh or sixth, then ninth, eleventh, thirteenth.
        suffix: The part of a chord symbol after the root: "m7".
        is_minor: Whether its Roman numeral is lower case.
        figure: The part of a Roman numeral after the numeral.
        kind: Its kind in MusicXML.
        added: Tones that MusicXML adds to that kind, as (degree, alteration in semitones).
    """

    name: str
    intervals: tuple[int, ...]
    suffix: str
    is_minor: bool
    figure: str
    kind: str
    added: tuple[tuple[int, int], ...] = ()


# All that the program knows of chords by their quality; a new quality is one more row (docs/howto).
# "I6" would be read as an inversion, so that the figure of an added sixth says "add".
QUALITIES = {
    quality.name: quality
    for quality in (
        Quality("maj", (0, 4, 7), "", is_minor=False, figure="", kind="major"),
        Quality("min", (0, 3, 7), "m", is_minor=True, figure="", kind="minor"),
        Quality("7", (0, 4, 7, 10), "7", is_minor=False, figure="7", kind="dominant"),
        Quality("maj7", (0, 4, 7, 11), "maj7", is_minor=False, figure="maj7", kind="major-seventh"),
        Quality("min7", (0, 3, 7, 10), "m7", is_minor=True, figure="7", kind="minor-seventh"),
        Quality("sus4", (0, 5, 7), "sus4", is_minor=False, figure="sus4", kind="suspended-fourth"),
        Quality("sus2", (0, 2, 7), "sus2", is_minor=False, figure="sus2", kind="suspended-second"),
        Quality("5", (0, 7), "5", is_minor=False, figure="5", kind="power"),
        Quality("dim", (0, 3, 6), "dim", is_minor=True, figure="°", kind="diminished"),
        Quality("hdim7", (0, 3, 6, 10), "m7b5", is_minor=True, figure="ø7", kind="half-diminished"),
        Quality("dim7", (0, 3, 6, 9), "dim7", is_minor=True, figure="°7", kind="diminished-seventh"),
        Quality("aug", (0, 4, 8), "aug", is_minor=False, figure="+", kind="augmented"),
        Quality("6", (0, 4, 7, 9), "6", is_minor=False, figure="add6", kind="major-sixth"),
        Quality("min6", (0, 3, 7, 9), "m6", is_minor=True, figure="add6", kind="minor-sixth"),
        Quality("minmaj7", (0, 3, 7, 11), "mMaj7", is_minor=True, figure="maj7", kind="major-minor"),
        Quality("aug7", (0, 4, 8, 10), "aug7", is_minor=False, figure="+7", kind="augmented-seventh"),
        Quality(
            "7sus4", (0, 5, 7, 10), "7sus4", is_minor=False, figure="7sus4",
            kind="suspended-fourth", added=((7, 0),),
        ),
        Quality("add9", (0, 4, 7, 2), "add9", is_minor=False, figure="add9", kind="major", added=((9, 0),)),
        Quality("minadd9", (0, 3, 7, 2), "madd9", is_minor=True, figure="add9", kind="minor", added=((9, 0),)),
        Quality(
            "69", (0, 4, 7, 9, 2), "6/9", is_minor=False, figure="add69", kind="major-sixth", added=((9, 0),)
        ),
        Quality("9", (0, 4, 7, 10, 2), "9", is_minor=False, figure="9", kind="dominant-ninth"),
        Quality("maj9", (0, 4, 7, 11, 2), "maj9", is_minor=False, figure="maj9", kind="major-ninth"),
        Quality("min9", (0, 3, 7, 10, 2), "m9", is_minor=True, figure="9", kind="minor-ninth"),
        Quality(
            "9sus4", (0, 5, 7, 10, 2), "9sus4", is_minor=False, figure="9sus4",
            kind="suspended-fourth", added=((7, 0), (9, 0)),
        ),
        Quality(
            "7b9", (0, 4, 7, 10, 1), "7b9", is_minor=False, figure="7b9", kind="dominant", added=((9, -1),)
        ),
        Quality(
            "7#9", (0, 4, 7, 10, 3), "7#9", is_minor=False, figure="7#9", kind="dominant", added=((9, 1),)
        ),
        Quality(
            "7#11", (0, 4, 7, 10, 6), "7#11", is_minor=False, figure="7#11", kind="dominant", added=((11, 1),)
        ),
        Quality(
            "maj7#11", (0, 4, 7, 11, 6), "maj7#11", is_minor=False, figure="maj7#11",
            kind="major-seventh", added=((11, 1),),
        ),
        Quality("11", (0, 4, 7, 10, 2, 5), "11", is_minor=False, figure="11", kind="dominant-11th"),
        Quality("min11", (0, 3, 7, 10, 2, 5), "m11", is_minor=True, figure="11", kind="minor-11th"),
        Quality("13", (0, 4, 7, 10, 2, 9), "13", is_minor=False, figure="13", kind="dominant-13th"),
        Quality("maj13", (0, 4, 7, 11, 2, 9), "maj13", is_minor=False, figure="maj13", kind="major-13th"),
    )
}  # fmt: skip

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII")
# Each interval above the tonic as a degree of the major scale with an accidental, as charts count in both modes.
_ROMAN_DEGREES = (
    ("", 0), ("b", 1), ("", 1), ("b", 2), ("", 2), ("", 3), ("#", 3), ("", 4), ("b", 5), ("", 5), ("b", 6), ("", 6),
)  # fmt: skip


# Each interval above a root as steps between letters, with the accidental that the major scale would need.
_STEPS = (
    ("", 0), ("b", 1), ("", 1), ("b", 2), ("", 2), ("", 3), ("b", 4), ("", 4), ("b", 5), ("", 5), ("b", 6), ("", 6),
)  # fmt: skip
# Tones that some qualities write otherwise: an augmented fifth, a diminished seventh, a raised ninth or eleventh.
_OWN_STEPS = {("aug", 8): 4, ("aug7", 8): 4, ("dim7", 9): 6, ("7#9", 3): 1, ("7#11", 6): 3, ("maj7#11", 6): 3}

_OWN_FIGURE_STEPS = frozenset({2, 4, 6})  # the third, the fifth, the seventh
_ACCIDENTALS = {-1: "b", 0: "", 1: "#"}


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
            + (f"/{self.bass_figure}" if self.bass is not None else "")
        )

    @property
    def bass_figure(self) -> str:
        """Its bass as an interval above the root: "3", "b7", "#4"; empty if that is the root.

        Its own third, fifth and seventh are plain numbers, whatever their size; another third, fifth or seventh of the
        major scale then has a natural: "♮3" for E below C minor. All else is counted from the major scale.
        """
        if self.bass is None:
            return ""
        steps = self._bass_steps
        if steps not in _OWN_FIGURE_STEPS:
            return _ACCIDENTALS[(self.bass - self.root) % 12 - SCALES[Mode.MAJOR][steps]] + str(steps + 1)
        if self.bass in self.pitch_classes:
            return str(steps + 1)
        has_own = any(steps == self._steps_of(tone) for tone in QUALITIES[self.quality].intervals)
        accidental = _STEPS[(self.bass - self.root) % 12][0]
        return (accidental or ("♮" if has_own else "")) + str(steps + 1)

    @property
    def _bass_steps(self) -> int:
        """How many letters above the root the bass is written."""
        return self._steps_of((self.bass_pitch_class - self.root) % 12)

    def _steps_of(self, interval: int) -> int:
        """How many letters above the root a tone is written that lies so many semitones above it."""
        return _OWN_STEPS.get((self.quality, interval), _STEPS[interval][1])

    def _bass_name(self, key: Key, root: str) -> str:
        """Spell the bass: a chord tone above its root (the third of D is F# in any key), others in the key."""
        if self.bass_pitch_class in self.pitch_classes:
            return spell_above(root, self._bass_steps, self.bass_pitch_class)
        return key.name_of(self.bass_pitch_class)


def nearest_quality(intervals: frozenset[int]) -> str:
    """Return the quality in the table that is nearest to a chord's semitones above its root.

    The largest that holds nothing else wins, or else the one that differs least: a minor thirteenth is a minor ninth.
    Among equals the first in the table wins.
    """
    inside = [q for q in QUALITIES.values() if intervals.issuperset(q.intervals) and len(q.intervals) > 2]
    if inside:
        return max(inside, key=lambda quality: len(quality.intervals)).name
    return min(
        QUALITIES.values(), key=lambda quality: len(intervals.symmetric_difference(quality.intervals))
    ).name
