"""Chords and their qualities as people say them: "A minor", "an Em7", "G sharp", "C over E", "a dominant seventh"."""

import re

from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.pitch import read_pitch_class

_SEVENTH, _SIXTH = "(?:seventh|seven|7th|7)", "(?:sixth|six|6th|6)"
_SPOKEN = {
    "maj": "major|maj",
    "min": "minor|min|m",
    "7": f"(?:dominant )?{_SEVENTH}|dominant",
    "maj7": f"(?:major|maj) ?{_SEVENTH}",
    "min7": f"(?:minor|min|m) ?{_SEVENTH}",
    "sus4": "(?:sus|suspended)(?: ?(?:four|fourth|4th|4))?",
    "sus2": "(?:sus|suspended) ?(?:two|second|2nd|2)",
    "5": "power|fifth|five|5",
    "dim": "diminished|dim",
    "hdim7": f"half[- ]diminished(?: {_SEVENTH})?|m7b5",
    "dim7": f"(?:diminished|dim) ?{_SEVENTH}",
    "aug": "augmented|aug",
    "6": f"(?:major )?{_SIXTH}",
    "min6": f"(?:minor|min|m) ?{_SIXTH}",
}
_QUALITIES = {name: re.compile(said, re.IGNORECASE) for name, said in _SPOKEN.items()}
_BY_SUFFIX = {quality.suffix: quality.name for quality in QUALITIES.values()}
_ROOT = r"[A-G](?:[#b♯♭]|[ -]?(?i:sharp|flat)\b)?"
_CHORD = re.compile(
    rf"(?P<root>{_ROOT})\s*(?P<rest>[^/]*?)(?:\s*(?:/|\b(?i:over|slash|on)\b)\s*(?P<bass>{_ROOT}))?"
)
_ARTICLE = re.compile(r"(an?|the)\s+")
_NOUN = re.compile(r"\s*\bchord$", re.IGNORECASE)
_WORDS = "half[- ]diminished|dominant|suspended|diminished|augmented|major|minor|maj|min|sus"
NAME = (
    rf"(?<![\w♭♯#]){_ROOT}[\w+♭♯#]*(?:\s+(?i:(?:{_WORDS})(?:\s+(?:{_SEVENTH}|{_SIXTH}|four(?:th)?|two|second))?|{_SEVENTH}|{_SIXTH}))?"
    rf"(?:/{_ROOT}|\s+(?i:over|slash)\s+{_ROOT})?(?!\w)"
)
"""An expression for the name of a chord, as one writes or says it."""


def spoken_chord(said: str, *, named: bool = True) -> Chord | None:
    """The chord that is called so; None where it is none, or a quality alone ("a minor chord").

    Args:
        said: What it is called, as it was written.
        named: Whether a name must stand there, so that "e minor" is E minor, and "a minor" A minor.
    """
    bare = _NOUN.sub("", said)
    if article := _ARTICLE.match(bare):
        rest = bare[article.end() :]
        if not (named and bare == said and article[1] == "a" and rest in {"minor", "major"}):
            bare = rest
    if bare != said and bare in {"a", "an", "the"}:  # "a chord"
        return None
    found = _CHORD.fullmatch(bare[:1].upper() + bare[1:] if named else bare)
    quality = spoken_quality(found["rest"]) if found else None
    if not found or not quality:
        return None
    return Chord(_pitch(found["root"]), quality, _pitch(found["bass"]) if found["bass"] else None)


def spoken_quality(said: str) -> str | None:
    """The name of a quality: of "minor seventh", "a suspended chord", or of a symbol's suffix; major's is empty."""
    bare = _ARTICLE.sub("", _NOUN.sub("", said.strip()), count=1)
    if bare in _BY_SUFFIX:
        return _BY_SUFFIX[bare]
    return next((name for name, spoken in _QUALITIES.items() if spoken.fullmatch(bare)), None)


def _pitch(root: str) -> int:
    letter, accidental = root[0], root[1:].strip(" -").lower()
    return read_pitch_class(letter + {"sharp": "#", "flat": "b"}.get(accidental, accidental))
