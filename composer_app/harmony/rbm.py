"""A Restricted Boltzmann Machine over rows of slots, whose hidden units are the same wherever they look.

It is a convolutional RBM (Desjardins & Bengio 2008; Lee, Grosse, Ranganath & Ng 2009): each of its filters is a
hidden unit that sees `WIDTH` slots at a time, and stands at every place of the row with the same weights. So what is
learned at one place is known at all, and a row may have any length. With x the units that are on in slots, y those of
the whole row, and h_pf the filter f whose first slot is p, the energy is

    E(x, y, h) = - sum_t b[x_t] - sum d[y] - sum_pf h_pf (c_f + G[y]_f + sum_k W[x_p+k]_kf)

and with the hidden units summed out, the free energy is

    F(x, y) = - sum_t b[x_t] - sum d[y] - sum_pf softplus(c_f + G[y]_f + sum_k W[x_p+k]_kf).

A group's conditional given all others is a softmax over minus the free energy, and only the `WIDTH` places that see
its slot matter to it. While a machine learns, units that are alike (chords of one root, or of one quality) share a
part of their weights, by which rare chords learn from common ones; a saved machine has the sums.
"""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import Module, Parameter
from torch.nn.functional import embedding_bag, pad, softplus

from composer_app.errors import ModelError
from composer_app.files import check_file
from composer_app.harmony.blockwise import softplus_sum
from composer_app.harmony.encoding import BLANK, SPANS, WHOLES, ties
from composer_app.harmony.owned import CARD, MOST_BYTES
from composer_app.paths import writable

WIDTH = 8
"""How many slots a hidden unit sees."""
REACH = WIDTH - 1
"""How many slots to either side of a slot have a say in it."""
_ROWS, _WHOLES = "chain_rows", "chain_wholes"
_SUM = "sha256"  # the card's entry with the checksum of all else
_FIGURES = ("top1", "nats", "windows")
_LARGEST = 100.0  # that a weight can be; none of those that ship is above 7


class RBM(Module):
    """Visible units on slots and for the whole row, hidden units on `WIDTH` slots.

    Attributes:
        weight: W, shape (units, WIDTH, filters), the part that no units share.
        shared: The parts that units share, shape (shares, WIDTH, filters).
        whole_weight: G, shape (whole units, filters).
        visible_bias: b, shape (units,).
        whole_bias: d, shape (whole units,).
        hidden_bias: c, shape (filters,).
    """

    def __init__(self, filters: int) -> None:
        super().__init__()
        shares = ties()
        self._ties: Tensor
        self.register_buffer("_ties", shares, persistent=False)
        self.weight = Parameter(torch.zeros(BLANK, WIDTH, filters))
        self.shared = Parameter(torch.zeros(shares.shape[1], WIDTH, filters))
        self.whole_weight = Parameter(torch.zeros(WHOLES[-1].stop, filters))
        self.visible_bias = Parameter(torch.zeros(BLANK))
        self.whole_bias = Parameter(torch.zeros(WHOLES[-1].stop))
        self.hidden_bias = Parameter(torch.zeros(filters))

    def initialize(self, rng: torch.Generator, frequencies: Tensor) -> None:
        """Small random weights, and visible biases that alone give each unit its frequency (Hinton 2012, section 8)."""
        with torch.no_grad():
            self.weight.normal_(0, 0.03, generator=rng)
            self.shared.normal_(0, 0.03, generator=rng)
            self.visible_bias.copy_(frequencies.log())

    @property
    def device(self) -> torch.device:
        """Where it is."""
        return self.hidden_bias.device

    def weights(self) -> Tensor:
        """W with its shared parts, shape (units, WIDTH, filters)."""
        return self.weight + torch.einsum("us,skf->ukf", self._ties, self.shared)

    def drive(self, row: Tensor, whole: Tensor) -> Tensor:
        """What the hidden units receive at each place of a row.

        Args:
            row: Units that are on, shape (batch, slots, groups); `BLANK` where none is.
            whole: Units of the whole row, shape (batch, whole groups).

        Returns:
            Shape (batch, slots - WIDTH + 1, filters).
        """
        seen = row.unfold(1, WIDTH, 1)  # (batch, places, groups, WIDTH)
        table = pad(self.weights(), (0, 0, 0, 0, 0, 1)).flatten(0, 1)
        bags = (seen * WIDTH + torch.arange(WIDTH, device=row.device)).where(seen != BLANK, BLANK * WIDTH)
        summed = embedding_bag(bags.flatten(0, 1).flatten(1), table, mode="sum", padding_idx=BLANK * WIDTH)
        common = self.hidden_bias + self.whole_weight[whole].sum(1)
        return summed.reshape(*seen.shape[:2], -1) + common[:, None]

    def logits(self, near: Tensor, whole: Tensor, group: int) -> Tensor:
        """Log p(a slot's group | everything else) up to a constant.

        Args:
            near: The slot amid those within `REACH`, shape (batch, 2 * REACH + 1, groups).
            whole: Shape (batch, whole groups).
            group: Which group of the slot in the middle; what `near` has there is not looked at.

        Returns:
            Shape (batch, units of the group).
        """
        hidden = near.clone()
        hidden[:, REACH, group] = BLANK
        # The slot in the middle is the last that the first place sees, and the first that the last one does.
        taps = self.weights()[SPANS[group]].flip(1).flatten(1)
        drive = self.drive(hidden, whole).flatten(1)
        return self.visible_bias[SPANS[group]] + softplus_sum(drive, taps)

    def whole_logits(self, row: Tensor, whole: Tensor, group: int) -> Tensor:
        """Log p(a whole row's group | everything else) up to a constant, shape (batch, units of the group).

        Args:
            row: As `drive` takes it.
            whole: Shape (batch, whole groups).
            group: Which group of the whole row.
        """
        weight = self.whole_weight[WHOLES[group]]
        drive = self.drive(row, whole) - self.whole_weight[whole[:, group]][:, None]
        return self.whole_bias[WHOLES[group]] + softplus_sum(
            drive.flatten(1), weight.repeat(1, drive.shape[1])
        )

    def free_energy(self, row: Tensor, whole: Tensor) -> Tensor:
        """F(x, y) of rows with `REACH` blanks at either end, shape (batch,)."""
        biases = pad(self.visible_bias, (0, 1))[row].sum((1, 2)) + self.whole_bias[whole].sum(1)
        return -biases - softplus(self.drive(row, whole)).sum((1, 2))

    @torch.no_grad()
    def resample(self, row: Tensor, whole: Tensor, rng: torch.Generator) -> tuple[Tensor, Tensor]:
        """One step of block Gibbs sampling: the hidden units given the row, then every group given those.

        Args:
            row: With `REACH` blanks at either end, which stay; all else is drawn anew.
            whole: Shape (batch, whole groups).
            rng: What draws.
        """
        chances = self.drive(row, whole).sigmoid()
        hidden = (_random(chances, rng) < chances).to(chances.dtype)
        places = (
            hidden.unfold(1, WIDTH, 1).transpose(2, 3).flatten(2)
        )  # of each slot, the first that sees it first
        scores = places @ self.weights().flip(1).flatten(1).T + self.visible_bias
        inner = torch.stack([_draw(scores[..., span], rng) + span.start for span in SPANS], 2)
        ends = row[:, :REACH]
        alls = hidden.sum(1) @ self.whole_weight.T + self.whole_bias
        wholes = torch.stack([_draw(alls[:, span], rng) + span.start for span in WHOLES], 1)
        return torch.cat((ends, inner, ends), 1), wholes


def _draw(logits: Tensor, rng: torch.Generator) -> Tensor:
    """Indices drawn with the softmax of logits, by the largest of them with Gumbel noise (Gumbel 1954)."""
    noise = _random(logits, rng).clamp(1e-12)
    return (logits - (-noise.log()).log()).argmax(-1)


def _random(like: Tensor, rng: torch.Generator) -> Tensor:
    """Numbers from 0 to 1, drawn by the processor whatever device they are for, so that a seed means the same."""
    return torch.rand(like.shape, generator=rng).to(like.device)


@dataclass(frozen=True, slots=True, eq=False)
class Saved:
    """A machine as it is kept.

    Attributes:
        machine: In double precision, so that the same seed samples the same on every platform.
        card: What is to be known of it.
        rows: Where its chains had come to, shape (chains, slots, groups): what sampling starts from.
        wholes: Of each, shape (chains, whole groups).
    """

    machine: RBM
    card: dict[str, Any]
    rows: Tensor
    wholes: Tensor


def save(saved: Saved, path: Path) -> None:
    """Write a machine as half-precision safetensors, with its card as metadata.

    Raises:
        FileError: Something that is no file is in its place.
    """
    path, machine = writable(path), saved.machine
    tensors = {name: value.detach() for name, value in machine.state_dict().items() if name != "shared"}
    tensors["weight"] = machine.weights().detach()
    tensors = {name: value.cpu().half().contiguous() for name, value in tensors.items()}
    chains = {
        name: each.cpu().short().contiguous() for name, each in ((_ROWS, saved.rows), (_WHOLES, saved.wholes))
    }
    everything = {**tensors, **chains}
    card = {**saved.card, _SUM: _sum_of(everything, saved.card)}
    # One entry: the order of several is not kept, and the same machine should be the same file.
    save_file(everything, path, {CARD: json.dumps(card, sort_keys=True)})
    path.chmod(0o644)  # safetensors leaves it to its owner alone


def _sum_of(tensors: Mapping[str, Tensor], card: Mapping[str, Any]) -> str:
    """A checksum of all that a machine's file holds: a weight that is wrong still looks like one."""
    digest = hashlib.sha256(json.dumps(card, sort_keys=True).encode())
    for name, tensor in sorted(tensors.items()):
        digest.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}".encode())
        digest.update(tensor.contiguous().numpy().tobytes())
    return digest.hexdigest()


def load(path: Path) -> Saved:
    """Read a machine.

    Raises:
        ModelError: The file is missing, damaged, or of another encoding.
    """
    try:
        check_file(path, MOST_BYTES)
        with safe_open(path, framework="pt") as file:
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a dict
            card = json.loads((file.metadata() or {})[CARD])
        _check(tensors, card)
        rows, wholes = tensors.pop(_ROWS).long(), tensors.pop(_WHOLES).long()
        machine = RBM(tensors["hidden_bias"].numel()).double()
        machine.load_state_dict({**tensors, "shared": machine.shared.detach()})
    except (OSError, MemoryError, RuntimeError, LookupError, TypeError, ValueError, SafetensorError) as error:
        raise ModelError(f"The machine {path.name} is missing or damaged. Install Composer again.") from error
    machine.requires_grad_(requires_grad=False)
    return Saved(machine, card, rows, wholes)


def _check(tensors: Mapping[str, Tensor], card: dict[str, Any]) -> None:
    """Refuse values that no machine has; the card's checksum, which older ones lack, is taken off it.

    Raises:
        ValueError: The first of them.
        TypeError: There is no card.
        KeyError: There are no such values.
    """
    if not isinstance(card, dict):
        raise TypeError("the card is none")
    if _SUM in card and card.pop(_SUM) != _sum_of(tensors, card):
        raise ValueError("its checksum is that of another")
    _check_card(card, tensors["hidden_bias"].numel())
    if not all(tensor.isfinite().all() for tensor in tensors.values()):
        raise ValueError("not all weights are numbers")
    if max(float(tensors[name].abs().max()) for name in tensors if name not in (_ROWS, _WHOLES)) > _LARGEST:
        raise ValueError("a weight is too large")
    _check_chains(tensors[_ROWS], SPANS, 3)
    _check_chains(tensors[_WHOLES], WHOLES, 2)


def _check_card(card: dict[str, Any], filters: int) -> None:
    if not isinstance(card["name"], str) or card["filters"] != filters:
        raise ValueError("its card is that of another")
    if not all(type(card[name]) in (int, float) and math.isfinite(card[name]) for name in _FIGURES):
        raise ValueError("its card has no figures")


def _check_chains(units: Tensor, spans: Sequence[slice], dimensions: int) -> None:
    if units.dim() != dimensions or not units.numel() or units.shape[-1] != len(spans):
        raise ValueError("its chains have another shape")
    for group, span in enumerate(spans):
        if not ((units[..., group] >= span.start) & (units[..., group] < span.stop)).all():
            raise ValueError("its chains have units that there are none of")
