"""Chords and their qualities in sentences: "A minor", "an Em7", "G sharp", "C over E", "a dominant seventh chord"."""

import re

from composer_app.music.chord import Chord
from composer_app.music.chord_symbol import Symbol, SymbolError, parse_symbol, read_quality

_SEVENTH, _SIXTH = "(?:seventh|seven|7th|7)", "(?:sixth|six|6th|6)"
_ROOT = r"[A-H](?:[#b♯♭]|[ -]?(?i:sharp|flat)\b)?"
_ARTICLE = re.compile(r"(an?|the)\s+")
_NOUN = re.compile(r"\s*\bchord$", re.IGNORECASE)
_WORDS = "half[- ]diminished|dominant|suspended|diminished|augmented|major|minor|maj|min|sus"
_REST = r"(?:[\w+♭♯#°△Δ∆^]|-(?=[\d△^]))*(?:\([\w+♭♯#,-]+\))?(?:/\d+)?"
NAME = (
    rf"(?<![\w♭♯#]){_ROOT}{_REST}(?:\s+(?i:(?:{_WORDS})(?:\s+(?:{_SEVENTH}|{_SIXTH}|four(?:th)?|two|second))?|{_SEVENTH}|{_SIXTH}))?"
    rf"(?:/{_ROOT}|\s+(?i:over|slash)\s+{_ROOT})?(?!\w)"
)
"""An expression for the name of a chord, as one writes or says it."""


def spoken_chord(said: str, *, named: bool = True) -> Chord | None:
    """The chord that is called so; None where it is none, or a quality alone ("a minor chord").

    Args:
        said: What it is called, as it was written.
        named: Whether a name must stand there, so that "e minor" is E minor, and "a minor" A minor.
    """
    symbol = named_symbol(said, named=named)
    return symbol.chord if symbol else None


def named_symbol(said: str, *, named: bool = True) -> Symbol | None:
    """What `spoken_chord` reads, with whether that is what was said."""
    bare = _NOUN.sub("", said)
    if article := _ARTICLE.match(bare):
        rest = bare[article.end() :]
        if not (named and bare == said and article[1] == "a" and rest in {"minor", "major"}):
            bare = rest
    if (bare != said and bare in {"a", "an", "the"}) or not (named or bare[:1].isupper()):  # "a chord"
        return None
    try:
        return parse_symbol(bare)
    except SymbolError:
        return None


def spoken_quality(said: str) -> str | None:
    """The name of a quality: of "minor seventh", "a suspended chord", or of a symbol's suffix; major's is empty."""
    return read_quality(_ARTICLE.sub("", _NOUN.sub("", said.strip()), count=1))
