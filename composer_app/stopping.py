"""Being told to end: by Ctrl+C, by the system, by a terminal that closes.

Python runs a signal's handler between any two lines of the main thread, also of another handler, and while that
thread holds locks. So a handler here does no more than note the first signal; those that follow find it noted. What
has to be done is begun by a thread of its own, which also sees to it that the process ends in the end.
"""

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 15.0
"""Seconds that a process may take to end once it was told to: the slowest part of it, an engine, takes three."""
_LAST_PATIENCE = 3.0  # seconds for falling silent, where nothing else ended
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


def _nothing() -> None:
    """Do nothing."""


class Stop:
    """Whether the process was told to end, and what that interrupts.

    Attributes:
        asked: Whether it was.
    """

    def __init__(self, *, interrupts: bool) -> None:
        """Note signals; where it `interrupts`, the first of them raises KeyboardInterrupt in the main thread."""
        self.asked = False
        self._interrupts = interrupts

    def note(self, *_: object) -> None:
        """A signal came: the first counts."""
        first, self.asked = not self.asked, True
        if first and self._interrupts:
            raise KeyboardInterrupt

    @contextmanager
    def unbroken(self) -> Iterator[None]:
        """Interrupt nothing in here, where `asked` is to be looked at; what came meanwhile interrupts afterwards."""
        before, self._interrupts = self._interrupts, False
        try:
            yield
        finally:
            self._interrupts = before
        if self.asked and before:
            raise KeyboardInterrupt


@contextmanager
def heeding(
    stop: Stop, begin: Callable[[], None] = _nothing, last: Callable[[], None] = _nothing
) -> Iterator[None]:
    """Note the signals that tell the process to end; once there was one, it ends in time, by itself or not.

    In another thread than the main one, signals are somebody else's.

    Args:
        stop: Where they are noted.
        begin: Called from another thread at the first.
        last: Called from another thread, for some seconds, before a process that does not end is ended.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    ear, mouth = socket.socketpair()
    mouth.setblocking(False)
    watch = threading.Thread(target=_watch, args=(ear, begin, last), name="stopping", daemon=True)
    watch.start()
    wake = signal.set_wakeup_fd(mouth.fileno(), warn_on_full_buffer=False)
    before = {number: signal.signal(number, stop.note) for number in _heeded()}
    try:
        yield
    finally:
        if stop.asked:
            for number in before:  # the way out is not to be broken either
                signal.signal(number, signal.SIG_IGN)
        else:
            for number, handler in before.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(wake)
            mouth.close()
            watch.join()


def _heeded() -> Iterator[int]:
    """The signals that tell a process to end, but for those that whoever started it keeps from it, as nohup does."""
    numbers = (getattr(signal, name, None) for name in _NAMES)
    yield from (number for number in numbers if number and signal.getsignal(number) is not signal.SIG_IGN)


def _watch(ear: socket.socket, begin: Callable[[], None], last: Callable[[], None]) -> None:
    """Wait for the first signal, begin the end, and see that it comes."""
    with ear:
        if not ear.recv(1):
            return
        begin()
        threading.Event().wait(PATIENCE)
        ending = threading.Thread(target=last, daemon=True)
        ending.start()
        ending.join(_LAST_PATIENCE)
        os._exit(1)
