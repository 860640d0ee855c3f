"""The whole window on fakes: what a person says or writes, and what they see and hear of it."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from composer_app.engine.tasks import Transcribe
from composer_app.errors import MidiError
from composer_app.gui.mood.emotion_map import EmotionMap
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import PUSH_TO_TALK_KEY, MainWindow
from composer_app.gui.shell.settings_dialog import SettingsDialog
from composer_app.gui.takes.take_list import TakeList
from composer_app.paths import Folders
from composer_app.settings import Settings, load
from composer_app.speech.recording import Transcript
from testing.fakes_gui import FakeDevices
from tests.gui.acts import composed, write


def test_the_engine_starts_only_after_the_window_is_shown(
    qtbot: QtBot, window: MainWindow, devices: FakeDevices, folders: Folders
) -> None:
    conductor = AppController(window, devices.as_devices(), folders)
    assert not devices.engine.started
    assert "Getting ready" in window.progress_line.label.text()
    with qtbot.waitSignal(conductor.session.ready):
        window.show()
    assert devices.engine.started
    assert window.progress_line.label.text() == "Ready"
    conductor.close()


def test_a_typed_sentence_is_understood_shown_and_sounds_at_once(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    assert [bar.accessibleName() for bar in window.mood_panel.bars()] == ["hopeful 50%", "wonder 50%"]
    assert [name for name, _ in window.score_view.chord_editor.symbols_and_numerals] == [
        "D",
        "A",
        "Bm7",
        "G",
        "Asus4",
    ]
    assert len(devices.speaker.played) == 1
    assert "Sto" in window.transport_bar.play_button.text()
    assert window.input_panel.example_links.isHidden()


def test_an_example_can_be_clicked(qtbot: QtBot, conductor: AppController, window: MainWindow) -> None:
    link = window.input_panel.example_links.findChildren(QAbstractButton)[0]
    with qtbot.waitSignal(conductor.session.composed):
        link.click()
    assert window.input_panel.text in link.text()


def test_speech_becomes_text_that_can_be_mended_and_composed_again(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, folders: Folders
) -> None:
    with qtbot.waitSignal(conductor.session.composed):
        window.input_panel.record_button.click()
        assert "Stop" in window.input_panel.record_button.text()
        window.input_panel.record_button.click()
    assert isinstance(devices.engine.done[0], Transcribe)
    assert window.input_panel.text == "I want a song of hope"
    assert folders.last_recording.exists()
    write(qtbot, conductor, window, "I want a song of wonder")
    assert [bar.accessibleName() for bar in window.mood_panel.bars()] == ["wonder 100%"]


def test_another_language_is_shown_as_spoken_with_its_reading_below(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    devices.engine.transcript = Transcript("Ein Lied voller Hoffnung", "de", "A song full of hope")
    with qtbot.waitSignal(conductor.session.composed):
        window.input_panel.record_button.click()
        window.input_panel.record_button.click()
    assert window.input_panel.text == "Ein Lied voller Hoffnung"
    assert window.input_panel.translation_label.text() == "German, read as: A song full of hope"
    assert not window.input_panel.translation_label.isHidden()
    with qtbot.waitSignal(conductor.session.composed):
        window.input_panel.compose_button.click()
    assert composed(devices)[-1].request.english == "A song full of hope"


def test_a_key_records_while_it_is_held(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    QTest.keyPress(window, PUSH_TO_TALK_KEY)
    assert conductor.recording_session.is_recording
    with qtbot.waitSignal(conductor.session.composed):
        QTest.keyRelease(window, PUSH_TO_TALK_KEY)
    assert devices.recorder.started == [("", 1)]


def test_the_key_is_heard_in_the_text_field_too(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    window.input_panel.request_field.setFocus()
    QTest.keyPress(window.input_panel.request_field, PUSH_TO_TALK_KEY)
    assert conductor.recording_session.is_recording
    assert window.input_panel.request_field.hasFocus()
    with qtbot.waitSignal(conductor.session.composed):
        QTest.keyRelease(window.input_panel.request_field, PUSH_TO_TALK_KEY)


def test_a_key_that_is_let_go_in_another_window_ends_the_recording(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    window.activateWindow()
    QTest.keyPress(window, PUSH_TO_TALK_KEY)
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitSignal(conductor.session.composed):
        other.show()
        other.activateWindow()
    assert not conductor.recording_session.is_recording


def test_recording_silences_what_plays(qtbot: QtBot, conductor: AppController, window: MainWindow) -> None:
    write(qtbot, conductor, window)
    window.input_panel.record_button.click()
    assert not conductor.output_player.is_playing
    QTest.keyClick(window, Qt.Key.Key_Escape)


def test_escape_while_recording_sends_nothing_and_keeps_the_recording(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, folders: Folders
) -> None:
    window.input_panel.record_button.click()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not conductor.recording_session.is_recording
    assert not devices.engine.done
    assert folders.last_recording.exists()
    again = next(action for action in window.menu.actions() if "last &recording" in action.text())
    with qtbot.waitSignal(conductor.session.composed):
        again.trigger()


def test_escape_cancels_what_is_under_way(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    devices.engine.held = True
    window.input_panel.show_text("hope")
    window.input_panel.compose_button.click()
    assert not window.progress_line.cancel_button.isHidden()
    with qtbot.waitSignal(conductor.session.cancelled):
        QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.progress_line.label.text() == "Ready"


def test_settings_are_kept_and_heeded(
    conductor: AppController, window: MainWindow, devices: FakeDevices, folders: Folders
) -> None:
    next(action for action in window.menu.actions() if "ettings" in action.text()).trigger()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    dialog.microphone_form.microphone_combo.setCurrentText("Interface")
    dialog.microphone_form.channel_combo.setCurrentIndex(1)
    dialog.accept()
    assert load(folders.settings_file) == Settings(microphone="Interface", input_channel=2)
    window.input_panel.record_button.click()
    assert devices.recorder.started == [("Interface", 2)]
    conductor.recording_session.cancel()


def test_closing_silences_lets_go_and_ends_the_engine(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    conductor.output_player.select_port("Synth")
    write(qtbot, conductor, window)
    qtbot.waitUntil(lambda: bool(devices.wires["Synth"].sounding_keys))
    window.close()
    assert devices.engine.closed
    assert devices.wires["Synth"].shut
    assert not devices.wires["Synth"].sounding_keys


def test_the_window_comes_back_where_it_was(qtbot: QtBot, folders: Folders) -> None:
    def open_one() -> MainWindow:
        window = MainWindow(QSettings(str(folders.config / "window.ini"), QSettings.Format.IniFormat))
        qtbot.addWidget(window)
        return window

    first = open_one()
    first.resize(1000, 660)
    first.show()
    first.close()
    assert open_one().height() == 660


@pytest.mark.usefixtures("conductor")
def test_all_controls_say_what_they_do_and_can_be_reached_by_key(window: MainWindow) -> None:
    kinds: tuple[type[QWidget], ...] = (
        QAbstractButton, QComboBox, QSpinBox, TakeList, QLineEdit, QPlainTextEdit, EmotionMap,
    )  # fmt: skip
    controls = [
        child
        for kind in kinds
        for child in window.findChildren(kind)
        if not child.objectName().startswith("qt_")
        and not isinstance(child.parent(), QComboBox | QLineEdit | QSpinBox)
    ]
    assert len(controls) > 30
    silent = [c for c in controls if not c.toolTip()]
    nameless = [
        c for c in controls if not (c.accessibleName() or (isinstance(c, QAbstractButton) and c.text()))
    ]
    unreachable = [c for c in controls if not c.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert (silent, nameless, unreachable) == ([], [], [])


def test_the_window_fits_a_small_screen(conductor: AppController, window: MainWindow) -> None:
    conductor.status.show_error(
        MidiError("The MIDI port has gone while it was played. Connect it again, or choose another one.")
    )
    hint = window.minimumSizeHint()
    assert hint.width() <= 1000
    assert hint.height() <= 640


def test_the_volume_is_kept_for_the_next_time(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, folders: Folders
) -> None:
    window.transport_bar.volume_slider.setValue(40)
    assert devices.speaker.volume == 40
    qtbot.waitUntil(lambda: load(folders.settings_file).volume == 40)
    window.transport_bar.volume_slider.setValue(30)
    conductor.close()
    assert load(folders.settings_file).volume == 30
