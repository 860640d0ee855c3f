"""Progress and cancellation of a long task, without Qt and processes, so that every package can use them."""

import threading
from collections.abc import Callable
from dataclasses import dataclass


class Cancelled(Exception):  # noqa: N818 - not an error
    """Raised in a task that was cancelled."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a task.

    Attributes:
        stage: What is being done, as the user reads it.
        done: How much of `total` is done, in the unit of the stage.
        total: How much there is to do; 0 if unknown.
        metric: The quality so far, if the task measures one; in training, the accuracy on hidden chords, 0 to 1.
    """

    stage: str
    done: int = 0
    total: int = 0
    metric: float | None = None


def _discard(_: Progress) -> None:
    """Ignore a report."""


class Job:
    """Lets a task report progress, and lets the caller cancel it."""

    def __init__(self, report: Callable[[Progress], None] = _discard) -> None:
        self._report = report
        self._cancel_requested = threading.Event()

    def cancel(self) -> None:
        """Cancel the task at its next step."""
        self._cancel_requested.set()

    def step(self, stage: str, done: int = 0, total: int = 0, metric: float | None = None) -> None:
        """Report progress. This checks for cancellation, too, so that every loop that reports can be cancelled.

        Raises:
            Cancelled: If the task was cancelled.
        """
        self.raise_if_cancelled()
        self._report(Progress(stage, done, total, metric))

    def raise_if_cancelled(self) -> None:
        """Check for cancellation without a report, for short steps.

        Raises:
            Cancelled: If the task was cancelled.
        """
        if self._cancel_requested.is_set():
            raise Cancelled
