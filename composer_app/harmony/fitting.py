"""Fitting one machine to windows by slot pseudo-likelihood."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from composer_app.harmony.encoding import CHORD_GROUPS, LENGTH_GROUPS, MODE_GROUP, SIZES
from composer_app.harmony.rbm import GroupRBM


@dataclass(frozen=True, slots=True)
class Plan:
    """How a machine is fitted.

    Attributes:
        steps: How many batches.
        rate: The highest learning rate of Adam, reached after a tenth of the steps (one cycle, Smith 2018).
        decay: Weight decay (decoupled, Loshchilov & Hutter 2019).
        batch: Windows a step.
    """

    steps: int
    rate: float
    decay: float = 0.0
    batch: int = 256


def frequencies(windows: Tensor) -> Tensor:
    """How often each unit is on, smoothed by one count, shape (units,)."""
    counts = [torch.bincount(windows[:, g], minlength=size) + 1.0 for g, size in enumerate(SIZES)]
    return torch.cat([count / count.sum() for count in counts])


def fit(
    machine: GroupRBM,
    windows: Tensor,
    shares: Tensor,
    plan: Plan,
    rng: torch.Generator,
    step: Callable[[int, float], None],
) -> None:
    """Fit a machine to windows, shape (n, groups), each drawn with a share of `shares`, shape (n,).

    Every step hides one chord slot, one length slot and the mode, and lowers the surprise at finding them. `step` is
    told the number of the step and its loss; what it raises ends the fitting.
    """
    optimizer = torch.optim.AdamW(machine.parameters(), plan.rate, weight_decay=plan.decay)
    cycle = torch.optim.lr_scheduler.OneCycleLR(optimizer, plan.rate, total_steps=plan.steps, pct_start=0.1)
    totals = shares.double().cumsum(0)
    for number in range(plan.steps):
        drawn = torch.rand(plan.batch, generator=rng, dtype=torch.float64) * totals[-1]
        batch = windows[torch.searchsorted(totals, drawn).clamp(max=len(windows) - 1)]
        chord, length = (
            int(torch.randint(len(group), (), generator=rng)) for group in (CHORD_GROUPS, LENGTH_GROUPS)
        )
        loss = machine.surprise(batch, CHORD_GROUPS[chord])
        others = machine.surprise(batch, LENGTH_GROUPS[length]) + machine.surprise(batch, MODE_GROUP)
        optimizer.zero_grad()
        torch.autograd.backward(loss + others)
        optimizer.step()
        cycle.step()
        step(number, loss.item())


@torch.no_grad()
def infill(machine: GroupRBM, windows: Tensor) -> tuple[float, float]:
    """Hide each chord slot in turn and ask for it: the share guessed right, and the mean surprise in nats."""
    right, nats = 0.0, 0.0
    for batch in torch.split(windows, 1024):
        for group in CHORD_GROUPS:
            scores = machine.logits(batch, group).log_softmax(1)
            right += (scores.argmax(1) == batch[:, group]).sum().item()
            nats -= scores.gather(1, batch[:, group : group + 1]).sum().item()
    asked = len(windows) * len(CHORD_GROUPS)
    return right / asked, nats / asked
