"""Fitting one machine to lessons: slot pseudo-likelihood first, persistent chains beside it towards the end.

Pseudo-likelihood (Besag 1975) teaches each slot given all others, exactly. It says nothing of where a long Gibbs
chain ends up; chains that go on from step to step (persistent contrastive divergence, Tieleman 2008) show it, and
what they have too much of is made rarer.
"""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, pad

from composer_app.harmony.model.encoding import (
    BLANK_UNIT,
    SEQUENCE_SPANS,
    SLOT_SPANS,
    WINDOW_SLOTS,
    SequenceGroup,
    SlotGroup,
    without_lengths,
)
from composer_app.harmony.model.rbm import CONTEXT_SLOTS, RBM
from composer_app.harmony.training.dataset import WindowDataset

_FINAL_CHAIN_STEPS = 20  # steps of the chains after the last step of a fit
_AUXILIARY_LOSS_WEIGHT = 0.25  # how much the groups beside the chord weigh together
_WINDOW_ONLY_SHARE = 0.85  # share of the examples that see their window alone, as machines are judged


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """How a machine is fitted.

    Attributes:
        steps: How many batches.
        learning_rate: The highest learning rate of Adam, reached after a tenth of the steps (one cycle, Smith 2018).
        weight_decay: Weight decay (decoupled, Loshchilov & Hutter 2019) of all but the next.
        unshared_weight_decay: Weight decay of what units do not share, so that it is learned only where it is needed.
        batch_size: Windows a step.
        chain_count: How many persistent chains there are.
        chain_phase_share: In which last part of the steps the chains have a say.
        chain_loss_weight: How much the chains' say weighs beside that of pseudo-likelihood.
    """

    steps: int
    learning_rate: float
    weight_decay: float = 0.05
    unshared_weight_decay: float = 0.2
    batch_size: int = 256
    chain_count: int = 64
    chain_phase_share: float = 0.3
    chain_loss_weight: float = 0.03


class Trainer:
    """A fit under way, step by step; its state can be kept and taken up again.

    Attributes:
        model: What is fitted, in place.
        dataset: What it learns.
        step_count: How many steps there are.
        steps_done: How many steps were made.
        chains: The rows of the persistent chains and their wholes; None before they begin.
    """

    def __init__(
        self,
        model: RBM,
        dataset: WindowDataset,
        example_weights: Tensor,
        config: TrainingConfig,
        rng: torch.Generator,
    ) -> None:
        """Begin.

        Args:
            model: What is fitted, in place.
            dataset: What it learns.
            example_weights: The share that each window has among the examples, shape (windows,).
            config: How.
            rng: What draws the examples and the chains.
        """
        self.model, self.dataset, self.step_count = model, dataset, config.steps
        self._config, self._rng = config, rng
        self._totals = example_weights.double().cumsum(0)
        self._optimizer = torch.optim.AdamW(_parameter_groups(model, config), config.learning_rate)
        self._cycle = torch.optim.lr_scheduler.OneCycleLR(
            self._optimizer, config.learning_rate, total_steps=config.steps, pct_start=0.1
        )
        self._basses = bool(
            (dataset.window_slots()[:, :, SlotGroup.BASS] != SLOT_SPANS[SlotGroup.BASS].start).any()
        )
        self.steps_done = 0
        self.chains: tuple[Tensor, Tensor] | None = None

    @property
    def is_finished(self) -> bool:
        """Whether all steps were made."""
        return self.steps_done >= self._config.steps

    def step(self) -> float:
        """Make a step; its loss in nats a slot's chord."""
        windows = self._sample_windows(self._config.batch_size)
        slot = torch.randint(WINDOW_SLOTS, windows.shape, generator=self._rng)
        narrow = torch.rand(windows.shape, generator=self._rng) < _WINDOW_ONLY_SHARE
        near, whole = self._to_device(
            self.dataset.neighbourhoods(windows, slot, window_only=narrow),
            self.dataset.sequence_units[windows],
        )
        loss = cross_entropy_nats(self.model, without_lengths(near), whole, SlotGroup.CHORD)
        total = loss + _AUXILIARY_LOSS_WEIGHT * self._auxiliary_loss(near, whole)
        if self.steps_done >= self._config.steps * (1 - self._config.chain_phase_share):
            total = total + self._config.chain_loss_weight * self._chain_loss()
        self._optimizer.zero_grad()
        torch.autograd.backward(total)
        self._optimizer.step()
        self._cycle.step()
        self.steps_done += 1
        return loss.item()

    def final_chains(self) -> tuple[Tensor, Tensor]:
        """Where the chains have come to, after a few more steps; those of a fit that had none begin here.

        Returns:
            Rows with blank ends, shape (chains, WINDOW + 2 * REACH, groups), and their wholes.
        """
        chains = self.chains or self._to_device(*self._sample_sequences(self._config.chain_count))
        for _ in range(_FINAL_CHAIN_STEPS):
            chains = self.model.gibbs_step(*chains, self._rng)
        return chains

    def state(self) -> dict[str, Any]:
        """All that `resume` needs, for `torch.save`."""
        return {
            "machine": self.model.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "cycle": self._cycle.state_dict(),
            "rng": self._rng.get_state(),
            "done": self.steps_done,
            "chains": self.chains,
        }

    def resume(self, state: dict[str, Any]) -> None:
        """Go on where another fit of the same plan and lessons stood."""
        self.model.load_state_dict(state["machine"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._cycle.load_state_dict(state["cycle"])
        self._rng.set_state(state["rng"])
        self.steps_done, self.chains = state["done"], state["chains"]

    def _auxiliary_loss(self, near: Tensor, whole: Tensor) -> Tensor:
        """The surprise at one of the groups beside the chord, in turn, as heavy as all of them together."""
        turns = (SequenceGroup.MODE, SlotGroup.LENGTH, SequenceGroup.METRE, SlotGroup.BASS)[
            : 3 + self._basses
        ]
        group = turns[self.steps_done % len(turns)]
        if isinstance(group, SlotGroup):
            return len(turns) * cross_entropy_nats(self.model, near, whole, group)
        told = whole[:, group] - SEQUENCE_SPANS[group].start
        return len(turns) * cross_entropy(self.model.sequence_logits(near, whole, group), told)

    def _to_device(self, first: Tensor, second: Tensor) -> tuple[Tensor, Tensor]:
        """Two tensors where the machine is."""
        return first.to(self.model.device), second.to(self.model.device)

    def _sample_windows(self, count: int) -> Tensor:
        """Windows drawn by their shares, shape (count,)."""
        drawn = torch.rand(count, generator=self._rng, dtype=torch.float64) * self._totals[-1]
        return torch.searchsorted(self._totals, drawn).clamp(max=len(self.dataset) - 1)

    def _chain_loss(self) -> Tensor:
        """How much more the machine likes rows of the lessons than those that its chains have come to."""
        rows, wholes = self._to_device(*self._sample_sequences(self._config.chain_count))
        self.chains = self.model.gibbs_step(*(self.chains or (rows, wholes)), self._rng)
        told = self.model.free_energy(rows, wholes).mean() - self.model.free_energy(*self.chains).mean()
        return told / WINDOW_SLOTS

    def _sample_sequences(self, count: int) -> tuple[Tensor, Tensor]:
        """Windows with blank ends, shape (count, WINDOW + 2 * REACH, groups), and their wholes."""
        windows = self._sample_windows(count)
        rows = self.dataset.tape[self.dataset.starts[windows][:, None] + torch.arange(WINDOW_SLOTS)]
        return pad(rows, (0, 0, CONTEXT_SLOTS, CONTEXT_SLOTS), value=BLANK_UNIT), self.dataset.sequence_units[
            windows
        ]


def _parameter_groups(model: RBM, config: TrainingConfig) -> list[dict[str, Any]]:
    """The parameters by how they decay."""
    own = [model.weight]
    others = [parameter for parameter in model.parameters() if parameter is not model.weight]
    return [
        {"params": own, "weight_decay": config.unshared_weight_decay},
        {"params": others, "weight_decay": config.weight_decay},
    ]


def best_device() -> torch.device:
    """Where machines learn quickest: a CUDA or Apple graphics processor, where there is one, else the processor."""
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


def cross_entropy_nats(model: RBM, near: Tensor, whole: Tensor, group: int) -> Tensor:
    """-log p(a group of the slot in the middle | everything else) in nats, averaged over the batch."""
    told = near[:, CONTEXT_SLOTS, group] - SLOT_SPANS[group].start
    return cross_entropy(model.logits(near, whole, group), told)


@torch.no_grad()
def infill_accuracy(model: RBM, dataset: WindowDataset) -> tuple[float, float]:
    """Hide the chord of each slot of each window in turn and ask for it.

    Returns:
        The share guessed right, and the mean surprise in nats.
    """
    right, nats = 0.0, 0.0
    for windows in torch.split(torch.arange(len(dataset)), 1024):
        for slot in range(WINDOW_SLOTS):
            at = torch.full_like(windows, slot)
            near = dataset.neighbourhoods(windows, at, window_only=torch.ones_like(windows, dtype=torch.bool))
            scores = model.logits(
                without_lengths(near), dataset.sequence_units[windows], SlotGroup.CHORD
            ).log_softmax(1)
            told = near[:, CONTEXT_SLOTS, SlotGroup.CHORD]
            right += (scores.argmax(1) == told).sum().item()
            nats -= scores.gather(1, told[:, None]).sum().item()
    asked = len(dataset) * WINDOW_SLOTS
    return right / asked, nats / asked
