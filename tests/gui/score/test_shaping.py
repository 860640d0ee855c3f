"""The whole window on fakes: chords that are kept, found anew, and changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from composer_app.engine.messages import Redo, Swap
from composer_app.gui.conductor import Conductor
from composer_app.gui.window import MainWindow
from composer_app.music.chord import Chord
from tests.fakes_gui import FakeDevices
from tests.gui.acts import write


def _texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def _advised(qtbot: QtBot, conductor: Conductor, window: MainWindow) -> None:
    """Have a take, and something to say of its chords."""
    with qtbot.waitSignal(conductor.workflow.advised):
        write(qtbot, conductor, window)


def test_the_chords_that_are_not_kept_are_found_anew(
    qtbot: QtBot, conductor: Conductor, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    window.score.chords.toggle(0)
    window.score.chords.toggle(2)
    with qtbot.waitSignal(conductor.workflow.composed):
        QTest.keyClick(window, Qt.Key.Key_R)
    redone = [task for task in devices.engine.done if isinstance(task, Redo)]
    assert [(task.kept, task.seed) for task in redone] == [(frozenset({0, 2}), 2)]
    assert window.score.chords.kept == {0, 2}
    assert window.takes.list.count() == 2  # the take before stays
    assert len(devices.speaker.played) == 2


def test_before_the_first_take_there_is_nothing_to_redo(
    conductor: Conductor, window: MainWindow, devices: FakeDevices
) -> None:
    assert window.score.redo.isHidden()
    conductor.shaping.redo()
    assert devices.engine.done == []


def test_a_chords_menu_says_why_and_offers_the_likeliest_others(
    qtbot: QtBot, conductor: Conductor, window: MainWindow
) -> None:
    _advised(qtbot, conductor, window)
    texts = _texts(conductor.shaping.menu(1))
    assert "dominant of the key; likelier here when hopeful: 2.7 times" in texts
    assert texts[-2:] == ["Cmaj7   ♭VIImaj7\t50%", "B♭6   ♭VIadd6\t25%"]


def test_an_alternative_takes_the_chords_place_and_is_kept(
    qtbot: QtBot, conductor: Conductor, window: MainWindow, devices: FakeDevices
) -> None:
    _advised(qtbot, conductor, window)
    with qtbot.waitSignal(conductor.workflow.composed):
        conductor.shaping.menu(1).actions()[-2].trigger()
    swapped = [task for task in devices.engine.done if isinstance(task, Swap)]
    assert [(task.number, task.chord) for task in swapped] == [(1, Chord(0, "maj7"))]
    assert window.score.chords.kept == {1}
    assert window.score.chords.labels[1][0] == "Cmaj7"


def test_without_advice_a_chord_can_still_be_kept(
    qtbot: QtBot, conductor: Conductor, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    conductor.shaping.show(conductor.history.shown.composition)  # type: ignore[union-attr]
    keep, redo = conductor.shaping.menu(2).actions()[:2]
    keep.trigger()
    assert window.score.chords.kept == {2}
    assert "rest" in redo.text()


@pytest.mark.parametrize(
    ("places", "kept"), [((1, 2), {0, 1}), ((-1,), {4}), ((0,), {0, 1, 2, 3, 4}), ((9, -9), set())]
)
def test_places_are_counted_from_either_end(
    qtbot: QtBot, conductor: Conductor, window: MainWindow, places: tuple[int, ...], kept: set[int]
) -> None:
    write(qtbot, conductor, window)
    conductor.shaping.keep(places)
    assert window.score.chords.kept == kept


def test_a_sentence_keeps_chords(
    qtbot: QtBot, conductor: Conductor, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    write(qtbot, conductor, window, "keep the first two chords")
    redone = [task for task in devices.engine.done if isinstance(task, Redo)]
    assert [task.kept for task in redone] == [frozenset({0, 1})]
    assert window.score.chords.kept == {0, 1}
