"""The log file, its rotation, and the hooks that log uncaught exceptions, warnings and Qt messages."""

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from composer_app.errors import FileError
from composer_app.files import place_of
from composer_app.gui.shell.crash_dialog import format_crash_details
from composer_app.logs import formatter
from composer_app.paths import ensure_private, touch_private

logger = logging.getLogger(__name__)

LOG_FILE_NAME = "composer.log"
_MAX_LOG_BYTES, _MAX_OLD_LOGS = 500_000, 3
_LOG_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashNotifier(QObject):
    """Reports uncaught exceptions of all threads to the main thread.

    Signals:
        crashed: An exception was not caught, with its details as plain text.
    """

    crashed = Signal(str)

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log an uncaught exception, and emit `crashed`."""
        logger.critical("Uncaught", exc_info=(kind, error, trace))
        self.crashed.emit(format_crash_details(kind, error, trace))


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Write a message of Qt to the log."""
    category = getattr(context, "category", None) or "default"
    logging.getLogger(f"qt.{category}").log(_LOG_LEVELS.get(kind, logging.WARNING), "%s", message)


def _make_handlers(folder: Path, *, debug: bool) -> Iterator[logging.Handler]:
    """Yield a handler for the log file if it can be written, and one for the console with `debug`."""
    if debug:
        yield logging.StreamHandler()
    try:
        path = place_of(ensure_private(folder) / LOG_FILE_NAME)
        _rotate_logs(path)
        touch_private(path)
        yield logging.FileHandler(path, encoding="utf-8")
    except (FileError, OSError, ValueError):
        yield logging.NullHandler()


def _rotate_logs(path: Path) -> None:
    """Rename a long log, and the older logs before it; the oldest is overwritten.

    `logging.handlers` has a class for this, but importing it would delay the window noticeably.
    """
    if not path.exists() or path.stat().st_size < _MAX_LOG_BYTES:
        return
    older = [path, *(path.with_name(f"{path.name}.{number}") for number in range(1, _MAX_OLD_LOGS + 1))]
    for new, old in reversed(list(pairwise(older))):
        if new.exists():
            new.replace(old)


@contextmanager
def log_to_folder(folder: Path, notifier: CrashNotifier, *, debug: bool = False) -> Iterator[None]:
    """Log to a file in a folder and report uncaught exceptions inside the block."""
    root = logging.getLogger()
    level, handlers = root.level, tuple(_make_handlers(folder, debug=debug))
    for handler in handlers:
        handler.setFormatter(formatter(debug=debug))
        root.addHandler(handler)
    root.setLevel(logging.DEBUG if debug else logging.INFO)
    logging.captureWarnings(capture=True)
    restore = _install_hooks(notifier)
    try:
        yield
    finally:
        restore()
        logging.captureWarnings(capture=False)
        root.setLevel(level)
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()


def _install_hooks(notifier: CrashNotifier) -> Callable[[], None]:
    """Install the hooks for uncaught exceptions and Qt messages; return a function that restores the old ones."""
    before = sys.excepthook, threading.excepthook
    qt_before = qInstallMessageHandler(_log_qt_message)

    def on_main_exception(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before[0](kind, error, trace)
        else:
            notifier.report(kind, error, trace)

    def on_thread_exception(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            notifier.report(args.exc_type, args.exc_value, args.exc_traceback)

    def restore() -> None:
        sys.excepthook, threading.excepthook = before
        qInstallMessageHandler(qt_before)

    sys.excepthook, threading.excepthook = on_main_exception, on_thread_exception
    return restore
