"""Speak, compose, play into a synth, and drag the take into another program."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.journeys.conftest import READY
from tests.journeys.scenes.conftest import Stage
from tests.journeys.test_window import SPOKEN, check_file, choose_output, struck
from tests.screen import drag, end

pytestmark = [pytest.mark.qt_log_ignore("pipewire-0.3")]


@pytest.mark.pulse
@pytest.mark.jack
@pytest.mark.speech_model
def test_from_the_voice_to_another_program(qtbot: QtBot, stage: Stage) -> None:
    window, conductor = stage.window, stage.conductor
    synth = stage.jack.listen("Synth")
    qtbot.waitUntil(lambda: window.transport.output.findData(synth.port) >= 0)
    choose_output(window, synth.port)
    window.transport.loop.setChecked(False)
    QTest.mouseClick(window.speak.button, Qt.MouseButton.LeftButton)
    with stage.pulse.speaking(SPOKEN / "hope.flac") as speech:
        qtbot.waitUntil(lambda: speech.poll() is not None, timeout=READY)
    if conductor.dictation.recording:  # it may have stopped by itself by now
        QTest.mouseClick(window.speak.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: conductor.jukebox.playing, timeout=READY)
    assert "hope" in window.speak.text.lower()
    shown = conductor.history.shown
    assert shown
    qtbot.waitUntil(lambda: len(struck(synth.heard)) >= 4)
    conductor.jukebox.stop()
    _drop(qtbot, stage)
    assert shown.midi
    check_file(shown.midi, shown.composition.performance)


def _drop(qtbot: QtBot, stage: Stage) -> None:
    """Drag the handle onto a program beside the window, which must get the take's file and nothing more."""
    stage.window.move(0, 0)
    stage.window.resize(1180, 760)
    screen = dict(os.environ)
    command = [sys.executable, "-m", "tests.gui.takes.drop_target"]
    target = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert target.stdout
        assert target.stdout.readline() == "ready\n"
        chip = stage.window.takes.away.chip
        middle = chip.mapToGlobal(QPoint(chip.width() // 2, chip.height() // 2))
        hand = drag(screen, (middle.x(), middle.y()), (1360, 250))
        qtbot.waitUntil(lambda: hand.poll() is not None, timeout=READY)
        qtbot.waitUntil(lambda: target.poll() is not None, timeout=READY)
        dropped, may_move = target.stdout.read().splitlines()
        shown = stage.conductor.history.shown
        assert shown
        assert Path(dropped) == shown.midi
        assert may_move == "may move: False"
    finally:
        end(target)
