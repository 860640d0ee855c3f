"""Shutdown by signals: Ctrl+C, the system, or a closed terminal.

Python can run a signal handler between any two lines of the main thread, even inside another handler or while that
thread holds locks. So a handler here only notes the first signal; later ones are ignored. A separate thread starts
the shutdown, and ends the process by force if it takes too long.
"""

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SHUTDOWN_TIMEOUT_S = 15.0
"""Seconds that a process may take to end after it was told to; its slowest part, an engine, takes three."""
_SILENCE_TIMEOUT_S = 3.0  # for silencing ports, if the process has not ended by itself
_SIGNAL_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


def _do_nothing() -> None:
    """Do nothing."""


class ShutdownRequest:
    """Whether the process was told to end, and whether that interrupts the main thread.

    Attributes:
        requested: Whether the process was told to end.
    """

    def __init__(self, *, interrupts: bool) -> None:
        """Create a request; if `interrupts`, the first signal raises KeyboardInterrupt in the main thread."""
        self.requested = False
        self._interrupts = interrupts

    def note(self, *_: object) -> None:
        """Handle a signal; only the first one counts."""
        first, self.requested = not self.requested, True
        if first and self._interrupts:
            raise KeyboardInterrupt

    @contextmanager
    def without_interrupts(self) -> Iterator[None]:
        """Delay the interrupt until the end of the block; the block checks `requested` itself."""
        old_value, self._interrupts = self._interrupts, False
        try:
            yield
        finally:
            self._interrupts = old_value
        if self.requested and old_value:
            raise KeyboardInterrupt


@contextmanager
def handle_signals(
    stop: ShutdownRequest, begin: Callable[[], None] = _do_nothing, last: Callable[[], None] = _do_nothing
) -> Iterator[None]:
    """Handle the signals that tell the process to end; after the first one, it ends within a time limit.

    Does nothing outside the main thread, where Python cannot handle signals.

    Args:
        stop: Notes the signals.
        begin: Called from another thread after the first signal.
        last: Called from another thread, for a few seconds, before a process that does not end is killed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    receiver, sender = socket.socketpair()
    sender.setblocking(False)
    watcher = threading.Thread(
        target=_wait_for_signal, args=(receiver, begin, last), name="stopping", daemon=True
    )
    watcher.start()
    old_wakeup_fd = signal.set_wakeup_fd(sender.fileno(), warn_on_full_buffer=False)
    old_handlers = {number: signal.signal(number, stop.note) for number in _handled_signals()}
    try:
        yield
    finally:
        if stop.requested:
            for number in old_handlers:  # an interrupt here would skip the rest of the cleanup
                signal.signal(number, signal.SIG_IGN)
        else:
            for number, handler in old_handlers.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(old_wakeup_fd)
            sender.close()
            watcher.join()


def _handled_signals() -> Iterator[int]:
    """Yield the signals that end a process, except those that its parent made it ignore, as nohup does."""
    numbers = (getattr(signal, name, None) for name in _SIGNAL_NAMES)
    yield from (number for number in numbers if number and signal.getsignal(number) is not signal.SIG_IGN)


def _wait_for_signal(receiver: socket.socket, begin: Callable[[], None], last: Callable[[], None]) -> None:
    """Wait for the first signal, start the shutdown, and kill the process if it does not end."""
    with receiver:
        if not receiver.recv(1):
            return
        begin()
        threading.Event().wait(SHUTDOWN_TIMEOUT_S)
        ending = threading.Thread(target=last, daemon=True)
        ending.start()
        ending.join(_SILENCE_TIMEOUT_S)
        os._exit(1)
