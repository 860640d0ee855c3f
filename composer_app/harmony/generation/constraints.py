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
from composer_app.music.harmonic_function import role_of
from composer_app.music.key import Mode

_OTHER = {Mode.MAJOR: Mode.MINOR, Mode.MINOR: Mode.MAJOR}
# How a cadence comes home: authentic, plagal, and by the lowered or the raised seventh degree.
_BEFORE_THE_END = frozenset({5, 7, 10, 11})
# Chords that have a mode's third: a blue tonic, a dominant seventh, is none, for it leads on.
_THIRDS = {
    mode: frozenset(name for name, each in QUALITIES.items() if third in each.intervals and name != "7")
    for mode, third in ((Mode.MAJOR, 4), (Mode.MINOR, 3))
}
_HOMES = {Mode.MAJOR: frozenset({"maj", "maj7", "6"}), Mode.MINOR: frozenset({"min", "min7", "min6"})}


@dataclass(frozen=True, slots=True)
class HarmonyRules:
    """The rules for a row.

    Attributes:
        mode: Its mode.
        closing: The number of the chord that a cadence ends on, if there is one.
        plain: Whether the tonic must have the mode's own third. A machine that is asked for a mode that it hardly knows
            writes the other one's chords, and whoever reads "E minor" above E, A, E takes it for a mistake.
    """

    mode: Mode
    closing: int | None
    plain: bool = True

    def forbidden(self, row: ChordSequence, slot: int) -> Tensor:
        """Which chords may not stand in a slot, shape (chords,), True for those."""
        mask = torch.clone(self._place(slot))
        for near in row.beside(slot):
            if near != slot:
                mask[row.slots[near, SlotGroup.CHORD]] = True
        return mask

    def changed(self, before: Tensor, row: ChordSequence, slot: int) -> Tensor:
        """As `forbidden`, and the chord that stood in the slot before, unless no other may."""
        mask = self.forbidden(row, slot)
        mask[before[slot, SlotGroup.CHORD]] = True
        return mask if not mask.all() else self.forbidden(row, slot)

    def away_from_home(self, row: ChordSequence, slot: int) -> Tensor:
        """As `forbidden`, and all chords that do not stand on the tonic."""
        return self.forbidden(row, slot) | _outside_of(self.mode, "tonic")

    def _place(self, slot: int) -> Tensor:
        if slot == self.closing:
            return _outside_of(self.mode, "home")
        if self.closing is not None and slot == self.closing - 1:
            return _outside_of(self.mode, "before")
        return self.nowhere

    @property
    def nowhere(self) -> Tensor:
        """The chords that may stand in no slot at all, shape (chords,)."""
        return _outside_of(self.mode, "plain" if self.plain else "named")


@cache
def _outside_of(mode: Mode, kind: str) -> Tensor:
    """The chords that are not of a kind, shape (chords,)."""
    return torch.tensor([not _KINDS[kind](*chord, mode) for chord in CHORDS])


def _is_named(interval: int, quality: str, mode: Mode) -> bool:
    return role_of(interval, quality, mode) is not None


def _is_plain(interval: int, quality: str, mode: Mode) -> bool:
    denies = interval == 0 and quality in _THIRDS[_OTHER[mode]]
    return _is_named(interval, quality, mode) and not denies


def _on_the_tonic(interval: int, _: str, __: Mode) -> bool:
    return interval == 0


def _is_home(interval: int, quality: str, mode: Mode) -> bool:
    return interval == 0 and quality in _HOMES[mode]


def _leads_home(interval: int, quality: str, mode: Mode) -> bool:
    return interval in _BEFORE_THE_END and _is_named(interval, quality, mode)


_KINDS = {
    "named": _is_named,
    "plain": _is_plain,
    "tonic": _on_the_tonic,
    "home": _is_home,
    "before": _leads_home,
}
