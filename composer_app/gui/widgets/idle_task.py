"""Long work on the main thread, done in short slices while the event loop is idle."""

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

_TIME_SLICE_S = 0.006  # short enough that events are handled without a visible delay


class IdleTask(QObject):
    """Runs an iterator to its end in idle time; each of its steps must be short.

    Signals:
        finished: The iterator ended.
    """

    finished = Signal()

    def __init__(self, steps: Iterator[object], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._run_slice)
        self._timer.start()

    @property
    def is_running(self) -> bool:
        """Whether the iterator has not ended, and was not stopped."""
        return self._timer.isActive()

    def stop(self) -> None:
        """Stop, without emitting `finished`."""
        self._timer.stop()

    def _run_slice(self) -> None:
        until = time.perf_counter() + _TIME_SLICE_S
        for _ in self._steps:
            if time.perf_counter() >= until:
                return
        self._timer.stop()
        self.finished.emit()
