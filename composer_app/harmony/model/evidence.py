"""How much more a model likes progressions than the base model does."""

from collections.abc import Sequence

import torch
from torch import Tensor

from composer_app.harmony.model.chord_rbm import CONTEXT_SLOTS
from composer_app.harmony.model.encoding import BLANK_SLOT


def pad_sequences(rows: Sequence[Sequence[tuple[int, int, int]]]) -> tuple[Tensor, Tensor]:
    """Progressions side by side.

    Args:
        rows: The slots of each.

    Returns:
        Slots with at least `CONTEXT_SLOTS` blank ones at either end, shape (rows, slots, columns); and how many slots
        each has, shape (rows,).
    """
    longest = max(map(len, rows))
    ends = [BLANK_SLOT] * CONTEXT_SLOTS
    slots = [[*ends, *row, *[BLANK_SLOT] * (longest - len(row)), *ends] for row in rows]
    return torch.tensor(slots), torch.tensor([len(row) for row in rows])


def evidence(energies: Tensor, base_energy: Tensor, lengths: Tensor) -> Tensor:
    """How much more each model likes progressions than the base model does, shape (batch, models).

    Divided by the root of how many chords there are: they say much the same again and again.

    Args:
        energies: The free energies under each model, shape (batch, models).
        base_energy: The free energies under the base model, shape (batch,).
        lengths: How many chords each has, shape (batch,).
    """
    return (base_energy[:, None] - energies) / lengths[:, None].to(energies.dtype).sqrt()
