"""What all fits share: steps of an optimizer with a one-cycle learning rate, which can be kept and taken up again."""

from abc import ABC, abstractmethod
from typing import Any

import torch
from torch import Tensor
from torch.optim.lr_scheduler import OneCycleLR

_WARM_UP_SHARE = 0.1  # of the steps, after which the learning rate is highest (one cycle, Smith 2018)


class Fit(ABC):
    """A fit under way, step by step; its state can be kept and taken up again.

    Attributes:
        step_count: How many steps there are.
        steps_done: How many steps were made.
    """

    def __init__(
        self, optimizer: torch.optim.Optimizer, learning_rate: float, steps: int, rng: torch.Generator
    ) -> None:
        """Begin.

        Args:
            optimizer: Changes the parameters.
            learning_rate: The highest learning rate.
            steps: How many steps.
            rng: What draws the examples.
        """
        self.step_count, self.steps_done = steps, 0
        self._optimizer, self._rng = optimizer, rng
        self._cycle = OneCycleLR(optimizer, learning_rate, total_steps=steps, pct_start=_WARM_UP_SHARE)

    @property
    def is_finished(self) -> bool:
        """Whether all steps were made."""
        return self.steps_done >= self.step_count

    @abstractmethod
    def step(self) -> float:
        """Make a step; its loss."""

    @abstractmethod
    def parameters_state(self) -> dict[str, Any]:
        """All that is fitted, and what else goes on from step to step, for `torch.save`."""

    @abstractmethod
    def load_parameters(self, state: dict[str, Any]) -> None:
        """Take over what `parameters_state` returned."""

    def state(self) -> dict[str, Any]:
        """All that `resume` needs, for `torch.save`."""
        return {
            "parameters": self.parameters_state(),
            "optimizer": self._optimizer.state_dict(),
            "cycle": self._cycle.state_dict(),
            "rng": self._rng.get_state(),
            "done": self.steps_done,
        }

    def resume(self, state: dict[str, Any]) -> None:
        """Go on where another fit of the same configuration and data stood."""
        self.load_parameters(state["parameters"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._cycle.load_state_dict(state["cycle"])
        self._rng.set_state(state["rng"])
        self.steps_done = state["done"]

    def _update(self, loss: Tensor) -> None:
        """Change the parameters by the slopes of a loss, and count the step."""
        self._optimizer.zero_grad()
        torch.autograd.backward(loss)
        self._optimizer.step()
        self._cycle.step()
        self.steps_done += 1


def sample_by_share(totals: Tensor, count: int, rng: torch.Generator) -> Tensor:
    """Indices drawn by their shares, of which `totals` are the sums so far, shape (count,)."""
    drawn = torch.rand(count, generator=rng, dtype=torch.float64) * totals[-1]
    return torch.searchsorted(totals, drawn).clamp(max=len(totals) - 1)
