"""Reads chords and qualities in sentences: "A minor", "an Em7", "G sharp", "C over E", "a dominant seventh chord"."""

import re

from composer_app.music.chord import Chord
from composer_app.music.chord_symbol import ChordSymbol, SymbolError, parse_symbol, read_quality

_NUMBER = "(?:seventh|seven|7th|7|sixth|six|6th|6|ninth|nine|9th|9|eleventh|eleven|11th|11|thirteenth|thirteen|13th|13)"
_ROOT = r"[A-H](?:[#b♯♭]|[ -]?(?i:sharp|flat)\b)?"
_ARTICLE = re.compile(r"(an?|the)\s+")
_CHORD_NOUN = re.compile(r"\s*\bchord$", re.IGNORECASE)
_QUALITY_WORDS = "half[- ]diminished|dominant|suspended|diminished|augmented|major|minor|maj|min|sus"
_REST = r"(?:[\w+♭♯#°△Δ∆^]|-(?=[\d△^]))*(?:\([\w+♭♯#,-]+\))?(?:/\d+)?"
CHORD_NAME = (
    rf"(?<![\w♭♯#]){_ROOT}{_REST}(?:\s+(?i:(?:{_QUALITY_WORDS})(?:\s+(?:{_NUMBER}|four(?:th)?|two|second))?|{_NUMBER}))?"
    rf"(?:/{_ROOT}|\s+(?i:over|slash)\s+{_ROOT})?(?!\w)"
)
"""A regular expression for a written or spoken chord name."""


def read_spoken_chord(text: str, *, expect_name: bool = True) -> Chord | None:
    """Read a chord name; None if the text is not one, or only a quality ("a minor chord").

    Args:
        text: The text, in upper and lower case as written.
        expect_name: Whether the text should be a name, so that "e minor" is E minor, and "a minor" A minor.
    """
    symbol = named_symbol(text, named=expect_name)
    return symbol.chord if symbol else None


def named_symbol(text: str, *, named: bool = True) -> ChordSymbol | None:
    """Read a chord name like `read_spoken_chord`, and report whether the chord is exactly the named one."""
    bare = _CHORD_NOUN.sub("", text)
    if article := _ARTICLE.match(bare):
        rest = bare[article.end() :]
        if not (named and bare == text and article[1] == "a" and rest in {"minor", "major"}):
            bare = rest
    if (bare != text and bare in {"a", "an", "the"}) or not (named or bare[:1].isupper()):  # "a chord"
        return None
    try:
        return parse_symbol(bare)
    except SymbolError:
        return None


def read_spoken_quality(text: str) -> str | None:
    """Read a quality such as "minor seventh", "a suspended chord" or the suffix of a symbol; None if it is not one."""
    return read_quality(_ARTICLE.sub("", _CHORD_NOUN.sub("", text.strip()), count=1))
