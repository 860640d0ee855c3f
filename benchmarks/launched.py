"""The program that `benchmarks/window.py launch` starts: opens a window, types a letter into it, and exits.

    python -m benchmarks.launched bare|composer FOLDER

Prints when the letter appeared, on the system's monotonic clock, the processor time until then, and which heavy
libraries were imported.
"""

import json
import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMainWindow, QPushButton, QWidget

HEAVY = ("torch", "whisper", "gensim", "scipy", "symusic")


def _tell() -> None:
    at, heavy = time.monotonic(), [name for name in HEAVY if name in sys.modules]
    sys.stdout.write(json.dumps({"at": at, "cpu": time.process_time(), "heavy": heavy}) + "\n")
    sys.stdout.flush()
    QApplication.quit()


def _type_into(field: QLineEdit) -> None:
    """Send a key press, as from a keyboard, after the first paint."""
    field.textChanged.connect(_tell)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QApplication.postEvent(field, key)


def _watch(kind: type[QMainWindow], field_of: Callable[[QMainWindow], QLineEdit]) -> None:
    """Type into the first window of a class after its first paint."""
    paint_it = kind.paintEvent

    def paint(window: QMainWindow, event: QPaintEvent) -> None:
        paint_it(window, event)
        if not window.property("seen"):
            window.setProperty("seen", True)
            QTimer.singleShot(0, window, lambda: _type_into(field_of(window)))

    kind.paintEvent = paint  # type: ignore[method-assign, assignment]


class _Bare(QMainWindow):
    """A field and a button."""

    def __init__(self) -> None:
        super().__init__()
        whole = QWidget()
        row = QHBoxLayout(whole)
        self.field = QLineEdit()
        row.addWidget(self.field)
        row.addWidget(QPushButton("Compose"))
        self.setCentralWidget(whole)
        self.resize(1180, 760)
        self.field.setFocus()


def _run_bare() -> None:
    _watch(_Bare, lambda window: window.field)  # type: ignore[attr-defined]
    app = QApplication([])
    window = _Bare()
    window.show()
    app.exec()


def _run_composer(folder: str) -> None:
    from composer_app.__main__ import main
    from composer_app.gui.shell.main_window import MainWindow

    _watch(MainWindow, lambda window: window.input_panel.request_field)  # type: ignore[attr-defined]
    os.environ.update(XDG_DATA_HOME=f"{folder}/data", XDG_CONFIG_HOME=f"{folder}/config")
    sys.argv = ["composer-app"]
    main()


if __name__ == "__main__":
    _run_bare() if sys.argv[1] == "bare" else _run_composer(sys.argv[2])
