"""The whole window on fakes: chords that are kept, found anew, and changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from composer_app.engine.tasks import Edit, RegenerateChords
from composer_app.errors import EngineError
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.music.chord import Chord
from composer_app.music.editing import Delete, Duplicate, Invert, Move, ShiftOctave, Substitute
from testing.fakes_gui import FakeDevices
from tests.gui.acts import write


def _texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def _action(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text().startswith(text))


def _advised(qtbot: QtBot, conductor: AppController, window: MainWindow) -> None:
    """Have a take, and something to say of its chords."""
    with qtbot.waitSignal(conductor.session.chords_suggested):
        write(qtbot, conductor, window)


def test_the_chords_that_are_not_kept_are_found_anew(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    window.score_view.chord_editor.toggle_lock(0)
    window.score_view.chord_editor.toggle_lock(2)
    with qtbot.waitSignal(conductor.session.composed):
        QTest.keyClick(window, Qt.Key.Key_R)
    redone = [task for task in devices.engine.done if isinstance(task, RegenerateChords)]
    assert [(task.locked, task.seed) for task in redone] == [(frozenset({0, 2}), 2)]
    assert window.score_view.chord_editor.locked == {0, 2}
    assert window.takes_panel.take_list.count() == 2  # the take before stays
    assert len(devices.speaker.played) == 2


def test_before_the_first_take_there_is_nothing_to_redo(
    conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    assert window.score_view.regenerate_button.isHidden()
    conductor.chord_controller.regenerate_unlocked()
    assert devices.engine.done == []


def test_a_chords_menu_says_why_and_offers_the_likeliest_others(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    _advised(qtbot, conductor, window)
    texts = _texts(conductor.chord_controller.make_menu(1))
    assert "dominant of the key; likelier here when hopeful: 2.7 times" in texts
    assert {"Cmaj7   ♭VIImaj7\t50%", "B♭6   ♭VIadd6\t25%"} <= set(texts)


def test_an_alternative_takes_the_chords_place_and_is_kept(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    _advised(qtbot, conductor, window)
    with qtbot.waitSignal(conductor.session.composed):
        _action(conductor.chord_controller.make_menu(1), "Cmaj7").trigger()
    edits = [task for task in devices.engine.done if isinstance(task, Edit)]
    assert [task.changes for task in edits] == [(Substitute(1, Chord(0, "maj7")),)]
    assert window.score_view.chord_editor.locked == {1}
    assert window.score_view.chord_editor.symbols_and_numerals[1][0] == "Cmaj7"


def test_a_chord_is_shaped_by_a_sentence(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    asked = window.input_panel.text
    write(qtbot, conductor, window, "make the second chord minor")
    assert [name for name, _ in window.score_view.chord_editor.symbols_and_numerals] == [
        "D",
        "Am",
        "Bm7",
        "G",
        "Asus4",
    ]
    assert window.score_view.chord_editor.locked == {1}
    assert window.input_panel.text == asked
    write(qtbot, conductor, window, "delete the last two chords")
    assert [name for name, _ in window.score_view.chord_editor.symbols_and_numerals] == ["D", "Am", "Bm7"]
    assert [len(task.changes) for task in devices.engine.done if isinstance(task, Edit)] == [1, 2]


def test_what_is_so_already_leaves_nothing_to_wait_for(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    write(qtbot, conductor, window, "make the second chord minor")
    window.input_panel.request_field.setText("make the second chord minor")
    with qtbot.waitSignal(conductor.session.turn_interpreted):
        window.input_panel.compose_button.click()
    assert window.progress_line.label.text() == "Ready"


def test_the_rest_is_redone_by_a_sentence(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    window.score_view.chord_editor.toggle_lock(2)
    write(qtbot, conductor, window, "change the rest")
    assert [task.locked for task in devices.engine.done if isinstance(task, RegenerateChords)] == [
        frozenset({2})
    ]


def test_what_cannot_be_done_to_a_chord_is_said(
    conductor: AppController, window: MainWindow, qtbot: QtBot
) -> None:
    write(qtbot, conductor, window)
    window.input_panel.request_field.setText("put the first chord in third inversion")
    window.input_panel.compose_button.click()
    qtbot.waitUntil(lambda: "no further inversion" in window.message_bar.text)
    assert window.input_panel.request_field.text() == "put the first chord in third inversion"  # to be mended
    assert [name for name, _ in window.score_view.chord_editor.symbols_and_numerals] == [
        "D",
        "A",
        "Bm7",
        "G",
        "Asus4",
    ]


def test_without_advice_a_chord_can_still_be_kept(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    conductor.chord_controller.on_take_shown(conductor.open_takes.shown)  # type: ignore[arg-type]
    keep, hear, redo = conductor.chord_controller.make_menu(2).actions()[:3]
    keep.trigger()
    assert window.score_view.chord_editor.locked == {2}
    assert [action.text().partition("\t")[2] for action in (keep, hear, redo)] == ["K", "H", "R"]


def test_the_menu_names_the_key_of_every_change(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    menu = conductor.chord_controller.make_menu(1)
    inner = _action(menu, "&Inversion").menu()
    assert isinstance(inner, QMenu)
    texts = {text.replace("&", "") for text in (*_texts(menu), *_texts(inner))}
    assert {
        "Root position",
        "Second inversion",
        "Next inversion\tI",
        "Previous inversion\tShift+I",
        "Octave up\tUp",
        "Octave down\tDown",
        "Longer by a beat\t+",
        "Shorter by a beat\t-",
        "Move left\tCtrl+Left",
        "Move right\tCtrl+Right",
        "Duplicate\tD",
        "Delete\tDel",
    } <= texts
    assert "Third inversion" not in texts  # a triad has none


@pytest.mark.parametrize(
    ("key", "labels", "kept"),
    [
        (Qt.Key.Key_I, ["D", "A/C♯", "Bm7", "G", "Asus4"], {1}),
        (Qt.Key.Key_Delete, ["D", "Bm7", "G", "Asus4"], set()),
        (Qt.Key.Key_D, ["D", "A", "A", "Bm7", "G", "Asus4"], set()),
    ],
)
def test_a_chord_is_changed_in_the_engine(
    qtbot: QtBot,
    conductor: AppController,
    window: MainWindow,
    devices: FakeDevices,
    key: Qt.Key,
    labels: list[str],
    kept: set[int],
) -> None:
    write(qtbot, conductor, window)
    conductor.output_player.stop()
    QTest.keyClick(window.score_view.chord_editor, Qt.Key.Key_Right)
    with qtbot.waitSignal(conductor.session.previewed):
        QTest.keyClick(window.score_view.chord_editor, key)
    assert [name for name, _ in window.score_view.chord_editor.symbols_and_numerals] == labels
    assert window.score_view.chord_editor.locked == kept
    assert [type(task).__name__ for task in devices.engine.done].count("Edit") == 1
    assert not conductor.output_player.is_playing  # in silence, the chord alone is heard
    assert devices.speaker.played[-1][1] is False


def test_changes_that_come_faster_than_their_notes_are_all_done(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    devices.engine.held = True
    for key in (Qt.Key.Key_I, Qt.Key.Key_I, Qt.Key.Key_Plus):
        QTest.keyClick(window.score_view.chord_editor, key)
    assert window.score_view.chord_editor.symbols_and_numerals[0][0] == "D/A"  # it is seen before it is heard
    number, last = max(devices.engine.tasks.items())
    assert isinstance(last, Edit)
    assert last.composition.progression.chords[0].chord == Chord(2, "maj", 9)
    with qtbot.waitSignal(conductor.session.composed):
        devices.engine.answer(number)
    shown = conductor.open_takes.shown
    assert shown
    assert [timed.beats for timed in shown.composition.progression.chords] == [5, 3, 4, 2, 2]
    assert shown.composition.locked == ((0, Chord(2, "maj", 9)),)


def test_a_change_keeps_what_a_person_keeps(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    window.score_view.chord_editor.toggle_lock(2)
    with qtbot.waitSignal(conductor.session.composed):
        window.score_view.chord_editor.request_change(Move(2, 0))
    assert window.score_view.chord_editor.locked == {0}
    assert window.score_view.chord_editor.card_pool.cursor == 0  # the keyboard went along
    with qtbot.waitSignal(conductor.session.composed):
        QTest.keyClick(window, Qt.Key.Key_R)
    assert window.score_view.chord_editor.symbols_and_numerals[0][0] == "Bm7"


def test_what_cannot_be_done_is_said_and_nothing_is_lost(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    before, asked = window.score_view.chord_editor.symbols_and_numerals, len(devices.engine.done)
    window.score_view.chord_editor.request_change(Invert(0, 3))
    assert window.message_bar.text == "D has 3 tones, so it has no further inversion."
    assert window.score_view.chord_editor.symbols_and_numerals == before
    assert len(devices.engine.done) == asked


def test_a_chord_at_the_end_has_nowhere_further_to_go(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    asked = len(devices.engine.done)
    QTest.keyClick(window.score_view.chord_editor, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert len(devices.engine.done) == asked
    assert not window.message_bar.text or window.message_bar.isHidden()


def test_a_change_that_fails_is_taken_back(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    before = window.score_view.chord_editor.symbols_and_numerals
    devices.engine.error = EngineError("It has stopped. Try again.")
    with qtbot.waitSignal(conductor.session.failed):
        window.score_view.chord_editor.request_change(Delete(0))
    assert window.score_view.chord_editor.symbols_and_numerals == before


def test_a_change_while_it_plays_follows_at_the_bar_line(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    devices.speaker.has_bar_lines = True
    with qtbot.waitSignal(conductor.session.composed):
        window.score_view.chord_editor.request_change(ShiftOctave(0, 1))
    assert conductor.output_player.is_playing
    assert len(devices.speaker.followed) == 1


@pytest.mark.parametrize(
    ("places", "kept"), [((1, 2), {0, 1}), ((-1,), {4}), ((0,), {0, 1, 2, 3, 4}), ((9, -9), set())]
)
def test_places_are_counted_from_either_end(
    qtbot: QtBot, conductor: AppController, window: MainWindow, places: tuple[int, ...], kept: set[int]
) -> None:
    write(qtbot, conductor, window)
    conductor.chord_controller.lock_chords(places)
    assert window.score_view.chord_editor.locked == kept


def test_a_sentence_keeps_chords(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    write(qtbot, conductor, window, "keep the first two chords")
    redone = [task for task in devices.engine.done if isinstance(task, RegenerateChords)]
    assert [task.locked for task in redone] == [frozenset({0, 1})]
    assert window.score_view.chord_editor.locked == {0, 1}
    assert window.input_panel.request_field.text() == "a song of hope and wonder"


def test_what_a_sentence_keeps_takes_the_place_of_what_was_kept(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    for number in (1, 4):
        window.score_view.chord_editor.toggle_lock(number)
    devices.engine.held = True
    window.input_panel.request_field.setText("keep the first two chords")
    window.input_panel.compose_button.click()
    devices.engine.answer(max(devices.engine.tasks))
    assert window.score_view.chord_editor.locked == {0, 1}
    assert (
        window.input_panel.request_field.text() == "a song of hope and wonder"
    )  # already while it is being done


def test_where_nothing_else_fits_the_line_says_so(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    write(qtbot, conductor, window, "keep the first two chords")  # this engine never finds others
    assert window.progress_line.label.text().startswith("No other chords fit")
    write(qtbot, conductor, window, "sad")
    assert window.progress_line.label.text() == "Ready"


def test_a_copy_can_be_pointed_at_before_its_notes_are_there(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    conductor.output_player.stop()
    devices.engine.held = True
    window.score_view.chord_editor.request_change(Duplicate(4))
    window.score_view.chord_editor.setFocus()
    QTest.keyClick(window.score_view.chord_editor, Qt.Key.Key_End)
    QTest.keyClick(window.score_view.chord_editor, Qt.Key.Key_H)
    window.score_view.chord_editor.chord_hovered.emit(5)
    assert {pitch % 12 for pitch in window.score_view.keyboard.previewed_pitches} == {9, 2, 4}


def test_an_order_that_comes_before_a_change_is_done_shows_what_is_there(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    before = window.score_view.chord_editor.symbols_and_numerals
    devices.engine.held = True
    window.score_view.chord_editor.request_change(Delete(0))
    assert window.score_view.chord_editor.symbols_and_numerals != before
    devices.engine.held = False
    with qtbot.waitSignal(conductor.session.turn_interpreted):
        conductor.request_controller.submit_text("stop")
    assert window.score_view.chord_editor.symbols_and_numerals == before


def test_a_take_that_is_asked_for_instead_of_a_change_sounds(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    conductor.output_player.stop()
    devices.engine.held = True
    window.score_view.chord_editor.request_change(Delete(0))
    devices.engine.held = False
    with qtbot.waitSignal(conductor.session.composed):
        QTest.keyClick(window, Qt.Key.Key_N)
    assert conductor.output_player.is_playing
