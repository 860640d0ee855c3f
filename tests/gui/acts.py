"""What a person does in the window, for tests of all of it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from composer_app.engine.tasks import Compose
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from testing.fakes_gui import FakeDevices


def write(
    qtbot: QtBot, conductor: AppController, window: MainWindow, text: str = "a song of hope and wonder"
) -> None:
    """Write a sentence, press Enter, and wait for its take."""
    window.input_panel.request_field.setFocus()
    window.input_panel.request_field.clear()
    with qtbot.waitSignal(conductor.session.composed):
        QTest.keyClicks(window.input_panel.request_field, text)
        QTest.keyClick(window.input_panel.request_field, Qt.Key.Key_Return)


def choose(qtbot: QtBot, conductor: AppController, window: MainWindow, emotion: str) -> None:
    """Click a feeling's place on the map, and wait for its take."""
    x, y = window.mood_panel.emotion_map.emotion_positions()[emotion]
    with qtbot.waitSignal(conductor.session.composed):
        QTest.mouseClick(
            window.mood_panel.emotion_map, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y))
        )


def composed(devices: FakeDevices) -> list[Compose]:
    return [task for task in devices.engine.done if isinstance(task, Compose)]


def go(window: MainWindow, row: int) -> None:
    """Go to a take by its place in the list, from 0 on top."""
    window.takes_panel.take_list.setCurrentIndex(window.takes_panel.browser.model.index(row))
