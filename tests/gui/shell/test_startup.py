"""The first half second, on fakes but for the reading itself."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from composer_app.gui.session import devices as real_devices
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.shell.startup import StartupLoader
from composer_app.library.take_store import TakeStore
from composer_app.paths import Folders
from composer_app.settings import Settings, save
from testing.factories import composition
from testing.fakes_gui import FakeDevices


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    """As it is opened: with the first panel alone."""
    window = MainWindow(with_panels=False)
    qtbot.addWidget(window)
    return window


@pytest.fixture(autouse=True)
def _fakes(monkeypatch: pytest.MonkeyPatch, devices: FakeDevices) -> None:
    monkeypatch.setattr(real_devices, "create_system_devices", lambda _: devices.as_devices())


def test_the_window_is_shown_first_and_its_conductor_follows(
    qtbot: QtBot, window: MainWindow, folders: Folders, devices: FakeDevices
) -> None:
    opening = StartupLoader(window, folders)
    assert not devices.engines
    with qtbot.waitSignal(opening.loaded):
        window.show()
    assert devices.engine.started
    assert opening.controller
    assert opening.controller.tour.is_showing
    opening.close()
    assert devices.engine.closed


def test_a_sentence_that_was_sent_before_is_composed_once_it_can_be(
    qtbot: QtBot, window: MainWindow, folders: Folders
) -> None:
    save(Settings(tour_done=True), folders.settings_file)
    opening = StartupLoader(window, folders)
    with qtbot.waitSignal(opening.loaded):
        window.show()
        QTest.keyClicks(window.input_panel.request_field, "hope")
        QTest.keyClick(window.input_panel.request_field, Qt.Key.Key_Return)
    assert opening.controller
    assert not opening.controller.tour.is_showing
    qtbot.waitUntil(lambda: window.takes_panel.take_list.count() == 1)
    opening.close()


def test_a_window_that_is_closed_at_once_leaves_nothing(
    window: MainWindow, folders: Folders, devices: FakeDevices
) -> None:
    opening = StartupLoader(window, folders)
    window.show()
    window.close()
    opening.close()
    assert not devices.engines


def test_until_it_is_painted_neither_numpy_nor_the_engine_is_read() -> None:
    code = (
        "import sys, composer_app.gui.shell.app\n"
        "names = 'numpy', 'mido', 'typer', 'composer_app.engine.client', 'PySide6.QtMultimedia'\n"
        "print(*[name for name in names if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.split() == []


def test_it_opens_with_a_take_in_it_that_is_named_and_in_silence(
    qtbot: QtBot, window: MainWindow, folders: Folders, devices: FakeDevices
) -> None:
    for seed in (1, 2):
        take, _ = TakeStore(folders.takes).add(composition(seed=seed))
    opening = StartupLoader(window, folders, take.id)
    with qtbot.waitSignal(opening.loaded):
        window.show()
    conductor = opening.controller
    assert conductor
    qtbot.waitUntil(lambda: conductor.open_takes.shown is not None)
    assert conductor.open_takes.shown
    assert conductor.open_takes.shown.composition == take.composition
    assert window.takes_panel.take_list.count() == 2
    assert devices.speaker.played == []
    opening.close()


def test_a_take_that_is_not_there_opens_none(qtbot: QtBot, window: MainWindow, folders: Folders) -> None:
    TakeStore(folders.takes).add(composition(seed=1))
    opening = StartupLoader(window, folders, "no such take")
    with qtbot.waitSignal(opening.loaded):
        window.show()
    qtbot.waitUntil(lambda: window.takes_panel.take_list.count() == 1)
    assert opening.controller
    assert opening.controller.open_takes.shown is None
    opening.close()
