"""Fitting the networks of `gist.py` on texts whose emotions are known."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional as F  # noqa: N812

from composer_app.request.emotion.word_attention import PARTS, Rows, WordAttentionNet

_RATE, _DECAY, _BATCH = 3e-3, 0.05, 128
_UNSEEN_WORD = 0.1  # share of the words that are hidden while it learns
_HIDDEN = -1e9


@dataclass(frozen=True, slots=True)
class NetworkConfig:
    """The size of a network and how it is taught.

    Attributes:
        size: Numbers in a row.
        inner: Features of a word inside.
        heads: Heads of attention, `head` numbers each.
        head: See `heads`.
        joined: Features of the whole text.
        passes: How often it sees all texts.
        dropout: Share of the features that are left out while it learns.
        hideable: From which to before which column is hidden for some texts while it learns: it must not lean on them.
        hidden: Share of the texts for which they are.
    """

    size: int
    inner: int = 96
    heads: int = 4
    head: int = 48
    joined: int = 96
    passes: int = 14
    dropout: float = 0.4
    hideable: tuple[int, int] = (0, 0)
    hidden: float = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class TrainingExample:
    """A text to learn from: its rows, how much of each class it is, and whether its hideable columns never show."""

    rows: Rows
    wanted: NDArray[np.float64]
    masked: bool = False


class _Network(nn.Module):
    """The network of `gist.py`, with what it takes to fit it."""

    def __init__(self, shape: NetworkConfig, classes: int) -> None:
        super().__init__()
        self._shape = shape
        inner, pooled = shape.inner, shape.heads * shape.head
        self.inward = nn.Linear(shape.size, inner)
        self.beside = nn.Conv1d(inner, inner, 3, padding=1)
        self.look, self.take = nn.Linear(inner, shape.heads), nn.Linear(inner, pooled)
        self.join, self.out = nn.Linear(pooled + inner, shape.joined), nn.Linear(shape.joined, classes)
        self.straight = nn.Linear(2 * shape.size, classes)
        self._drop = nn.Dropout(shape.dropout)

    def forward(self, rows: torch.Tensor, there: torch.Tensor, masked: torch.Tensor) -> torch.Tensor:
        """Scores, shape (texts, classes), of rows (texts, words, size), where words are there."""
        rows = self._hidden(rows, masked) if self.training else rows
        here = there[..., None]
        inner = _gelu(self.inward(rows)) * here
        inner = self._drop(inner + _gelu(self.beside(inner.transpose(1, 2)).transpose(1, 2)) * here)
        attention = self.look(inner).masked_fill(~here, _HIDDEN).softmax(1)
        taken = self.take(inner).unflatten(-1, (self._shape.heads, -1))
        pooled = (attention[..., None] * taken).sum(1).flatten(1)
        most = inner.masked_fill(~here, _HIDDEN).amax(1)
        joined = _gelu(self.join(self._drop(torch.cat([_gelu(pooled), most], 1))))
        mean = (rows * here).sum(1) / here.sum(1)
        straight = torch.cat([2 * mean, rows.masked_fill(~here, _HIDDEN).amax(1)], 1)
        scores: torch.Tensor = self.out(self._drop(joined)) + self.straight(self._drop(straight))
        return scores

    def _hidden(self, rows: torch.Tensor, masked: torch.Tensor) -> torch.Tensor:
        """Rows with some words, and some texts' hideable columns, set to nothing."""
        rows = rows * (torch.rand(rows.shape[:2]) > _UNSEEN_WORD)[..., None]
        shown = (torch.rand(len(rows)) > self._shape.hidden) & ~masked
        rows[..., slice(*self._shape.hideable)] *= shown[:, None, None]
        return rows

    def weights(self) -> dict[str, NDArray[np.float32]]:
        """Its weights by the names of `PARTS`."""
        layers = ((name, *name.split("_")) for name in PARTS)
        found = {name: getattr(getattr(self, layer), (*rest, "weight")[0]) for name, layer, *rest in layers}
        return {name: weight.detach().numpy().copy() for name, weight in found.items()}


def fit_gist(
    examples: Sequence[TrainingExample],
    shape: NetworkConfig,
    members: int = 6,
    told: Callable[[int], None] = lambda _: None,
) -> WordAttentionNet:
    """Fit networks from different beginnings; `told` hears of each that is done. The same on one machine."""
    fitted = []
    for seed in range(members):
        fitted.append(_fit(examples, shape, seed))
        told(seed + 1)
    return WordAttentionNet({name: np.stack([member[name] for member in fitted]) for name in PARTS})


def _fit(
    examples: Sequence[TrainingExample], shape: NetworkConfig, seed: int
) -> dict[str, NDArray[np.float32]]:
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        chance = np.random.default_rng(seed)
        network = _Network(shape, len(examples[0].wanted))
        steps = shape.passes * (-(-len(examples) // _BATCH))
        optimiser = torch.optim.AdamW(network.parameters(), _RATE, weight_decay=_DECAY)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps + 1)
        for _ in range(shape.passes):
            for batch in _batches(examples, chance):
                _learn(network, optimiser, batch)
                schedule.step()
        return network.weights()


def _learn(network: _Network, optimiser: torch.optim.Optimizer, batch: list[TrainingExample]) -> None:
    longest = max(len(example.rows) for example in batch)
    rows = torch.zeros(len(batch), longest, network.inward.in_features)
    there = torch.zeros(len(batch), longest, dtype=torch.bool)
    for i, example in enumerate(batch):
        rows[i, : len(example.rows)] = torch.from_numpy(example.rows.astype(np.float32))
        there[i, : len(example.rows)] = True
    wanted = torch.tensor(np.stack([example.wanted for example in batch]), dtype=torch.float32)
    masked = torch.tensor([example.masked for example in batch])
    loss = -(wanted * F.log_softmax(network(rows, there, masked), 1)).sum() / wanted.sum()
    optimiser.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    optimiser.step()


def _batches(
    examples: Sequence[TrainingExample], chance: np.random.Generator
) -> Iterator[list[TrainingExample]]:
    """All examples in some order, those of like length together."""
    lengths = np.array([len(example.rows) for example in examples]) + 1.5 * chance.random(len(examples))
    parts = np.array_split(np.argsort(lengths), -(-len(examples) // _BATCH))
    yield from ([examples[i] for i in parts[part]] for part in chance.permutation(len(parts)))


def _gelu(x: torch.Tensor) -> torch.Tensor:
    return F.gelu(x, approximate="tanh")
