"""A program for a test to run: the window from open to close, as `composer-app` opens it.

Types a sentence, waits until it was composed, and prints how many chords it shows.
"""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from composer_app.gui.app import application, run
from composer_app.gui.opening import Opening
from composer_app.gui.window import MainWindow
from composer_app.paths import Folders


def _begin() -> None:
    """Once the window is there."""
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
    opening = window.findChild(Opening)
    assert isinstance(opening, Opening)
    opening.opened.connect(lambda: _go(opening, window))


def _go(opening: Opening, window: MainWindow) -> None:
    """Write a sentence; when it was composed, what cannot be done; then close."""
    conductor = opening.conductor
    assert conductor

    def close() -> None:
        sys.stdout.write(f"{len(window.score.chords.labels)}\n")
        window.close()

    conductor.workflow.composed.connect(lambda: QTimer.singleShot(0, window, close))
    window.speak.show_text(sys.argv[1])
    window.speak.compose.click()


if __name__ == "__main__":
    application()
    QTimer.singleShot(0, _begin)
    sys.exit(run(Folders.of_user()))
