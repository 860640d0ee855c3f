"""What machines may not write: chords without a name in the key, a chord twice running, an end that does not close."""

from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor

from composer_app.harmony.encoding import CHORDS, Group
from composer_app.harmony.sampling import Row
from composer_app.music.function import role_of
from composer_app.music.key import Mode

# How a cadence comes home: authentic, plagal, and by the lowered or the raised seventh degree.
_BEFORE_THE_END = frozenset({5, 7, 10, 11})
_HOMES = {Mode.MAJOR: frozenset({"maj", "maj7", "6"}), Mode.MINOR: frozenset({"min", "min7", "min6"})}


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules for a row.

    Attributes:
        mode: Its mode.
        closing: The number of the chord that a cadence ends on, if there is one.
    """

    mode: Mode
    closing: int | None

    def forbidden(self, row: Row, slot: int) -> Tensor:
        """Which chords may not stand in a slot, shape (chords,), True for those."""
        mask = torch.clone(self._place(slot))
        for near in row.beside(slot):
            if near != slot:
                mask[row.slots[near, Group.CHORD]] = True
        return mask

    def changed(self, before: Tensor, row: Row, slot: int) -> Tensor:
        """As `forbidden`, and the chord that stood in the slot before, unless no other may."""
        mask = self.forbidden(row, slot)
        mask[before[slot, Group.CHORD]] = True
        return mask if not mask.all() else self.forbidden(row, slot)

    def away_from_home(self, row: Row, slot: int) -> Tensor:
        """As `forbidden`, and all chords that do not stand on the tonic."""
        return self.forbidden(row, slot) | _outside_of(self.mode, "tonic")

    def _place(self, slot: int) -> Tensor:
        if slot == self.closing:
            return _outside_of(self.mode, "home")
        if self.closing is not None and slot == self.closing - 1:
            return _outside_of(self.mode, "before")
        return _outside_of(self.mode, "named")


@cache
def _outside_of(mode: Mode, kind: str) -> Tensor:
    """The chords that are not of a kind, shape (chords,)."""
    return torch.tensor([not _KINDS[kind](*chord, mode) for chord in CHORDS])


def _is_named(interval: int, quality: str, mode: Mode) -> bool:
    return role_of(interval, quality, mode) is not None


def _on_the_tonic(interval: int, _: str, __: Mode) -> bool:
    return interval == 0


def _is_home(interval: int, quality: str, mode: Mode) -> bool:
    return interval == 0 and quality in _HOMES[mode]


def _leads_home(interval: int, quality: str, mode: Mode) -> bool:
    return interval in _BEFORE_THE_END and _is_named(interval, quality, mode)


_KINDS = {"named": _is_named, "tonic": _on_the_tonic, "home": _is_home, "before": _leads_home}
