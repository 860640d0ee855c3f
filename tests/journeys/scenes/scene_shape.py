"""Write, mend the mood on the map, keep two chords, find others for the rest, and export."""

from pathlib import Path

import pytest
import soundfile
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from composer_app.composition import Composition
from composer_app.gui.takes.export_dialog import ExportDialog
from tests.journeys.conftest import READY
from tests.journeys.scenes.conftest import Stage
from tests.journeys.test_window import write

pytestmark = [pytest.mark.pulse, pytest.mark.jack, pytest.mark.qt_log_ignore("pipewire-0.3")]

SENTENCE = "hope and wonder, eight bars in D at 120 bpm"


def _shown(stage: Stage) -> Composition:
    assert stage.conductor.open_takes.shown
    return stage.conductor.open_takes.shown.composition


def test_from_a_sentence_to_a_file_that_is_as_it_was_shaped(
    qtbot: QtBot, stage: Stage, tmp_path: Path
) -> None:
    window, workflow = stage.window, stage.conductor.session
    with qtbot.waitSignal(workflow.composed, timeout=READY):
        write(window, SENTENCE)
    with qtbot.waitSignal(workflow.composed, timeout=READY):
        _drag_point_to(stage, "solemn")
    mended = _shown(stage)
    assert mended.request.mood.strongest_emotion == "solemn"
    assert window.input_panel.text == SENTENCE
    assert mended.performance.tempo == 120
    strip = window.score_view.chord_editor
    strip.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_K, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_K):
        QTest.keyClick(strip.card_pool.cards[strip.card_pool.cursor], key)
    assert strip.locked == {0, 2}
    with qtbot.waitSignal(workflow.composed, timeout=READY):
        QTest.keyClick(window, Qt.Key.Key_R)
    redone = _shown(stage)
    before, after = ([timed.chord for timed in take.progression.chords] for take in (mended, redone))
    assert (before[0], before[2]) == (after[0], after[2])
    assert before != after
    _export(qtbot, stage, tmp_path / "shaped.wav")
    info = soundfile.info(tmp_path / "shaped.wav")
    assert info.duration > redone.performance.beats / 2


def _drag_point_to(stage: Stage, emotion: str) -> None:
    """As a hand does: press on the point, move in steps, let go a little beside the place."""
    chart = stage.window.mood_panel.emotion_map
    places = chart.emotion_positions()
    start, end = (QPoint(round(places[name][0]), round(places[name][1])) for name in ("hopeful", emotion))
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 11):
        QTest.mouseMove(chart, start + (end - start) * step / 10)
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=end)


def _export(qtbot: QtBot, stage: Stage, path: Path) -> None:
    """By the keyboard: Ctrl+E, WAV, a name."""
    QTest.keyClick(stage.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ExportDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    dialog.format_combo.setCurrentIndex(dialog.format_combo.findData("wav"))
    QTimer.singleShot(0, dialog, lambda: _name(qtbot, path))
    dialog.save_button.click()
    qtbot.waitUntil(path.exists, timeout=READY)
    qtbot.waitUntil(lambda: path.name in stage.window.progress_line.label.text())


def _name(qtbot: QtBot, path: Path) -> None:
    """Fill in the file dialog that is in the way."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, QFileDialog)
    asked.findChildren(QLineEdit)[0].setText(str(path))
    asked.accept()
