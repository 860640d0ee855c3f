"""What listens: chosen beside the button, heard at once, kept at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from composer_app.gui.input.microphone_popover import MicrophonePopover
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.paths import Folders
from composer_app.settings import load
from testing.fakes_gui import FakeDevices, FakeMicrophone


@pytest.fixture
def popover(qtbot: QtBot, conductor: AppController, window: MainWindow) -> MicrophonePopover:
    assert conductor
    window.input_panel.microphone_button.click()
    (popover,) = window.findChildren(MicrophonePopover)
    qtbot.waitUntil(popover.isVisible)
    return popover


def test_it_is_heard_while_it_is_open_and_let_go_when_it_closes(
    qtbot: QtBot, popover: MicrophonePopover, devices: FakeDevices
) -> None:
    assert devices.recorder.started == [("", 1)]
    qtbot.waitUntil(lambda: popover.form.meter.scale_position > 0.5)
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    assert devices.recorder.cancelled == 1


def test_what_is_chosen_is_kept_at_once(
    popover: MicrophonePopover, folders: Folders, devices: FakeDevices
) -> None:
    form = popover.form
    form.microphone_combo.setCurrentText("Interface")
    form.microphone_combo.activated.emit(form.microphone_combo.currentIndex())
    form.channel_combo.setCurrentIndex(2)
    form.channel_combo.activated.emit(2)
    form.language_combo.setCurrentText("Chinese")
    form.language_combo.activated.emit(form.language_combo.currentIndex())
    form.auto_stop_checkbox.click()
    kept = load(folders.settings_file)
    assert (kept.microphone, kept.input_channel, kept.language, kept.hands_free) == (
        "Interface",
        3,
        "zh",
        False,
    )
    assert devices.recorder.started[-1] == ("Interface", 3)
    popover.close()


def test_the_next_recording_uses_what_was_chosen(
    popover: MicrophonePopover, window: MainWindow, devices: FakeDevices, conductor: AppController
) -> None:
    form = popover.form
    form.microphone_combo.setCurrentText("Headset")
    form.microphone_combo.activated.emit(form.microphone_combo.currentIndex())
    popover.close()
    window.input_panel.record_button.click()
    assert devices.recorder.started[-1] == ("Headset", 1)
    assert not window.input_panel.microphone_button.isEnabled()
    conductor.recording_session.cancel()


def test_a_microphone_that_is_plugged_in_meanwhile_is_listed_and_heard_on(
    popover: MicrophonePopover, devices: FakeDevices
) -> None:
    devices.microphones = (*devices.microphones, FakeMicrophone("New one", 1))
    devices.recorder.devices_changed.emit()
    assert popover.form.microphone_combo.findData("New one") > 0
    assert devices.recorder.started[-1] == ("", 1)
    popover.close()


def test_a_microphone_that_refuses_says_why_and_another_one_can_be_chosen(
    conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    assert conductor
    devices.recorder.broken = "There is no microphone. Plug one in."
    window.input_panel.microphone_button.click()
    (popover,) = window.findChildren(MicrophonePopover)
    assert popover.form.error_label.text() == devices.recorder.broken
    assert not popover.form.error_label.isHidden()
    devices.recorder.broken = ""
    popover.form.microphone_combo.setCurrentText("Headset")
    assert popover.form.error_label.isHidden()
    assert devices.recorder.started == [("Headset", 1)]
    popover.close()


def test_every_control_says_what_it_does(popover: MicrophonePopover) -> None:
    form = popover.form
    for control in (
        form.microphone_combo,
        form.channel_combo,
        form.language_combo,
        form.auto_stop_checkbox,
        form.meter,
    ):
        assert control.toolTip()
    assert popover.accessibleName() == "Microphone settings"
    popover.close()
