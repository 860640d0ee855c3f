"""Chord symbols in the syntax of Harte, Sandler, Abdallah and Gómez (ISMIR 2005): "F#:min7/5", "A:sus4(b7)", "N"."""

import re
from functools import cache

from composer_app.music.chord import QUALITIES, Chord, nearest_quality
from composer_app.music.key import SCALES, Mode
from composer_app.music.pitch import read_pitch_class

# Each shorthand in use, as semitones above the root: our own qualities, and some that they lack.
_SHORTHANDS = {
    **{quality.name: frozenset(quality.intervals) for quality in QUALITIES.values()},
    "": frozenset({0, 4, 7}), "1": frozenset({0}), "maj6": frozenset({0, 4, 7, 9}),
    "maj11": frozenset({0, 4, 7, 11, 2, 5}), "min13": frozenset({0, 3, 7, 10, 2, 9}),
}  # fmt: skip
_FIFTH = 7
_NO_CHORD = frozenset({"N", "X", "NC"})
_SYMBOL = re.compile(r"([A-G][#b]*)(:?)([a-z0-9#]*)(?:\(([^()]*)\))?(?:/([A-G]?[#b]*\d*))?")


@cache
def read_harte(symbol: str) -> Chord | None:
    """The chord of a symbol; None for "N" (no chord) and "X" (one that nobody could name).

    Raises:
        ValueError: It is no such symbol.
    """
    if symbol in _NO_CHORD:
        return None
    found = _SYMBOL.fullmatch(symbol)
    if not found or found[3] not in _SHORTHANDS or (found[3] and not found[2]):
        raise ValueError(f"{symbol!r} is not a chord symbol")
    root = read_pitch_class(found[1])
    quality = nearest_quality(_intervals(found[3], found[4]))
    return Chord(root, quality, _bass(root, found[5]) if found[5] else None)


def read_degree(text: str) -> int:
    """The semitones of an interval such as "b7" or "13", as a pitch class above the root.

    Raises:
        ValueError: It is none.
    """
    found = re.fullmatch(r"([#b]*)(\d{1,2})", text)
    if not found or not 1 <= int(found[2]) <= 13:
        raise ValueError(f"{text!r} is not an interval such as 5 or b7")
    steps = SCALES[Mode.MAJOR][(int(found[2]) - 1) % 7]
    return (steps + found[1].count("#") - found[1].count("b")) % 12


def _intervals(shorthand: str, changes: str | None) -> frozenset[int]:
    """Semitones above the root: a shorthand's, with what the parentheses add and, after an asterisk, take away.

    Parentheses alone, as in "C:(1,b3,5)", are the whole chord; an altered fifth stands for the fifth.
    """
    named = [change.strip() for change in (changes or "").split(",") if change.strip()]
    taken = {read_degree(change[1:]) for change in named if change.startswith("*")}
    added = {read_degree(change) for change in named if not change.startswith("*")}
    if {"b5", "#5"}.intersection(named):
        taken.add(_FIFTH)
    whole = not shorthand and 0 in added
    base = frozenset() if whole else _SHORTHANDS[shorthand]
    return (base - taken) | added


def _bass(root: int, text: str) -> int:
    """The pitch class of what follows the slash: an interval above the root, or a note."""
    return read_pitch_class(text) if text[0].isupper() else (root + read_degree(text)) % 12
