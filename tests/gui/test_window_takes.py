"""The whole window on fakes: takes, and what is done with them."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.music.constraints import Constraints
from composer_app.music.key import Mode
from composer_app.paths import Folders
from composer_app.settings import load
from testing.fakes_gui import FakeDevices
from tests.gui.acts import choose, composed, go, write


def test_another_one_keeps_the_take_before_and_one_press_goes_back(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    with qtbot.waitSignal(conductor.session.composed):
        QTest.keyClick(window, Qt.Key.Key_N)
    assert [task.seed for task in composed(devices)] == [1, 2]
    assert window.takes_panel.take_list.count() == 2
    QTest.keyClick(window.transport_bar.play_button, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.takes_panel.take_list.currentIndex().row() == 1
    shown = conductor.open_takes.shown
    assert shown is not None
    assert shown.composition.seed == 1
    assert len(devices.speaker.played) == 3  # each take sounds as it is shown


def test_the_space_bar_plays_and_stops_but_writes_in_the_text_field(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window, "hope")
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert not conductor.output_player.is_playing
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert conductor.output_player.is_playing
    QTest.keyClick(window.input_panel.request_field, Qt.Key.Key_Space)
    assert conductor.output_player.is_playing
    assert window.input_panel.request_field.text() == "hope "


def test_a_clicked_emotion_is_composed_with_the_same_words(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    choose(qtbot, conductor, window, "tense")
    request = composed(devices)[-1].request
    assert request.mood.weights == (("tense", 1.0),)
    assert request.text == "a song of hope and wonder"
    assert [bar.accessibleName() for bar in window.mood_panel.bars()] == ["tense 100%"]


def test_a_feeling_can_be_chosen_before_anything_was_said(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    choose(qtbot, conductor, window, "dreamy")
    assert window.score_view.title_label.text() == "Dreamy"


def test_wishes_make_the_same_take_anew_and_are_lifted_again(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    for bars in (8, None):
        with qtbot.waitSignal(conductor.session.composed):
            window.transport_bar.option_controls["bars"].value_chosen.emit(bars)
    seeds = [task.seed for task in composed(devices)]
    assert seeds == [1, 1, 1]
    assert [task.constraint_overrides for task in composed(devices)] == [
        Constraints(),
        Constraints(bars=8),
        Constraints(),
    ]
    assert window.score_view.facts_label.text().endswith("4 bars")


def test_every_take_has_a_file_that_stays(
    qtbot: QtBot, conductor: AppController, window: MainWindow, folders: Folders
) -> None:
    write(qtbot, conductor, window)
    window.takes_panel.export_bar.copy_path_button.click()
    first = conductor.open_takes.shown
    assert first is not None
    assert first.midi_path is not None
    assert first.midi_path.parent == folders.takes
    with qtbot.waitSignal(conductor.session.composed):
        window.transport_bar.new_variation_button.click()
    assert first.midi_path.exists()


def test_takes_are_there_again_after_a_restart(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, folders: Folders
) -> None:
    write(qtbot, conductor, window)
    window.close()
    later = MainWindow()
    qtbot.addWidget(later)
    again = AppController(later, devices.as_devices(), folders)
    with qtbot.waitSignal(again.session.ready):
        later.show()
    qtbot.waitUntil(lambda: later.takes_panel.take_list.count() == 1)
    with qtbot.waitSignal(again.session.rendered):
        go(later, 0)
    assert len(devices.speaker.played) == 2
    again.close()


def test_a_port_is_remembered_by_name(
    qtbot: QtBot, conductor: AppController, window: MainWindow, folders: Folders, devices: FakeDevices
) -> None:
    index = window.transport_bar.output_combo.findData("Piano")
    window.transport_bar.output_combo.setCurrentIndex(index)
    window.transport_bar.output_combo.activated.emit(index)
    assert load(folders.settings_file).midi_port == "Piano"
    write(qtbot, conductor, window)
    qtbot.waitUntil(lambda: bool(devices.wires["Piano"].sounding_keys))
    conductor.output_player.stop()


def say(qtbot: QtBot, conductor: AppController, window: MainWindow, text: str) -> None:
    """Say something to the take that is shown."""
    window.input_panel.request_field.setText(text)
    with qtbot.waitSignal(conductor.session.turn_interpreted):
        window.input_panel.compose_button.click()


def test_spoken_orders_do_what_the_buttons_do(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window, "hope")
    say(qtbot, conductor, window, "stop")
    assert not conductor.output_player.is_playing
    say(qtbot, conductor, window, "play it again")
    assert conductor.output_player.is_playing
    with qtbot.waitSignal(conductor.session.composed):
        say(qtbot, conductor, window, "another one")
    assert len(conductor.open_takes) == 2
    say(qtbot, conductor, window, "go back")
    assert window.takes_panel.take_list.currentIndex().row() == 1
    assert window.input_panel.request_field.text() == "hope"


def test_a_change_keeps_the_seed_and_something_new_does_not(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window, "hope")
    for text in ("in minor", "sad"):
        with qtbot.waitSignal(conductor.session.composed):
            say(qtbot, conductor, window, text)
    assert [task.seed for task in composed(devices)] == [1, 1, 2]
    assert composed(devices)[1].request.constraints == Constraints(mode=Mode.MINOR)
    assert conductor.session.dialogue_state is not None
    assert conductor.session.dialogue_state.request.mood.strongest_emotion == "sad"


def test_a_sentence_moves_the_chords_to_another_key_and_going_back_undoes_it(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window, "sad")
    write(qtbot, conductor, window, "hope")
    window.score_view.chord_editor.toggle_lock(1)
    before = conductor.open_takes.shown
    assert before
    with qtbot.waitSignal(conductor.session.composed):
        say(qtbot, conductor, window, "in G instead")
    shown = conductor.open_takes.shown
    assert shown
    assert shown.composition.progression == before.composition.progression.transpose_to_tonic(7)
    assert shown.original_request.constraints == Constraints(tonic=7)
    assert conductor.session.dialogue_state
    assert conductor.session.dialogue_state.request.constraints == Constraints(tonic=7)
    assert window.score_view.chord_editor.locked == {1}
    assert len(composed(devices)) == 2  # nothing was composed for it
    say(qtbot, conductor, window, "go back")
    assert conductor.open_takes.shown == before
    assert conductor.session.dialogue_state.request == before.original_request
    say(qtbot, conductor, window, "go back")
    assert window.input_panel.request_field.text() == "sad"


def _titles(window: MainWindow) -> list[str]:
    return [
        window.takes_panel.browser.model.row_at(row).title
        for row in range(window.takes_panel.take_list.count())
    ]


def test_another_of_an_older_take_goes_on_from_it_and_says_so(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    for text in ("hope", "sad"):
        write(qtbot, conductor, window, text)
    with qtbot.waitSignal(conductor.session.composed):
        window.takes_panel.take_list.new_variation_requested.emit(
            window.takes_panel.browser.model.row_at(1).take_id
        )
    assert _titles(window) == ["hope – regenerate", "sad", "hope"]
    row = window.takes_panel.take_list.current_row()
    assert row is not None
    assert (row.number, row.parent_number) == (3, 1)
    assert composed(devices)[-1].request.text == "hope"
    shown = conductor.open_takes.shown
    assert shown is not None
    assert shown.composition.seed == 3


def test_a_new_sentence_comes_from_no_take(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window, "hope")
    say(qtbot, conductor, window, "sad")
    qtbot.waitUntil(lambda: window.takes_panel.take_list.count() == 2)
    row = window.takes_panel.take_list.current_row()
    assert row is not None
    assert row.parent_number == 0


def test_the_first_press_of_a_marks_it_and_the_next_change_while_it_plays(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window, "hope")
    window.takes_panel.browser.compare_button.click()
    assert window.takes_panel.browser.compare_button.isChecked()
    write(qtbot, conductor, window, "sad")
    devices.speaker.has_bar_lines = True
    for title in ("hope", "sad"):
        window.takes_panel.browser.compare_button.click()
        assert window.score_view.title_label.text() == {"hope": "Hopeful", "sad": "Sad"}[title]
    assert len(devices.speaker.followed) == 2  # at the bar line of what sounds


def test_a_take_whose_record_has_gone_is_a_sentence_and_the_one_shown_stays(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, folders: Folders
) -> None:
    write(qtbot, conductor, window, "hope")
    later = MainWindow()
    qtbot.addWidget(later)
    again = AppController(later, devices.as_devices(), folders)
    later.show()
    qtbot.waitUntil(lambda: later.takes_panel.take_list.count() == 1)
    for record in folders.takes.glob("*.json"):
        record.unlink()
    go(later, 0)
    assert "missing from its folder" in later.message_bar.text
    assert again.open_takes.shown is None
    assert not later.takes_panel.take_list.currentIndex().isValid()
    again.close()


def test_ctrl_f_leads_to_the_search(qtbot: QtBot, conductor: AppController, window: MainWindow) -> None:
    for text in ("hope", "sad"):
        write(qtbot, conductor, window, text)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.focusWidget(), "sad")
    assert _titles(window) == ["sad"]


def test_what_a_person_says_goes_back_past_what_was_taken_off_the_list(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    for text in ("hope", "wonder", "sad"):
        write(qtbot, conductor, window, text)
    conductor.takes_controller.toggle_removed(window.takes_panel.browser.model.row_at(1).take_id)
    say(qtbot, conductor, window, "go back")
    shown = conductor.open_takes.shown
    assert shown is not None
    assert shown.original_request.text == "hope"


def test_marks_that_cannot_be_written_are_a_sentence_and_hold_for_now(
    qtbot: QtBot, conductor: AppController, window: MainWindow, folders: Folders
) -> None:
    write(qtbot, conductor, window, "hope")
    (folders.takes / "marks.jsonl").mkdir()
    QTest.keyClick(window.takes_panel.take_list, Qt.Key.Key_S)
    assert "Free some space" in window.message_bar.text
    row = window.takes_panel.take_list.current_row()
    assert row is not None
    assert row.marks.starred
