"""The whole window on fakes: undo and redo of all that a person does to the music."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from composer_app.gui.session.open_takes import OpenTake
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.music.chord import Chord
from composer_app.music.constraints import Constraints
from composer_app.paths import Folders
from testing.fakes_gui import FakeDevices
from tests.gui.acts import choose, go, write

_CTRL = Qt.KeyboardModifier.ControlModifier


def _undo(window: QWidget) -> None:
    QTest.keyClick(window, Qt.Key.Key_Z, _CTRL)


def _redo(window: QWidget, key: Qt.Key = Qt.Key.Key_Y, keys: Qt.KeyboardModifier = _CTRL) -> None:
    QTest.keyClick(window, key, keys)


def _shown(conductor: AppController) -> OpenTake:
    shown = conductor.open_takes.shown
    assert shown is not None
    return shown


def _press(qtbot: QtBot, conductor: AppController, window: MainWindow, key: Qt.Key) -> None:
    with qtbot.waitSignal(conductor.session.composed):
        QTest.keyClick(window, key)


def _offered(conductor: AppController) -> tuple[str, str]:
    return conductor.undo_controller.undo_action.text(), conductor.undo_controller.redo_action.text()


def test_the_first_take_is_not_undone_for_nothing_was_there_before(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    assert _offered(conductor) == ("Nothing to undo", "Nothing to redo")
    assert not window.takes_panel.browser.undo_button.isEnabled()
    _undo(window.transport_bar.play_button)
    assert _shown(conductor).composition.seed == 1


@pytest.mark.parametrize(
    ("key", "keys"),
    [
        (Qt.Key.Key_Y, _CTRL),
        (Qt.Key.Key_Z, _CTRL | Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_a_take_is_undone_and_done_again_and_never_leaves_the_list(
    qtbot: QtBot, conductor: AppController, window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier
) -> None:
    write(qtbot, conductor, window)
    _press(qtbot, conductor, window, Qt.Key.Key_N)
    assert _offered(conductor)[0] == "Undo: regenerate"
    _undo(window)
    assert _shown(conductor).composition.seed == 1
    assert _offered(conductor) == ("Nothing to undo", "Redo: regenerate")
    assert window.takes_panel.take_list.count() == 2
    assert window.takes_panel.take_list.currentIndex().row() == 1
    _redo(window, key, keys)
    assert _shown(conductor).composition.seed == 2
    assert window.takes_panel.take_list.currentIndex().row() == 0


def test_what_is_gone_back_to_sounds(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    _press(qtbot, conductor, window, Qt.Key.Key_N)
    _undo(window)
    assert conductor.output_player.is_playing
    assert len(devices.speaker.played) == 3


def test_a_chord_that_was_changed_makes_a_version_and_undo_goes_to_the_one_before(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    with qtbot.waitSignal(conductor.session.composed):
        conductor.chord_controller.substitute(1, Chord(0, "maj7"))
    assert window.takes_panel.take_list.count() == 1
    row = window.takes_panel.take_list.current_row()
    assert row is not None
    assert (row.version_number, row.version_count) == (2, 2)
    assert _offered(conductor)[0] == "Undo: A → Cmaj7"
    _undo(window)
    assert _shown(conductor).composition.progression.chords[1].chord == Chord(9, "maj")
    row = window.takes_panel.take_list.current_row()
    assert row is not None
    assert (row.version_number, row.version_count) == (1, 2)
    _redo(window)
    assert _shown(conductor).composition.progression.chords[1].chord == Chord(0, "maj7")


def test_a_take_is_gone_back_to_at_the_version_it_was_left_at(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    with qtbot.waitSignal(conductor.session.composed):
        conductor.chord_controller.substitute(1, Chord(0, "maj7"))
    _undo(window)
    first = _shown(conductor).id
    _press(qtbot, conductor, window, Qt.Key.Key_N)
    go(window, 1)
    assert _shown(conductor).id == first


def test_chords_that_are_kept_are_let_go_of_again(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    window.score_view.chord_editor.toggle_lock(0)
    window.score_view.chord_editor.toggle_lock(2)
    assert _offered(conductor)[0] == "Undo: lock Bm7"
    _undo(window)
    assert window.score_view.chord_editor.locked == {0}
    _undo(window)
    assert window.score_view.chord_editor.locked == frozenset()
    _redo(window)
    assert window.score_view.chord_editor.locked == {0}


def test_undoing_the_rest_redone_keeps_the_locks_it_was_redone_with(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    window.score_view.chord_editor.toggle_lock(1)
    _press(qtbot, conductor, window, Qt.Key.Key_R)
    window.score_view.chord_editor.toggle_lock(3)
    _undo(window)
    _undo(window)
    assert window.score_view.chord_editor.locked == {1}
    assert _shown(conductor).composition.seed == 1
    _redo(window)
    assert _shown(conductor).composition.seed == 2


def test_a_wish_is_lifted_with_the_take_it_made(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    with qtbot.waitSignal(conductor.session.composed):
        window.transport_bar.option_controls["bars"].value_chosen.emit(8)
    _undo(window)
    assert not window.transport_bar.option_controls["bars"].reset_button.isVisible()
    assert conductor.session.overrides.constraints == Constraints()
    assert _shown(conductor).composition.progression.bars == 4
    _redo(window)
    assert window.transport_bar.option_controls["bars"].reset_button.isVisible()
    assert (
        conductor.session.overrides.constraints
        == conductor.override_controller.overrides.constraints
        == Constraints(bars=8)
    )
    made = len(devices.engine.done)
    _press(qtbot, conductor, window, Qt.Key.Key_N)
    assert len(devices.engine.done) > made
    assert _shown(conductor).composition.progression.bars == 8


def test_another_feeling_is_undone_by_name(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    choose(qtbot, conductor, window, "tense")
    assert _offered(conductor)[0] == "Undo: feel tense"
    _undo(window)
    assert conductor.request_controller.request is not None
    assert conductor.request_controller.request.mood.strongest_emotion == "hopeful"
    assert window.input_panel.request_field.text() == "a song of hope and wonder"


def test_stars_and_names_are_undone_in_the_list_and_on_the_shelf(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    row = window.takes_panel.take_list.current_row()
    assert row is not None
    conductor.takes_controller.toggle_star(row.take_id)
    conductor.takes_controller.rename(row.take_id, "Opening & end")
    assert conductor.undo_controller.undo_action.text() == "Undo: rename take"
    for name, star in (("", True), ("", False)):
        _undo(window)
        row = window.takes_panel.take_list.current_row()
        assert row is not None
        assert (row.marks.name, row.marks.starred) == (name, star)
    _redo(window)
    row = window.takes_panel.take_list.current_row()
    assert row is not None
    assert row.marks.starred


def test_a_take_taken_off_the_list_comes_back(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    QTest.keyClick(window.takes_panel.take_list, Qt.Key.Key_Delete)
    assert window.takes_panel.take_list.count() == 0
    file = _shown(conductor).midi_path
    assert file is not None
    assert file.exists()
    _undo(window)
    assert window.takes_panel.take_list.count() == 1
    assert window.takes_panel.take_list.currentIndex().row() == 0


def test_going_to_another_take_is_undone(qtbot: QtBot, conductor: AppController, window: MainWindow) -> None:
    for text in ("hope", "wonder", "sad"):
        write(qtbot, conductor, window, text)
    go(window, 2)
    assert _offered(conductor)[0] == "Undo: go to take 1"
    _undo(window)
    assert _shown(conductor).original_request.text == "sad"


def test_changing_to_and_fro_between_two_takes_is_undone_at_once(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window, "hope")
    QTest.keyClick(window, Qt.Key.Key_A)
    write(qtbot, conductor, window, "sad")
    seen = []
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_A)
        seen.append(_shown(conductor).original_request.text)
    assert seen == ["hope", "sad", "hope"]
    assert _offered(conductor)[0] == "Undo: compare"
    _undo(window)
    assert _shown(conductor).original_request.text == "sad"
    assert _offered(conductor)[0] == "Undo: “sad”"


def test_what_is_typed_is_undone_in_its_field_and_the_take_stays(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window, "hope")
    _press(qtbot, conductor, window, Qt.Key.Key_N)
    window.input_panel.request_field.setFocus()
    QTest.keyClicks(window.input_panel.request_field, " again")
    _undo(window.input_panel.request_field)
    assert window.input_panel.request_field.text() != "hope again"
    assert _shown(conductor).composition.seed == 2


def test_the_buttons_do_what_the_keys_do_and_say_so(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    _press(qtbot, conductor, window, Qt.Key.Key_N)
    browser = window.takes_panel.browser
    assert browser.undo_button.toolTip() == "Undo: regenerate (Ctrl+Z)"
    browser.undo_button.click()
    assert _shown(conductor).composition.seed == 1
    assert browser.redo_button.accessibleName() == "Redo: regenerate"
    browser.redo_button.click()
    assert _shown(conductor).composition.seed == 2


def test_a_star_given_before_the_first_take_can_still_be_taken_back(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    conductor.takes_controller.toggle_star("an old take")
    write(qtbot, conductor, window)
    _undo(window)
    assert not conductor.takes_controller.marks
    assert _shown(conductor).composition.seed == 1


def test_undoing_while_something_is_being_composed_gives_it_up(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    _press(qtbot, conductor, window, Qt.Key.Key_N)
    devices.engine.held = True
    QTest.keyClick(window, Qt.Key.Key_N)
    assert conductor.session.is_busy
    _undo(window)
    assert not conductor.session.is_busy
    assert _shown(conductor).composition.seed == 1


def _swap(qtbot: QtBot, conductor: AppController, number: int, chord: Chord) -> str:
    with qtbot.waitSignal(conductor.session.composed):
        conductor.chord_controller.substitute(number, chord)
    return _shown(conductor).id


def _restarted(qtbot: QtBot, devices: FakeDevices, folders: Folders) -> tuple[MainWindow, AppController]:
    """Start the program again, on the same folders."""
    window = MainWindow()
    qtbot.addWidget(window)
    conductor = AppController(window, devices.as_devices(), folders)
    with qtbot.waitSignal(conductor.session.ready):
        window.show()
    qtbot.waitUntil(lambda: window.takes_panel.take_list.count() == 1)
    return window, conductor


def test_what_was_changed_after_undoing_is_there_after_a_restart_and_so_is_every_version(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, folders: Folders
) -> None:
    write(qtbot, conductor, window)
    _swap(qtbot, conductor, 1, Chord(0, "maj7"))
    _undo(window)
    newest = _swap(qtbot, conductor, 2, Chord(4, "min"))
    window.close()
    later, again = _restarted(qtbot, devices, folders)
    with qtbot.waitSignal(again.session.rendered):
        go(later, 0)
    assert _shown(again).id == newest
    assert later.takes_panel.browser.model.row_at(0).version_number == 3
    menu = later.takes_panel.take_list.make_menu(later.takes_panel.browser.model.index(0))
    (versions,) = [action.menu() for action in menu.actions() if action.text() == "&Versions"]
    assert isinstance(versions, QMenu)
    assert [action.text().rpartition(" · ")[2] for action in versions.actions()][1:] == [
        "A → Cmaj7",
        "Bm7 → Em",
    ]
    with qtbot.waitSignal(again.session.rendered):
        versions.actions()[1].trigger()
    assert _shown(again).composition.progression.chords[1].chord == Chord(0, "maj7")
    assert _offered(again)[0] == "Undo: go to version 2 of take 1"
    later.close()
    last, once_more = _restarted(qtbot, devices, folders)
    assert last.takes_panel.browser.model.row_at(0).version_number == 2
    once_more.close()
    again.close()


def test_undoing_and_redoing_in_silence_sounds_nothing(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    _press(qtbot, conductor, window, Qt.Key.Key_N)
    conductor.output_player.stop()
    played = len(devices.speaker.played)
    _undo(window)
    assert _shown(conductor).composition.seed == 1
    _redo(window)
    assert _shown(conductor).composition.seed == 2
    assert not conductor.output_player.is_playing
    assert len(devices.speaker.played) == played


def test_a_take_that_is_made_while_others_are_looked_for_is_listed_and_marked(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window, "hope")
    window.takes_panel.browser.search_field.setText("hope")
    write(qtbot, conductor, window, "sad")
    row = window.takes_panel.take_list.current_row()
    assert row is not None
    assert (
        row.title,
        window.takes_panel.browser.search_field.text(),
        window.takes_panel.take_list.count(),
    ) == ("sad", "", 2)
