"""The first half second, on fakes but for the reading itself."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from composer_app.gui import devices as real_devices
from composer_app.gui.opening import Opening
from composer_app.gui.window import MainWindow
from composer_app.library.shelf import Shelf
from composer_app.paths import Folders
from composer_app.settings import Settings, save
from tests.factories import composition
from tests.fakes_gui import FakeDevices


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    """As it is opened: with the first panel alone."""
    window = MainWindow(furnished=False)
    qtbot.addWidget(window)
    return window


@pytest.fixture(autouse=True)
def _fakes(monkeypatch: pytest.MonkeyPatch, devices: FakeDevices) -> None:
    monkeypatch.setattr(real_devices, "real", lambda _: devices.as_devices())


def test_the_window_is_shown_first_and_its_conductor_follows(
    qtbot: QtBot, window: MainWindow, folders: Folders, devices: FakeDevices
) -> None:
    opening = Opening(window, folders)
    assert not devices.engines
    with qtbot.waitSignal(opening.opened):
        window.show()
    assert devices.engine.started
    assert opening.conductor
    assert opening.conductor.tour.showing
    opening.close()
    assert devices.engine.closed


def test_a_sentence_that_was_sent_before_is_composed_once_it_can_be(
    qtbot: QtBot, window: MainWindow, folders: Folders
) -> None:
    save(Settings(toured=True), folders.settings)
    opening = Opening(window, folders)
    with qtbot.waitSignal(opening.opened):
        window.show()
        QTest.keyClicks(window.speak.field, "hope")
        QTest.keyClick(window.speak.field, Qt.Key.Key_Return)
    assert opening.conductor
    assert not opening.conductor.tour.showing
    qtbot.waitUntil(lambda: window.takes.list.count() == 1)
    opening.close()


def test_a_window_that_is_closed_at_once_leaves_nothing(
    window: MainWindow, folders: Folders, devices: FakeDevices
) -> None:
    opening = Opening(window, folders)
    window.show()
    window.close()
    opening.close()
    assert not devices.engines


def test_until_it_is_painted_neither_numpy_nor_the_engine_is_read() -> None:
    code = (
        "import sys, composer_app.gui.app\n"
        "names = 'numpy', 'mido', 'typer', 'composer_app.engine.client', 'PySide6.QtMultimedia'\n"
        "print(*[name for name in names if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.split() == []


def test_it_opens_with_a_take_in_it_that_is_named_and_in_silence(
    qtbot: QtBot, window: MainWindow, folders: Folders, devices: FakeDevices
) -> None:
    for seed in (1, 2):
        take, _ = Shelf(folders.takes).keep(composition(seed=seed))
    opening = Opening(window, folders, take.id)
    with qtbot.waitSignal(opening.opened):
        window.show()
    conductor = opening.conductor
    assert conductor
    qtbot.waitUntil(lambda: conductor.history.shown is not None)
    assert conductor.history.shown
    assert conductor.history.shown.composition == take.composition
    assert window.takes.list.count() == 2
    assert devices.speaker.played == []
    opening.close()


def test_a_take_that_is_not_there_opens_none(qtbot: QtBot, window: MainWindow, folders: Folders) -> None:
    Shelf(folders.takes).keep(composition(seed=1))
    opening = Opening(window, folders, "no such take")
    with qtbot.waitSignal(opening.opened):
        window.show()
    qtbot.waitUntil(lambda: window.takes.list.count() == 1)
    assert opening.conductor
    assert opening.conductor.history.shown is None
    opening.close()
