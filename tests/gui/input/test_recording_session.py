import pytest
from pytestqt.qtbot import QtBot

from composer_app.gui.input.recording_session import RecordingSession
from testing import factories
from testing.fakes_gui import FakeDevices, FakeRecorder


@pytest.fixture
def recorder(devices: FakeDevices) -> FakeRecorder:
    return devices.recorder


@pytest.fixture
def dictation(recorder: FakeRecorder) -> RecordingSession:
    return RecordingSession(recorder)


def test_what_was_heard_is_handed_over(
    qtbot: QtBot, dictation: RecordingSession, recorder: FakeRecorder
) -> None:
    with qtbot.waitSignals([dictation.began, dictation.level_changed]):
        dictation.begin("Interface", 2)
    with qtbot.waitSignals([dictation.ended, dictation.recorded]):
        dictation.end()
    assert recorder.started == [("Interface", 2)]
    assert not dictation.is_recording


def test_no_microphone_is_a_sentence(
    qtbot: QtBot, dictation: RecordingSession, recorder: FakeRecorder
) -> None:
    recorder.broken = "There is no microphone. Connect one."
    with qtbot.waitSignal(dictation.failed) as failed, qtbot.assertNotEmitted(dictation.began):
        dictation.begin("", 1)
    assert str(failed.args[0]) == "There is no microphone. Connect one."
    assert not dictation.is_recording


def test_a_slip_of_the_finger_is_no_sentence(
    qtbot: QtBot, dictation: RecordingSession, recorder: FakeRecorder
) -> None:
    recorder.hears = factories.recording(seconds=0.1)
    dictation.begin("", 1)
    with qtbot.waitSignal(dictation.failed) as failed, qtbot.assertNotEmitted(dictation.recorded):
        dictation.end()
    assert "too short" in str(failed.args[0])


def test_a_recording_that_is_set_aside_is_not_sent(qtbot: QtBot, dictation: RecordingSession) -> None:
    dictation.begin("", 1)
    with (
        qtbot.waitSignals([dictation.recording_set_aside, dictation.ended]),
        qtbot.assertNotEmitted(dictation.recorded),
    ):
        dictation.set_aside()


def test_cancelling_forgets(qtbot: QtBot, dictation: RecordingSession, recorder: FakeRecorder) -> None:
    dictation.begin("", 1)
    with qtbot.assertNotEmitted(dictation.recorded):
        dictation.cancel()
    assert recorder.cancelled == 1


def test_a_microphone_that_goes_away_leaves_what_it_heard(
    qtbot: QtBot, dictation: RecordingSession, recorder: FakeRecorder
) -> None:
    dictation.begin("", 1)
    with qtbot.waitSignals([dictation.failed, dictation.recorded]):
        recorder.failed.emit("The microphone has gone. Connect it again.")


def test_nothing_ends_that_has_not_begun(qtbot: QtBot, dictation: RecordingSession) -> None:
    with qtbot.assertNotEmitted(dictation.recorded), qtbot.assertNotEmitted(dictation.ended):
        dictation.end()
        dictation.set_aside()
        dictation.cancel()
