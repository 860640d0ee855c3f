"""A Restricted Boltzmann Machine over chords, whose hidden units are the same wherever they look.

It is a convolutional RBM (Desjardins & Bengio 2008; Lee, Grosse, Ranganath & Ng 2009): each of its filters is a
hidden unit that sees `FILTER_SLOTS` slots at a time and stands at every position of the sequence with the same
weights. So what is learned in one position is known in all, and a sequence may have any length. Beside the filters,
gated hidden units compare each chord with the chord some slots before it (Memisevic & Hinton 2007): they learn how
often music repeats itself, for every chord at once. With x the units that are on in slots, y the mode and metre, z
the place of each slot, s(x) what a unit shares with others, h_pf the filter f whose first slot is p, and g_tl the
gate of slot t and lag l, the energy is

    E(x, h, g) = - sum_t b[x_t] + (P[z_t] + M[y]) . s(x_t)
                 - sum_pf h_pf (c_f + G[y]_f + sum_k W[x_p+k]_kf)
                 - sum_tl g_tl (a_l + r_l . s(x_t)) [x_t = x_t-l]

and with the hidden units summed out, the free energy has a softplus in place of each of them. The conditional of a
slot's group given all else is a softmax over minus the free energy; only the filters and gates that see the slot
matter to it. All weights W are sums over what units share, W[u] = sum_s T[u, s] w_s: chords of one root, of one triad
and of one quality learn together.
"""

import torch
from torch import Tensor
from torch.nn import Module, Parameter
from torch.nn.functional import embedding_bag, pad, softplus

from composer_app.harmony.model.encoding import (
    BLANK_UNIT,
    CHORDS,
    PLACE_COUNT,
    SLOT_SPANS,
    WHOLE_COUNT,
    SlotColumn,
    shared_weight_ties,
)
from composer_app.harmony.model.softplus_sum import softplus_sum

FILTER_SLOTS = 8
"""How many slots a filter sees."""
CONTEXT_SLOTS = FILTER_SLOTS - 1
"""How many slots to either side of a slot have a say in it."""
REPEAT_LAGS = (2, 3, 4, 5, 6, 7)
"""How many slots back the gated units look."""
_INITIAL_DEVIATION = 0.03


class ChordRBM(Module):
    """Visible units for the chord and the bass of each slot; filters and gates as hidden units.

    Attributes:
        shared: w, shape (shares, FILTER_SLOTS, filters).
        whole_weight: G, shape (whole units, filters).
        visible_bias: b, shape (units,).
        hidden_bias: c, shape (filters,).
        place_bias: P, shape (places, shares).
        whole_bias: M, shape (whole units, shares).
        repeat_weight: r, shape (lags, shares).
        repeat_bias: a, shape (lags,).
    """

    def __init__(self, filters: int) -> None:
        super().__init__()
        self._ties: Tensor
        self.register_buffer("_ties", shared_weight_ties(), persistent=False)
        shares = self._ties.shape[1]
        self.shared = Parameter(torch.zeros(shares, FILTER_SLOTS, filters))
        self.whole_weight = Parameter(torch.zeros(WHOLE_COUNT, filters))
        self.visible_bias = Parameter(torch.zeros(BLANK_UNIT))
        self.hidden_bias = Parameter(torch.zeros(filters))
        self.place_bias = Parameter(torch.zeros(PLACE_COUNT, shares))
        self.whole_bias = Parameter(torch.zeros(WHOLE_COUNT, shares))
        self.repeat_weight = Parameter(torch.zeros(len(REPEAT_LAGS), shares))
        self.repeat_bias = Parameter(torch.zeros(len(REPEAT_LAGS)))

    def initialize(self, rng: torch.Generator, frequencies: Tensor) -> None:
        """Small random weights, and visible biases that alone give each unit its frequency (Hinton 2012, section 8)."""
        with torch.no_grad():
            self.shared.normal_(0, _INITIAL_DEVIATION, generator=rng)
            self.visible_bias.copy_(frequencies.log())

    @property
    def device(self) -> torch.device:
        """Where its parameters are."""
        return self.hidden_bias.device

    @property
    def ties(self) -> Tensor:
        """T, shape (units, shares)."""
        return self._ties

    def weights(self) -> Tensor:
        """W, shape (units, FILTER_SLOTS, filters)."""
        return torch.einsum("us,skf->ukf", self._ties, self.shared)

    def repeat_energies(self) -> Tensor:
        """What a chord gains by standing again at each lag, in nats, shape (lags, chords)."""
        inputs = self.repeat_bias[:, None] + self.repeat_weight @ self._ties[: len(CHORDS)].T
        return softplus(inputs) - softplus(self.repeat_bias)[:, None]

    def conditional_bias(self, places: Tensor, whole: Tensor) -> Tensor:
        """P[z] + M[y], shape (..., shares).

        Args:
            places: Shape (...,).
            whole: Shape (..., whole groups).
        """
        return self.place_bias[places] + self.whole_bias[whole].sum(-2)

    def hidden_inputs(self, row: Tensor, whole: Tensor, weights: Tensor | None = None) -> Tensor:
        """What the filters receive at each position of a sequence.

        Args:
            row: Shape (batch, slots, columns); `BLANK_UNIT` where none is on.
            whole: Units of the whole sequence, shape (batch, whole groups).
            weights: `weights()`, if they are at hand.

        Returns:
            Shape (batch, slots - FILTER_SLOTS + 1, filters).
        """
        weights = self.weights() if weights is None else weights
        seen = row[..., : SlotColumn.PLACE].unfold(
            1, FILTER_SLOTS, 1
        )  # (batch, positions, groups, FILTER_SLOTS)
        table = pad(weights, (0, 0, 0, 0, 0, 1)).flatten(0, 1)
        bags = (seen * FILTER_SLOTS + torch.arange(FILTER_SLOTS, device=row.device)).where(
            seen != BLANK_UNIT, BLANK_UNIT * FILTER_SLOTS
        )
        summed = embedding_bag(
            bags.flatten(0, 1).flatten(1), table, mode="sum", padding_idx=BLANK_UNIT * FILTER_SLOTS
        )
        common = self.hidden_bias + self.whole_weight[whole].sum(1)
        return summed.reshape(*seen.shape[:2], -1) + common[:, None]

    def logits(
        self, neighbourhood: Tensor, whole: Tensor, group: SlotColumn, weights: Tensor | None = None
    ) -> Tensor:
        """Log p(a slot's chord or bass | everything else) up to a constant.

        Args:
            neighbourhood: The slot amid `CONTEXT_SLOTS` to either side, shape (batch, 2 * CONTEXT_SLOTS + 1, columns).
            whole: Shape (batch, whole groups).
            group: The chord or the bass; the unit that `neighbourhood` has there is not looked at.
            weights: `weights()`, if they are at hand.

        Returns:
            Shape (batch, units of the group).
        """
        weights = self.weights() if weights is None else weights
        hidden = neighbourhood.clone()
        hidden[:, CONTEXT_SLOTS, group] = BLANK_UNIT
        span = SLOT_SPANS[group]
        # The slot in the middle is the last that the first position sees, and the first that the last one does.
        taps = weights[span].flip(1).flatten(1)
        drive = self.hidden_inputs(hidden, whole, weights).flatten(1)
        condition = self.conditional_bias(neighbourhood[:, CONTEXT_SLOTS, SlotColumn.PLACE], whole)
        found = self.visible_bias[span] + softplus_sum(drive, taps) + condition @ self._ties[span].T
        return found + self._repeat_logits(neighbourhood) if group is SlotColumn.CHORD else found

    def _repeat_logits(self, neighbourhood: Tensor) -> Tensor:
        """What the gates say for each chord of the slot in the middle, shape (batch, chords)."""
        energies = pad(self.repeat_energies(), (0, 1))
        found = energies.new_zeros(len(neighbourhood), len(CHORDS) + 1)
        for energy, lag in zip(energies, REPEAT_LAGS, strict=True):
            for place in (CONTEXT_SLOTS - lag, CONTEXT_SLOTS + lag):
                other = neighbourhood[:, place, SlotColumn.CHORD].clamp(max=len(CHORDS))
                found = found.scatter_add(1, other[:, None], energy[other][:, None])
        return found[:, :-1]

    def free_energy(self, row: Tensor, whole: Tensor, weights: Tensor | None = None) -> Tensor:
        """F(x) of sequences with `CONTEXT_SLOTS` blank slots at either end, shape (batch,)."""
        inner = row[:, CONTEXT_SLOTS:-CONTEXT_SLOTS]
        chords, basses = inner[..., SlotColumn.CHORD], inner[..., SlotColumn.BASS]
        biases = pad(self.visible_bias, (0, 1))
        ties = pad(self._ties, (0, 0, 0, 1))
        condition = self.conditional_bias(inner[..., SlotColumn.PLACE], whole[:, None])
        visible = biases[chords] + biases[basses] + (condition * (ties[chords] + ties[basses])).sum(-1)
        repeats = self._repeat_free_energy(chords)
        return repeats - visible.sum(1) - softplus(self.hidden_inputs(row, whole, weights)).sum((1, 2))

    def _repeat_free_energy(self, chords: Tensor) -> Tensor:
        energies = pad(self.repeat_energies(), (0, BLANK_UNIT + 1 - len(CHORDS)))
        total = energies.new_zeros(len(chords))
        for energy, lag in zip(energies, REPEAT_LAGS, strict=True):
            later, earlier = chords[:, lag:], chords[:, :-lag]
            total = total - (energy[later] * (later == earlier)).sum(1)
        return total
