"""From what a person does in the window to what another program hears and reads."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from symusic.core import ScoreTick

from composer_app.gui.session.devices import Devices, create_system_devices
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.widgets.recovery import RecoveryAction
from composer_app.music.performance import Performance
from composer_app.speech.recording import Recording, read_recording, save_recording
from testing.fakes_gui import FakeDevices
from testing.fakes_speech import Reel
from testing.jack import Jack
from testing.logs import ExpectedLog
from testing.pulse import Pulse
from tests.engine.composers import Metronome
from tests.journeys.conftest import READY, Open, real_but_for_sound

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "pipewire-0.3")

HOPE = "I want a song that expresses hope and wonder, two bars at 200 bpm"
SPOKEN = Path(__file__).parents[1] / "speech" / "audio"
NOTE_ON, NOTE_OFF = 0x90, 0x80


def write(window: MainWindow, sentence: str) -> None:
    """Write a sentence in the window, and press Enter."""
    window.input_panel.request_field.setFocus()
    window.input_panel.request_field.clear()
    QTest.keyClicks(window.input_panel.request_field, sentence)
    QTest.keyClick(window.input_panel.request_field, Qt.Key.Key_Return)


def choose_output(window: MainWindow, port: str) -> None:
    index = window.transport_bar.output_combo.findData(port)
    assert index >= 0, f"{port} is not offered"
    window.transport_bar.output_combo.setCurrentIndex(index)
    window.transport_bar.output_combo.activated.emit(index)


def _wait_until(qtbot: QtBot, window: MainWindow, done: Callable[[], bool]) -> None:
    """Wait as long as it may take, but not beyond a failure that the window tells of."""

    def look() -> bool:
        if window.message_bar.text:
            pytest.fail(f"the window says: {window.message_bar.text}")
        return done()

    qtbot.waitUntil(look, timeout=READY)


def struck(messages: list[bytes]) -> list[int]:
    return [message[1] for message in messages if message[0] & 0xF0 == NOTE_ON and message[2]]


def sounding(messages: list[bytes]) -> set[tuple[int, int]]:
    """What was struck and never released, by channel and pitch."""
    down: set[tuple[int, int]] = set()
    for status, pitch, velocity in (
        message for message in messages if message[0] & 0xF0 in (NOTE_ON, NOTE_OFF)
    ):
        key = (status & 0x0F, pitch)
        down.add(key) if status & 0xF0 == NOTE_ON and velocity else down.discard(key)
    return down


def _chords_of(performance: Performance) -> list[list[int]]:
    """The pitches that start together, in order."""
    return [
        sorted(n.pitch for n in notes) for _, notes in groupby(performance.notes, key=lambda note: note.start)
    ]


@pytest.mark.jack
def test_a_typed_feeling_is_heard_by_another_program_and_dragged_away(
    qtbot: QtBot, jack: Jack, open_window: Open
) -> None:
    listener = jack.listen("Synth")
    window, conductor = open_window(real_but_for_sound(FakeDevices()))
    window.transport_bar.loop_button.setChecked(False)
    choose_output(window, listener.port)
    write(window, HOPE)
    _wait_until(qtbot, window, lambda: conductor.output_player.is_playing)
    shown = conductor.open_takes.shown
    assert shown is not None
    played = shown.composition.performance
    assert {bar.accessibleName().split()[0] for bar in window.mood_panel.bars()} >= {"hopeful", "wonder"}
    assert (played.bars, played.tempo) == (2, 200)
    heard = listener.wait_for(lambda messages: len(struck(messages)) >= len(played.notes))
    assert sorted(struck(heard)) == sorted(note.pitch for note in played.notes)
    assert shown.midi_path is not None
    check_file(shown.midi_path, played)
    window.close()
    qtbot.waitUntil(lambda: not sounding(listener.heard))


def check_file(path: Path, played: Performance) -> None:
    """The dragged file, as two readers that have nothing of ours see it."""
    score = ScoreTick(path)
    pitches = sorted(note.pitch for track in score.tracks for note in track.notes)
    assert pitches == sorted(note.pitch for note in played.notes)
    assert score.ticks_per_quarter == 480
    if tool := shutil.which("midicsv"):
        rows = subprocess.run(
            [tool, path], capture_output=True, encoding="latin-1", check=True
        ).stdout.splitlines()
        ends = {int(row.split(",")[1]) for row in rows if row.endswith("End_track")}
        assert ends == {round(played.beats * 480)}


@pytest.mark.speech_model
def test_a_spoken_feeling_appears_as_text_and_sounds(qtbot: QtBot, open_window: Open) -> None:
    lent = FakeDevices()
    lent.recorder.hears = read_recording(SPOKEN / "hope.flac")
    window, conductor = open_window(real_but_for_sound(lent))
    window.input_panel.record_button.click()
    window.input_panel.record_button.click()
    _wait_until(qtbot, window, lambda: conductor.output_player.is_playing)
    assert "hope" in window.input_panel.text.lower()
    assert any(bar.accessibleName().startswith("hopeful") for bar in window.mood_panel.bars())
    assert lent.speaker.played


@pytest.mark.speech_model
def test_another_language_is_shown_as_spoken_and_read_in_english(qtbot: QtBot, open_window: Open) -> None:
    lent = FakeDevices()
    lent.recorder.hears = read_recording(SPOKEN / "german.flac")
    window, conductor = open_window(real_but_for_sound(lent))
    window.input_panel.record_button.click()
    window.input_panel.record_button.click()
    _wait_until(qtbot, window, lambda: conductor.output_player.is_playing)
    assert window.input_panel.translation_label.text().startswith("German, read as: ")
    assert window.mood_panel.bars()


def _speaking(tmp_path: Path) -> Devices:
    """Somebody who asks for hope as fast as people speak, and then is silent for a long while."""
    voice = read_recording(SPOKEN / "hope.flac")
    room = np.random.default_rng(1).standard_normal(60 * voice.rate).astype(np.float32) * np.float32(1e-4)
    save_recording(Recording(np.concatenate([voice.samples, room]), voice.rate), tmp_path / "spoken.wav")
    recorder = Reel(tmp_path / "spoken.wav", interval=50)
    return replace(real_but_for_sound(FakeDevices()), make_recorder=lambda: recorder)


@pytest.mark.speech_model
def test_words_appear_while_one_still_speaks(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window, conductor = open_window(_speaking(tmp_path))
    conductor.preferences.change(hands_free=False)
    window.input_panel.record_button.click()
    _wait_until(qtbot, window, lambda: "hope" in window.input_panel.request_field.toPlainText().lower())
    assert conductor.recording_session.is_recording
    assert window.input_panel.request_field.property("partial")
    window.input_panel.record_button.click()
    _wait_until(qtbot, window, lambda: conductor.output_player.is_playing)
    assert "hope" in window.input_panel.text.lower()
    assert not window.input_panel.request_field.property("partial")


@pytest.mark.speech_model
def test_whoever_has_finished_need_not_click(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window, conductor = open_window(_speaking(tmp_path))
    window.input_panel.record_button.click()
    _wait_until(qtbot, window, lambda: not conductor.recording_session.is_recording)
    _wait_until(qtbot, window, lambda: conductor.output_player.is_playing)
    assert "hope" in window.input_panel.text.lower()
    assert any(bar.accessibleName().startswith("hopeful") for bar in window.mood_panel.bars())


@pytest.mark.pulse
@pytest.mark.speech_model
def test_from_a_real_microphone_to_a_real_loudspeaker(
    qtbot: QtBot, pulse: Pulse, open_window: Open, tmp_path: Path
) -> None:
    window, _ = open_window(create_system_devices())
    with pulse.record(tmp_path / "heard.wav") as heard:
        window.input_panel.record_button.click()
        with pulse.speaking(SPOKEN / "hope.flac") as speech:
            qtbot.waitUntil(lambda: speech.poll() is not None, timeout=READY)
        window.input_panel.record_button.click()
        _wait_until(qtbot, window, lambda: (window.score_view.piano_roll.beat or 0) > 3)
        window.close()
    assert "hope" in window.input_panel.text.lower()
    samples, _ = soundfile.read(heard)
    assert np.sqrt(np.mean(np.square(samples[-48_000:]))) > 0.001


@pytest.mark.speech_model
def test_silence_is_said_to_be_silence(qtbot: QtBot, open_window: Open) -> None:
    lent = FakeDevices()
    lent.recorder.hears = Recording(np.zeros(160_000, np.float32), 16_000)
    window, conductor = open_window(real_but_for_sound(lent))
    with qtbot.waitSignal(conductor.session.failed, timeout=READY):
        window.input_panel.record_button.click()
        window.input_panel.record_button.click()
    assert "heard nothing" in window.message_bar.text
    assert window.input_panel.text == ""
    assert not lent.speaker.played


def test_work_can_be_cancelled_half_way_and_the_window_goes_on(qtbot: QtBot, open_window: Open) -> None:
    window, conductor = open_window(real_but_for_sound(FakeDevices(), Metronome))
    with qtbot.waitSignal(
        conductor.session.progressed, check_params_cb=lambda step: step.stage == "Going on"
    ):
        write(window, "go on")
    window.progress_line.cancel_button.click()
    assert not conductor.session.is_busy
    with qtbot.waitSignal(conductor.session.composed):
        write(window, "hope")
    assert window.takes_panel.take_list.count() == 1


def test_a_killed_engine_is_a_sentence_and_another_one_takes_over(
    qtbot: QtBot, open_window: Open, expected_log: ExpectedLog
) -> None:
    expected_log("WARNING composer_app.engine")
    window, conductor = open_window(real_but_for_sound(FakeDevices(), Metronome))
    with qtbot.waitSignals([conductor.session.failed, conductor.session.engine_died], timeout=READY):
        write(window, "die")
    assert "stopped" in window.message_bar.text
    with qtbot.waitSignal(conductor.session.composed, timeout=READY):
        write(window, "hope")
    assert window.message_bar.text == ""


@pytest.mark.jack
def test_a_midi_system_that_dies_while_playing_leads_on_to_the_built_in_sound(
    qtbot: QtBot, jack: Jack, open_window: Open
) -> None:
    listener, lent = jack.listen("Synth"), FakeDevices()
    window, conductor = open_window(real_but_for_sound(lent, Metronome))
    choose_output(window, listener.port)
    with qtbot.waitSignal(conductor.output_player.began):
        write(window, "hope")
    listener.wait_for(lambda messages: bool(struck(messages)))
    with qtbot.waitSignal(conductor.output_player.failed, timeout=READY):
        jack.kill()
    assert window.message_bar.text
    window.message_bar.buttons[RecoveryAction.USE_BUILT_IN_SOUND].click()
    assert len(lent.speaker.played) == 1
    assert conductor.output_player.is_playing


@pytest.mark.jack
def test_a_port_that_is_unplugged_and_plugged_in_again_is_found_by_its_name(
    qtbot: QtBot, jack: Jack, open_window: Open
) -> None:
    listener = jack.listen("Synth")
    window, conductor = open_window(real_but_for_sound(FakeDevices(), Metronome))
    choose_output(window, listener.port)
    listener.close()
    qtbot.waitUntil(lambda: "not connected" in window.transport_bar.output_combo.currentText())
    again = jack.listen("Synth")
    qtbot.waitUntil(lambda: "not connected" not in window.transport_bar.output_combo.currentText())
    with qtbot.waitSignal(conductor.output_player.began):
        write(window, "hope")
    again.wait_for(lambda messages: len(struck(messages)) >= 3)


@pytest.mark.jack
def test_the_own_port_can_be_heard_by_whoever_connects(qtbot: QtBot, jack: Jack, open_window: Open) -> None:
    window, conductor = open_window(real_but_for_sound(FakeDevices(), Metronome))
    choose_output(window, "Composer Out")
    listener = jack.listen("Recorder", "Composer:Composer Out")
    with qtbot.waitSignal(conductor.output_player.began):
        write(window, "hope")
    listener.wait_for(lambda messages: len(struck(messages)) >= 3)
    QTest.keyClick(window, Qt.Key.Key_Space)
    listener.wait_for(lambda messages: not sounding(messages))
