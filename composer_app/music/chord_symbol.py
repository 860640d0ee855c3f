"""The parser of chord names, written or spoken: "C△7", "F#m7(b5)/E", "Cmin9", "H7", "LAm", "A flat minor seventh".

The window, the command line, requests and files all use it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from composer_app.music.chord import QUALITIES, Chord, nearest_quality
from composer_app.music.pitch import read_pitch_class


class SymbolError(ValueError):
    """The text is not the name of a chord."""


class NoChordError(SymbolError):
    """The text means that no chord is played: "N.C."."""


@dataclass(frozen=True, slots=True)
class ChordSymbol:
    """A parsed chord name.

    Attributes:
        chord: The chord, or the nearest one in the table of qualities.
        written: The name as it was written.
        name: The chord's own name, with the root as it was written: "C9" for "C9#11".
        exact: Whether the chord has the tones that the name says; else it is the nearest of the table of qualities.
    """

    chord: Chord
    written: str
    name: str
    exact: bool = True

    @property
    def note(self) -> str:
        """A sentence for the user if the chord is not exactly the written one; else empty."""
        return "" if self.exact else f"{self.written} is taken as {self.name}, the nearest chord there is."


class _Base(NamedTuple):
    """A base quality: a regular expression, its tones, and the seventh that a 7, 9, 11 or 13 adds."""

    written: str
    tones: tuple[int, ...]
    seventh: int


_MAJOR_SEVENTH = r"(?:(?i:major|maj|ma)|M|[△Δ∆^])"
_BASES = {
    "half": _Base(r"(?i:half[\s-]*dim(?:inished)?)|[øØ]|h(?=\d|$)", (0, 3, 6, 10), 10),
    "triangle": _Base("[△Δ∆^]|j(?=7)", (0, 4, 7, 11), 11),
    "major": _Base("(?i:major|maj|ma)|M", (0, 4, 7), 11),
    "minor": _Base(r"(?i:minor|min|mi)|m|-(?!\s*5)", (0, 3, 7), 10),
    "diminished": _Base("(?i:diminished|dim)|[o°]", (0, 3, 6), 9),
    "augmented": _Base(r"(?i:augmented|aug)|\+(?!\s*5)", (0, 4, 8), 10),
    "dominant": _Base("(?i:dominant|dom)", (0, 4, 7, 10), 10),
}
_BARE = _Base("", (0, 4, 7), 10)
# The degrees by their figures, with a regular expression and the semitones above the root.
_DEGREES = {
    "2": ("second|two|2nd|2", 2), "3": ("third|three|3rd|3", 4), "4": ("fourth|four|4th|4", 5),
    "5": ("power|fifth|five|5th|5", 7), "6": ("sixth|six|6th|6", 9), "7": ("seventh|seven|7th|7", 10),
    "9": ("ninth|nine|9th|9", 2), "11": ("eleventh|eleven|11th|11", 5), "13": ("thirteenth|thirteen|13th|13", 9),
}  # fmt: skip


def _degree(names: str) -> str:
    return "(?i:" + "|".join(_DEGREES[name][0] for name in names.split()) + ")"


_SIGN = r"(?:[#b+-]|(?i:sharp|flat))"
_SIX_NINE = r"6\s*/?\s*9"
_CHANGES = {
    "without": rf"(?i:no|omit|without)\s*{_degree('3 5')}",
    "held": rf"(?i:suspended|sus)\s*(?:2\s*/?\s*4|{_degree('4 2')})?",
    "altered": "(?i:altered|alt)",
    "major": rf"{_MAJOR_SEVENTH}\s*{_degree('13 11 9 7')}?",
    "signed": rf"(?i:add(?:ed)?)?\s*{_SIGN}\s*{_degree('13 11 9 6 5 4 2')}",
    "added": rf"(?i:add(?:ed)?)\s*{_degree('13 11 9 6 4 3 2')}|{_degree('13 11 9 7 6 4 2')}",
    "raised": r"\+",
}
_CHANGE = re.compile("|".join(f"(?P<{name}>{written})" for name, written in _CHANGES.items()))
_SUFFIX = re.compile(
    rf"\s*(?:{'|'.join(f'(?P<{name}>{base.written})' for name, base in _BASES.items())})?"
    rf"\s*(?P<number>{_SIX_NINE}|{_degree('13 11 9 7 6 5 4 2')})?"
    rf"(?P<changes>(?:[\s/,]*(?:{'|'.join(_CHANGES.values())}))*)\s*"
)
_THIRDS, _FIFTHS, _SEVENTHS = frozenset({3, 4}), frozenset({6, 7, 8}), frozenset({9, 10})
_STACKS = {"7": (), "9": (2,), "11": (2, 5), "13": (2, 9)}  # what each has beside its seventh
_SUPPLANTED = {"5": {7}, "9": {2}}  # the tone that an altered fifth or ninth stands for
# The first way of telling the root from the rest that makes a chord is meant: Ab5 is A flat's, Esus no E flat.
_ROOTS = (
    re.compile(r"([A-Ha-h])[\s-]*(?i:(sharp|flat))\b"),
    re.compile(r"([A-Ha-h])([#b])"),
    re.compile(r"([A-Ha-h])()"),
    re.compile(r"([A-Ha-h])(##|bb|x)"),
    re.compile(r"([A-Ha-h])(is|es)"),
    re.compile(r"([AEae])(s)"),
    re.compile(r"(?i:(do|re|ré|mi|fa|sol|la|si))([#b]?)"),
)
_LETTERS = {"do": "C", "re": "D", "ré": "D", "mi": "E", "fa": "F", "sol": "G", "la": "A", "si": "B", "h": "B"}
_SIGNS = {"sharp": "#", "flat": "b", "x": "##", "is": "#", "es": "b", "s": "b"}
_BASS = re.compile(r"(.*?)\s*(?:[/\\]|\b(?i:over|slash|on)\b)\s*([^/\\\d]+)")
_SILENCE = re.compile(r"n\.?\s?c\.?|no chord|n", re.IGNORECASE)
_MAX_LENGTH = 60  # characters; no name is longer
_ASCII_SIGNS = str.maketrans(
    {"♭": "b", "♯": "#", "𝄫": "bb", "𝄪": "##", "−": "-", "–": "-", "(": " ", ")": " "}
)


def read_symbol(text: str, *, german: bool = False) -> Chord:
    """Parse a chord name such as "Am7", "B♭", "C/E", "C△7" or "A minor"; the inverse of `Chord.symbol`.

    The root may be in lower case: "am" is A minor, "a" is A major. "H" is B. "B" is B, too, except in a text that is
    known to be German because "H" occurs in it.

    Args:
        text: The name.
        german: Whether "B" is B flat.

    Raises:
        NoChordError: If the text means that no chord is played.
        SymbolError: If it is not the name of a chord.
    """
    return parse_symbol(text, german=german).chord


@lru_cache(maxsize=4096)
def parse_symbol(text: str, *, german: bool = False) -> ChordSymbol:
    """Parse a chord name like `read_symbol`, and report whether the chord is exactly the written one.

    Raises:
        NoChordError: If the text means that no chord is played.
        SymbolError: If it is not the name of a chord.
    """
    written = text.strip()
    if _SILENCE.fullmatch(written):
        raise NoChordError(f"“{written}” says that there is no chord")
    plain = _plain(written) if len(written) <= _MAX_LENGTH else ""
    slash = _BASS.fullmatch(plain)
    bass = next((root for root, rest in _roots(slash[2], german=german) if not rest), "") if slash else ""
    for above, below in (((slash[1], bass),) if slash and bass else ()) + ((plain, ""),):
        for root, suffix in _roots(above, german=german):
            if tones := _tones(suffix):
                return _symbol(written, root, below, tones)
    raise SymbolError(f"{text!r} is not a chord such as C, Am7, F#dim or G/B")


def read_quality(suffix: str) -> str | None:
    """Parse a quality such as "m7", "minor seventh" or "°"; None if the text is not one."""
    tones = _tones(_plain(suffix)) if len(suffix) <= _MAX_LENGTH else None
    return nearest_quality(tones) if tones else None


def _plain(text: str) -> str:
    """Replace equivalent characters: "♭" by "b", "♯" by "#"."""
    kept = text.translate(_ASCII_SIGNS).replace("º", "°")
    return unicodedata.normalize("NFKC", kept.replace("°", "\0")).replace("\0", "°").strip()


def _roots(text: str, *, german: bool) -> Iterator[tuple[str, str]]:
    """Yield each possible root at the beginning of a text, with the remaining text."""
    for pattern in _ROOTS:
        if found := pattern.match(text):
            letter, sign = found[1].lower(), found[2].lower()
            flat = "b" if german and letter == "b" and sign != "b" else ""
            yield _LETTERS.get(letter, letter.upper()) + flat + _SIGNS.get(sign, sign), text[found.end() :]


def _symbol(written: str, root: str, bass: str, tones: frozenset[int]) -> ChordSymbol:
    quality = QUALITIES[nearest_quality(tones)]
    chord = Chord(read_pitch_class(root), quality.name, read_pitch_class(bass) if bass else None)
    name = root + quality.suffix + (f"/{bass}" if chord.bass is not None else "")
    return ChordSymbol(chord, written, name, exact=tones == frozenset(quality.intervals))


def _tones(suffix: str) -> frozenset[int]:
    """Return the semitones above the root for a suffix; empty if it is not a quality."""
    found = _SUFFIX.fullmatch(suffix)
    if not found:
        return frozenset()
    base = next((base for name, base in _BASES.items() if found[name]), _BARE)
    tones = frozenset(base.tones)
    if found["number"]:
        removed, added = _numbered(found["number"], base.seventh)
        tones = tones - removed | added
    for change in _CHANGE.finditer(found["changes"]):
        removed, added = _changed(str(change.lastgroup), change[0], base.seventh)
        tones = tones - removed | added
    return tones


def _figures(text: str) -> str:
    """Return the figure of the degree at the end of a text; empty if there is none."""
    return next((f for f in reversed(_DEGREES) if re.search(rf"(?:{_degree(f)})$", text.rstrip())), "")


def _numbered(number: str, seventh: int) -> tuple[frozenset[int], frozenset[int]]:
    """Return the tones that a number directly after the base removes and adds."""
    if re.fullmatch(_SIX_NINE, number):
        return frozenset(), frozenset({9, 2})
    figure = _figures(number)
    if figure in _STACKS:
        return frozenset(), frozenset({seventh, *_STACKS[figure]})
    removed = _THIRDS if figure in {"4", "5"} else frozenset()
    return removed, frozenset({_DEGREES[figure][1]})


def _changed(kind: str, text: str, seventh: int) -> tuple[frozenset[int], frozenset[int]]:
    """Return the tones that a change such as "b9", "sus4" or "no3" removes and adds."""
    figure = _figures(text)
    tone = _DEGREES[figure][1] if figure else 0
    step = 1 if re.search(r"[#+]|sharp", text, re.IGNORECASE) else -1
    both = re.search(r"2\s*/?\s*4", text)
    removed = {
        "without": _THIRDS if figure == "3" else _FIFTHS,
        "held": _THIRDS,
        "major": _SEVENTHS,
        "raised": _FIFTHS,
        "signed": _SUPPLANTED.get(figure, ()),
    }
    added = {
        "held": {2, 5} if both else {tone or 5},
        "altered": {10, 1, 3},
        "major": {11, *_STACKS.get(figure, ())},
        "raised": {8},
        "signed": {tone + step},
        "added": {seventh if figure == "7" else tone},
    }
    return frozenset(removed.get(kind, ())), frozenset(added.get(kind, ()))
