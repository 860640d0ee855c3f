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
        channel=3,
        language="de",
        speaker="Loudspeaker",
        weights="/w.pt",
        port="Synth",
        loop=False,
        signals=False,
    )
    assert _dialog(qtbot, devices, settings).chosen == settings


def test_the_voice_may_be_on_any_channel_of_the_interface(qtbot: QtBot, devices: FakeDevices) -> None:
    dialog = _dialog(qtbot, devices)
    dialog.hearing.microphone.setCurrentText("Interface")
    assert dialog.hearing.channel.count() == 4
    dialog.hearing.channel.setCurrentIndex(1)
    assert (dialog.chosen.microphone, dialog.chosen.channel) == ("Interface", 2)


def test_a_channel_that_the_next_microphone_lacks_is_given_up(qtbot: QtBot, devices: FakeDevices) -> None:
    dialog = _dialog(qtbot, devices, Settings(microphone="Interface", channel=4))
    dialog.hearing.microphone.setCurrentText("Headset")
    assert dialog.chosen.channel == 1


def test_a_microphone_that_is_away_stays_chosen(qtbot: QtBot, devices: FakeDevices) -> None:
    dialog = _dialog(qtbot, devices, Settings(microphone="Old one", channel=2))
    assert "not connected" in dialog.hearing.microphone.currentText()
    assert (dialog.chosen.microphone, dialog.chosen.channel) == ("Old one", 2)


def test_a_microphone_that_is_plugged_in_meanwhile_is_listed(qtbot: QtBot, devices: FakeDevices) -> None:
    dialog = _dialog(qtbot, devices, Settings(microphone="Interface", channel=3))
    devices.microphones = (*devices.microphones, FakeMicrophone("New one", 1))
    devices.recorder.devices_changed.emit()
    assert dialog.hearing.microphone.findData("New one") > 0
    assert (dialog.chosen.microphone, dialog.chosen.channel) == ("Interface", 3)


def test_automatic_comes_first_and_a_language_can_be_named(qtbot: QtBot, devices: FakeDevices) -> None:
    dialog = _dialog(qtbot, devices)
    assert dialog.hearing.language.currentIndex() == 0
    assert dialog.chosen.language == ""
    dialog.hearing.language.setCurrentText("Spanish")
    assert dialog.chosen.language == "es"


def test_trying_a_microphone_shows_its_level_and_keeps_nothing(qtbot: QtBot, devices: FakeDevices) -> None:
    dialog = _dialog(qtbot, devices, Settings(microphone="Interface", channel=2))
    dialog.test.click()
    assert devices.recorder.started == [("Interface", 2)]
    qtbot.waitUntil(lambda: dialog.hearing.meter.share > 0.5)
    dialog.test.click()
    assert devices.recorder.cancelled == 1


@pytest.mark.parametrize("end", ["accept", "reject"])
def test_closing_the_dialog_lets_go_of_the_microphone(qtbot: QtBot, devices: FakeDevices, end: str) -> None:
    dialog = _dialog(qtbot, devices)
    dialog.test.click()
    getattr(dialog, end)()
    assert devices.recorder.cancelled == 1


def test_a_microphone_that_refuses_says_why(qtbot: QtBot, devices: FakeDevices) -> None:
    devices.recorder.broken = "There is no microphone. Connect one."
    dialog = _dialog(qtbot, devices)
    dialog.test.click()
    assert dialog.hearing.trouble.text() == "There is no microphone. Connect one."
    assert not dialog.test.isChecked()
