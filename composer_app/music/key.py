"""Keys: a tonic and a mode, and how notes are spelled in them."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from composer_app.music.pitch import LETTERS, read_pitch_class, spell, spell_above


class Mode(StrEnum):
    """Major or (natural) minor."""

    MAJOR = "major"
    MINOR = "minor"


# Semitones from the tonic to each degree of the scale.
SCALES = {Mode.MAJOR: (0, 2, 4, 5, 7, 9, 11), Mode.MINOR: (0, 2, 3, 5, 7, 8, 10)}
# The church modes, with the one of major and minor that has the same third.
CHURCH_MODES = {
    "ionian": Mode.MAJOR, "lydian": Mode.MAJOR, "mixolydian": Mode.MAJOR,
    "dorian": Mode.MINOR, "phrygian": Mode.MINOR, "aeolian": Mode.MINOR, "locrian": Mode.MINOR,
}  # fmt: skip
_MAX_SIGNATURE_SIGNS = 7
_MAJOR_TONICS = ("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B")
_MINOR_TONICS = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "G#", "A", "Bb", "B")
# The letter of each interval above the tonic, as a degree above the tonic's letter. Chromatic notes are spelled as
# lowered degrees (bII, bIII, bVI, bVII), except the raised fourth; in minor, notes of the scale come first.
_DEGREES = {
    Mode.MAJOR: (0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6),
    Mode.MINOR: (0, 1, 1, 2, 2, 3, 4, 4, 5, 5, 6, 6),
}


@dataclass(frozen=True, slots=True)
class Key:
    """A tonic and a mode.

    Attributes:
        tonic: The tonic's pitch class, 0 (C) to 11.
        mode: Major or minor.
        spelling: The tonic as the user wrote it, "F#" for the usual "Gb"; empty for the usual spelling, and if it would
            need more than seven sharps or flats. Enharmonically equal keys are equal.
    """

    tonic: int
    mode: Mode
    spelling: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not 0 <= self.tonic < 12:
            raise ValueError("the tonic must be a pitch class from 0 to 11")
        if self.spelling and not self._is_written(self.spelling):
            object.__setattr__(self, "spelling", "")

    def _is_written(self, spelling: str) -> bool:
        """Return whether a spelling is an unusual one of this tonic and has a key signature."""
        usual = self._usual_name
        return (
            spelling != usual
            and read_pitch_class(spelling) == self.tonic
            and abs(_fifths(spelling, self.mode)) <= _MAX_SIGNATURE_SIGNS
        )

    @property
    def _usual_name(self) -> str:
        return (_MAJOR_TONICS if self.mode is Mode.MAJOR else _MINOR_TONICS)[self.tonic]

    @property
    def tonic_name(self) -> str:
        """The spelling of the tonic: "Eb", not "D#", unless the user wrote that."""
        return self.spelling or self._usual_name

    @property
    def signature(self) -> int:
        """The number of sharps in the key signature; negative for flats."""
        return _fifths(self.tonic_name, self.mode)

    @property
    def scale(self) -> tuple[int, ...]:
        """The seven pitch classes of the scale, from the tonic."""
        return tuple((self.tonic + step) % 12 for step in SCALES[self.mode])

    def name_of(self, pitch_class: int) -> str:
        """Spell a pitch class in this key: "Bb" in F major, "A#" in B major."""
        if pitch_class in self.scale:
            degree = self.scale.index(pitch_class)
        else:
            degree = _DEGREES[self.mode][(pitch_class - self.tonic) % 12]
        return spell_above(self.tonic_name, degree, pitch_class)

    def exact_name_of(self, pitch_class: int) -> str:
        """Spell a pitch class for a staff, so that no note of the scale needs an accidental: "E#" in F# major."""
        if pitch_class not in self.scale:
            return self.name_of(pitch_class)
        letter = LETTERS.index(self.tonic_name[0]) + self.scale.index(pitch_class)
        return spell(pitch_class, LETTERS[letter % 7])

    def __str__(self) -> str:
        return f"{self.tonic_name} {self.mode}"


def _fifths(tonic: str, mode: Mode) -> int:
    """Return the distance from C major on the circle of fifths: the sharps of the key; negative for flats."""
    signs = tonic.count("#") - tonic.count("b")
    return "FCGDAEB".index(tonic[0]) - 1 + 7 * signs - (3 if mode is Mode.MINOR else 0)


def nearest_mode(name: str) -> Mode:
    """Return major or minor for the name of a mode, of a church mode the one with the same third.

    Raises:
        ValueError: It is no mode.
    """
    return CHURCH_MODES[name] if name in CHURCH_MODES else Mode(name)


_MODE_NAMES = {"M": Mode.MAJOR, "maj": Mode.MAJOR, "m": Mode.MINOR, "min": Mode.MINOR, **CHURCH_MODES} | {
    str(mode): mode for mode in Mode
}
_KEY = re.compile(
    rf"\s*([A-Ga-g])([#b♯♭]|[\s-](?i:sharp|flat))?[\s-]*(M|m|(?i:{'|'.join(sorted(_MODE_NAMES, reverse=True))}))?\s*"
)
_SIGNS = {"♯": "#", "sharp": "#", "♭": "b", "flat": "b"}


def read_key(text: str) -> Key:
    """Parse a key such as "D minor", "F# major", "Bbm", "A" or "D dorian", and keep its spelling.

    Without a mode it is major; a church mode becomes the nearer one of major and minor.

    Raises:
        ValueError: If the text is not a key.
    """
    found = _KEY.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not a key such as D, F# minor or Bb major")
    mode_name = found[3] or "M"
    mode = _MODE_NAMES[mode_name if mode_name in _MODE_NAMES else mode_name.lower()]
    sign = (found[2] or "").strip(" -").lower()
    name = found[1].upper() + _SIGNS.get(sign, sign)
    return Key(read_pitch_class(name), mode, name)
