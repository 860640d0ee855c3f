"""Sampling rows from a blend of machines.

A blend is a product of its machines, each to the power of its weight (Hinton 2002, products of experts): their free
energies, weighted, add. Gibbs sampling takes one group of one slot at a time from its exact distribution given all
others, with the hidden units summed out; what is kept is never drawn again. All draws come from Python's own
generator, whose sequence is the same on every platform.
"""

import math
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import pad

from composer_app.harmony.model.encoding import BLANK, SPANS, SlotGroup, without_lengths
from composer_app.harmony.model.rbm import RBM, REACH, WIDTH
from composer_app.harmony.model.softplus_sum import log_products

_NEVER = 8.0  # nats below which something was not learned, but smoothed
_LARGEST = 40.0  # a product of eight exp(2 * 40) still fits double precision


@contextmanager
def one_thread() -> Iterator[None]:
    """Work on one core: two threads wait for each other longer than tensors this small take."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


class Expert:
    """A machine made ready for sampling: what does not change from draw to draw is computed once.

    Attributes:
        table: What each unit gives to each tap of each filter, shape (units + 1, WIDTH, filters); nothing for `BLANK`.
        taps: exp of the same, as the places that see a slot are ordered, shape (units, WIDTH * filters).
        common: The hidden biases, shape (filters,).
        whole_weight: Shape (whole units, filters).
        biases: The visible biases, shape (units,).
        inverts: Whether it ever learned of a chord that does not stand on its root.
    """

    def __init__(self, machine: RBM) -> None:
        weights = machine.weights().detach()
        self.table = pad(weights, (0, 0, 0, 0, 0, 1))
        self.taps = weights.flip(1).flatten(1).clamp(max=_LARGEST).exp()
        self.common = machine.hidden_bias.detach()
        self.whole_weight = machine.whole_weight.detach()
        self.biases = machine.visible_bias.detach()
        basses = self.biases[SPANS[SlotGroup.BASS]]
        self.inverts = bool((basses[1:] > basses[0] - _NEVER).any())


class ProductOfExperts:
    """A product of experts with weights, which sum to 1; a weight below 0 leads away from its expert.

    All are computed at once, side by side; those with fewer filters get some that say nothing.

    Attributes:
        inverts: Whether any of them writes inversions.
    """

    def __init__(self, experts: Sequence[tuple[Expert, float]]) -> None:
        parts = [expert for expert, _ in experts]
        most = max(len(expert.common) for expert in parts)
        missing = [most - len(expert.common) for expert in parts]
        self._weights = torch.tensor([weight for _, weight in experts], dtype=torch.float64)
        self._table = _beside((expert.table for expert in parts), missing)
        self._common = _beside((expert.common for expert in parts), missing)
        self._whole_weight = _beside((expert.whole_weight for expert in parts), missing)
        self._biases = torch.stack([weight * expert.biases for expert, weight in experts]).sum(0)
        taps = (expert.taps.reshape(BLANK, WIDTH, -1) for expert in parts)
        padded = (pad(each, (0, lack), value=1.0) for each, lack in zip(taps, missing, strict=True))
        self._taps = torch.stack([each.flatten(1) for each in padded], 1)  # (units, experts, WIDTH * filters)
        self.inverts = any(expert.inverts for expert in parts)

    def logits(self, near: Tensor, whole: Tensor, group: int) -> Tensor:
        """Log p(a group of the slot in the middle | all else) up to a constant, shape (units of the group,).

        Args:
            near: The slot amid those within `REACH`, shape (2 * REACH + 1, groups), with `BLANK` for that group.
            whole: Shape (whole groups,).
            group: Which group.
        """
        drive = self._drive(near, whole).reshape(WIDTH, len(self._weights), -1).transpose(0, 1).flatten(1)
        sums = log_products(drive.clamp(max=_LARGEST).exp(), self._taps[SPANS[group]])
        return self._biases[SPANS[group]] + sums @ self._weights

    def _drive(self, row: Tensor, whole: Tensor) -> Tensor:
        """What the hidden units at each place of a row receive, shape (len(row) - REACH, all filters)."""
        seen = self._table[row].sum(1)  # (slots, WIDTH, all filters)
        slot, tap, one = seen.stride()
        places = (len(row) - REACH, WIDTH, seen.shape[2])
        # The diagonals: what slot p + k gives at tap k.
        summed = seen.as_strided(places, (slot, slot + tap, one)).sum(1)
        return summed + self._common + self._whole_weight[whole].sum(0)


def _beside(parts: Iterable[Tensor], missing: Sequence[int]) -> Tensor:
    """Tensors side by side along their last dimension, each with as many zeros more as it lacks."""
    return torch.cat([pad(part, (0, lack)) for part, lack in zip(parts, missing, strict=True)], -1)


@dataclass(frozen=True, slots=True, eq=False)
class ChordSequence:
    """Slots one after the other, round or with two ends, and what holds for all of them.

    Attributes:
        slots: Shape (slots, groups).
        whole: Shape (whole groups,).
        ring: Whether the last slot is followed by the first.
    """

    slots: Tensor
    whole: Tensor
    ring: bool

    def __len__(self) -> int:
        return len(self.slots)

    def beside(self, slot: int) -> tuple[int, ...]:
        """The slots right before and after one; itself where a ring has no other."""
        places = (slot - 1, slot + 1)
        if self.ring:
            return tuple(place % len(self) for place in places)
        return tuple(place for place in places if 0 <= place < len(self))

    def near(self, slot: int, group: int) -> Tensor:
        """A slot amid those within `REACH`, shape (2 * REACH + 1, groups), itself without one of its groups.

        A chord is asked for without lengths, as it was learned. In a ring so short that a slot comes round within its
        own reach, its other turns are left blank.
        """
        places = range(slot - REACH, slot + REACH + 1)
        turn = len(self)
        near = [
            place % turn if (self.ring and (place - slot) % turn) or 0 <= place < turn else turn
            for place in places
        ]
        found = pad(self.slots, (0, 0, 0, 1), value=BLANK)[near]
        found[REACH, group] = BLANK
        return without_lengths(found) if group == SlotGroup.CHORD else found


Mask = Callable[[ChordSequence, int], Tensor]
"""Which chords may not stand in a slot of a row, shape (chords,), True for those."""


def sweep(
    blend: ProductOfExperts,
    row: ChordSequence,
    free: Sequence[int],
    forbidden: Mask,
    rng: random.Random,
    temperature: float,
) -> None:
    """Draw the chords of the free slots anew, in place, each given all others."""
    for slot in free:
        logits = chord_logits(blend, row, slot, forbidden) / temperature
        row.slots[slot, SlotGroup.CHORD] = draw(logits, rng)


def chord_logits(blend: ProductOfExperts, row: ChordSequence, slot: int, forbidden: Mask) -> Tensor:
    """Log p(a slot's chord | all else) up to a constant, minus infinity where it is forbidden, shape (chords,)."""
    logits = blend.logits(row.near(slot, SlotGroup.CHORD), row.whole, SlotGroup.CHORD)
    return logits.masked_fill(forbidden(row, slot), -math.inf)


def sweep_aside(
    blend: ProductOfExperts, row: ChordSequence, slot: int, group: SlotGroup, rng: random.Random
) -> Tensor:
    """Draw another group of a slot anew, in place; the logits that it was drawn with, shape (units of the group,)."""
    logits = blend.logits(row.near(slot, group), row.whole, group)
    row.slots[slot, group] = SPANS[group].start + draw(logits, rng)
    return logits


def draw(logits: Tensor, rng: random.Random) -> int:
    """One index, drawn with the softmax of its logits, shape (n,)."""
    totals = logits.softmax(0).cumsum(0)
    return min(int(torch.searchsorted(totals, rng.random() * float(totals[-1]))), len(logits) - 1)
