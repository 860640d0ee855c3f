"""Where a row's chords are at home: the tonic that they speak for, whatever they were written above."""

import torch
from torch import Tensor

from composer_app.harmony.generation.product_of_experts import ChordSequence
from composer_app.harmony.model.encoding import CHORDS, SlotGroup, in_scale
from composer_app.music.chord import QUALITIES
from composer_app.music.key import Mode

_MIN_SCALE_SHARE_GAIN = 0.25  # share of the chords: modal rows, and borrowed chords, stay where they are
_UNITS_PER_SEMITONE = len(QUALITIES)  # from a chord's unit to that of the same chord a semitone higher


def is_on_tonic(row: ChordSequence, slot: int) -> bool:
    """Whether a slot's chord stands on the tonic."""
    return CHORDS[int(row.slots[slot, SlotGroup.CHORD])][0] == 0


def transpose_to_tonic(chords: Tensor, mode: Mode, forbidden: Tensor) -> Tensor:
    """A row's chords, shape (slots,), moved so that their tonic is the row's where they clearly speak for another.

    They stay if one of them would come to be a chord that is forbidden, shape (chords,), True for those.

    Machines sometimes leave their key and settle in another: above B, E, B, F sharp nobody wants to read "B flat
    major". Another tonic must have many more chords in its scale, and more that stand on it.
    """
    best = max(
        (_transpose(chords, semitones) for semitones in range(12)),
        key=lambda each: sum(_scale_and_tonic_shares(each, mode)),
    )
    (scale, home), (its_scale, its_home) = (
        _scale_and_tonic_shares(chords, mode),
        _scale_and_tonic_shares(best, mode),
    )
    clearly = its_scale >= scale + _MIN_SCALE_SHARE_GAIN and its_home > home
    return best if clearly and not forbidden[best].any() else chords


def _transpose(chords: Tensor, semitones: int) -> Tensor:
    return (chords + semitones * _UNITS_PER_SEMITONE) % len(CHORDS)


def _scale_and_tonic_shares(chords: Tensor, mode: Mode) -> tuple[float, float]:
    """Which share of chords lies in a mode's scale, and which stands on its tonic."""
    units = chords.tolist()
    inside = torch.tensor([in_scale(unit, mode) for unit in units]).double().mean()
    return float(inside), sum(CHORDS[unit][0] == 0 for unit in units) / len(units)
