"""A program for a test to run: the window where there is neither microphone, loudspeaker nor MIDI system.

Prints, a line each, what the window says after a sentence was typed, after the button was pressed to speak, and
how many chords it shows.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from composer_app.engine.client import Engine
from composer_app.gui.session.devices import real
from composer_app.gui.shell.app import application
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.paths import Folders
from tests.engine.composers import Metronome

if __name__ == "__main__":
    from dataclasses import replace

    app = application()
    window = MainWindow()
    devices = replace(real(), engine=lambda listener, weights: Engine(listener, weights, Metronome))
    conductor = AppController(window, devices, Folders.under(Path(sys.argv[1])))

    def write() -> None:
        window.speak.show_text("hope")
        window.speak.compose.click()

    def tell() -> None:
        sys.stdout.write(f"{window.notice.text}\n")
        window.speak.button.click()
        sys.stdout.write(f"{window.notice.text}\n{len(window.score.chords.labels)}\n")
        window.close()

    conductor.workflow.ready.connect(write)
    conductor.workflow.composed.connect(lambda: QTimer.singleShot(0, window, tell))
    window.show()
    sys.exit(app.exec())
