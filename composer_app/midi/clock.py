"""Time for the player, as a parameter: the real one here, one that needs no waiting in tests."""

import time
from threading import Condition
from typing import Protocol


class Clock(Protocol):
    """Tells the time, and waits."""

    def now(self) -> float:
        """Seconds since some moment; never goes back."""
        ...

    def wait(self, condition: Condition, seconds: float) -> None:
        """Wait on a condition that is held; not at all when it is notified."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> float:
        """Seconds since some moment; never goes back."""
        return time.monotonic()

    def wait(self, condition: Condition, seconds: float) -> None:
        """Wait on a condition that is held; not at all when it is notified."""
        condition.wait(seconds)
