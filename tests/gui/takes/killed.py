"""A program for a test to kill: the window makes takes, marks and versions, says so, and goes on making."""

import itertools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QTimer

from composer_app.gui.shell.app import create_application
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.music.chord import Chord
from composer_app.paths import Folders
from testing.fakes_gui import FakeDevices


def _acts(window: MainWindow, conductor: AppController) -> Iterator[Callable[[], object]]:
    """What a person does, one after each take that is made."""

    def write(text: str) -> None:
        window.input_panel.show_text(text)
        window.input_panel.compose_button.click()

    yield lambda: write("hope")
    yield lambda: conductor.chord_controller.substitute(1, Chord(0, "maj7"))
    yield lambda: write("sad")
    yield conductor.request_controller.new_variation


def _mark(window: MainWindow, conductor: AppController) -> None:
    """Star, name, undo: each is on the disk when it is done."""
    newest = window.takes_panel.browser.model
    conductor.takes_controller.toggle_star(newest.row_at(0).take_id)
    conductor.takes_controller.rename(newest.row_at(2).take_id, "Opening")
    conductor.takes_controller.toggle_removed(newest.row_at(1).take_id)
    conductor.takes_controller.toggle_removed(window.takes_panel.take_index.listed_takes()[0])
    conductor.undo_controller.undo()
    sys.stdout.write("done\n")
    sys.stdout.flush()


if __name__ == "__main__":
    app = create_application()
    window = MainWindow()
    seeds = itertools.count(1)
    conductor = AppController(
        window, FakeDevices().as_devices(), Folders.under(Path(sys.argv[1])), lambda: next(seeds)
    )
    acts = _acts(window, conductor)

    def go_on() -> None:
        if act := next(acts, None):
            act()
        else:
            _mark(window, conductor)

    conductor.session.composed.connect(lambda: QTimer.singleShot(0, go_on))
    window.show()
    QTimer.singleShot(0, go_on)
    sys.exit(app.exec())
