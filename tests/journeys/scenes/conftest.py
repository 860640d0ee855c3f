"""For scenes: the window as a person has it before them, and what they hear."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from composer_app.gui.session.devices import create_system_devices
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.paths import Folders
from testing.jack import Jack
from testing.pulse import Pulse
from tests.journeys.conftest import READY


@dataclass(frozen=True)
class Stage:
    """A window with all that is real behind it."""

    window: MainWindow
    conductor: AppController
    pulse: Pulse
    jack: Jack


@contextmanager
def open_stage(qtbot: QtBot, folders: Folders, pulse: Pulse, jack: Jack) -> Iterator[Stage]:
    """Open the program, and close it in the end."""
    window = MainWindow()
    qtbot.addWidget(window)
    conductor = AppController(window, create_system_devices(), folders)
    try:
        with qtbot.waitSignal(conductor.session.ready, timeout=READY), qtbot.waitActive(window):
            window.show()
        yield Stage(window, conductor, pulse, jack)
    finally:
        window.close()


@pytest.fixture
def stage(qtbot: QtBot, folders: Folders, pulse: Pulse, jack: Jack) -> Iterator[Stage]:
    """The program, opened on empty folders and active. Mark the test with `pulse` and `jack`."""
    with open_stage(qtbot, folders, pulse, jack) as opened:
        yield opened
