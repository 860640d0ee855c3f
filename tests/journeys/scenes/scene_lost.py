"""A device is lost at each stage: a sentence, a way on, and nothing made is gone."""

import multiprocessing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from composer_app.gui.widgets.recovery import RecoveryAction
from testing.logs import ExpectedLog
from tests.journeys.conftest import READY
from tests.journeys.scenes.conftest import Stage
from tests.journeys.test_window import HOPE, choose_output, struck, write

pytestmark = [
    pytest.mark.pulse,
    pytest.mark.jack,
    pytest.mark.qt_log_ignore("pipewire-0.3", "PulseAudioService"),
]


def test_the_microphone_goes_while_one_speaks(qtbot: QtBot, stage: Stage) -> None:
    module = stage.pulse.plug("Second microphone", "second")
    stage.conductor.preferences.change(microphone="Second microphone")
    with qtbot.waitSignal(stage.conductor.recording_session.began):
        QTest.mouseClick(stage.window.input_panel.record_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(stage.conductor.recording_session.ended, timeout=READY):
        stage.pulse.unplug(module)
        # Qt's part for PulseAudio forgets a microphone when the next one comes.
        stage.pulse.unplug(stage.pulse.plug("Another", "another"))
    qtbot.waitUntil(lambda: bool(stage.window.message_bar.text), timeout=READY)
    assert not stage.conductor.recording_session.is_recording
    write(stage.window, HOPE)
    qtbot.waitUntil(lambda: len(stage.conductor.open_takes) == 1, timeout=READY)


def test_the_engine_dies_while_it_composes(qtbot: QtBot, stage: Stage, expected_log: ExpectedLog) -> None:
    expected_log("WARNING composer_app.engine")
    write(stage.window, HOPE)
    with qtbot.waitSignal(stage.conductor.session.engine_died, timeout=READY):
        for child in multiprocessing.active_children():
            child.kill()
    assert "again" in stage.window.message_bar.text
    stage.window.message_bar.buttons[RecoveryAction.RETRY].click()
    qtbot.waitUntil(lambda: len(stage.conductor.open_takes) == 1, timeout=READY)


def test_the_synth_goes_while_it_plays(qtbot: QtBot, stage: Stage) -> None:
    synth = stage.jack.listen("Synth")
    qtbot.waitUntil(lambda: stage.window.transport_bar.output_combo.findData(synth.port) >= 0)
    choose_output(stage.window, synth.port)
    write(stage.window, HOPE)
    qtbot.waitUntil(lambda: bool(struck(synth.heard)), timeout=READY)
    with qtbot.waitSignal(stage.conductor.output_player.failed, timeout=READY):
        stage.jack.kill()
    assert stage.window.message_bar.text
    stage.window.message_bar.buttons[RecoveryAction.USE_BUILT_IN_SOUND].click()
    qtbot.waitUntil(lambda: stage.conductor.output_player.is_playing, timeout=READY)
    assert len(stage.conductor.open_takes) == 1
