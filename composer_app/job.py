"""What a long piece of work says, and what it heeds: no Qt, no processes, so that everything can use it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass


class Cancelled(Exception):  # noqa: N818 - being asked to stop is no error
    """The work stopped because it was asked to."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a piece of work stands.

    Attributes:
        stage: What is being done, as a person would say it.
        done: How much of `total` is done, in the stage's own unit.
        total: How much there is to do; 0 when nobody can know.
        metric: How well it does so far, for work that can say so; training: the share of chords guessed, 0 to 1.
    """

    stage: str
    done: int = 0
    total: int = 0
    metric: float | None = None


def _discard(_: Progress) -> None:
    """Report to nobody."""


class Job:
    """A piece of work's line back to whoever started it."""

    def __init__(self, report: Callable[[Progress], None] = _discard) -> None:
        self._report = report
        self._cancel_requested = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancel_requested.set()

    def step(self, stage: str, done: int = 0, total: int = 0, metric: float | None = None) -> None:
        """Report progress; one call both tells and asks, so that no loop can report and be unstoppable.

        Raises:
            Cancelled: A stop was asked for.
        """
        self.raise_if_cancelled()
        self._report(Progress(stage, done, total, metric))

    def raise_if_cancelled(self) -> None:
        """Stop here if that was asked for; for steps so small that nobody wants to read of them.

        Raises:
            Cancelled: A stop was asked for.
        """
        if self._cancel_requested.is_set():
            raise Cancelled
