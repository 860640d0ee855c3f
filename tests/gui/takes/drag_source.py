"""A program for a test to drag from: the window with one take in it; prints where its handle is on the screen."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from composer_app.gui.shell.app import create_application
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.paths import Folders
from testing.fakes_gui import FakeDevices

if __name__ == "__main__":
    app = create_application()
    window = MainWindow()
    conductor = AppController(window, FakeDevices().as_devices(), Folders.under(Path(sys.argv[1])))
    window.move(10, 100)
    window.show()

    def tell() -> None:
        chip = window.takes_panel.export_bar.midi_handle
        place = chip.mapToGlobal(chip.rect().center())
        shown = conductor.open_takes.shown
        sys.stdout.write(f"{place.x()} {place.y()}\n{shown and shown.midi_path}\n")
        sys.stdout.flush()

    conductor.session.composed.connect(lambda: QTimer.singleShot(500, tell))
    window.input_panel.show_text("hope")
    window.input_panel.compose_button.click()
    sys.exit(app.exec())
