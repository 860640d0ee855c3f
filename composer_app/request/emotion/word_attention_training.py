"""Fitting the networks of `gist.py` on texts whose emotions are known."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional as F  # noqa: N812

from composer_app.request.emotion.word_attention import WEIGHT_NAMES, FeatureRows, WordAttentionNet

_LEARNING_RATE, _WEIGHT_DECAY, _BATCH_SIZE = 3e-3, 0.05, 128
_WORD_DROPOUT = 0.1  # share of the words that are hidden while it learns
_MASKED_SCORE = -1e9


@dataclass(frozen=True, slots=True)
class NetworkConfig:
    """The size of a network and how it is taught.

    Attributes:
        input_size: Numbers in a row.
        hidden_size: Features of a word inside.
        head_count: Heads of attention, `head_size` numbers each.
        head_size: See `head_count`.
        joint_size: Features of the whole text.
        epochs: How often it sees all texts.
        dropout: Share of the features that are left out while it learns.
        maskable_columns: From which to before which column is hidden for some texts while it learns: it must not lean on them.
        column_mask_rate: Share of the texts for which they are.
    """

    input_size: int
    hidden_size: int = 96
    head_count: int = 4
    head_size: int = 48
    joint_size: int = 96
    epochs: int = 14
    dropout: float = 0.4
    maskable_columns: tuple[int, int] = (0, 0)
    column_mask_rate: float = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class TrainingExample:
    """A text to learn from: its rows, how much of each class it is, and whether its hideable columns never show."""

    rows: FeatureRows
    targets: NDArray[np.float64]
    always_masked: bool = False


class _Network(nn.Module):
    """The network of `gist.py`, with what it takes to fit it."""

    def __init__(self, config: NetworkConfig, classes: int) -> None:
        super().__init__()
        self._config = config
        inner, pooled = config.hidden_size, config.head_count * config.head_size
        self.inward = nn.Linear(config.input_size, inner)
        self.beside = nn.Conv1d(inner, inner, 3, padding=1)
        self.look, self.take = nn.Linear(inner, config.head_count), nn.Linear(inner, pooled)
        self.join, self.out = (
            nn.Linear(pooled + inner, config.joint_size),
            nn.Linear(config.joint_size, classes),
        )
        self.straight = nn.Linear(2 * config.input_size, classes)
        self._dropout = nn.Dropout(config.dropout)

    def forward(
        self, rows: torch.Tensor, word_mask: torch.Tensor, always_masked: torch.Tensor
    ) -> torch.Tensor:
        """Scores, shape (texts, classes), of rows (texts, words, size), where words are there."""
        rows = self._apply_masks(rows, always_masked) if self.training else rows
        here = word_mask[..., None]
        inner = _gelu(self.inward(rows)) * here
        inner = self._dropout(inner + _gelu(self.beside(inner.transpose(1, 2)).transpose(1, 2)) * here)
        attention = self.look(inner).masked_fill(~here, _MASKED_SCORE).softmax(1)
        taken = self.take(inner).unflatten(-1, (self._config.head_count, -1))
        pooled = (attention[..., None] * taken).sum(1).flatten(1)
        most = inner.masked_fill(~here, _MASKED_SCORE).amax(1)
        joined = _gelu(self.join(self._dropout(torch.cat([_gelu(pooled), most], 1))))
        mean = (rows * here).sum(1) / here.sum(1)
        straight = torch.cat([2 * mean, rows.masked_fill(~here, _MASKED_SCORE).amax(1)], 1)
        scores: torch.Tensor = self.out(self._dropout(joined)) + self.straight(self._dropout(straight))
        return scores

    def _apply_masks(self, rows: torch.Tensor, always_masked: torch.Tensor) -> torch.Tensor:
        """Rows with some words, and some texts' hideable columns, set to nothing."""
        rows = rows * (torch.rand(rows.shape[:2]) > _WORD_DROPOUT)[..., None]
        shown = (torch.rand(len(rows)) > self._config.column_mask_rate) & ~always_masked
        rows[..., slice(*self._config.maskable_columns)] *= shown[:, None, None]
        return rows

    def weights(self) -> dict[str, NDArray[np.float32]]:
        """Its weights by the names of `PARTS`."""
        layers = ((name, *name.split("_")) for name in WEIGHT_NAMES)
        found = {name: getattr(getattr(self, layer), (*rest, "weight")[0]) for name, layer, *rest in layers}
        return {name: weight.detach().numpy().copy() for name, weight in found.items()}


def fit_word_attention(
    examples: Sequence[TrainingExample],
    config: NetworkConfig,
    member_count: int = 6,
    on_member_fitted: Callable[[int], None] = lambda _: None,
) -> WordAttentionNet:
    """Fit networks from different beginnings; `on_member_fitted` hears of each that is done. The same on one machine."""
    fitted = []
    for seed in range(member_count):
        fitted.append(_fit(examples, config, seed))
        on_member_fitted(seed + 1)
    return WordAttentionNet({name: np.stack([member[name] for member in fitted]) for name in WEIGHT_NAMES})


def _fit(
    examples: Sequence[TrainingExample], config: NetworkConfig, seed: int
) -> dict[str, NDArray[np.float32]]:
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        chance = np.random.default_rng(seed)
        network = _Network(config, len(examples[0].targets))
        steps = config.epochs * (-(-len(examples) // _BATCH_SIZE))
        optimiser = torch.optim.AdamW(network.parameters(), _LEARNING_RATE, weight_decay=_WEIGHT_DECAY)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _LEARNING_RATE, total_steps=steps + 1)
        for _ in range(config.epochs):
            for batch in _batches(examples, chance):
                _train_batch(network, optimiser, batch)
                schedule.step()
        return network.weights()


def _train_batch(network: _Network, optimizer: torch.optim.Optimizer, batch: list[TrainingExample]) -> None:
    longest = max(len(example.rows) for example in batch)
    rows = torch.zeros(len(batch), longest, network.inward.in_features)
    there = torch.zeros(len(batch), longest, dtype=torch.bool)
    for i, example in enumerate(batch):
        rows[i, : len(example.rows)] = torch.from_numpy(example.rows.astype(np.float32))
        there[i, : len(example.rows)] = True
    wanted = torch.tensor(np.stack([example.targets for example in batch]), dtype=torch.float32)
    masked = torch.tensor([example.always_masked for example in batch])
    loss = -(wanted * F.log_softmax(network(rows, there, masked), 1)).sum() / wanted.sum()
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    optimizer.step()


def _batches(
    examples: Sequence[TrainingExample], rng: np.random.Generator
) -> Iterator[list[TrainingExample]]:
    """All examples in some order, those of like length together."""
    lengths = np.array([len(example.rows) for example in examples]) + 1.5 * rng.random(len(examples))
    parts = np.array_split(np.argsort(lengths), -(-len(examples) // _BATCH_SIZE))
    yield from ([examples[i] for i in parts[part]] for part in rng.permutation(len(parts)))


def _gelu(x: torch.Tensor) -> torch.Tensor:
    return F.gelu(x, approximate="tanh")
