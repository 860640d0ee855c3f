import pytest

from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from testing.fakes_gui import FakeDevices


@pytest.mark.usefixtures("conductor")
def test_a_sound_tells_that_listening_has_begun_and_another_that_it_ended(
    window: MainWindow, devices: FakeDevices
) -> None:
    window.talk_key_changed.emit(True)
    assert len(devices.signaller.played) == 1
    window.talk_key_changed.emit(False)
    (begun, _, _), (done, loop, _) = devices.signaller.played
    assert begun.samples.tobytes() != done.samples.tobytes()
    assert not loop


def test_they_can_be_switched_off(conductor: AppController, window: MainWindow, devices: FakeDevices) -> None:
    conductor.preferences.change(audio_cues=False)
    window.talk_key_changed.emit(True)
    window.talk_key_changed.emit(False)
    assert not devices.signaller.played


@pytest.mark.usefixtures("conductor")
def test_without_a_loudspeaker_there_is_none_and_one_can_speak_all_the_same(
    window: MainWindow, devices: FakeDevices
) -> None:
    devices.signaller.broken = "There is no loudspeaker. Connect one."
    window.talk_key_changed.emit(True)
    assert devices.recorder.started
    assert window.message_bar.text == ""


def test_what_is_set_aside_gets_no_sound_at_its_end(
    conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    window.talk_key_changed.emit(True)
    conductor.recording_session.set_aside()
    assert len(devices.signaller.played) == 1
