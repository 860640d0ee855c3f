"""Progressions as the machines see them: rows of slots, each slot a chord change, relative to the tonic.

A slot has three groups of units, in each of which exactly one is on: the chord (its interval above the tonic and its
quality), how long it lasts, and which of its tones lies in the bass. The row as a whole has two: the mode and the
metre. Chords are counted from the tonic, which tells more than one key signature for all (measured in the model
card), and lengths in parts of a bar, so that one machine serves every metre.

A unit is written as its index among all units of slots, and among all units of wholes. `BLANK` stands where there
is no slot, or where it is hidden.
"""

from collections.abc import Sequence
from enum import IntEnum
from itertools import accumulate, pairwise

import torch
from torch import Tensor

from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.key import SCALES, Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre

CHORDS = tuple((interval, quality) for interval in range(12) for quality in QUALITIES)
LENGTHS_BARS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0)
"""In bars."""
BASS_TONES = (0, 1, 2, 3)
"""Which tone of the chord lies lowest: root, third (or what stands for it), fifth, seventh or sixth."""
MODES = (Mode.MAJOR, Mode.MINOR)
METRES = (COMMON, WALTZ, SIX_EIGHT)


class SlotGroup(IntEnum):
    """The groups of a slot, in their order."""

    CHORD = 0
    LENGTH = 1
    BASS = 2


class SequenceGroup(IntEnum):
    """The groups of a whole row, in their order."""

    MODE = 0
    METRE = 1


def _spans(sizes: Sequence[int]) -> tuple[slice, ...]:
    return tuple(slice(*ends) for ends in pairwise(accumulate((0, *sizes))))


SLOT_SPANS = _spans((len(CHORDS), len(LENGTHS_BARS), len(BASS_TONES)))
"""Where each group of a slot has its units."""
SEQUENCE_SPANS = _spans((len(MODES), len(METRES)))
"""Where each group of a row has its units."""
BLANK_UNIT = SLOT_SPANS[-1].stop
WINDOW_SLOTS = 8
"""How many slots a window has, by which machines are judged."""

_CHORD_INDEX = {token: index for index, token in enumerate(CHORDS)}


def chord_unit(interval: int, quality: str) -> int:
    """The unit of a chord whose root lies `interval` semitones above the tonic."""
    return _CHORD_INDEX[interval % 12, quality]


def slot_units(chord: Chord, bars: float, tonic: int) -> tuple[int, int, int]:
    """The three units of a chord that lasts so many bars, in a key whose tonic has the pitch class `tonic`.

    A bass that is no tone of the chord counts as its root.
    """
    tones = chord.pitch_classes
    tone = tones.index(chord.bass_pitch_class) if chord.bass_pitch_class in tones else 0
    length = min(range(len(LENGTHS_BARS)), key=lambda index: abs(LENGTHS_BARS[index] - bars))
    return (
        chord_unit(chord.root - tonic, chord.quality),
        SLOT_SPANS[SlotGroup.LENGTH].start + length,
        SLOT_SPANS[SlotGroup.BASS].start + tone,
    )


def chord_from_units(chord: int, bass: int, tonic: int) -> Chord:
    """The chord of a chord's unit and a bass's unit, in a key; a tone that the chord has not counts as its root."""
    interval, quality = CHORDS[chord]
    root = (tonic + interval) % 12
    plain = Chord(root, quality)
    tone = bass - SLOT_SPANS[SlotGroup.BASS].start
    return Chord(root, quality, plain.pitch_classes[tone]) if tone < len(plain.pitch_classes) else plain


def sequence_units(mode: Mode, metre: Metre) -> tuple[int, int]:
    """The two units of a row; a metre that machines do not know counts as the nearest they do."""
    return MODES.index(mode), SEQUENCE_SPANS[SequenceGroup.METRE].start + METRES.index(nearest_metre(metre))


def nearest_metre(metre: Metre) -> Metre:
    """The metre among `METRES` that is felt most like another."""
    if metre.is_compound:
        return SIX_EIGHT
    return WALTZ if metre.count % 3 == 0 else COMMON


def length_in_beats(length: int, metre: Metre) -> float:
    """A length (its index in `LENGTHS`) in beats, on the metre's pulse: half a bar of 3/4 is two beats, not 1.5."""
    pulses = max(1, round(LENGTHS_BARS[length] * metre.beats / metre.pulse))
    return pulses * metre.pulse


def merge_repeated_chords(chords: Sequence[tuple[Chord, float]]) -> list[tuple[Chord, float]]:
    """Chords with lengths, a repeated chord joined to the one before it."""
    joined: list[tuple[Chord, float]] = []
    for chord, length in chords:
        if joined and joined[-1][0] == chord:
            joined[-1] = (chord, joined[-1][1] + length)
        else:
            joined.append((chord, length))
    return joined


def without_lengths(slots: Tensor) -> Tensor:
    """Slots, shape (..., groups), with the lengths blank: what chords are asked for by.

    Which chord lasts how long tells one song from all others. Seen with the chords, it is learned by heart: in
    trials the surprise at chords fell in songs that were learned, and not in songs that were not.
    """
    slots = slots.clone()
    slots[..., SlotGroup.LENGTH] = BLANK_UNIT
    return slots


def shared_weight_ties() -> Tensor:
    """Which units share weights: chords of one root, and chords of one quality; shape (units, shares), of 0 and 1."""
    shared = torch.zeros(BLANK_UNIT, 12 + len(QUALITIES))
    names = list(QUALITIES)
    for unit, (interval, quality) in enumerate(CHORDS):
        shared[unit, interval] = shared[unit, 12 + names.index(quality)] = 1
    return shared


def in_scale(chord: int, mode: Mode) -> bool:
    """Whether every tone of a chord's unit belongs to the scale; in minor the raised seventh degree belongs too."""
    scale = set(SCALES[mode]) | ({11} if mode is Mode.MINOR else set())
    interval, quality = CHORDS[chord]
    return {(interval + tone) % 12 for tone in QUALITIES[quality].intervals} <= scale
