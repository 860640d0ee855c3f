"""The window is closed in the middle of things: it ends, and leaves nothing behind (testing/leaks.py looks)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.journeys.conftest import READY
from tests.journeys.scenes.conftest import Stage
from tests.journeys.test_window import HOPE, choose_output, sounding, struck, write

pytestmark = [pytest.mark.pulse, pytest.mark.jack, pytest.mark.qt_log_ignore("pipewire-0.3")]


def test_while_it_listens(qtbot: QtBot, stage: Stage) -> None:
    with qtbot.waitSignal(stage.conductor.recording_session.began):
        QTest.mouseClick(stage.window.input_panel.record_button, Qt.MouseButton.LeftButton)
    stage.window.close()
    assert not stage.conductor.recording_session.is_recording


def test_while_it_composes(stage: Stage) -> None:
    write(stage.window, HOPE)
    assert stage.conductor.session.is_busy
    stage.window.close()
    assert not stage.conductor.session.is_busy


def test_while_it_plays_into_a_synth(qtbot: QtBot, stage: Stage) -> None:
    synth = stage.jack.listen("Synth")
    qtbot.waitUntil(lambda: stage.window.transport_bar.output_combo.findData(synth.port) >= 0)
    choose_output(stage.window, synth.port)
    write(stage.window, HOPE)
    qtbot.waitUntil(lambda: stage.conductor.output_player.is_playing, timeout=READY)
    qtbot.waitUntil(lambda: bool(struck(synth.heard)))
    stage.window.close()
    synth.wait_for(lambda messages: not sounding(messages))
