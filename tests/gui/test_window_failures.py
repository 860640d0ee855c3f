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
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.widgets.recovery import RecoveryAction
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
    assert RecoveryAction.SAVE_ELSEWHERE in [
        w for w, b in window.message_bar.buttons.items() if not b.isHidden()
    ]
    assert window.message_bar.text
    assert window.takes_panel.take_list.count() == 1
    assert devices.speaker.played
    assert not window.takes_panel.export_bar.midi_handle.isEnabled()
    assert window.takes_panel.export_bar.export_button.isEnabled()


def test_before_the_first_take_there_is_nothing_to_save_elsewhere(
    conductor: AppController, window: MainWindow
) -> None:
    conductor.status.show_error(FileError("The settings cannot be written. Free some space."))
    assert window.message_bar.buttons[RecoveryAction.SAVE_ELSEWHERE].isHidden()


def test_an_engine_that_dies_at_rest_leaves_nothing_to_try_again(
    conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    devices.engine.die()
    window.message_bar.buttons[RecoveryAction.RETRY].click()
    assert not conductor.session.is_busy
    assert window.progress_line.progress_bar.isHidden()


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
    with qtbot.waitSignal(conductor.session.failed):
        _save_audio(window)
    assert window.message_bar.text
    with qtbot.waitSignal(conductor.session.exported):
        window.message_bar.buttons[RecoveryAction.SAVE_ELSEWHERE].click()
    assert (tmp_path / "take.wav").exists()
    assert window.message_bar.text == ""


def _save_audio(window: MainWindow) -> None:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window.transport_bar.play_button, Qt.Key.Key_S, keys)


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
    with qtbot.waitSignal(conductor.session.failed):
        _save_audio(window)
    assert "free some space" in window.message_bar.text
    assert window.takes_panel.take_list.count() == 1
    with qtbot.waitSignal(conductor.session.exported):
        window.message_bar.buttons[RecoveryAction.SAVE_ELSEWHERE].click()
    assert (tmp_path / "Ελπίδα.wav").exists()


def test_a_tempo_that_no_music_has_is_a_sentence_and_the_take_is_made_all_the_same(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    for number, text in enumerate(("hope at 1000 bpm", "0 bars of wonder"), 1):
        write(qtbot, conductor, window, text)
        assert "from" in window.message_bar.text
        assert window.takes_panel.take_list.count() == number
    write(qtbot, conductor, window, "hope at 80 bpm")
    assert window.message_bar.text == ""


def test_a_damaged_sound_bank_costs_the_sound_alone(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    devices.engine.soundless = True
    write(qtbot, conductor, window)
    qtbot.waitUntil(lambda: "damaged" in window.message_bar.text)
    assert window.score_view.chord_editor.symbols_and_numerals
    assert window.takes_panel.export_bar.midi_handle.isEnabled()
    conductor.playback.select_output("Synth")
    window.transport_bar.play_button.click()
    qtbot.waitUntil(lambda: bool(devices.wires["Synth"].sounding_keys))
    conductor.output_player.stop()


def test_a_port_that_goes_away_while_playing_leads_on_to_the_built_in_sound(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    conductor.output_player.select_port("Synth")
    write(qtbot, conductor, window)
    with qtbot.waitSignal(conductor.output_player.failed):
        devices.wires["Synth"].gone = True
    assert window.message_bar.text
    assert "Play" in window.transport_bar.play_button.text()
    window.message_bar.buttons[RecoveryAction.USE_BUILT_IN_SOUND].click()
    assert devices.speaker.played
    assert conductor.output_player.is_playing


def test_a_remembered_port_that_is_away_is_a_sentence_at_the_start(
    window: MainWindow, devices: FakeDevices, folders: Folders
) -> None:
    save(Settings(midi_port="Organ"), folders.settings_file)
    conductor = AppController(window, devices.as_devices(), folders)
    assert "Organ" in window.message_bar.text
    assert "not connected" in window.transport_bar.output_combo.currentText()
    conductor.close()


def test_no_midi_system_leaves_the_built_in_sound(
    window: MainWindow, devices: FakeDevices, folders: Folders
) -> None:
    devices.ports = None
    conductor = AppController(window, devices.as_devices(), folders)
    assert window.transport_bar.output_combo.count() == 1
    assert window.message_bar.text == ""
    conductor.close()


def test_no_microphone_offers_to_write_instead(
    conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    devices.recorder.broken = "There is no microphone. Connect one."
    window.input_panel.record_button.click()
    assert window.message_bar.text == "There is no microphone. Connect one."
    assert not conductor.recording_session.is_recording
    window.transport_bar.loop_button.setFocus()
    window.message_bar.buttons[RecoveryAction.TYPE_INSTEAD].click()
    assert window.focusWidget() is window.input_panel.request_field


def test_no_loudspeaker_is_a_sentence_and_the_take_is_shown(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    devices.speaker.broken = "There is no loudspeaker. Connect one."
    write(qtbot, conductor, window)
    assert window.message_bar.text == "There is no loudspeaker. Connect one."
    assert window.score_view.chord_editor.symbols_and_numerals
    assert "Play" in window.transport_bar.play_button.text()


@pytest.mark.usefixtures("conductor")
def test_an_empty_request_is_a_sentence(window: MainWindow, devices: FakeDevices) -> None:
    QTest.keyClick(window.input_panel.request_field, Qt.Key.Key_Return)
    assert "nothing to compose" in window.message_bar.text
    assert window.progress_line.label.text() == "Ready"
    assert not devices.engine.done


def test_a_request_that_fails_leaves_the_sentence_to_be_mended(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    devices.engine.error = RequestError("Nothing can be made of that. Say it another way.")
    window.input_panel.show_text("zzz")
    with qtbot.waitSignal(conductor.session.failed):
        window.input_panel.compose_button.click()
    assert window.message_bar.text == "Nothing can be made of that. Say it another way."
    assert window.input_panel.text == "zzz"


def test_an_engine_that_dies_is_a_sentence_and_trying_again_works(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    devices.engine.held = True
    window.input_panel.show_text("hope")
    window.input_panel.compose_button.click()
    devices.engine.die()
    assert "stopped" in window.message_bar.text
    assert "Getting ready" in window.progress_line.label.text()
    devices.engine.held = False
    with qtbot.waitSignal(conductor.session.composed):
        window.message_bar.buttons[RecoveryAction.RETRY].click()
    assert window.message_bar.text == ""


def test_a_spoiled_settings_file_is_a_sentence_and_is_left_as_it_is(
    window: MainWindow, devices: FakeDevices, folders: Folders
) -> None:
    folders.config.mkdir(parents=True)
    folders.settings_file.write_text("loop = perhaps")
    conductor = AppController(window, devices.as_devices(), folders)
    assert str(folders.settings_file) in window.message_bar.text
    assert folders.settings_file.read_text() == "loop = perhaps"
    conductor.close()
