"""The player's clock, as a parameter: the system's clock here, a fake one in tests."""

import time
from threading import Condition
from typing import Protocol


class Clock(Protocol):
    """A clock that can also wait."""

    def now(self) -> float:
        """Return seconds since a fixed moment; never decreases."""
        ...

    def wait(self, condition: Condition, seconds: float) -> None:
        """Wait on a condition that is held; return early if it is notified."""
        ...


class SystemClock:
    """The system's monotonic clock."""

    def now(self) -> float:
        """Return seconds since a fixed moment; never decreases."""
        return time.monotonic()

    def wait(self, condition: Condition, seconds: float) -> None:
        """Wait on a condition that is held; return early if it is notified."""
        condition.wait(seconds)
