"""The log: a file that is turned over when it is long, and everything that could go unheard led into it."""

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
_MAX_LOG_BYTES, _MAX_OLD_LOGS = (
    500_000,
    3,
)  # bytes after which a log is turned over, and how many old ones stay
_LOG_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashNotifier(QObject):
    """Brings word of a bug, from whatever thread, to the window's.

    Signals:
        crashed: There was a bug, with its details as plain text.
    """

    crashed = Signal(str)

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log an exception that nobody caught, and tell of it."""
        logger.critical("Uncaught", exc_info=(kind, error, trace))
        self.crashed.emit(format_crash_details(kind, error, trace))


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Take what Qt says into the log."""
    category = getattr(context, "category", None) or "default"
    logging.getLogger(f"qt.{category}").log(_LOG_LEVELS.get(kind, logging.WARNING), "%s", message)


def _make_handlers(folder: Path, *, debug: bool) -> Iterator[logging.Handler]:
    """The file, where it can be written; and the console for developers."""
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
    """Put a long log aside, in the place of the one put aside before it, and so on; the oldest is dropped.

    The standard library's handler does so too, and takes as long to be read as a good part of the window.
    """
    if not path.exists() or path.stat().st_size < _MAX_LOG_BYTES:
        return
    older = [path, *(path.with_name(f"{path.name}.{number}") for number in range(1, _MAX_OLD_LOGS + 1))]
    for new, old in reversed(list(pairwise(older))):
        if new.exists():
            new.replace(old)


@contextmanager
def log_to_folder(folder: Path, notifier: CrashNotifier, *, debug: bool = False) -> Iterator[None]:
    """Log into a folder, and ring the alarm for each uncaught exception, until the block is left."""
    root = logging.getLogger()
    level, handlers = root.level, tuple(_make_handlers(folder, debug=debug))
    for handler in handlers:
        handler.setFormatter(formatter(debug=debug))
        root.addHandler(handler)
    root.setLevel(logging.DEBUG if debug else logging.INFO)
    logging.captureWarnings(capture=True)
    put_back = _install_hooks(notifier)
    try:
        yield
    finally:
        put_back()
        logging.captureWarnings(capture=False)
        root.setLevel(level)
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()


def _install_hooks(notifier: CrashNotifier) -> Callable[[], None]:
    """Take the hooks for uncaught exceptions and Qt's messages; what puts the old ones back."""
    before = sys.excepthook, threading.excepthook
    qt_before = qInstallMessageHandler(_log_qt_message)

    def of_main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before[0](kind, error, trace)
        else:
            notifier.report(kind, error, trace)

    def of_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            notifier.report(args.exc_type, args.exc_value, args.exc_traceback)

    def put_back() -> None:
        sys.excepthook, threading.excepthook = before
        qInstallMessageHandler(qt_before)

    sys.excepthook, threading.excepthook = of_main, of_thread
    return put_back
