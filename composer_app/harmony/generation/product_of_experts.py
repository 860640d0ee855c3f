"""Sampling chords from a blend of models.

A blend is a product of its models, each to the power of its weight (Hinton 2002, products of experts): their free
energies, weighted, add. Gibbs sampling takes one group of one slot at a time from its exact distribution given all
others, with the hidden units summed out; what is locked is never drawn again. All draws come from Python's own
generator, whose sequence is the same on every platform.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import pad

from composer_app.harmony.model.chord_rbm import CONTEXT_SLOTS, FILTER_SLOTS, REPEAT_LAGS, ChordRBM
from composer_app.harmony.model.encoding import (
    BLANK_SLOT,
    BLANK_UNIT,
    CHORDS,
    SLOT_SPANS,
    SlotColumn,
)
from composer_app.harmony.model.softplus_sum import log_products

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
    """A model made ready for sampling: what does not change from draw to draw is computed once.

    Attributes:
        table: What each unit gives to each tap of each filter, shape (units + 1, FILTER_SLOTS, filters); zero for
            `BLANK_UNIT`.
        taps: exp of the same, as the positions that see a slot are ordered, shape (units, FILTER_SLOTS * filters).
        common: The hidden biases, shape (filters,).
        whole_weight: Shape (whole units, filters).
        biases: The visible biases, shape (units,).
        place_biases: What each place adds to each unit, shape (places, units).
        whole_biases: What mode and metre add to each unit, shape (whole units, units).
        repeats: What a chord gains by standing again at each lag, shape (lags, chords + 1).
    """

    def __init__(self, model: ChordRBM) -> None:
        weights = model.weights().detach()
        self.table = pad(weights, (0, 0, 0, 0, 0, 1))
        self.taps = weights.flip(1).flatten(1).clamp(max=_MAX_EXPONENT).exp()
        self.common = model.hidden_bias.detach()
        self.whole_weight = model.whole_weight.detach()
        self.biases = model.visible_bias.detach()
        self.place_biases = (model.place_bias @ model.ties.T).detach()
        self.whole_biases = (model.whole_bias @ model.ties.T).detach()
        self.repeats = pad(model.repeat_energies().detach(), (0, 1))


class ProductOfExperts:
    """A product of experts with weights, which sum to 1; a weight below 0 leads away from its expert.

    All are computed at once, side by side; those with fewer filters get some that say nothing.
    """

    def __init__(self, experts: Sequence[tuple[Expert, float]]) -> None:
        parts = [expert for expert, _ in experts]
        most = max(len(expert.common) for expert in parts)
        missing = [most - len(expert.common) for expert in parts]
        self._weights = torch.tensor([weight for _, weight in experts], dtype=torch.float64)
        self._table = _concatenate((expert.table for expert in parts), missing)
        self._common = _concatenate((expert.common for expert in parts), missing)
        self._whole_weight = _concatenate((expert.whole_weight for expert in parts), missing)
        self._biases = self._weighted([expert.biases for expert in parts])
        self._place_biases = self._weighted([expert.place_biases for expert in parts])
        self._whole_biases = self._weighted([expert.whole_biases for expert in parts])
        self._repeats = self._weighted([expert.repeats for expert in parts])
        taps = (expert.taps.reshape(BLANK_UNIT, FILTER_SLOTS, -1) for expert in parts)
        padded = (pad(each, (0, lack), value=1.0) for each, lack in zip(taps, missing, strict=True))
        # Of shape units, experts, taps of all filters.
        self._taps = torch.stack([each.flatten(1) for each in padded], 1)

    def logits(
        self, neighbourhood: Tensor, whole: Tensor, group: SlotColumn, candidates: Tensor | None = None
    ) -> Tensor:
        """Log p(the chord or bass of the slot in the middle | all else) up to a constant.

        Args:
            neighbourhood: The slot amid `CONTEXT_SLOTS` to either side, shape (2 * CONTEXT_SLOTS + 1, columns), with
                `BLANK_UNIT` for that group.
            whole: Shape (whole groups,).
            group: The chord or the bass.
            candidates: The units of the group that are asked for, counted from the first of the group; None for all.

        Returns:
            Shape (candidates,), or (units of the group,).
        """
        span = SLOT_SPANS[group]
        units = torch.arange(span.start, span.stop) if candidates is None else candidates + span.start
        drive = (
            self._hidden_inputs(neighbourhood[:, : SlotColumn.PLACE], whole)
            .reshape(FILTER_SLOTS, len(self._weights), -1)
            .transpose(0, 1)
            .flatten(1)
        )
        sums = log_products(drive.clamp(max=_MAX_EXPONENT).exp(), self._taps[units])
        place = neighbourhood[CONTEXT_SLOTS, SlotColumn.PLACE]
        given = self._biases + self._place_biases[place] + self._whole_biases[whole].sum(0)
        found = given[units] + sums @ self._weights
        return found + self._repeat_logits(neighbourhood)[units] if group is SlotColumn.CHORD else found

    def _weighted(self, parts: Sequence[Tensor]) -> Tensor:
        return torch.einsum("e,e...->...", self._weights, torch.stack(list(parts)))

    def _repeat_logits(self, neighbourhood: Tensor) -> Tensor:
        found = self._repeats.new_zeros(len(CHORDS) + 1)
        chords = neighbourhood[:, SlotColumn.CHORD].clamp(max=len(CHORDS)).tolist()
        for row, lag in zip(self._repeats, REPEAT_LAGS, strict=True):
            for place in (CONTEXT_SLOTS - lag, CONTEXT_SLOTS + lag):
                found[chords[place]] += row[chords[place]]
        return found

    def _hidden_inputs(self, row: Tensor, whole: Tensor) -> Tensor:
        """What the filters at each position of a row receive, shape (len(row) - CONTEXT_SLOTS, all filters)."""
        seen = self._table[row].sum(1)  # (slots, FILTER_SLOTS, all filters)
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
        slots: Shape (slots, columns).
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

    def neighbourhood(self, slot: int, group: SlotColumn, hidden: frozenset[int] = frozenset()) -> Tensor:
        """A slot amid `CONTEXT_SLOTS` to either side without one of its groups, shape (2 * CONTEXT_SLOTS + 1, columns).

        A chord is asked for without its bass, which is drawn after it. In a ring so short that a slot comes round
        within its own reach, its other turns are left blank.

        Args:
            slot: Which slot.
            group: The group that is left blank.
            hidden: Other slots that are left blank.
        """
        turn = len(self)
        near = [
            place % turn if (self.is_circular and (place - slot) % turn) or 0 <= place < turn else turn
            for place in range(slot - CONTEXT_SLOTS, slot + CONTEXT_SLOTS + 1)
        ]
        near = [turn if place in hidden and place != slot else place for place in near]
        found = torch.cat((self.slots, torch.tensor([BLANK_SLOT])))[near]
        found[CONTEXT_SLOTS, group] = BLANK_UNIT
        if group is SlotColumn.CHORD:
            found[CONTEXT_SLOTS, SlotColumn.BASS] = BLANK_UNIT
        return found


def sample_index(logits: Tensor, rng: random.Random) -> int:
    """One index, drawn with the softmax of its logits, shape (n,)."""
    totals = logits.softmax(0).cumsum(0)
    return min(int(torch.searchsorted(totals, rng.random() * float(totals[-1]))), len(logits) - 1)
