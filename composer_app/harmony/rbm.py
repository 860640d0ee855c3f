"""A Restricted Boltzmann Machine whose visible units form softmax groups.

Energy, with one unit on in each group g (x_g its index) and binary hidden units h:

    E(x, h) = - sum_g b[g, x_g] - sum_j c_j h_j - sum_g sum_j W[g, x_g, j] h_j

Summing the hidden units out gives the free energy

    F(x) = - sum_g b[g, x_g] - sum_j softplus(c_j + sum_g W[g, x_g, j])

Salakhutdinov, Mnih & Hinton, "Restricted Boltzmann machines for collaborative filtering" (2007), have the softmax
groups; Besag (1975) the pseudo-likelihood: for one group, log p(x_g | all others) is a softmax over that group's units
of minus the free energy, exactly computable, so that training needs no sampling at all.
"""

import json
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import Module, Parameter
from torch.nn.functional import cross_entropy, embedding_bag, softplus

from composer_app.errors import ModelError
from composer_app.harmony.blockwise import softplus_sum

_CARD = "card"


class GroupRBM(Module):
    """Visible groups `x`, each with one unit on, joined to binary hidden units by one weight matrix.

    Attributes:
        sizes: How many units each group has.
        weight: W, shape (sum of sizes, hidden).
        visible_bias: b, shape (sum of sizes,).
        hidden_bias: c, shape (hidden,).
    """

    def __init__(self, sizes: Sequence[int], hidden: int) -> None:
        super().__init__()
        self.sizes = tuple(sizes)
        starts = tuple(accumulate((0, *self.sizes)))
        self._spans = tuple(slice(*ends) for ends in pairwise(starts))
        self.register_buffer("offsets", torch.tensor(starts[:-1]), persistent=False)
        self.weight = Parameter(torch.zeros(starts[-1], hidden))
        self.visible_bias = Parameter(torch.zeros(starts[-1]))
        self.hidden_bias = Parameter(torch.zeros(hidden))

    def initialize(self, rng: torch.Generator, frequencies: Tensor) -> None:
        """Small random weights, and visible biases that alone give each unit its frequency (Hinton 2012, section 8)."""
        with torch.no_grad():
            self.weight.normal_(0, 0.05, generator=rng)
            self.visible_bias.copy_(frequencies.log())

    def units(self, x: Tensor) -> Tensor:
        """Indices of the units that are on among all, shape (batch, groups), from those within each group."""
        return x + self.offsets  # type: ignore[operator]  # buffers have no type of their own

    def drive(self, x: Tensor) -> Tensor:
        """What the hidden units receive, c + W x, shape (batch, hidden)."""
        return embedding_bag(self.units(x), self.weight, mode="sum") + self.hidden_bias

    def free_energy(self, x: Tensor) -> Tensor:
        """F(x), shape (batch,)."""
        return -self.visible_bias[self.units(x)].sum(1) - softplus(self.drive(x)).sum(1)

    def logits(self, x: Tensor, group: int) -> Tensor:
        """Log p(x_group | all other groups) up to a constant, shape (batch, sizes[group])."""
        span = self._spans[group]
        others = self.drive(x) - self.weight[self.units(x)[:, group]]
        return self.visible_bias[span] + softplus_sum(others, self.weight[span])

    def surprise(self, x: Tensor, group: int) -> Tensor:
        """-log p(x_group | all other groups) in nats, averaged over the batch."""
        return cross_entropy(self.logits(x, group), x[:, group])


def save(machine: GroupRBM, path: Path, card: dict[str, Any]) -> None:
    """Write a machine as half-precision safetensors, with what is to be known of it as metadata."""
    tensors = {name: value.detach().half().contiguous() for name, value in machine.state_dict().items()}
    # One entry: the order of several is not kept, and the same machine should be the same file.
    save_file(tensors, path, {_CARD: json.dumps(card, sort_keys=True)})
    path.chmod(0o644)  # safetensors leaves it to its owner alone


def load(path: Path, sizes: Sequence[int]) -> tuple[GroupRBM, dict[str, Any]]:
    """Read a machine in double precision, so that the same seed samples the same on every platform, and its card.

    Raises:
        ModelError: The file is missing, damaged, or of another encoding.
    """
    try:
        with safe_open(path, framework="pt") as file:
            tensors = {name: file.get_tensor(name).double() for name in file.keys()}  # noqa: SIM118 - not a dict
            card = json.loads((file.metadata() or {})[_CARD])
        machine = GroupRBM(sizes, tensors["hidden_bias"].numel()).double()
        machine.load_state_dict(tensors)
    except (OSError, RuntimeError, KeyError, ValueError, SafetensorError) as error:
        raise ModelError(f"The machine {path.name} is missing or damaged. Install Composer again.") from error
    machine.requires_grad_(requires_grad=False)
    return machine, card
