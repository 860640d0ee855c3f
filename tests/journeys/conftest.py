"""The real window with the real engine in its own process; only ears and loudspeaker are lent."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from composer_app.composer import Composer
from composer_app.engine.client import Engine
from composer_app.gui.session.devices import Devices, create_training_engine
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.midi.ports import list_ports, open_port, open_virtual_port
from composer_app.paths import Folders
from testing.fakes_gui import FakeDevices

Open = Callable[..., tuple[MainWindow, AppController]]
READY = 60_000  # milliseconds that a busy machine may take to load torch and gensim


def real_but_for_sound(lent: FakeDevices, make: Callable[..., Composer] = Composer) -> Devices:
    """Real engine, real MIDI; a microphone and a loudspeaker that need no sound card."""
    return replace(
        lent.as_devices(),
        make_engine=lambda listener, weights: Engine(listener, weights, make),
        list_ports=list_ports,
        open_port=open_port,
        open_own_port=open_virtual_port,
        make_training_engine=create_training_engine,
    )


@pytest.fixture(autouse=True)
def _one_midi_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests without a server ask the same system as those with one, and start none."""
    monkeypatch.setenv("COMPOSER_MIDI_API", "jack")
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")


@pytest.fixture
def open_window(qtbot: QtBot, folders: Folders) -> Iterator[Open]:
    """Opens windows, waits until they are ready, and closes them at the end."""
    opened: list[MainWindow] = []

    def open_one(devices: Devices) -> tuple[MainWindow, AppController]:
        window = MainWindow()
        qtbot.addWidget(window)
        conductor = AppController(window, devices, folders, iter(range(1, 100)).__next__)
        opened.append(window)
        with qtbot.waitSignal(conductor.session.ready, timeout=READY):
            window.show()
        return window, conductor

    yield open_one
    for window in opened:
        window.close()
