"""Roman numerals as chords: "bVI", "iiø7", "V65/V", "Imaj7", "IVsus4", "I/3".

Degrees are counted from the major scale, except that in minor a large III, VI or VII without an accidental stands on
the natural minor scale, as everybody writes it: VI in A minor is F major, and so is bVI.
"""

import re
from dataclasses import dataclass, replace

from composer_app.harmony.corpora.harte import read_degree
from composer_app.music.chord import Chord, nearest_quality
from composer_app.music.key import SCALES, Key, Mode


@dataclass(frozen=True, slots=True)
class Dialect:
    """What writers of roman numerals differ in.

    Attributes:
        diatonic_sevenths: Whether a plain 7 is the scale's: IV7 a major seventh, V7 still a dominant one.
        diatonic_triads: Whether a plain ii in minor and vii in major are the scale's diminished triads.
        added_sixths: Whether a plain 6 is an added sixth; a first inversion otherwise.
        ignores_unknown_suffixes: Whether what is not understood after the numeral is passed over.
    """

    diatonic_sevenths: bool = False
    diatonic_triads: bool = False
    added_sixths: bool = False
    ignores_unknown_suffixes: bool = False


COMMON_PRACTICE = Dialect()
ROCK_CORPUS = Dialect(diatonic_sevenths=True, ignores_unknown_suffixes=True)
FREE_MIDI_CHORDS = Dialect(diatonic_sevenths=True, diatonic_triads=True, added_sixths=True)

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII")
_HEAD = re.compile(r"([b#]*)(VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)(?![IViv])(.*)")
_MAJOR, _MINOR, _DIMINISHED, _AUGMENTED = (0, 4, 7), (0, 3, 7), (0, 3, 6), (0, 4, 8)
_MAJOR_SEVENTH = 11  # semitones
# What may follow a numeral first, longest first: its triad, where the case does not tell, and its seventh.
_TRIADS_AND_SEVENTHS: tuple[tuple[str, tuple[int, ...], int], ...] = (
    ("maj", _MAJOR, 11), ("dom", _MAJOR, 10), ("dim", _DIMINISHED, 9), ("aug", _AUGMENTED, 10),
    ("min", _MINOR, 10), ("mM", _MINOR, 11), ("ø", _DIMINISHED, 10), ("°", _DIMINISHED, 9), ("Δ", _MAJOR, 11),
    ("o", _DIMINISHED, 9), ("h", _DIMINISHED, 10), ("x", _DIMINISHED, 9), ("M", _MAJOR, 11), ("m", _MINOR, 10),
    ("+", _AUGMENTED, 10), ("a", _AUGMENTED, 10), ("d", _MAJOR, 10),
)  # fmt: skip
_DIMINISHED_DEGREES = {(Mode.MAJOR, "vii"), (Mode.MINOR, "ii")}
# Figures: whether there is a seventh, and which tone of the chord is in the bass.
_FIGURES = {
    "65": (True, 1), "64": (False, 2), "63": (False, 1), "53": (False, 0), "43": (True, 2), "42": (True, 3),
    "13": (True, 0), "11": (True, 0), "7": (True, 0), "9": (True, 0), "6": (False, 1), "2": (True, 3),
}  # fmt: skip
# The tones that a figure adds to its seventh chord.
_EXTENSIONS = {"9": {2}, "11": {2, 5}, "13": {2, 9}}
# What may come last: tones that are added, and tones that they stand for.
_EXTRAS: dict[str, tuple[set[int], set[int]]] = {
    "sus4add9": ({5, 2}, {3, 4}), "sus4": ({5}, {3, 4}), "sus2": ({2}, {3, 4}), "sus": ({5}, {3, 4}),
    "s4": ({5}, {3, 4}), "s2": ({2}, {3, 4}), "add69": ({9, 2}, set()), "add11": ({5}, set()), "add9": ({2}, set()),
    "add6": ({9}, set()), "add4": ({5}, set()), "add2": ({2}, set()), "69": ({9, 2}, set()), "b5": ({6}, {7}),
    "-5": ({6}, {7}), "#5": ({8}, {7}), "+5": ({8}, {7}), "b9": ({1}, {2}), "#9": ({3}, {2}), "-9": ({1}, {2}),
    "+11": ({6}, set()), "#11": ({6}, set()), "5": (set(), {3, 4}), "6": ({9}, set()),
}  # fmt: skip


def read_roman(text: str, key: Key, dialect: Dialect = COMMON_PRACTICE) -> Chord:
    """The chord of a roman numeral in a key.

    After a slash stands the key that it is borrowed from ("V7/V"), or its bass as an interval above its root ("I/3").

    Raises:
        ValueError: It is no roman numeral.
    """
    head, *slashes = _normalize_signs(text).split("/")
    bass = slashes.pop() if slashes and not _HEAD.fullmatch(slashes[-1]) else None
    for target in reversed(slashes):
        at = _root(target, key)
        key = Key(at, Mode.MINOR if _match(target)[2].islower() else Mode.MAJOR)
    return _chord(head, key, dialect, None if bass is None else _bass_of(bass, head))


def _normalize_signs(text: str) -> str:
    """One sign for each meaning."""
    for written, sign in (("♭", "b"), ("♯", "#"), ("º", "°"), ("/o", "ø"), ("^7", "maj7"), ("7M", "maj7")):
        text = text.replace(written, sign)
    return text


def _match(text: str) -> re.Match[str]:
    found = _HEAD.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not a roman numeral")
    return found


def _root(text: str, key: Key) -> int:
    """The pitch class that a numeral stands on."""
    accidentals, numeral, _ = _match(text).groups()
    degree = _NUMERALS.index(numeral.upper())
    minor = key.mode is Mode.MINOR and not accidentals and numeral in {"III", "VI", "VII"}
    steps = SCALES[Mode.MINOR if minor else Mode.MAJOR][degree]
    return (key.tonic + steps + accidentals.count("#") - accidentals.count("b")) % 12


def _chord(text: str, key: Key, dialect: Dialect, bass: int | None) -> Chord:
    root, numeral, suffix = _root(text, key), _match(text)[2], _match(text)[3]
    triad, seventh, rest = _triad_and_seventh(_match(text)[1] + numeral, suffix, key.mode, dialect)
    added_sixth = dialect.added_sixths or (suffix != rest and triad in {_MAJOR, _MINOR})
    figure = next((f for f in _FIGURES if rest.startswith(f) and not rest.startswith("69")), "")
    if figure == "6" and added_sixth:
        figure = ""
    has_seventh, inversion = _FIGURES.get(figure, (False, 0))
    # "Imaj" is a triad, "Imaj9" and "IM7" are not.
    tones = [*triad, *([seventh] if has_seventh else [])]
    extended = {*tones, *_EXTENSIONS.get(figure, ())}
    quality = nearest_quality(_with_extras(extended, rest[len(figure) :], text, dialect))
    at = (root + tones[inversion]) % 12 if inversion else None
    return Chord(root, quality, at if bass is None else (root + bass) % 12)


def _triad_and_seventh(
    numeral: str, suffix: str, mode: Mode, dialect: Dialect
) -> tuple[tuple[int, ...], int, str]:
    """A numeral's triad, the seventh that it would have, and what is left of its suffix."""
    is_minor = numeral.lstrip("b#").islower()
    for sign, triad, seventh in _TRIADS_AND_SEVENTHS:
        if suffix.startswith(sign) and not suffix.startswith(("add", "+5", "+11")):
            rest = suffix[len(sign) :]
            is_minor_major = is_minor and seventh == _MAJOR_SEVENTH and rest[:1].isdigit()
            return (_MINOR if is_minor_major else triad), seventh, rest
    if dialect.diatonic_triads and (mode, numeral) in _DIMINISHED_DEGREES:
        return _DIMINISHED, 10, suffix
    if is_minor:
        return _MINOR, 10, suffix
    return _MAJOR, (11 if dialect.diatonic_sevenths and numeral != "V" else 10), suffix


def _with_extras(tones: set[int], rest: str, text: str, dialect: Dialect) -> frozenset[int]:
    """Tones with what the end of a suffix adds to them and takes from them."""
    while rest:
        extra = next((extra for extra in _EXTRAS if rest.startswith(extra)), None)
        if extra is None and not dialect.ignores_unknown_suffixes:
            raise ValueError(f"{text!r} is not a roman numeral: {rest!r} says nothing")
        added, gone = _EXTRAS.get(extra or "", (set(), set()))
        tones = (tones - gone) | added
        rest = rest[len(extra or rest[0]) :]
    return frozenset(tones)


def _bass_of(text: str, head: str) -> int:
    """The semitones of a bass above the root: 3, 5 and 7 are the chord's own, all else is the major scale's."""
    interval = read_degree(text.removeprefix("♮"))
    chord = replace(_chord(head, Key(0, Mode.MAJOR), COMMON_PRACTICE, None), bass=None)
    written = {replace(chord, bass=bass).bass_figure: bass for bass in range(12)}
    return (written[text] - chord.root) % 12 if text in written else interval
