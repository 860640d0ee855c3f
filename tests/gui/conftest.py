"""A window on fakes: everything in it is real but the engine's process and the devices."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.paths import Folders
from testing.fakes_gui import FakeDevices

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A platform without a screen has no window manager to tell of sizes and popups, and says so each time."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture
def devices(request: pytest.FixtureRequest) -> FakeDevices:
    request.getfixturevalue("qapp")  # some of them are QObjects
    return FakeDevices()


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def conductor(
    qtbot: QtBot, window: MainWindow, devices: FakeDevices, folders: Folders
) -> Iterator[AppController]:
    """The whole window, shown, with its engine ready. Its seeds are 1, 2, 3 …"""
    seeds = count(1)
    conductor = AppController(window, devices.as_devices(), folders, lambda: next(seeds))
    with qtbot.waitSignal(conductor.session.ready):
        window.show()
    yield conductor
    conductor.close()
