"""How long a piece of work will still take, from how fast it went so far."""

import time
from collections.abc import Callable

_TOO_SOON = 2.0  # seconds in which a guess is worth nothing


class TimeLeft:
    """Guesses from the share that is done."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._began: float | None = None

    def begin(self) -> None:
        """The work begins now."""
        self._began = self._now()

    def after(self, done: int, total: int) -> float | None:
        """Seconds that are left when so much is done; None while nobody can know."""
        if self._began is None or not 0 < done <= total:
            return None
        took = self._now() - self._began
        return took / done * (total - done) if took >= _TOO_SOON else None
