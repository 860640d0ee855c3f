"""A program for a test to kill: the window makes takes, marks and versions, says so, and goes on making."""

import itertools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QTimer

from composer_app.gui.shell.app import application
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.music.chord import Chord
from composer_app.paths import Folders
from testing.fakes_gui import FakeDevices


def _acts(window: MainWindow, conductor: AppController) -> Iterator[Callable[[], object]]:
    """What a person does, one after each take that is made."""

    def write(text: str) -> None:
        window.speak.show_text(text)
        window.speak.compose.click()

    yield lambda: write("hope")
    yield lambda: conductor.shaping.swap(1, Chord(0, "maj7"))
    yield lambda: write("sad")
    yield conductor.asking.another


def _mark(window: MainWindow, conductor: AppController) -> None:
    """Star, name, undo: each is on the disk when it is done."""
    newest = window.takes.browser.model
    conductor.takes.star(newest.at(0).take)
    conductor.takes.rename(newest.at(2).take, "Opening")
    conductor.takes.remove(newest.at(1).take)
    conductor.takes.remove(window.takes.catalogue.order()[0])
    conductor.undoing.undo()
    sys.stdout.write("done\n")
    sys.stdout.flush()


if __name__ == "__main__":
    app = application()
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

    conductor.workflow.composed.connect(lambda: QTimer.singleShot(0, go_on))
    window.show()
    QTimer.singleShot(0, go_on)
    sys.exit(app.exec())
