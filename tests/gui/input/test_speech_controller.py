"""Speaking to the window: words while one speaks, an end by itself, and nothing lost."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from composer_app.engine.events import PartialTranscript, Succeeded
from composer_app.engine.tasks import Interpret, Transcribe, TranscribePartial
from composer_app.errors import RecordingError
from composer_app.gui.input.live_transcription import SETTLED_SILENCE_S, TRAILING_SILENCE_S
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import PUSH_TO_TALK_KEY, MainWindow
from composer_app.gui.shell.settings_dialog import SettingsDialog
from composer_app.speech.endpointing import END_PAUSE_S
from composer_app.speech.recording import Recording, Transcript
from testing import factories
from testing.fakes_gui import FakeDevices, FakeEngine
from tests.gui.acts import write

RATE = 16_000


class Voice:
    """Somebody who speaks into the fake microphone, second by second, and the window's clock with it."""

    def __init__(self, conductor: AppController, devices: FakeDevices) -> None:
        self._conductor, self._recorder = conductor, devices.recorder
        self._noise = np.random.default_rng(1)
        self._samples = np.empty(0, np.float32)
        self._take(1)

    def speak(self, seconds: float) -> None:
        self._go_on(seconds, 0.2)

    def pause(self, seconds: float) -> None:
        self._go_on(seconds, 0.0)

    def _go_on(self, seconds: float, loud: float) -> None:
        for number in range(round(seconds / 0.04)):
            if not self._conductor.recording_session.is_recording:
                return
            self._take(round(0.04 * RATE), loud if number % 6 else 0.0)  # between syllables there is a breath
            self._conductor.recording_session._update_level()

    def _take(self, count: int, loud: float = 0.0) -> None:
        noise = self._noise.standard_normal(count) * 1e-4
        voice = loud * np.sin(np.arange(count) * 0.1)
        self._samples = np.concatenate([self._samples, (noise + voice).astype(np.float32)])
        self._recorder.hears = Recording(self._samples, RATE)


@pytest.fixture
def voice(conductor: AppController, devices: FakeDevices) -> Voice:
    voice = Voice(conductor, devices)
    conductor.recording_session._meter_timer.setInterval(3_600_000)  # the voice is the clock
    return voice


_Kind = TypeVar("_Kind", TranscribePartial, Transcribe)


def _asked(engine: FakeEngine, kind: type[_Kind]) -> list[_Kind]:
    return [task for task in engine.done if isinstance(task, kind)]


def _answer(engine: FakeEngine, text: str) -> None:
    """Answer the question for the words so far."""
    (number,) = (number for number, task in engine.tasks.items() if isinstance(task, TranscribePartial))
    del engine.tasks[number]
    engine._say(Succeeded(number, PartialTranscript(Transcript(text, "en", text) if text else None)))


def test_words_appear_while_one_speaks_and_the_last_ones_stay(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, voice: Voice
) -> None:
    devices.engine.held = True
    window.input_panel.record_button.click()
    voice.pause(0.4)
    assert not devices.engine.done
    voice.speak(1.5)
    _answer(devices.engine, "I want")
    assert window.input_panel.request_field.toPlainText() == "I want"
    assert window.input_panel.request_field.property("partial")
    assert window.input_panel.text == ""
    voice.speak(1.0)
    _answer(devices.engine, "I want a song")
    assert window.input_panel.request_field.toPlainText() == "I want a song"
    devices.engine.held = False
    with qtbot.waitSignal(conductor.session.composed):
        window.input_panel.record_button.click()
    assert window.input_panel.text == "I want a song of hope"
    assert not window.input_panel.request_field.property("partial")
    assert not window.input_panel.request_field.isReadOnly()


def test_there_is_never_more_than_one_question_and_it_has_all_of_the_sound(
    conductor: AppController, window: MainWindow, devices: FakeDevices, voice: Voice
) -> None:
    devices.engine.held = True
    window.input_panel.record_button.click()
    voice.speak(5.0)
    (task,) = _asked(devices.engine, TranscribePartial)
    assert 1.0 <= task.recording.seconds < 1.2
    _answer(devices.engine, "one")
    voice.speak(0.04)
    assert _asked(devices.engine, TranscribePartial)[-1].recording.seconds > 5
    conductor.recording_session.cancel()


def test_the_question_is_taken_back_when_all_is_said_before_it_is_answered(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, voice: Voice
) -> None:
    devices.engine.held = True
    window.input_panel.record_button.click()
    voice.speak(2.0)
    (number,) = devices.engine.tasks
    devices.engine.held = False
    with qtbot.waitSignal(conductor.session.composed):
        window.input_panel.record_button.click()
    assert number in devices.engine.cancelled
    assert len(_asked(devices.engine, Transcribe)) == 1


def test_words_that_were_known_at_the_pause_are_not_asked_for_again(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, voice: Voice
) -> None:
    devices.engine.held = True
    window.input_panel.record_button.click()
    voice.speak(0.8)
    voice.pause(TRAILING_SILENCE_S + 0.1)
    _answer(devices.engine, "I want a song of wonder")
    voice.pause(0.3)
    devices.engine.held = False
    with qtbot.waitSignal(conductor.session.composed):
        window.input_panel.record_button.click()
    assert not _asked(devices.engine, Transcribe)
    assert window.input_panel.text == "I want a song of wonder"


def test_at_a_pause_a_question_that_was_asked_too_soon_gives_way_to_a_whole_one(
    conductor: AppController, window: MainWindow, devices: FakeDevices, voice: Voice
) -> None:
    devices.engine.held = True
    window.input_panel.record_button.click()
    voice.speak(2.0)
    voice.pause(SETTLED_SILENCE_S + 0.1)
    early, whole = _asked(devices.engine, TranscribePartial)
    assert early.recording.seconds < 2
    assert whole.recording.seconds > 2 + TRAILING_SILENCE_S
    assert len(devices.engine.tasks) == 1
    conductor.recording_session.cancel()


def test_words_that_are_just_coming_are_waited_for(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, voice: Voice
) -> None:
    devices.engine.held = True
    window.input_panel.record_button.click()
    voice.speak(0.8)
    voice.pause(TRAILING_SILENCE_S + 0.1)
    window.input_panel.record_button.click()
    assert not devices.engine.cancelled
    assert conductor.session.is_busy
    devices.engine.held = False
    with qtbot.waitSignal(conductor.session.composed):
        _answer(devices.engine, "a song of wonder")
    assert not _asked(devices.engine, Transcribe)
    assert window.input_panel.text == "a song of wonder"


def test_words_that_nobody_understood_so_far_are_looked_for_in_the_whole(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, voice: Voice
) -> None:
    devices.engine.held = True
    window.input_panel.record_button.click()
    voice.speak(0.8)
    voice.pause(TRAILING_SILENCE_S + 0.1)
    window.input_panel.record_button.click()
    devices.engine.held = False
    with qtbot.waitSignal(conductor.session.composed):
        _answer(devices.engine, "")
    assert len(_asked(devices.engine, Transcribe)) == 1


def _goes_on(voice: Voice) -> None:
    voice.speak(0.5)


def _says_a_word_at_the_very_end(voice: Voice) -> None:
    voice._take(RATE // 4, 0.2)


@pytest.mark.parametrize("say_more", [_goes_on, _says_a_word_at_the_very_end])
def test_what_is_said_after_a_pause_is_heard_too(
    qtbot: QtBot,
    conductor: AppController,
    window: MainWindow,
    devices: FakeDevices,
    voice: Voice,
    say_more: Callable[[Voice], None],
) -> None:
    devices.engine.held = True
    window.input_panel.record_button.click()
    voice.speak(0.8)
    voice.pause(0.4)
    _answer(devices.engine, "I want")
    say_more(voice)
    devices.engine.held = False
    with qtbot.waitSignal(conductor.session.composed):
        window.input_panel.record_button.click()
    assert len(_asked(devices.engine, Transcribe)) == 1


def test_a_recording_ends_by_itself_when_nobody_speaks_any_more(
    qtbot: QtBot, conductor: AppController, window: MainWindow, voice: Voice
) -> None:
    window.input_panel.record_button.click()
    voice.speak(1.0)
    voice.pause(END_PAUSE_S - 0.2)
    assert conductor.recording_session.is_recording
    with qtbot.waitSignal(conductor.session.composed):
        voice.pause(0.5)
    assert not conductor.recording_session.is_recording


def test_a_click_that_comes_a_moment_too_late_begins_no_other_recording(
    qtbot: QtBot, conductor: AppController, window: MainWindow, voice: Voice
) -> None:
    window.input_panel.record_button.click()
    voice.speak(1.0)
    voice.pause(END_PAUSE_S + 0.2)
    with qtbot.waitSignal(conductor.session.composed):
        window.input_panel.record_button.click()
    assert not conductor.recording_session.is_recording


def test_it_does_not_end_by_itself_where_that_is_switched_off(
    conductor: AppController, window: MainWindow, voice: Voice
) -> None:
    conductor.preferences.change(hands_free=False)
    window.input_panel.record_button.click()
    voice.speak(1.0)
    voice.pause(END_PAUSE_S + 3)
    assert conductor.recording_session.is_recording
    conductor.recording_session.cancel()


def _hold_button(window: MainWindow) -> Callable[[], None]:
    at = window.input_panel.record_button.rect().center()
    QTest.mousePress(window.input_panel.record_button, Qt.MouseButton.LeftButton, pos=at)
    return lambda: QTest.mouseRelease(window.input_panel.record_button, Qt.MouseButton.LeftButton, pos=at)


def _hold_key(window: MainWindow) -> Callable[[], None]:
    QTest.keyPress(window, PUSH_TO_TALK_KEY)
    return lambda: QTest.keyRelease(window, PUSH_TO_TALK_KEY)


@pytest.mark.parametrize("hold", [_hold_button, _hold_key])
def test_whoever_holds_the_button_or_the_key_says_when_it_is_over(
    conductor: AppController,
    window: MainWindow,
    voice: Voice,
    hold: Callable[[MainWindow], Callable[[], None]],
) -> None:
    let_go = hold(window)
    voice.speak(1.0)
    voice.pause(END_PAUSE_S + 3)
    assert conductor.recording_session.is_recording
    conductor.recording_session.cancel()
    let_go()


def test_escape_puts_the_sentence_back_and_restore_brings_the_take(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, voice: Voice
) -> None:
    write(qtbot, conductor, window, "wonder")
    devices.engine.held = True
    window.input_panel.record_button.click()
    voice.speak(1.2)
    _answer(devices.engine, "I want")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.input_panel.request_field.toPlainText() == "wonder"
    assert not window.input_panel.request_field.isReadOnly()
    assert not window.input_panel.restore_button.isHidden()
    devices.engine.held = False
    with qtbot.waitSignal(conductor.session.composed):
        window.input_panel.restore_button.click()
    assert len(_asked(devices.engine, Transcribe)) == 1
    assert window.input_panel.text == "I want a song of hope"
    assert window.input_panel.restore_button.isHidden()


def test_what_was_cancelled_while_it_was_understood_can_be_brought_back(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    devices.engine.held = True
    window.input_panel.record_button.click()
    window.input_panel.record_button.click()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.input_panel.restore_button.isHidden()
    devices.engine.held = False
    with qtbot.waitSignal(conductor.session.composed):
        window.input_panel.restore_button.click()


def test_nothing_is_restored_once_something_else_is_begun(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    window.input_panel.record_button.click()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.input_panel.restore_button.isHidden()
    write(qtbot, conductor, window)
    assert window.input_panel.restore_button.isHidden()


def test_opening_the_settings_while_one_speaks_forgets_it_and_puts_the_sentence_back(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, voice: Voice
) -> None:
    write(qtbot, conductor, window, "wonder")
    devices.engine.held = True
    window.input_panel.record_button.click()
    assert window.input_panel.request_field.toPlainText() == ""
    assert window.input_panel.request_field.placeholderText() == "Say what you feel…"
    voice.speak(1.2)
    next(action for action in window.menu.actions() if "ettings" in action.text()).trigger()
    assert not conductor.session.is_transcribing_partial
    assert window.input_panel.request_field.toPlainText() == "wonder"
    assert window.input_panel.request_field.placeholderText() != "Say what you feel…"
    dialog = window.findChild(SettingsDialog)
    assert dialog
    dialog.reject()


def test_composing_something_else_gives_up_what_is_being_understood(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window, "wonder")
    devices.engine.held = True
    window.input_panel.record_button.click()
    window.input_panel.record_button.click()
    assert window.input_panel.request_field.toPlainText() == ""
    devices.engine.held = False
    with qtbot.waitSignal(conductor.session.composed):
        window.input_panel.compose_button.click()
    assert window.input_panel.request_field.toPlainText() == window.input_panel.text == "wonder"


def test_words_that_failed_leave_the_sentence_that_was_there(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, voice: Voice
) -> None:
    write(qtbot, conductor, window, "wonder")
    devices.engine.held = True
    window.input_panel.record_button.click()
    voice.speak(1.2)
    _answer(devices.engine, "mumble")
    devices.engine.held = False
    devices.engine.error = RecordingError("I heard nothing that I could understand.")
    with qtbot.waitSignal(conductor.session.failed):
        window.input_panel.record_button.click()
    assert window.input_panel.request_field.toPlainText() == "wonder"
    assert not window.input_panel.request_field.isReadOnly()


def test_nothing_is_overheard_before_the_engine_is_ready_or_while_it_is_gone(
    conductor: AppController, window: MainWindow, devices: FakeDevices, voice: Voice
) -> None:
    devices.engine.die()
    window.input_panel.record_button.click()
    voice.speak(3.0)
    assert not devices.engine.done
    conductor.recording_session.cancel()


def test_an_engine_that_dies_while_it_overhears_takes_nothing_with_it(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, voice: Voice
) -> None:
    devices.engine.held = True
    window.input_panel.record_button.click()
    voice.speak(1.2)
    devices.engine.die()
    assert conductor.recording_session.is_recording
    devices.engine.held = False
    with qtbot.waitSignal(conductor.session.composed):
        window.input_panel.record_button.click()
    assert [type(task) for task in devices.engine.done if not isinstance(task, TranscribePartial)][:2] == [
        Transcribe,
        Interpret,
    ]


def test_what_is_overheard_after_another_engine_took_over_is_forgotten(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    devices.engine.held = True
    assert conductor.session.transcribe_partial(factories.recording(), "en")
    with qtbot.waitSignal(conductor.session.ready):
        conductor.session.restart("")
    assert not conductor.session.is_transcribing_partial
    assert window.input_panel.text == ""
