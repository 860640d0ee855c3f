"""What was understood, mended on the map: the music follows."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from testing.fakes_gui import FakeDevices
from tests.gui.acts import composed, write


def test_a_point_that_is_let_go_is_composed_in_the_same_words_by_the_same_seed(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    x, y = window.mood_panel.emotion_map.emotion_positions()["solemn"]
    with qtbot.waitSignal(conductor.session.composed):
        QTest.mouseClick(
            window.mood_panel.emotion_map, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y) + 22)
        )
    first, second = composed(devices)
    assert second.seed == first.seed
    assert second.request.text == first.request.text
    assert second.request.mood.words == first.request.mood.words
    assert second.request.mood.strongest_emotion == "solemn"
    assert window.mood_panel.emotion_map.point == (second.request.mood.valence, second.request.mood.arousal)
    assert window.input_panel.text == first.request.text


def test_keys_alone_move_the_mood(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    before = composed(devices)[0].request.mood
    window.mood_panel.emotion_map.setFocus()
    with qtbot.waitSignal(conductor.session.composed):
        QTest.keyClick(window.mood_panel.emotion_map, Qt.Key.Key_Left)
    after = composed(devices)[-1].request.mood
    assert after.valence == pytest.approx(before.valence - 0.05)
    assert after.arousal == pytest.approx(before.arousal)


def test_the_map_can_be_used_before_anything_was_said(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    with qtbot.waitSignal(conductor.session.composed):
        QTest.mouseClick(window.mood_panel.emotion_map, Qt.MouseButton.LeftButton, pos=QPoint(60, 160))
    asked = composed(devices)[0].request
    assert asked.text == asked.mood.strongest_emotion
    assert asked.mood.valence < 0
