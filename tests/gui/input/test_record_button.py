import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from composer_app.gui.input.record_button import (
    AUTO_STOP_GRACE_S,
    HOLD_THRESHOLD_S,
    SPOKE_COUNT,
    LevelHistory,
    PushToTalk,
    RecordButton,
)


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


def test_a_tap_starts_and_goes_on_recording() -> None:
    watch = Watch()
    button = PushToTalk(watch)
    assert button.press(recording=False)
    watch.time += HOLD_THRESHOLD_S / 2
    assert not button.release()


def test_a_second_tap_ends_the_recording() -> None:
    watch = Watch()
    button = PushToTalk(watch)
    button.press(recording=False)
    button.release()
    watch.time += 3
    assert not button.press(recording=True)
    assert button.release()


def test_a_press_just_after_it_ended_by_itself_was_meant_to_end_it() -> None:
    watch = Watch()
    button = PushToTalk(watch)
    button.press(recording=False)
    button.release()
    watch.time += 3
    button.on_auto_stopped()
    watch.time += AUTO_STOP_GRACE_S / 2
    assert not button.press(recording=False)
    watch.time += AUTO_STOP_GRACE_S
    assert button.press(recording=False)


def test_a_long_press_records_until_it_is_let_go() -> None:
    watch = Watch()
    button = PushToTalk(watch)
    button.press(recording=False)
    watch.time += HOLD_THRESHOLD_S + 0.01
    assert button.release()


def test_the_newest_level_comes_first_and_the_oldest_is_forgotten() -> None:
    ring = LevelHistory()
    for level in (1.0, *[0.1] * (SPOKE_COUNT - 1)):
        ring.add(level)
    assert len(ring.scale_positions) == SPOKE_COUNT
    assert ring.scale_positions[-1] == 1.0
    ring.add(0.1)
    assert ring.scale_positions[-1] < 1.0


def test_what_is_loud_dies_away_slowly_and_silence_is_flat() -> None:
    ring = LevelHistory()
    ring.add(1.0)
    ring.add(0.0)
    assert ring.scale_positions[:2] == pytest.approx((0.85, 1.0))
    ring.clear()
    assert set(ring.scale_positions) == {0.0}


@pytest.fixture
def button(qtbot: QtBot) -> RecordButton:
    button = RecordButton()
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    button.show()
    return button


def _ring_pixels(button: RecordButton) -> QImage:
    return button.grab().toImage()


def test_the_ring_moves_with_the_voice(button: RecordButton) -> None:
    button.show_recording(True)
    silent = _ring_pixels(button)
    for _ in range(SPOKE_COUNT):
        button.show_level(0.5)
    loud = _ring_pixels(button)
    assert silent != loud
    assert min(button.scale_positions) > 0.8
    button.show_recording(False)
    assert max(button.scale_positions) == 0
    assert _ring_pixels(button) != silent


def test_it_is_pressed_by_mouse_and_by_key_and_only_inside(qtbot: QtBot, button: RecordButton) -> None:
    with qtbot.waitSignal(button.pressed):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())
    with qtbot.waitSignal(button.pressed):
        QTest.keyClick(button, Qt.Key.Key_Space)
    with qtbot.assertNotEmitted(button.pressed):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
