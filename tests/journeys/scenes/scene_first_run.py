"""The first minutes: a window within a second, a tour of four steps, an example that sounds."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.shell.startup import StartupLoader
from composer_app.paths import Folders
from composer_app.settings import load
from testing.pulse import Pulse
from tests.journeys.conftest import READY

pytestmark = [pytest.mark.pulse, pytest.mark.jack, pytest.mark.qt_log_ignore("pipewire-0.3")]


@pytest.mark.usefixtures("jack")
def test_whoever_opens_it_for_the_first_time_is_led_to_a_sound(
    qtbot: QtBot, pulse: Pulse, folders: Folders, tmp_path: Path
) -> None:
    window = MainWindow(with_panels=False)
    qtbot.addWidget(window)
    opening = StartupLoader(window, folders)
    with qtbot.waitSignal(opening.loaded, timeout=READY):
        window.show()
    conductor = opening.controller
    assert conductor
    _take_the_tour(qtbot, window, opening)
    assert load(folders.settings_file).tour_done
    with pulse.record(tmp_path / "heard.wav") as heard:
        example = window.input_panel.example_links.findChildren(QPushButton)[0]
        QTest.mouseClick(example, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: (window.score_view.piano_roll.beat or 0) > 3, timeout=READY)
        opening.close()
    assert window.mood_panel.bars()
    samples, _ = soundfile.read(heard)
    assert np.sqrt(np.mean(np.square(samples[-48_000:]))) > 0.001


def _take_the_tour(qtbot: QtBot, window: MainWindow, opening: StartupLoader) -> None:
    """Go through its steps by the keyboard, until it is over."""
    assert opening.controller
    tour = opening.controller.tour
    assert tour.is_showing
    seen = []
    for _ in range(4):
        assert tour.callout
        seen.append(tour.callout.title_label.text())
        QTest.mouseClick(tour.callout.next_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tour.is_showing)
    assert len(set(seen)) == 4
    assert window.isVisible()


@pytest.mark.usefixtures("pulse", "jack")
def test_the_second_time_nobody_is_held_up(qtbot: QtBot, folders: Folders) -> None:
    for showing in (True, False):
        window = MainWindow(with_panels=False)
        qtbot.addWidget(window)
        opening = StartupLoader(window, folders)
        with qtbot.waitSignal(opening.loaded, timeout=READY):
            window.show()
        assert opening.controller
        assert opening.controller.tour.is_showing is showing
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert not opening.controller.tour.is_showing
        opening.close()
        window.close()
