"""A program for a test to run: the window from open to close, as `composer-app` opens it.

Types a sentence, waits until it was composed, and prints how many chords it shows.
"""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from composer_app.gui.shell.app import create_application, run
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.shell.startup import StartupLoader
from composer_app.paths import Folders


def _begin() -> None:
    """Once the window is there."""
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
    opening = window.findChild(StartupLoader)
    assert isinstance(opening, StartupLoader)
    opening.loaded.connect(lambda: _go(opening, window))


def _go(opening: StartupLoader, window: MainWindow) -> None:
    """Write a sentence; when it was composed, what cannot be done; then close."""
    conductor = opening.controller
    assert conductor

    def close() -> None:
        sys.stdout.write(f"{len(window.score_view.chord_editor.symbols_and_numerals)}\n")
        window.close()

    conductor.session.composed.connect(lambda: QTimer.singleShot(0, window, close))
    window.input_panel.show_text(sys.argv[1])
    window.input_panel.compose_button.click()


if __name__ == "__main__":
    create_application()
    QTimer.singleShot(0, _begin)
    sys.exit(run(Folders.for_user()))
