"""Fitting a chord model by pseudo-likelihood: each chord, and each bass, given all else in its neighbourhood.

Pseudo-likelihood (Besag 1975) is exact and quick, and Gibbs sampling uses just these conditionals. Some examples hide
the basses or the places, so that the model can be asked without them.
"""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from composer_app.harmony.model.chord_rbm import CONTEXT_SLOTS, ChordRBM
from composer_app.harmony.model.encoding import (
    BLANK_UNIT,
    SLOT_SPANS,
    UNKNOWN_PLACE,
    WINDOW_SLOTS,
    SlotColumn,
)
from composer_app.harmony.training.dataset import WindowDataset
from composer_app.harmony.training.fit import Fit, sample_by_share

_WINDOW_ONLY_SHARE = 0.85  # share of the examples that see their window alone, as models are judged
_HIDDEN_SHARE = 0.3  # share of the examples without places, and of those without basses
_BASS_EVERY_STEPS = 4
_BASS_LOSS_WEIGHT = 0.5
_EVALUATION_BATCH = 512


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """How a chord model is fitted.

    Attributes:
        steps: How many batches.
        learning_rate: The highest learning rate of AdamW, reached after a tenth of the steps (one cycle, Smith 2018).
        weight_decay: Decoupled weight decay (Loshchilov & Hutter 2019).
        batch_size: Windows a step.
    """

    steps: int
    learning_rate: float
    weight_decay: float = 0.05
    batch_size: int = 128


class Trainer(Fit):
    """The fit of a chord model.

    Attributes:
        model: The model, fitted in place.
        dataset: The windows that it learns from.
    """

    def __init__(
        self,
        model: ChordRBM,
        dataset: WindowDataset,
        example_weights: Tensor,
        config: TrainingConfig,
        rng: torch.Generator,
    ) -> None:
        """Begin.

        Args:
            model: The model, fitted in place.
            dataset: The windows that it learns from.
            example_weights: The share that each window has among the examples, shape (windows,).
            config: How.
            rng: What draws the examples.
        """
        optimizer = torch.optim.AdamW(
            model.parameters(), config.learning_rate, weight_decay=config.weight_decay
        )
        super().__init__(optimizer, config.learning_rate, config.steps, rng)
        self.model, self.dataset, self._config = model, dataset, config
        self._totals = example_weights.double().cumsum(0)

    def step(self) -> float:
        """Make a step; its loss in nats a chord."""
        near, whole = self._sample_examples()
        loss = chord_cross_entropy(self.model, near, whole, self._rng)
        total = loss
        if self.steps_done % _BASS_EVERY_STEPS == 0:
            total = loss + _BASS_LOSS_WEIGHT * bass_cross_entropy(self.model, near, whole)
        self._update(total)
        return loss.item()

    def parameters_state(self) -> dict[str, Any]:
        """See `Fit`."""
        return self.model.state_dict()

    def load_parameters(self, state: dict[str, Any]) -> None:
        """See `Fit`."""
        self.model.load_state_dict(state)

    def _sample_examples(self) -> tuple[Tensor, Tensor]:
        """Neighbourhoods of slots drawn by the windows' shares, and the modes and metres of their windows."""
        count, rng = self._config.batch_size, self._rng
        windows = sample_by_share(self._totals, count, rng)
        slot = (torch.rand(count, generator=rng) * self.dataset.lengths[windows]).long()
        narrow = torch.rand(count, generator=rng) < _WINDOW_ONLY_SHARE
        near = self.dataset.neighbourhoods(windows, slot, window_only=narrow)
        hidden = torch.rand(count, generator=rng) < _HIDDEN_SHARE
        near[hidden, :, SlotColumn.PLACE] = UNKNOWN_PLACE
        device = self.model.device
        return near.to(device), self.dataset.sequence_units[windows].to(device)


def chord_cross_entropy(
    model: ChordRBM, near: Tensor, whole: Tensor, rng: torch.Generator, weights: Tensor | None = None
) -> Tensor:
    """-log p(the chord in the middle | the rest) in nats, averaged; some examples, by chance, without the basses.

    The bass of the chord in the middle is never seen: it is drawn after its chord.
    """
    seen = near.clone()
    hidden = torch.rand(len(near), generator=rng) < _HIDDEN_SHARE
    seen[hidden.to(near.device), :, SlotColumn.BASS] = BLANK_UNIT
    seen[:, CONTEXT_SLOTS, SlotColumn.BASS] = BLANK_UNIT
    told = near[:, CONTEXT_SLOTS, SlotColumn.CHORD]
    return cross_entropy(model.logits(seen, whole, SlotColumn.CHORD, weights), told)


def bass_cross_entropy(model: ChordRBM, near: Tensor, whole: Tensor, weights: Tensor | None = None) -> Tensor:
    """-log p(the bass in the middle | the rest) in nats, averaged."""
    told = near[:, CONTEXT_SLOTS, SlotColumn.BASS] - SLOT_SPANS[SlotColumn.BASS].start
    return cross_entropy(model.logits(near, whole, SlotColumn.BASS, weights), told)


@torch.no_grad()
def infill_accuracy(model: ChordRBM, dataset: WindowDataset) -> tuple[float, float]:
    """Hide the chord of each slot of each window in turn, and ask for it.

    Returns:
        The share guessed right, and the mean surprise in nats.
    """
    right, nats, asked = 0.0, 0.0, 0
    weights = model.weights()
    for windows in torch.split(torch.arange(len(dataset)), _EVALUATION_BATCH):
        for slot in range(WINDOW_SLOTS):
            inside = windows[dataset.lengths[windows] > slot]
            if not len(inside):
                continue
            at = torch.full_like(inside, slot)
            near = dataset.neighbourhoods(inside, at, window_only=torch.ones_like(inside, dtype=torch.bool))
            told = near[:, CONTEXT_SLOTS, SlotColumn.CHORD].clone()
            near[:, CONTEXT_SLOTS, SlotColumn.BASS] = BLANK_UNIT
            scores = model.logits(
                near.to(model.device),
                dataset.sequence_units[inside].to(model.device),
                SlotColumn.CHORD,
                weights,
            ).log_softmax(1)
            told = told.to(model.device)
            right += (scores.argmax(1) == told).sum().item()
            nats -= scores.gather(1, told[:, None]).sum().item()
            asked += len(inside)
    return right / asked, nats / asked


def best_device() -> torch.device:
    """Where models learn quickest: a CUDA or Apple graphics processor if there is one, else the processor."""
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
