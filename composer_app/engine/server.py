"""Entry point of the engine's process. Heavy imports are delayed, so that their failures can be reported."""

import logging
import os
import pickle
import pkgutil
import signal
import threading
from collections.abc import Callable
from logging.handlers import QueueHandler
from multiprocessing.connection import Connection
from pathlib import Path

from composer_app.logs import formatter

logger = logging.getLogger(__name__)

# How long cancelled work may go on before the process is ended by force.
GRACE_PERIOD_S = 1.0


class PipeConnection:
    """The engine's end of the pipe. Several threads may send at once."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()

    def send(self, message: object) -> None:
        """Send a message to the client; end the process if the client has gone."""
        pickled = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        try:
            with self._lock:
                self._pipe.send_bytes(pickled)
        except OSError:
            os._exit(1)

    def receive(self) -> object | None:
        """Return the client's next message; None if the client has closed the pipe or gone."""
        try:
            message: object = self._pipe.recv()
        except (EOFError, OSError):
            return None
        return message


class _ClientLogHandler(QueueHandler):
    """A handler that sends log records to the client, which writes the log."""

    def __init__(self, send: Callable[[object], None], *, debug: bool) -> None:
        super().__init__(None)  # type: ignore[arg-type]  # no queue: `enqueue` sends the records
        self._send = send
        self.setFormatter(formatter(debug=debug, brief=True))

    def enqueue(self, record: logging.LogRecord) -> None:
        self._send(record)


def serve(
    pipe: Connection, factory: str, whisper_weights: Path | None, models_folder: Path | None, log_level: int
) -> None:
    """Run tasks from a pipe until it closes. This is the main function of the engine's process.

    Args:
        pipe: Receives tasks; sends events and log records.
        factory: The function that creates the composer, as "module:name"; called with `whisper_weights` and, if
            given, `models_folder`.
        whisper_weights: A file with Whisper's weights, if the user chose one.
        models_folder: The folder of the user's own models; None for the default location.
        log_level: The lowest level of log records to send.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the client handles Ctrl-C in a terminal
    connection = PipeConnection(pipe)
    logging.getLogger().addHandler(_ClientLogHandler(connection.send, debug=log_level <= logging.DEBUG))
    logging.getLogger().setLevel(log_level)
    logging.captureWarnings(capture=True)
    try:
        from composer_app.engine.task_runner import TaskRunner

        arguments = (whisper_weights, models_folder) if models_folder else (whisper_weights,)
        runner = TaskRunner(pkgutil.resolve_name(factory)(*arguments), connection.send)
        listener = threading.Thread(
            target=_receive_messages, args=(connection, runner.receive, runner.close), daemon=True
        )
        listener.start()
        runner.run()
    except Exception:
        logger.exception("The engine cannot go on")
        raise SystemExit(1) from None
    os._exit(0)  # there is nothing to save, and unloading torch takes a second


def _receive_messages(
    connection: PipeConnection, on_message: Callable[[object], None], on_close: Callable[[], None]
) -> None:
    """Dispatch the client's messages until it closes; then cancel the work, and exit after a grace period."""
    while (message := connection.receive()) is not None:
        on_message(message)
    on_close()
    threading.Event().wait(GRACE_PERIOD_S)  # meanwhile the main thread normally ends the process
    os._exit(1)
