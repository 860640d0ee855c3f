"""One engine process, as the client sees it: start, send, receive, reap."""

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
    """One engine process, from its start to its end."""

    def __init__(self, factory: str, whisper_weights: Path | None, models_folder: Path | None = None) -> None:
        """Start the process, and return before it has loaded anything. Messages are queued until it is ready.

        Raises:
            OSError: If the system cannot start another process.
        """
        # Forking a process with threads, as Qt has, may deadlock.
        context = multiprocessing.get_context("spawn")
        self._pipe, child_pipe = context.Pipe()
        level = logging.getLogger().getEffectiveLevel()
        arguments = (child_pipe, factory, whisper_weights, models_folder, level)
        self._process = context.Process(target=serve, args=arguments, name="composer-engine", daemon=True)
        try:
            _block_sigint()
            self._process.start()
        finally:
            child_pipe.close()  # otherwise the pipe would stay open after the process ends
        self._shutdown_lock = threading.Lock()
        self._outgoing: SimpleQueue[object | None] = SimpleQueue()
        # A minute of audio fills the pipe, and a loading process does not read it, so a thread does the waiting.
        self._sender_thread = threading.Thread(target=self._send_queued, name="engine-speaker", daemon=True)
        self._sender_thread.start()

    def send(self, message: object) -> None:
        """Queue a message, without waiting until it is received."""
        self._outgoing.put(message)

    def messages(self) -> Iterator[object]:
        """Yield the process's messages until it ends; pass its log records to this process's loggers."""
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
        """Ask the process to end, and kill it if it does not. Takes a few seconds at most.

        Safe to call more than once, and from any thread.
        """
        self._outgoing.put(None)
        with self._shutdown_lock:
            self._process.join(GRACE_PERIOD_S)
            for force in (self._process.terminate, self._process.kill):
                if self._process.exitcode is None:
                    force()
                    self._process.join(GRACE_PERIOD_S)

    def reap(self) -> int | None:
        """Release the process's resources after its `messages` have ended, and return its exit code."""
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
        except OSError:  # the process has ended; the thread that reads `messages` notices that too
            logger.debug("The engine's process does not listen any more")


def _block_sigint() -> None:
    """Block SIGINT in the new process: Ctrl-C would kill it with a traceback while it starts.

    A new process inherits the blocked signals of the thread that starts it. That is a thread of the engine; the main
    thread still handles Ctrl-C.
    """
    resource_tracker.getfd()  # starts the tracker now; started together with the process, it would unblock the signal
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _handle_log_record(record: logging.LogRecord) -> None:
    log = logging.getLogger(record.name)
    if log.isEnabledFor(record.levelno):
        log.handle(record)
