"""A program for a test to run: the window where there is neither microphone, loudspeaker nor MIDI system.

Prints, a line each, what the window says after a sentence was typed, after the button was pressed to speak, and
how many chords it shows.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from composer_app.engine.client import Engine
from composer_app.gui.session.devices import create_system_devices
from composer_app.gui.shell.app import create_application
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.paths import Folders
from tests.engine.composers import Metronome

if __name__ == "__main__":
    from dataclasses import replace

    app = create_application()
    window = MainWindow()
    devices = replace(
        create_system_devices(), make_engine=lambda listener, weights: Engine(listener, weights, Metronome)
    )
    conductor = AppController(window, devices, Folders.under(Path(sys.argv[1])))

    def write() -> None:
        window.input_panel.show_text("hope")
        window.input_panel.compose_button.click()

    def tell() -> None:
        sys.stdout.write(f"{window.message_bar.text}\n")
        window.input_panel.record_button.click()
        sys.stdout.write(
            f"{window.message_bar.text}\n{len(window.score_view.chord_editor.symbols_and_numerals)}\n"
        )
        window.close()

    conductor.session.ready.connect(write)
    conductor.session.composed.connect(lambda: QTimer.singleShot(0, window, tell))
    window.show()
    sys.exit(app.exec())
