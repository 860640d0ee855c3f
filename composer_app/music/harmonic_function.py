"""Harmonic functions of chords, and the origin of chromatic chords.

Functions are Riemann's three, as taught for popular music (Doll 2017 counts the same); what is outside is named as
textbooks do (Kostka, Payne & Almén 2018): secondary dominants and leading-tone chords, chords borrowed from the
parallel mode, the Neapolitan, altered dominants, tritone substitutes, blue sevenths and chromatic mediants. A chord
that none of these names is none that machines may write.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from composer_app.music.chord import QUALITIES, Chord, nearest_quality
from composer_app.music.key import SCALES, Key, Mode


class Function(StrEnum):
    """The function of a chord."""

    TONIC = "tonic"
    SUBDOMINANT = "subdominant"
    DOMINANT = "dominant"
    SECONDARY = "secondary"
    BORROWED = "borrowed"


@dataclass(frozen=True, slots=True)
class ChordFunction:
    """A function with a short description."""

    function: Function
    description: str


# Semitones above the tonic -> function of the diatonic chord.
_DIATONIC = {
    Mode.MAJOR: {
        0: Function.TONIC, 4: Function.TONIC, 9: Function.TONIC, 2: Function.SUBDOMINANT,
        5: Function.SUBDOMINANT, 7: Function.DOMINANT, 11: Function.DOMINANT,
    },
    Mode.MINOR: {
        0: Function.TONIC, 3: Function.TONIC, 8: Function.SUBDOMINANT, 2: Function.SUBDOMINANT,
        5: Function.SUBDOMINANT, 7: Function.DOMINANT, 10: Function.DOMINANT, 11: Function.DOMINANT,
    },
}  # fmt: skip
_PARALLEL = {Mode.MAJOR: Mode.MINOR, Mode.MINOR: Mode.MAJOR}
_DEGREES = ("I", "bII", "II", "bIII", "III", "IV", "#IV", "V", "bVI", "VI", "bVII", "VII")
# A major third and a minor seventh, or a triad that stands for them.
_DOMINANT_QUALITIES = frozenset({"maj", "aug", "sus4", "7sus4", "9sus4"}) | {
    name for name, quality in QUALITIES.items() if {4, 10} <= set(quality.intervals)
}
_FIFTH = 7  # semitones
_LEADING_TONE_QUALITIES = frozenset({"dim", "dim7", "hdim7"})
_BLUE_QUALITIES = frozenset({"7", "9", "13", "7#9"})
_TRIAD_QUALITIES = frozenset({"maj", "min", "add9", "minadd9", "6", "69"})


def function_of_chord(chord: Chord, key: Key) -> ChordFunction | None:
    """Return the function of a chord in a key, or None if it has no name."""
    return function_of_interval((chord.root - key.tonic) % 12, chord.quality, key.mode)


@cache
def function_of_interval(interval: int, quality: str, mode: Mode) -> ChordFunction | None:
    """Return the function of a chord whose root is `interval` semitones above the tonic, or None if it has no name."""
    tones = {(interval + tone) % 12 for tone in QUALITIES[quality].intervals}
    return next((found for rule in _RULES if (found := rule(interval, quality, tones, mode))), None)


def _scale_tones(mode: Mode) -> set[int]:
    """Return the scale of a mode; in minor with the raised sixth and seventh, too."""
    return set(SCALES[mode]) | ({9, 11} if mode is Mode.MINOR else set())


def _diatonic(interval: int, _: str, tones: set[int], mode: Mode) -> ChordFunction | None:
    functions = _DIATONIC[mode]
    if interval not in functions or not tones <= _scale_tones(mode):
        return None
    return ChordFunction(functions[interval], f"{functions[interval]} of the key")


def _altered_tonic(interval: int, quality: str, _: set[int], mode: Mode) -> ChordFunction | None:
    if (interval, quality, mode) == (0, "maj", Mode.MINOR):
        return ChordFunction(Function.TONIC, "with a Picardy third")
    if quality not in _BLUE_QUALITIES or interval not in (0, 5):
        return None
    return ChordFunction(Function.TONIC if interval == 0 else Function.SUBDOMINANT, "with a blue seventh")


def _secondary(interval: int, quality: str, _: set[int], mode: Mode) -> ChordFunction | None:
    if quality in _DOMINANT_QUALITIES:
        goal = (interval + 5) % 12
    elif quality in _LEADING_TONE_QUALITIES:
        goal = (interval + 1) % 12
    else:
        return None
    if goal == 0 or goal not in SCALES[mode]:
        return None
    return ChordFunction(Function.SECONDARY, f"leads to {_DEGREES[goal]}")


def _altered_dominant(interval: int, quality: str, _: set[int], __: Mode) -> ChordFunction | None:
    if interval == _FIFTH and {4, 10} <= set(QUALITIES[quality].intervals):
        return ChordFunction(Function.DOMINANT, "an altered dominant")
    return None


def _borrowed(_: int, __: str, tones: set[int], mode: Mode) -> ChordFunction | None:
    parallel = _PARALLEL[mode]
    return (
        ChordFunction(Function.BORROWED, f"borrowed from {parallel}")
        if tones <= _scale_tones(parallel)
        else None
    )


def _modal(interval: int, quality: str, _: set[int], __: Mode) -> ChordFunction | None:
    # Without its ninth, eleventh and thirteenth.
    simple = nearest_quality(frozenset(QUALITIES[quality].intervals[:4]))
    name = _MODAL_NAMES.get((interval, quality)) or _MODAL_NAMES.get((interval, simple))
    return ChordFunction(Function.BORROWED, name) if name else None


def _mediant(interval: int, quality: str, _: set[int], __: Mode) -> ChordFunction | None:
    if quality in _TRIAD_QUALITIES and interval in (3, 4, 8, 9):
        return ChordFunction(Function.BORROWED, "a chromatic mediant")
    return None


_MODAL_NAMES = {
    (1, "maj"): "the Neapolitan", (1, "maj7"): "the Neapolitan", (1, "7"): "a tritone substitute",
    (10, "maj7"): "borrowed from a darker mode", (10, "7"): "borrowed: a backdoor dominant",
    (2, "maj"): "borrowed from Lydian", (10, "sus2"): "borrowed from Mixolydian",
    (10, "sus4"): "borrowed from Mixolydian", (10, "5"): "borrowed from Mixolydian",
    (3, "5"): "borrowed from minor", (8, "5"): "borrowed from minor", (8, "7"): "an augmented sixth",
    (3, "sus2"): "borrowed from minor", (8, "sus2"): "borrowed from minor", (3, "6"): "borrowed from minor",
    (8, "6"): "borrowed from minor",
}  # fmt: skip

_RULES = (_diatonic, _altered_tonic, _secondary, _altered_dominant, _borrowed, _modal, _mediant)
