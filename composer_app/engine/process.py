"""The engine's process as the client sees it: born, spoken to, listened to, buried."""

import logging
import multiprocessing
import signal
import threading
from collections.abc import Iterator
from multiprocessing import resource_tracker
from pathlib import Path
from queue import SimpleQueue

from composer_app.engine.server import GRACE_PERIOD_S, serve

logger = logging.getLogger(__name__)


class EngineProcess:
    """One process, from its start to its end."""

    def __init__(self, factory: str, whisper_weights: Path | None, models_folder: Path | None = None) -> None:
        """Start it, and return before it has loaded anything; what it is told meanwhile, it hears later.

        Raises:
            OSError: The system will not start another process.
        """
        context = multiprocessing.get_context(
            "spawn"
        )  # forking a process with threads, as Qt has, may lock up
        self._pipe, far = context.Pipe()
        level = logging.getLogger().getEffectiveLevel()
        arguments = (far, factory, whisper_weights, models_folder, level)
        self._process = context.Process(target=serve, args=arguments, name="composer-engine", daemon=True)
        try:
            _block_sigint()
            self._process.start()
        finally:
            far.close()  # else the end of the process would not close the pipe
        self._shutdown_lock = threading.Lock()
        self._outgoing: SimpleQueue[object | None] = SimpleQueue()
        # A minute of sound fills the pipe, which a process that still loads does not empty: wait elsewhere.
        self._sender_thread = threading.Thread(target=self._send_queued, name="engine-speaker", daemon=True)
        self._sender_thread.start()

    def send(self, message: object) -> None:
        """Say something, without waiting until it is heard."""
        self._outgoing.put(message)

    def messages(self) -> Iterator[object]:
        """What it says, until it has gone; its log records go to our loggers."""
        while True:
            try:
                message = self._pipe.recv()
            except (EOFError, OSError):
                return
            if isinstance(message, logging.LogRecord):
                _handle_log_record(message)
            else:
                yield message

    def shut_down(self) -> None:
        """Ask it to end, and see to it that it does. Takes a few seconds at the very worst.

        May be called again, and from any thread.
        """
        self._outgoing.put(None)
        with self._shutdown_lock:
            self._process.join(GRACE_PERIOD_S)
            for force in (self._process.terminate, self._process.kill):
                if self._process.exitcode is None:
                    force()
                    self._process.join(GRACE_PERIOD_S)

    def reap(self) -> int | None:
        """Clear away what is left of it, once its `messages` have ended; its exit code."""
        self.shut_down()
        self._sender_thread.join()
        self._pipe.close()
        return self._process.exitcode

    def _send_queued(self) -> None:
        try:
            while True:
                message = self._outgoing.get()
                self._pipe.send(message)
                if message is None:
                    return
        except OSError:  # it has gone; whoever listens to it sees that too
            logger.debug("The engine's process does not listen any more")


def _block_sigint() -> None:
    """Let the process be born deaf to Ctrl-C, which would otherwise kill it with a traceback as it starts.

    A new process inherits the signals that its parent's thread holds back. This thread is our own; the main
    thread goes on answering them.
    """
    resource_tracker.getfd()  # starts it; else it is started with the process, and lets go of what is held
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _handle_log_record(record: logging.LogRecord) -> None:
    log = logging.getLogger(record.name)
    if log.isEnabledFor(record.levelno):
        log.handle(record)
