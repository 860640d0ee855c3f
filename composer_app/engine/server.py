"""Where the engine's process begins. Nothing heavy is imported up here, so that what fails can be told."""

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

# How long, in seconds, work that was told to stop may go on before the process ends regardless.
GRACE = 1.0


class Wire:
    """The engine's end of the pipe. Several threads may speak at once."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()

    def send(self, message: object) -> None:
        """Say something to the client; where nobody is left to hear it, the process ends."""
        pickled = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        try:
            with self._lock:
                self._pipe.send_bytes(pickled)
        except OSError:
            os._exit(1)

    def receive(self) -> object | None:
        """The client's next message; None when it takes its leave, or has gone."""
        try:
            message: object = self._pipe.recv()
        except (EOFError, OSError):
            return None
        return message


class _ToClient(QueueHandler):
    """Sends log records to the client, who knows where the log is."""

    def __init__(self, send: Callable[[object], None], *, debug: bool) -> None:
        super().__init__(None)  # type: ignore[arg-type]  # there is no queue: `enqueue` is where records go
        self._send = send
        self.setFormatter(formatter(debug=debug, brief=True))

    def enqueue(self, record: logging.LogRecord) -> None:
        self._send(record)


def serve(pipe: Connection, make: str, weights: Path | None, machines: Path | None, log_level: int) -> None:
    """Do what comes through a pipe until it closes: the whole life of the engine's process.

    Args:
        pipe: Tasks come in, events and log records go out.
        make: What makes the composer, as "module:name"; called with `weights`, and `machines` where they are named.
        weights: A file with Whisper's weights, if the user named one.
        machines: Where the user's own machines are; None for the usual place.
        log_level: Records below it are not worth sending.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is for the client to answer
    wire = Wire(pipe)
    logging.getLogger().addHandler(_ToClient(wire.send, debug=log_level <= logging.DEBUG))
    logging.getLogger().setLevel(log_level)
    logging.captureWarnings(capture=True)
    try:
        from composer_app.engine.desk import Desk

        named = (weights, machines) if machines else (weights,)
        desk = Desk(pkgutil.resolve_name(make)(*named), wire.send)
        listener = threading.Thread(target=_hear, args=(wire, desk.hear, desk.close), daemon=True)
        listener.start()
        desk.work()
    except Exception:
        logger.exception("The engine cannot go on")
        raise SystemExit(1) from None
    os._exit(0)  # there is nothing to save, and Python takes a second to unload torch


def _hear(wire: Wire, hear: Callable[[object], None], close: Callable[[], None]) -> None:
    """Pass the client's messages on; at its goodbye stop the work, and do not wait for ever until it has."""
    while (message := wire.receive()) is not None:
        hear(message)
    close()
    threading.Event().wait(GRACE)  # in which the main thread, and with it the process, comes to its end
    os._exit(1)
