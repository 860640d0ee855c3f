"""A device is lost at each stage: a sentence, a way on, and nothing made is gone."""

import multiprocessing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from composer_app.gui.failure import Way
from tests.journeys.conftest import READY
from tests.journeys.scenes.conftest import Stage
from tests.journeys.test_window import HOPE, choose_output, struck, write
from tests.logs import ExpectedLog

pytestmark = [
    pytest.mark.pulse,
    pytest.mark.jack,
    pytest.mark.qt_log_ignore("pipewire-0.3", "PulseAudioService"),
]


def test_the_microphone_goes_while_one_speaks(qtbot: QtBot, stage: Stage) -> None:
    module = stage.pulse.plug("Second microphone", "second")
    stage.conductor.preferences.change(microphone="Second microphone")
    with qtbot.waitSignal(stage.conductor.dictation.began):
        QTest.mouseClick(stage.window.speak.button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(stage.conductor.dictation.ended, timeout=READY):
        stage.pulse.unplug(module)
        # Qt's part for PulseAudio forgets a microphone when the next one comes.
        stage.pulse.unplug(stage.pulse.plug("Another", "another"))
    qtbot.waitUntil(lambda: bool(stage.window.notice.text), timeout=READY)
    assert not stage.conductor.dictation.recording
    write(stage.window, HOPE)
    qtbot.waitUntil(lambda: len(stage.conductor.history) == 1, timeout=READY)


def test_the_engine_dies_while_it_composes(qtbot: QtBot, stage: Stage, expected_log: ExpectedLog) -> None:
    expected_log("WARNING composer_app.engine")
    write(stage.window, HOPE)
    with qtbot.waitSignal(stage.conductor.workflow.died, timeout=READY):
        for child in multiprocessing.active_children():
            child.kill()
    assert "again" in stage.window.notice.text
    stage.window.notice.buttons[Way.AGAIN].click()
    qtbot.waitUntil(lambda: len(stage.conductor.history) == 1, timeout=READY)


def test_the_synth_goes_while_it_plays(qtbot: QtBot, stage: Stage) -> None:
    synth = stage.jack.listen("Synth")
    qtbot.waitUntil(lambda: stage.window.transport.output.findData(synth.port) >= 0)
    choose_output(stage.window, synth.port)
    write(stage.window, HOPE)
    qtbot.waitUntil(lambda: bool(struck(synth.heard)), timeout=READY)
    with qtbot.waitSignal(stage.conductor.jukebox.failed, timeout=READY):
        stage.jack.kill()
    assert stage.window.notice.text
    stage.window.notice.buttons[Way.BUILT_IN].click()
    qtbot.waitUntil(lambda: stage.conductor.jukebox.playing, timeout=READY)
    assert len(stage.conductor.history) == 1
