"""Chords as the models see them: a sequence of changes, each a slot, relative to the tonic.

A slot has two groups of units, in each of which exactly one is on: the chord (its interval above the tonic and its
quality) and the bass (its interval above the chord's root). Beside them stands the place of the slot, which is given
and never sampled: which bar of eight it begins in, and whether it begins on the bar line. The sequence as a whole has
a mode and a metre, also given.

A unit is written as its index among the units of its kind. `BLANK_UNIT` stands where there is no slot, or where a
unit is hidden.
"""

from collections.abc import Sequence
from enum import IntEnum

import torch
from torch import Tensor

from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre
from composer_app.music.progression import TimedChord

CHORDS = tuple((interval, quality) for interval in range(12) for quality in QUALITIES)
"""The chord units: semitones above the tonic, and the name of the quality."""
BASSES = tuple(range(12))
"""The bass units: semitones above the root."""
MODES = ("major", "minor", "dorian", "phrygian", "lydian", "mixolydian")
_NEAREST_MODES = {"ionian": "major", "aeolian": "minor", "locrian": "phrygian"}
METRES = (COMMON, WALTZ, SIX_EIGHT)
PHRASE_BARS = 8
PLACE_COUNT = 2 * PHRASE_BARS + 1
"""How many places there are: bar of the phrase x (on the bar line, later), and the unknown place."""
UNKNOWN_PLACE = PLACE_COUNT - 1
WINDOW_SLOTS = 8
"""How many slots a window has, by which models are judged."""
BLANK_UNIT = len(CHORDS) + len(BASSES)
WHOLE_COUNT = len(MODES) + len(METRES)
_ON_BAR_LINE = 0.01  # of a bar, by which a chord may miss the bar line


class SlotColumn(IntEnum):
    """The columns of a slot, in their order."""

    CHORD = 0
    BASS = 1
    PLACE = 2


class SequenceGroup(IntEnum):
    """The groups of a whole sequence, in their order."""

    MODE = 0
    METRE = 1


SLOT_SPANS = (slice(0, len(CHORDS)), slice(len(CHORDS), BLANK_UNIT))
"""Which units the chord and the bass of a slot have."""
SEQUENCE_SPANS = (slice(0, len(MODES)), slice(len(MODES), WHOLE_COUNT))
"""Which units the groups of a sequence have."""
BLANK_SLOT = (BLANK_UNIT, BLANK_UNIT, UNKNOWN_PLACE)

_CHORD_INDEX = {token: index for index, token in enumerate(CHORDS)}


def unit_names() -> list[str]:
    """The chord and bass units as they are named in the files of models: "7:min7", "bass 4"."""
    return [f"{interval}:{quality}" for interval, quality in CHORDS] + [f"bass {bass}" for bass in BASSES]


def chord_unit(interval: int, quality: str) -> int:
    """The unit of a chord whose root lies `interval` semitones above the tonic."""
    return _CHORD_INDEX[interval % 12, quality]


def slot_units(chord: Chord, tonic: int, place: int = UNKNOWN_PLACE) -> tuple[int, int, int]:
    """The columns of a chord's slot, in a key whose tonic has the pitch class `tonic`."""
    bass = (chord.bass_pitch_class - chord.root) % 12
    return chord_unit(chord.root - tonic, chord.quality), len(CHORDS) + bass, place


def place_at(beat: float, metre: Metre) -> int:
    """The place of a chord that begins at a beat, counted from the beginning of a phrase."""
    bars = beat / metre.beats
    bar = int(bars + 1e-6)
    return 2 * (bar % PHRASE_BARS) + (bars - bar > _ON_BAR_LINE)


def chord_from_units(chord: int, bass: int, tonic: int) -> Chord:
    """The chord of a chord's unit and a bass's unit, in a key."""
    interval, quality = CHORDS[chord]
    root = (tonic + interval) % 12
    return Chord(root, quality, (root + bass - len(CHORDS)) % 12)


def sequence_units(mode: str, metre: Metre) -> tuple[int, int]:
    """The two units of a sequence; a mode or a metre that models do not know counts as the nearest they do."""
    return mode_unit(mode), len(MODES) + METRES.index(nearest_metre(metre))


def mode_unit(mode: str) -> int:
    """The number of a mode among `MODES`; Ionian is major, Aeolian minor, and Locrian nearest to Phrygian."""
    return MODES.index(_NEAREST_MODES.get(mode, mode))


def nearest_metre(metre: Metre) -> Metre:
    """The metre among `METRES` that is felt most like another."""
    if metre.is_compound:
        return SIX_EIGHT
    return WALTZ if metre.count % 3 == 0 else COMMON


def chord_changes(chords: Sequence[TimedChord]) -> list[TimedChord]:
    """The chords that differ from the one before them; the others go on."""
    return [timed for at, timed in enumerate(chords) if not at or chords[at - 1].chord != timed.chord]


_TRIAD_KINDS = ("major", "minor", "diminished", "augmented", "open")


def _triad_kind(quality: str) -> str:
    """The kind of a quality's triad; "open" without a third."""
    tones = set(QUALITIES[quality].intervals)
    if 4 in tones:
        return "augmented" if 8 in tones else "major"
    if 3 in tones:
        return "minor" if 7 in tones else "diminished"
    return "open"


def share_names() -> list[str]:
    """What units share, as it is named in the files of models: "root 7", "7 minor", "quality min7", "bass 4"."""
    return [
        *(f"root {interval}" for interval in range(12)),
        *(f"{interval} {kind}" for kind in _TRIAD_KINDS for interval in range(12)),
        *(f"quality {name}" for name in QUALITIES),
        *(f"bass {bass}" for bass in BASSES),
    ]


def shared_weight_ties() -> Tensor:
    """Which units share weights, shape (units, shares), of 0 and 1.

    Chords of one root, of one root and kind of triad, and of one quality share a part; each bass has its own. So a
    rare chord (iv with a major seventh) is known from its relatives (iv; other chords of that colour).
    """
    index = {name: number for number, name in enumerate(share_names())}
    ties = torch.zeros(BLANK_UNIT, len(index))
    for unit, (interval, quality) in enumerate(CHORDS):
        for name in (f"root {interval}", f"{interval} {_triad_kind(quality)}", f"quality {quality}"):
            ties[unit, index[name]] = 1
    for bass in BASSES:
        ties[len(CHORDS) + bass, index[f"bass {bass}"]] = 1
    return ties
