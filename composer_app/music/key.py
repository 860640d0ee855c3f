"""Keys: a tonic and a mode, and how notes are spelled in them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from composer_app.music.pitch import read_pitch_class, spell_above


class Mode(StrEnum):
    """Major or (natural) minor."""

    MAJOR = "major"
    MINOR = "minor"


# Semitones from the tonic to each degree of the scale.
SCALES = {Mode.MAJOR: (0, 2, 4, 5, 7, 9, 11), Mode.MINOR: (0, 2, 3, 5, 7, 8, 10)}
_MAJOR_TONICS = ("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B")
_MINOR_TONICS = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "G#", "A", "Bb", "B")
# The letter (as a degree above the tonic's letter) that each interval above the tonic is written with: chromatic
# notes are lowered ones (bII, bIII, bVI, bVII), except the raised fourth; in minor, the scale's own come first.
_DEGREES = {
    Mode.MAJOR: (0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6),
    Mode.MINOR: (0, 1, 1, 2, 2, 3, 4, 4, 5, 5, 6, 6),
}


@dataclass(frozen=True, slots=True)
class Key:
    """A tonic's pitch class (0 is C) and a mode."""

    tonic: int
    mode: Mode

    def __post_init__(self) -> None:
        if not 0 <= self.tonic < 12:
            raise ValueError("the tonic must be a pitch class from 0 to 11")

    @property
    def tonic_name(self) -> str:
        """The tonic as this key writes it: "Eb", not "D#"."""
        return (_MAJOR_TONICS if self.mode is Mode.MAJOR else _MINOR_TONICS)[self.tonic]

    @property
    def scale(self) -> tuple[int, ...]:
        """The seven pitch classes of the scale, from the tonic."""
        return tuple((self.tonic + step) % 12 for step in SCALES[self.mode])

    def name_of(self, pitch_class: int) -> str:
        """A pitch class as this key writes it: "Bb" in F major, "A#" in B major."""
        if pitch_class in self.scale:
            degree = self.scale.index(pitch_class)
        else:
            degree = _DEGREES[self.mode][(pitch_class - self.tonic) % 12]
        return spell_above(self.tonic_name, degree, pitch_class)

    def __str__(self) -> str:
        return f"{self.tonic_name} {self.mode}"


def read_key(text: str) -> Key:
    """The key that a text such as "D minor", "F# major", "Bbm" or "A" names; major when no mode is named.

    Raises:
        ValueError: It names none.
    """
    found = re.fullmatch(r"\s*([A-Ga-g][#b♯♭]?)\s*((?i:major|minor|maj|min)|M|m)?\s*", text)
    if not found:
        raise ValueError(f"{text!r} is not a key such as D, F# minor or Bb major")
    mode = Mode.MINOR if found[2] and (found[2] == "m" or found[2].lower().startswith("min")) else Mode.MAJOR
    return Key(read_pitch_class(found[1]), mode)
