"""One button, two habits: a tap starts and another stops; a long press records for as long as it is held."""

import time
from collections.abc import Callable

HOLD = 0.35
"""From how many seconds on a press counts as held."""
LATE = 0.8
"""For how many seconds after a recording has ended by itself a press was meant to end it."""


class TalkButton:
    """Decides what pressing and letting go of the button means."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._began: float | None = None
        self._ended = -LATE

    def press(self, *, recording: bool) -> bool:
        """The button went down; whether a recording begins."""
        begins = not recording and self._now() - self._ended >= LATE
        self._began = self._now() if begins else None
        return begins

    def end(self) -> None:
        """The recording has ended by itself."""
        self._ended = self._now()

    def release(self) -> bool:
        """The button went up; whether the recording ends: after a hold, or at the second tap."""
        return self._began is None or self._now() - self._began >= HOLD
