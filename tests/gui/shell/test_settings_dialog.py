import pytest
from pytestqt.qtbot import QtBot

from composer_app.gui.shell.settings_dialog import SettingsDialog
from composer_app.settings import Settings
from testing.fakes_gui import FakeDevices, FakeMicrophone


def _dialog(qtbot: QtBot, devices: FakeDevices, settings: Settings | None = None) -> SettingsDialog:
    dialog = SettingsDialog(
        settings or Settings(), lambda: devices.microphones, ("Loudspeaker",), devices.recorder
    )
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_nothing_changed_is_nothing_chosen(qtbot: QtBot, devices: FakeDevices) -> None:
    settings = Settings(
        microphone="Interface",
        input_channel=3,
        language="de",
        audio_output="Loudspeaker",
        whisper_weights="/w.pt",
        midi_port="Synth",
        loop=False,
        audio_cues=False,
    )
    assert _dialog(qtbot, devices, settings).edited_settings == settings


def test_the_voice_may_be_on_any_channel_of_the_interface(qtbot: QtBot, devices: FakeDevices) -> None:
    dialog = _dialog(qtbot, devices)
    dialog.microphone_form.microphone_combo.setCurrentText("Interface")
    assert dialog.microphone_form.channel_combo.count() == 4
    dialog.microphone_form.channel_combo.setCurrentIndex(1)
    assert (dialog.edited_settings.microphone, dialog.edited_settings.input_channel) == ("Interface", 2)


def test_a_channel_that_the_next_microphone_lacks_is_given_up(qtbot: QtBot, devices: FakeDevices) -> None:
    dialog = _dialog(qtbot, devices, Settings(microphone="Interface", input_channel=4))
    dialog.microphone_form.microphone_combo.setCurrentText("Headset")
    assert dialog.edited_settings.input_channel == 1


def test_a_microphone_that_is_away_stays_chosen(qtbot: QtBot, devices: FakeDevices) -> None:
    dialog = _dialog(qtbot, devices, Settings(microphone="Old one", input_channel=2))
    assert "not connected" in dialog.microphone_form.microphone_combo.currentText()
    assert (dialog.edited_settings.microphone, dialog.edited_settings.input_channel) == ("Old one", 2)


def test_a_microphone_that_is_plugged_in_meanwhile_is_listed(qtbot: QtBot, devices: FakeDevices) -> None:
    dialog = _dialog(qtbot, devices, Settings(microphone="Interface", input_channel=3))
    devices.microphones = (*devices.microphones, FakeMicrophone("New one", 1))
    devices.recorder.devices_changed.emit()
    assert dialog.microphone_form.microphone_combo.findData("New one") > 0
    assert (dialog.edited_settings.microphone, dialog.edited_settings.input_channel) == ("Interface", 3)


def test_automatic_comes_first_and_a_language_can_be_named(qtbot: QtBot, devices: FakeDevices) -> None:
    dialog = _dialog(qtbot, devices)
    assert dialog.microphone_form.language_combo.currentIndex() == 0
    assert dialog.edited_settings.language == ""
    dialog.microphone_form.language_combo.setCurrentText("Spanish")
    assert dialog.edited_settings.language == "es"


def test_trying_a_microphone_shows_its_level_and_keeps_nothing(qtbot: QtBot, devices: FakeDevices) -> None:
    dialog = _dialog(qtbot, devices, Settings(microphone="Interface", input_channel=2))
    dialog.test_button.click()
    assert devices.recorder.started == [("Interface", 2)]
    qtbot.waitUntil(lambda: dialog.microphone_form.meter.scale_position > 0.5)
    dialog.test_button.click()
    assert devices.recorder.cancelled == 1


@pytest.mark.parametrize("end", ["accept", "reject"])
def test_closing_the_dialog_lets_go_of_the_microphone(qtbot: QtBot, devices: FakeDevices, end: str) -> None:
    dialog = _dialog(qtbot, devices)
    dialog.test_button.click()
    getattr(dialog, end)()
    assert devices.recorder.cancelled == 1


def test_a_microphone_that_refuses_says_why(qtbot: QtBot, devices: FakeDevices) -> None:
    devices.recorder.broken = "There is no microphone. Connect one."
    dialog = _dialog(qtbot, devices)
    dialog.test_button.click()
    assert dialog.microphone_form.error_label.text() == "There is no microphone. Connect one."
    assert not dialog.test_button.isChecked()
