"""Progressions as the machines see them: groups of one-of-many units, relative to the tonic.

A window is `SLOTS` chord changes. Its visible units form groups, in each of which exactly one unit is on: one group
of chords a slot, one group of lengths a slot, and one group for the mode. A window is written as the index of the
unit that is on within each group, shape (GROUPS,).

Chords are counted from the tonic, which tells more than one key signature for all (measured in the model card), and
lengths in parts of a bar, so that one machine serves every metre.
"""

from itertools import pairwise

from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.key import Key, Mode
from composer_app.music.metre import Metre

SLOTS = 8
# The kinds of chords that machines know: those at the head of the table, in its order, for as long as the weights
# were trained on them.
KNOWN = tuple(QUALITIES)[:12]
CHORDS = tuple((interval, quality) for interval in range(12) for quality in KNOWN)
LENGTHS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0)
MODES = (Mode.MAJOR, Mode.MINOR)

SIZES = (len(CHORDS),) * SLOTS + (len(LENGTHS),) * SLOTS + (len(MODES),)
GROUPS = len(SIZES)
CHORD_GROUPS = range(SLOTS)
LENGTH_GROUPS = range(SLOTS, 2 * SLOTS)
MODE_GROUP = 2 * SLOTS

_CHORD_INDEX = {token: index for index, token in enumerate(CHORDS)}


def chord_token(interval: int, quality: str) -> int:
    """The unit of a chord whose root lies `interval` semitones above the tonic."""
    return _CHORD_INDEX[interval % 12, quality]


def chord_of(token: int, tonic: int) -> Chord:
    """The chord of a unit, in a key whose tonic has the pitch class `tonic`."""
    interval, quality = CHORDS[token]
    return Chord((tonic + interval) % 12, quality)


def length_token(bars: float) -> int:
    """The unit of the nearest length; anything above two bars counts as two."""
    return min(range(len(LENGTHS)), key=lambda index: abs(LENGTHS[index] - bars))


def beats_of(token: int, metre: Metre) -> float:
    """A length in beats, on the metre's pulse: a half of a bar of 3/4 is two beats, there are no 1.5."""
    pulses = max(1, round(LENGTHS[token] * metre.beats / metre.pulse))
    return pulses * metre.pulse


def merged(chords: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Chord tokens with lengths in bars, a repeated chord joined to the one before it."""
    if not chords:
        return []
    joined = [chords[0]]
    for (before, _), (token, bars) in pairwise(chords):
        if token == before:
            joined[-1] = (token, joined[-1][1] + bars)
        else:
            joined.append((token, bars))
    return joined


def windows(chords: list[tuple[int, float]], mode: Mode) -> list[tuple[int, ...]]:
    """Every window of a song's chord changes; a song of fewer than `SLOTS` changes goes round until it fills one."""
    changes = merged(chords)
    if len(changes) < 2:
        return []
    if len(changes) < SLOTS:
        changes = (changes * SLOTS)[:SLOTS] if changes[0][0] != changes[-1][0] else []
    tokens = [token for token, _ in changes]
    lengths = [length_token(bars) for _, bars in changes]
    return [
        (*tokens[at : at + SLOTS], *lengths[at : at + SLOTS], MODES.index(mode))
        for at in range(len(changes) - SLOTS + 1)
    ]


def in_scale(token: int, mode: Mode) -> bool:
    """Whether every tone of a chord belongs to the scale; in minor the raised seventh degree belongs too."""
    scale = set(Key(0, mode).scale) | ({11} if mode is Mode.MINOR else set())
    return set(chord_of(token, 0).pitch_classes) <= scale
