"""Long work of the window's own thread, done a little at a time while nothing else is to be done."""

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

_TIME_SLICE_S = 0.006  # seconds of work before the window is heard again


class IdleTask(QObject):
    """Goes through an iterator, whose steps must be short.

    Signals:
        finished: It came to its end.
    """

    finished = Signal()

    def __init__(self, steps: Iterator[object], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._run_slice)
        self._timer.start()

    @property
    def going_on(self) -> bool:
        """Whether there is more to do."""
        return self._timer.isActive()

    def stop(self) -> None:
        """Do no more of it."""
        self._timer.stop()

    def _run_slice(self) -> None:
        until = time.perf_counter() + _TIME_SLICE_S
        for _ in self._steps:
            if time.perf_counter() >= until:
                return
        self._timer.stop()
        self.finished.emit()
