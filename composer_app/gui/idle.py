"""Long work of the window's own thread, done a little at a time while nothing else is to be done."""

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

_SLICE = 0.006  # seconds of work before the window is heard again


class Idle(QObject):
    """Goes through an iterator, whose steps must be short.

    Signals:
        over: It came to its end.
    """

    over = Signal()

    def __init__(self, work: Iterator[object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    @property
    def going_on(self) -> bool:
        """Whether there is more to do."""
        return self._timer.isActive()

    def stop(self) -> None:
        """Do no more of it."""
        self._timer.stop()

    def _go_on(self) -> None:
        until = time.perf_counter() + _SLICE
        for _ in self._work:
            if time.perf_counter() >= until:
                return
        self._timer.stop()
        self.over.emit()
