"""Peer models with about as many weights, trained and tested on the same windows in the same run.

Each gets a window with one chord hidden, and the mode; each returns scores for all chords.
"""

from collections.abc import Callable
from typing import Protocol

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from composer_app.harmony.model.encoding import CHORDS, MODES, WINDOW_SLOTS

HIDDEN = len(CHORDS)
"""The index that stands for the hidden chord, and for positions beyond either end."""


class Model(Protocol):
    """A model that predicts the hidden chord."""

    def __call__(self, chords: Tensor, modes: Tensor, slot: int) -> Tensor:
        """Return scores of all chords, shape (batch, chords).

        Args:
            chords: Shape (batch, WINDOW), with `HIDDEN` in the slot.
            modes: Shape (batch,).
            slot: The index of the hidden chord.
        """


def bigram(chords: Tensor) -> Model:
    """Return p(x | before) p(x | after) / p(x), from counts with additive smoothing of 0.1."""
    return _counted(chords, ((-1,), (1,)))


def trigram(chords: Tensor) -> Model:
    """Return a product of three such models: two chords before, two after, and one on either side."""
    return _counted(chords, ((-2, -1), (1, 2), (-1, 1)))


def _counted(chords: Tensor, contexts: tuple[tuple[int, ...], ...]) -> Model:
    """Return a naive Bayes model over contexts; an unseen context does not change the scores."""
    size = HIDDEN + 1
    prior = torch.bincount(chords.flatten(), minlength=size)[:-1] + 0.1
    prior = prior / prior.sum()
    tables = []
    for offsets in contexts:
        counts: dict[int, Tensor] = {}
        for slot in range(WINDOW_SLOTS):
            keys = _key(chords, slot, offsets)
            for key, chord in zip(keys.tolist(), chords[:, slot].tolist(), strict=True):
                counts.setdefault(key, torch.zeros(HIDDEN))[chord] += 1
        # Interpolated with the prior as if it had been seen a few times (Witten & Bell 1991).
        tables.append({key: ((n + 5 * prior) / (n.sum() + 5) / prior).log() for key, n in counts.items()})

    def answer(chords: Tensor, modes: Tensor, slot: int) -> Tensor:
        del modes  # counts do not depend on the mode
        zeros = torch.zeros(HIDDEN)
        scores = prior.log().repeat(len(chords), 1)
        for offsets, table in zip(contexts, tables, strict=True):
            keys = _key(chords, slot, offsets).tolist()
            scores = scores + torch.stack([table.get(key, zeros) for key in keys])
        return scores

    return answer


def _key(chords: Tensor, slot: int, offsets: tuple[int, ...]) -> Tensor:
    """Return the chords at some offsets from a slot as one number, shape (batch,)."""
    key = torch.zeros(len(chords), dtype=torch.long)
    for offset in offsets:
        position = slot + offset
        neighbour = (
            chords[:, position] if 0 <= position < WINDOW_SLOTS else torch.full((len(chords),), HIDDEN)
        )
        key = key * (HIDDEN + 1) + neighbour
    return key


class Recurrent(nn.Module):
    """A bidirectional LSTM (Hochreiter & Schmidhuber 1997)."""

    def __init__(self, width: int = 64) -> None:
        super().__init__()
        self.chord, self.mode = nn.Embedding(HIDDEN + 1, width), nn.Embedding(len(MODES), width)
        self.layers = nn.LSTM(width, width, batch_first=True, bidirectional=True)
        self.out = nn.Linear(2 * width, HIDDEN)

    def forward(self, chords: Tensor, modes: Tensor, slot: int) -> Tensor:
        """See `Model`."""
        states, _ = self.layers(self.chord(chords) + self.mode(modes)[:, None])
        scores: Tensor = self.out(states[:, slot])
        return scores


class Attentive(nn.Module):
    """A Transformer encoder (Vaswani et al. 2017) of two layers."""

    def __init__(self, width: int = 56) -> None:
        super().__init__()
        self.chord, self.mode = nn.Embedding(HIDDEN + 1, width), nn.Embedding(len(MODES), width)
        self.place = nn.Parameter(torch.zeros(WINDOW_SLOTS, width))
        layer = nn.TransformerEncoderLayer(width, 4, 2 * width, 0.1, batch_first=True, norm_first=True)
        self.layers = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.out = nn.Linear(width, HIDDEN)

    def forward(self, chords: Tensor, modes: Tensor, slot: int) -> Tensor:
        """See `Model`."""
        inputs = self.chord(chords) + self.mode(modes)[:, None] + self.place
        scores: Tensor = self.out(self.layers(inputs)[:, slot])
        return scores


def count_weights(network: nn.Module) -> int:
    """Return the number of weights of a network."""
    return sum(parameter.numel() for parameter in network.parameters())


def train_network(
    make_network: Callable[[], nn.Module], chords: Tensor, modes: Tensor, steps: int, seed: int
) -> nn.Module:
    """Return a network trained to predict hidden chords, by AdamW with a one-cycle schedule."""
    torch.manual_seed(seed)
    network = make_network().train()
    rng = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.AdamW(network.parameters(), 0.004, weight_decay=0.05)
    cycle = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.004, total_steps=steps, pct_start=0.1)
    for _ in range(steps):
        batch = torch.randint(len(chords), (256,), generator=rng)
        slot = int(torch.randint(WINDOW_SLOTS, (), generator=rng))
        loss = cross_entropy(network(_hidden(chords[batch], slot), modes[batch], slot), chords[batch, slot])
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        optimizer.step()
        cycle.step()
    return network.eval()


def _hidden(chords: Tensor, slot: int) -> Tensor:
    chords = chords.clone()
    chords[:, slot] = HIDDEN
    return chords


@torch.no_grad()
def asked(model: Model, chords: Tensor, modes: Tensor) -> tuple[float, float]:
    """Hide each chord of each window in turn; return the accuracy, and the mean surprise in nats."""
    right, nats = 0.0, 0.0
    for slot in range(WINDOW_SLOTS):
        scores = model(_hidden(chords, slot), modes, slot).log_softmax(1)
        right += (scores.argmax(1) == chords[:, slot]).sum().item()
        nats -= scores.gather(1, chords[:, slot, None]).sum().item()
    return right / chords.numel(), nats / chords.numel()
