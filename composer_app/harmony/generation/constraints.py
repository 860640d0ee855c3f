"""What machines may not write.

Chords without a name in the key, a tonic that denies the mode, a chord twice running, an end that does not close.
"""

from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor

from composer_app.harmony.generation.product_of_experts import ChordSequence
from composer_app.harmony.model.encoding import CHORDS, SlotGroup
from composer_app.music.chord import QUALITIES
from composer_app.music.harmonic_function import function_of_interval
from composer_app.music.key import Mode

_PARALLEL_MODE = {Mode.MAJOR: Mode.MINOR, Mode.MINOR: Mode.MAJOR}
# How a cadence comes home: authentic, plagal, and by the lowered or the raised seventh degree.
_CADENCE_INTERVALS = frozenset({5, 7, 10, 11})
# Chords that have a mode's third: a blue tonic, a dominant seventh, is none, for it leads on.
_QUALITIES_WITH_THIRD = {
    mode: frozenset(name for name, each in QUALITIES.items() if third in each.intervals and name != "7")
    for mode, third in ((Mode.MAJOR, 4), (Mode.MINOR, 3))
}
_TONIC_QUALITIES = {
    Mode.MAJOR: frozenset({"maj", "maj7", "6"}),
    Mode.MINOR: frozenset({"min", "min7", "min6"}),
}


@dataclass(frozen=True, slots=True)
class HarmonyRules:
    """The rules for a row.

    Attributes:
        mode: Its mode.
        cadence_slot: The number of the chord that a cadence ends on, if there is one.
        requires_mode_third: Whether the tonic must have the mode's own third. A machine that is asked for a
            mode that it hardly knows
            writes the other one's chords, and whoever reads "E minor" above E, A, E takes it for a mistake.
    """

    mode: Mode
    cadence_slot: int | None
    requires_mode_third: bool = True

    def forbidden(self, sequence: ChordSequence, slot: int) -> Tensor:
        """Which chords may not stand in a slot, shape (chords,), True for those."""
        mask = torch.clone(self._position_mask(slot))
        for near in sequence.adjacent_slots(slot):
            if near != slot:
                mask[sequence.slots[near, SlotGroup.CHORD]] = True
        return mask

    def forbidden_or_unchanged(self, before: Tensor, sequence: ChordSequence, slot: int) -> Tensor:
        """As `forbidden`, and the chord that stood in the slot before, unless no other may."""
        mask = self.forbidden(sequence, slot)
        mask[before[slot, SlotGroup.CHORD]] = True
        return mask if not mask.all() else self.forbidden(sequence, slot)

    def forbidden_or_non_tonic(self, sequence: ChordSequence, slot: int) -> Tensor:
        """As `forbidden`, and all chords that do not stand on the tonic."""
        return self.forbidden(sequence, slot) | _mask_outside(self.mode, "tonic")

    def _position_mask(self, slot: int) -> Tensor:
        if slot == self.cadence_slot:
            return _mask_outside(self.mode, "home")
        if self.cadence_slot is not None and slot == self.cadence_slot - 1:
            return _mask_outside(self.mode, "before")
        return self.forbidden_everywhere

    @property
    def forbidden_everywhere(self) -> Tensor:
        """The chords that may stand in no slot at all, shape (chords,)."""
        return _mask_outside(self.mode, "plain" if self.requires_mode_third else "named")


@cache
def _mask_outside(mode: Mode, kind: str) -> Tensor:
    """The chords that are not of a kind, shape (chords,)."""
    return torch.tensor([not _KINDS[kind](*chord, mode) for chord in CHORDS])


def _is_named(interval: int, quality: str, mode: Mode) -> bool:
    return function_of_interval(interval, quality, mode) is not None


def _fits_mode(interval: int, quality: str, mode: Mode) -> bool:
    denies = interval == 0 and quality in _QUALITIES_WITH_THIRD[_PARALLEL_MODE[mode]]
    return _is_named(interval, quality, mode) and not denies


def _is_on_tonic(interval: int, _: str, __: Mode) -> bool:
    return interval == 0


def _is_tonic_chord(interval: int, quality: str, mode: Mode) -> bool:
    return interval == 0 and quality in _TONIC_QUALITIES[mode]


def _leads_to_tonic(interval: int, quality: str, mode: Mode) -> bool:
    return interval in _CADENCE_INTERVALS and _is_named(interval, quality, mode)


_KINDS = {
    "named": _is_named,
    "plain": _fits_mode,
    "tonic": _is_on_tonic,
    "home": _is_tonic_chord,
    "before": _leads_to_tonic,
}
