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

from composer_app.harmony.model.encoding import BLANK_UNIT, SLOT_SPANS, SlotGroup, without_lengths
from composer_app.harmony.model.rbm import CONTEXT_SLOTS, FILTER_SLOTS, RBM
from composer_app.harmony.model.softplus_sum import log_products

_UNLEARNED_NATS = 8.0  # nats below which something was not learned, but smoothed
_MAX_EXPONENT = 40.0  # a product of eight exp(2 * 40) still fits double precision


@contextmanager
def single_threaded() -> Iterator[None]:
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
        writes_inversions: Whether it ever learned of a chord that does not stand on its root.
    """

    def __init__(self, machine: RBM) -> None:
        weights = machine.weights().detach()
        self.table = pad(weights, (0, 0, 0, 0, 0, 1))
        self.taps = weights.flip(1).flatten(1).clamp(max=_MAX_EXPONENT).exp()
        self.common = machine.hidden_bias.detach()
        self.whole_weight = machine.whole_weight.detach()
        self.biases = machine.visible_bias.detach()
        basses = self.biases[SLOT_SPANS[SlotGroup.BASS]]
        self.writes_inversions = bool((basses[1:] > basses[0] - _UNLEARNED_NATS).any())


class ProductOfExperts:
    """A product of experts with weights, which sum to 1; a weight below 0 leads away from its expert.

    All are computed at once, side by side; those with fewer filters get some that say nothing.

    Attributes:
        writes_inversions: Whether any of them writes inversions.
    """

    def __init__(self, experts: Sequence[tuple[Expert, float]]) -> None:
        parts = [expert for expert, _ in experts]
        most = max(len(expert.common) for expert in parts)
        missing = [most - len(expert.common) for expert in parts]
        self._weights = torch.tensor([weight for _, weight in experts], dtype=torch.float64)
        self._table = _concatenate((expert.table for expert in parts), missing)
        self._common = _concatenate((expert.common for expert in parts), missing)
        self._whole_weight = _concatenate((expert.whole_weight for expert in parts), missing)
        self._biases = torch.stack([weight * expert.biases for expert, weight in experts]).sum(0)
        taps = (expert.taps.reshape(BLANK_UNIT, FILTER_SLOTS, -1) for expert in parts)
        padded = (pad(each, (0, lack), value=1.0) for each, lack in zip(taps, missing, strict=True))
        self._taps = torch.stack([each.flatten(1) for each in padded], 1)  # (units, experts, WIDTH * filters)
        self.writes_inversions = any(expert.writes_inversions for expert in parts)

    def logits(self, neighbourhood: Tensor, whole: Tensor, group: int) -> Tensor:
        """Log p(a group of the slot in the middle | all else) up to a constant, shape (units of the group,).

        Args:
            neighbourhood: The slot amid those within `REACH`, shape (2 * REACH + 1, groups), with `BLANK` for
                that group.
            whole: Shape (whole groups,).
            group: Which group.
        """
        drive = (
            self._hidden_inputs(neighbourhood, whole)
            .reshape(FILTER_SLOTS, len(self._weights), -1)
            .transpose(0, 1)
            .flatten(1)
        )
        sums = log_products(drive.clamp(max=_MAX_EXPONENT).exp(), self._taps[SLOT_SPANS[group]])
        return self._biases[SLOT_SPANS[group]] + sums @ self._weights

    def _hidden_inputs(self, row: Tensor, whole: Tensor) -> Tensor:
        """What the hidden units at each place of a row receive, shape (len(row) - REACH, all filters)."""
        seen = self._table[row].sum(1)  # (slots, WIDTH, all filters)
        slot, tap, one = seen.stride()
        places = (len(row) - CONTEXT_SLOTS, FILTER_SLOTS, seen.shape[2])
        # The diagonals: what slot p + k gives at tap k.
        summed = seen.as_strided(places, (slot, slot + tap, one)).sum(1)
        return summed + self._common + self._whole_weight[whole].sum(0)


def _concatenate(parts: Iterable[Tensor], missing: Sequence[int]) -> Tensor:
    """Tensors side by side along their last dimension, each with as many zeros more as it lacks."""
    return torch.cat([pad(part, (0, lack)) for part, lack in zip(parts, missing, strict=True)], -1)


@dataclass(frozen=True, slots=True, eq=False)
class ChordSequence:
    """Slots one after the other, round or with two ends, and what holds for all of them.

    Attributes:
        slots: Shape (slots, groups).
        sequence_units: Shape (whole groups,).
        is_circular: Whether the last slot is followed by the first.
    """

    slots: Tensor
    sequence_units: Tensor
    is_circular: bool

    def __len__(self) -> int:
        return len(self.slots)

    def adjacent_slots(self, slot: int) -> tuple[int, ...]:
        """The slots right before and after one; itself where a ring has no other."""
        places = (slot - 1, slot + 1)
        if self.is_circular:
            return tuple(place % len(self) for place in places)
        return tuple(place for place in places if 0 <= place < len(self))

    def neighbourhood(self, slot: int, group: int) -> Tensor:
        """A slot amid those within `REACH`, shape (2 * REACH + 1, groups), itself without one of its groups.

        A chord is asked for without lengths, as it was learned. In a ring so short that a slot comes round within its
        own reach, its other turns are left blank.
        """
        places = range(slot - CONTEXT_SLOTS, slot + CONTEXT_SLOTS + 1)
        turn = len(self)
        near = [
            place % turn if (self.is_circular and (place - slot) % turn) or 0 <= place < turn else turn
            for place in places
        ]
        found = pad(self.slots, (0, 0, 0, 1), value=BLANK_UNIT)[near]
        found[CONTEXT_SLOTS, group] = BLANK_UNIT
        return without_lengths(found) if group == SlotGroup.CHORD else found


ForbiddenMask = Callable[[ChordSequence, int], Tensor]
"""Which chords may not stand in a slot of a row, shape (chords,), True for those."""


def gibbs_sweep(
    product: ProductOfExperts,
    sequence: ChordSequence,
    free: Sequence[int],
    forbidden: ForbiddenMask,
    rng: random.Random,
    temperature: float,
) -> None:
    """Draw the chords of the free slots anew, in place, each given all others."""
    for slot in free:
        logits = chord_logits(product, sequence, slot, forbidden) / temperature
        sequence.slots[slot, SlotGroup.CHORD] = sample_index(logits, rng)


def chord_logits(
    product: ProductOfExperts, sequence: ChordSequence, slot: int, forbidden: ForbiddenMask
) -> Tensor:
    """Log p(a slot's chord | all else) up to a constant, minus infinity where it is forbidden, shape (chords,)."""
    logits = product.logits(
        sequence.neighbourhood(slot, SlotGroup.CHORD), sequence.sequence_units, SlotGroup.CHORD
    )
    return logits.masked_fill(forbidden(sequence, slot), -math.inf)


def resample_group(
    product: ProductOfExperts, sequence: ChordSequence, slot: int, group: SlotGroup, rng: random.Random
) -> Tensor:
    """Draw another group of a slot anew, in place; the logits that it was drawn with, shape (units of the group,)."""
    logits = product.logits(sequence.neighbourhood(slot, group), sequence.sequence_units, group)
    sequence.slots[slot, group] = SLOT_SPANS[group].start + sample_index(logits, rng)
    return logits


def sample_index(logits: Tensor, rng: random.Random) -> int:
    """One index, drawn with the softmax of its logits, shape (n,)."""
    totals = logits.softmax(0).cumsum(0)
    return min(int(torch.searchsorted(totals, rng.random() * float(totals[-1]))), len(logits) - 1)
