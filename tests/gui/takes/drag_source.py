"""A program for a test to drag from: the window with one take in it; prints where its handle is on the screen."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from composer_app.gui.shell.app import application
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.paths import Folders
from testing.fakes_gui import FakeDevices

if __name__ == "__main__":
    app = application()
    window = MainWindow()
    conductor = AppController(window, FakeDevices().as_devices(), Folders.under(Path(sys.argv[1])))
    window.move(10, 100)
    window.show()

    def tell() -> None:
        chip = window.takes.away.chip
        place = chip.mapToGlobal(chip.rect().center())
        shown = conductor.history.shown
        sys.stdout.write(f"{place.x()} {place.y()}\n{shown and shown.midi}\n")
        sys.stdout.flush()

    conductor.workflow.composed.connect(lambda: QTimer.singleShot(500, tell))
    window.speak.show_text("hope")
    window.speak.compose.click()
    sys.exit(app.exec())
