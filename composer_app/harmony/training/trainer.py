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
    BLANK,
    SPANS,
    WHOLES,
    WINDOW,
    SequenceGroup,
    SlotGroup,
    without_lengths,
)
from composer_app.harmony.model.rbm import RBM, REACH
from composer_app.harmony.training.dataset import WindowDataset

_SETTLING = 20  # steps of the chains after the last step of a fit
_ASIDE = 0.25  # how much the groups beside the chord weigh together
_NARROW = 0.85  # share of the examples that see their window alone, as machines are judged


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """How a machine is fitted.

    Attributes:
        steps: How many batches.
        rate: The highest learning rate of Adam, reached after a tenth of the steps (one cycle, Smith 2018).
        decay: Weight decay (decoupled, Loshchilov & Hutter 2019) of all but the next.
        own_decay: Weight decay of what units do not share, so that it is learned only where it is needed.
        batch: Windows a step.
        chains: How many persistent chains there are.
        chained: In which last part of the steps the chains have a say.
        pull: How much the chains' say weighs beside that of pseudo-likelihood.
    """

    steps: int
    rate: float
    decay: float = 0.05
    own_decay: float = 0.2
    batch: int = 256
    chains: int = 64
    chained: float = 0.3
    pull: float = 0.03


class Trainer:
    """A fit under way, step by step; its state can be kept and taken up again.

    Attributes:
        machine: What is fitted, in place.
        lessons: What it learns.
        steps: How many steps there are.
        done: How many steps were made.
        chains: The rows of the persistent chains and their wholes; None before they begin.
    """

    def __init__(
        self, machine: RBM, lessons: WindowDataset, shares: Tensor, plan: TrainingConfig, rng: torch.Generator
    ) -> None:
        """Begin.

        Args:
            machine: What is fitted, in place.
            lessons: What it learns.
            shares: The share that each window has among the examples, shape (windows,).
            plan: How.
            rng: What draws the examples and the chains.
        """
        self.machine, self.lessons, self.steps = machine, lessons, plan.steps
        self._plan, self._rng = plan, rng
        self._totals = shares.double().cumsum(0)
        self._optimizer = torch.optim.AdamW(_decaying(machine, plan), plan.rate)
        self._cycle = torch.optim.lr_scheduler.OneCycleLR(
            self._optimizer, plan.rate, total_steps=plan.steps, pct_start=0.1
        )
        self._basses = bool((lessons.slots()[:, :, SlotGroup.BASS] != SPANS[SlotGroup.BASS].start).any())
        self.done = 0
        self.chains: tuple[Tensor, Tensor] | None = None

    @property
    def over(self) -> bool:
        """Whether all steps were made."""
        return self.done >= self._plan.steps

    def step(self) -> float:
        """Make a step; its loss in nats a slot's chord."""
        windows = self._draw(self._plan.batch)
        slot = torch.randint(WINDOW, windows.shape, generator=self._rng)
        narrow = torch.rand(windows.shape, generator=self._rng) < _NARROW
        near, whole = self._there(
            self.lessons.near(windows, slot, narrow=narrow), self.lessons.wholes[windows]
        )
        loss = cross_entropy_nats(self.machine, without_lengths(near), whole, SlotGroup.CHORD)
        total = loss + _ASIDE * self._aside(near, whole)
        if self.done >= self._plan.steps * (1 - self._plan.chained):
            total = total + self._plan.pull * self._drift()
        self._optimizer.zero_grad()
        torch.autograd.backward(total)
        self._optimizer.step()
        self._cycle.step()
        self.done += 1
        return loss.item()

    def ending(self) -> tuple[Tensor, Tensor]:
        """Where the chains have come to, after a few more steps; those of a fit that had none begin here.

        Returns:
            Rows with blank ends, shape (chains, WINDOW + 2 * REACH, groups), and their wholes.
        """
        chains = self.chains or self._there(*self._rows(self._plan.chains))
        for _ in range(_SETTLING):
            chains = self.machine.resample(*chains, self._rng)
        return chains

    def state(self) -> dict[str, Any]:
        """All that `resume` needs, for `torch.save`."""
        return {
            "machine": self.machine.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "cycle": self._cycle.state_dict(),
            "rng": self._rng.get_state(),
            "done": self.done,
            "chains": self.chains,
        }

    def resume(self, state: dict[str, Any]) -> None:
        """Go on where another fit of the same plan and lessons stood."""
        self.machine.load_state_dict(state["machine"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._cycle.load_state_dict(state["cycle"])
        self._rng.set_state(state["rng"])
        self.done, self.chains = state["done"], state["chains"]

    def _aside(self, near: Tensor, whole: Tensor) -> Tensor:
        """The surprise at one of the groups beside the chord, in turn, as heavy as all of them together."""
        turns = (SequenceGroup.MODE, SlotGroup.LENGTH, SequenceGroup.METRE, SlotGroup.BASS)[
            : 3 + self._basses
        ]
        group = turns[self.done % len(turns)]
        if isinstance(group, SlotGroup):
            return len(turns) * cross_entropy_nats(self.machine, near, whole, group)
        told = whole[:, group] - WHOLES[group].start
        return len(turns) * cross_entropy(self.machine.whole_logits(near, whole, group), told)

    def _there(self, first: Tensor, second: Tensor) -> tuple[Tensor, Tensor]:
        """Two tensors where the machine is."""
        return first.to(self.machine.device), second.to(self.machine.device)

    def _draw(self, count: int) -> Tensor:
        """Windows drawn by their shares, shape (count,)."""
        drawn = torch.rand(count, generator=self._rng, dtype=torch.float64) * self._totals[-1]
        return torch.searchsorted(self._totals, drawn).clamp(max=len(self.lessons) - 1)

    def _drift(self) -> Tensor:
        """How much more the machine likes rows of the lessons than those that its chains have come to."""
        rows, wholes = self._there(*self._rows(self._plan.chains))
        self.chains = self.machine.resample(*(self.chains or (rows, wholes)), self._rng)
        told = self.machine.free_energy(rows, wholes).mean() - self.machine.free_energy(*self.chains).mean()
        return told / WINDOW

    def _rows(self, count: int) -> tuple[Tensor, Tensor]:
        """Windows with blank ends, shape (count, WINDOW + 2 * REACH, groups), and their wholes."""
        windows = self._draw(count)
        rows = self.lessons.tape[self.lessons.starts[windows][:, None] + torch.arange(WINDOW)]
        return pad(rows, (0, 0, REACH, REACH), value=BLANK), self.lessons.wholes[windows]


def _decaying(machine: RBM, plan: TrainingConfig) -> list[dict[str, Any]]:
    """The parameters by how they decay."""
    own = [machine.weight]
    others = [parameter for parameter in machine.parameters() if parameter is not machine.weight]
    return [
        {"params": own, "weight_decay": plan.own_decay},
        {"params": others, "weight_decay": plan.decay},
    ]


def best_device() -> torch.device:
    """Where machines learn quickest: a CUDA or Apple graphics processor, where there is one, else the processor."""
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


def cross_entropy_nats(machine: RBM, near: Tensor, whole: Tensor, group: int) -> Tensor:
    """-log p(a group of the slot in the middle | everything else) in nats, averaged over the batch."""
    told = near[:, REACH, group] - SPANS[group].start
    return cross_entropy(machine.logits(near, whole, group), told)


@torch.no_grad()
def infill_accuracy(machine: RBM, lessons: WindowDataset) -> tuple[float, float]:
    """Hide the chord of each slot of each window in turn and ask for it.

    Returns:
        The share guessed right, and the mean surprise in nats.
    """
    right, nats = 0.0, 0.0
    for windows in torch.split(torch.arange(len(lessons)), 1024):
        for slot in range(WINDOW):
            at = torch.full_like(windows, slot)
            near = lessons.near(windows, at, narrow=torch.ones_like(windows, dtype=torch.bool))
            scores = machine.logits(
                without_lengths(near), lessons.wholes[windows], SlotGroup.CHORD
            ).log_softmax(1)
            told = near[:, REACH, SlotGroup.CHORD]
            right += (scores.argmax(1) == told).sum().item()
            nats -= scores.gather(1, told[:, None]).sum().item()
    asked = len(lessons) * WINDOW
    return right / asked, nats / asked
