"""The whole window on fakes: whatever goes wrong is a sentence, and the window lives on."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QFileDialog,
)
from pytestqt.qtbot import QtBot

from composer_app.errors import FileError, RequestError
from composer_app.gui.session.recovery import RecoveryAction
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.paths import Folders
from composer_app.settings import Settings, save
from testing.fakes_gui import FakeDevices
from tests.gui.acts import write


def test_an_unwritable_folder_is_a_sentence_and_the_take_is_not_lost(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, folders: Folders
) -> None:
    folders.data.parent.mkdir(parents=True, exist_ok=True)
    folders.data.write_text("in the way")
    write(qtbot, conductor, window)
    assert RecoveryAction.SAVE_ELSEWHERE in [w for w, b in window.notice.buttons.items() if not b.isHidden()]
    assert window.notice.text
    assert window.takes.list.count() == 1
    assert devices.speaker.played
    assert not window.takes.away.chip.isEnabled()
    assert window.takes.away.save.isEnabled()


def test_before_the_first_take_there_is_nothing_to_save_elsewhere(
    conductor: AppController, window: MainWindow
) -> None:
    conductor.status.fail(FileError("The settings cannot be written. Free some space."))
    assert window.notice.buttons[RecoveryAction.SAVE_ELSEWHERE].isHidden()


def test_an_engine_that_dies_at_rest_leaves_nothing_to_try_again(
    conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    devices.engine.die()
    window.notice.buttons[RecoveryAction.AGAIN].click()
    assert not conductor.workflow.busy
    assert window.progress.bar.isHidden()


def test_a_sound_that_cannot_be_saved_here_can_be_saved_there(
    qtbot: QtBot,
    conductor: AppController,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(qtbot, conductor, window)
    (tmp_path / "file").write_text("in the way")
    answers = iter((tmp_path / "file" / "take", tmp_path / "take"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(next(answers)), ""))
    with qtbot.waitSignal(conductor.workflow.failed):
        _save_audio(window)
    assert window.notice.text
    with qtbot.waitSignal(conductor.workflow.exported):
        window.notice.buttons[RecoveryAction.SAVE_ELSEWHERE].click()
    assert (tmp_path / "take.wav").exists()
    assert window.notice.text == ""


def _save_audio(window: MainWindow) -> None:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window.transport.play, Qt.Key.Key_S, keys)


def test_a_full_disk_is_a_sentence_and_the_take_is_saved_elsewhere(
    qtbot: QtBot,
    conductor: AppController,
    window: MainWindow,
    full_disk: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(qtbot, conductor, window)
    answers = iter((full_disk / "Ελπίδα", tmp_path / "Ελπίδα"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(next(answers)), ""))
    with qtbot.waitSignal(conductor.workflow.failed):
        _save_audio(window)
    assert "free some space" in window.notice.text
    assert window.takes.list.count() == 1
    with qtbot.waitSignal(conductor.workflow.exported):
        window.notice.buttons[RecoveryAction.SAVE_ELSEWHERE].click()
    assert (tmp_path / "Ελπίδα.wav").exists()


def test_a_tempo_that_no_music_has_is_a_sentence_and_the_take_is_made_all_the_same(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    for number, text in enumerate(("hope at 1000 bpm", "0 bars of wonder"), 1):
        write(qtbot, conductor, window, text)
        assert "from" in window.notice.text
        assert window.takes.list.count() == number
    write(qtbot, conductor, window, "hope at 80 bpm")
    assert window.notice.text == ""


def test_a_damaged_sound_bank_costs_the_sound_alone(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    devices.engine.soundless = True
    write(qtbot, conductor, window)
    qtbot.waitUntil(lambda: "damaged" in window.notice.text)
    assert window.score.chords.labels
    assert window.takes.away.chip.isEnabled()
    conductor.playback.choose("Synth")
    window.transport.play.click()
    qtbot.waitUntil(lambda: bool(devices.wires["Synth"].sounding))
    conductor.jukebox.stop()


def test_a_port_that_goes_away_while_playing_leads_on_to_the_built_in_sound(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    conductor.jukebox.choose("Synth")
    write(qtbot, conductor, window)
    with qtbot.waitSignal(conductor.jukebox.failed):
        devices.wires["Synth"].gone = True
    assert window.notice.text
    assert "Play" in window.transport.play.text()
    window.notice.buttons[RecoveryAction.BUILT_IN].click()
    assert devices.speaker.played
    assert conductor.jukebox.playing


def test_a_remembered_port_that_is_away_is_a_sentence_at_the_start(
    window: MainWindow, devices: FakeDevices, folders: Folders
) -> None:
    save(Settings(port="Organ"), folders.settings)
    conductor = AppController(window, devices.as_devices(), folders)
    assert "Organ" in window.notice.text
    assert "not connected" in window.transport.output.currentText()
    conductor.close()


def test_no_midi_system_leaves_the_built_in_sound(
    window: MainWindow, devices: FakeDevices, folders: Folders
) -> None:
    devices.ports = None
    conductor = AppController(window, devices.as_devices(), folders)
    assert window.transport.output.count() == 1
    assert window.notice.text == ""
    conductor.close()


def test_no_microphone_offers_to_write_instead(
    conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    devices.recorder.broken = "There is no microphone. Connect one."
    window.speak.button.click()
    assert window.notice.text == "There is no microphone. Connect one."
    assert not conductor.dictation.recording
    window.transport.loop.setFocus()
    window.notice.buttons[RecoveryAction.WRITE].click()
    assert window.focusWidget() is window.speak.field


def test_no_loudspeaker_is_a_sentence_and_the_take_is_shown(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    devices.speaker.broken = "There is no loudspeaker. Connect one."
    write(qtbot, conductor, window)
    assert window.notice.text == "There is no loudspeaker. Connect one."
    assert window.score.chords.labels
    assert "Play" in window.transport.play.text()


@pytest.mark.usefixtures("conductor")
def test_an_empty_request_is_a_sentence(window: MainWindow, devices: FakeDevices) -> None:
    QTest.keyClick(window.speak.field, Qt.Key.Key_Return)
    assert "nothing to compose" in window.notice.text
    assert window.progress.label.text() == "Ready"
    assert not devices.engine.done


def test_a_request_that_fails_leaves_the_sentence_to_be_mended(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    devices.engine.error = RequestError("Nothing can be made of that. Say it another way.")
    window.speak.show_text("zzz")
    with qtbot.waitSignal(conductor.workflow.failed):
        window.speak.compose.click()
    assert window.notice.text == "Nothing can be made of that. Say it another way."
    assert window.speak.text == "zzz"


def test_an_engine_that_dies_is_a_sentence_and_trying_again_works(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    devices.engine.held = True
    window.speak.show_text("hope")
    window.speak.compose.click()
    devices.engine.die()
    assert "stopped" in window.notice.text
    assert "Getting ready" in window.progress.label.text()
    devices.engine.held = False
    with qtbot.waitSignal(conductor.workflow.composed):
        window.notice.buttons[RecoveryAction.AGAIN].click()
    assert window.notice.text == ""


def test_a_spoiled_settings_file_is_a_sentence_and_is_left_as_it_is(
    window: MainWindow, devices: FakeDevices, folders: Folders
) -> None:
    folders.config.mkdir(parents=True)
    folders.settings.write_text("loop = perhaps")
    conductor = AppController(window, devices.as_devices(), folders)
    assert str(folders.settings) in window.notice.text
    assert folders.settings.read_text() == "loop = perhaps"
    conductor.close()
