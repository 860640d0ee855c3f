"""One button, two habits: a tap starts and another stops; a long press records for as long as it is held."""

import time
from collections.abc import Callable

HOLD = 0.35
"""From how many seconds on a press counts as held."""


class TalkButton:
    """Decides what pressing and letting go of the button means."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._began: float | None = None

    def press(self, *, recording: bool) -> bool:
        """The button went down; whether a recording begins."""
        self._began = None if recording else self._now()
        return not recording

    def release(self) -> bool:
        """The button went up; whether the recording ends: after a hold, or at the second tap."""
        return self._began is None or self._now() - self._began >= HOLD
