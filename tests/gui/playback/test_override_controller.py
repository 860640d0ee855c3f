"""The whole window on fakes: what a person fixes, and how it is let go again."""

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from composer_app.engine.tasks import Compose, Rearrange, Task
from composer_app.gui.playback.option_control import OptionControl
from composer_app.gui.session.overrides import NO_OVERRIDES
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.music.chord import Chord
from composer_app.music.constraints import Constraints
from composer_app.paths import Folders
from composer_app.settings import load
from testing.fakes_gui import FakeDevices
from tests.gui.acts import write


@pytest.fixture
def written(qtbot: QtBot, conductor: AppController, window: MainWindow) -> AppController:
    write(qtbot, conductor, window, "hope")
    return conductor


def _box(conductor: AppController, name: str) -> OptionControl:
    return conductor._window.transport_bar.option_controls[name]


def _choose(qtbot: QtBot, conductor: AppController, name: str, text: str) -> None:
    """Fix an option, and wait for the take."""
    chooser = _box(conductor, name).control
    assert isinstance(chooser, QComboBox)
    with qtbot.waitSignal(conductor.session.composed):
        chooser.activated.emit(chooser.findText(text))


def _made(devices: FakeDevices) -> list[Task]:
    return [task for task in devices.engine.done if isinstance(task, Compose | Rearrange)]


def _shown(conductor: AppController) -> tuple[int, str]:
    entry = conductor.open_takes.shown
    assert entry
    return entry.composition.seed, str(entry.composition.progression.key)


@pytest.mark.parametrize(
    ("name", "text"),
    [("instrument", "strings"), ("pattern", "waltz"), ("voicing", "close"), ("pedal", "down"), ("bass", "bass"),
     ("humanise", "0 %"), ("intensity", "200 %"), ("counter_line", "choir"), ("key", "G major")],
)  # fmt: skip
def test_how_it_is_played_is_changed_with_the_chords_that_are_there(
    qtbot: QtBot, written: AppController, devices: FakeDevices, name: str, text: str
) -> None:
    _choose(qtbot, written, name, text)
    assert isinstance(_made(devices)[-1], Rearrange)
    assert _box(written, name).reset_button.isVisible() or not _box(written, name).isVisible()
    assert _box(written, name).spec.is_overridden(written.override_controller.overrides)


@pytest.mark.parametrize(
    ("name", "text"),
    [("metre", "3/4"), ("bars", "8"), ("adventure", "safe"), ("form", "AABA"), ("key", "any minor")],
)
def test_what_concerns_the_chords_finds_others_from_the_same_seed(
    qtbot: QtBot, written: AppController, devices: FakeDevices, name: str, text: str
) -> None:
    seed, _ = _shown(written)
    _choose(qtbot, written, name, text)
    last = _made(devices)[-1]
    assert isinstance(last, Compose)
    assert last.seed == seed


def test_a_chord_that_was_put_there_by_hand_stays_when_the_tempo_changes(
    qtbot: QtBot, written: AppController, window: MainWindow
) -> None:
    with qtbot.waitSignal(written.session.composed):
        written.chord_controller.substitute(1, Chord(0, "maj7"))
    with qtbot.waitSignal(written.session.composed):
        window.transport_bar.option_changed.emit("tempo", 140.0)
    shown = written.open_takes.shown
    assert shown
    assert shown.composition.progression.chords[1].chord == Chord(0, "maj7")
    assert (shown.composition.performance.tempo, shown.composition.locked) == (140, ((1, Chord(0, "maj7")),))


def test_several_changes_in_a_row_make_one_take(
    qtbot: QtBot, written: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    before = len(_made(devices))
    with qtbot.waitSignal(written.session.composed):
        for tempo in (97.0, 98.0, 99.0):
            window.transport_bar.option_changed.emit("tempo", tempo)
        window.transport_bar.option_changed.emit("instrument", "organ")
    (made,) = _made(devices)[before:]
    assert isinstance(made, Rearrange)
    assert (made.request.constraints.tempo, made.request.constraints.instrument) == (99.0, "organ")


def test_all_is_let_go_with_one_button(qtbot: QtBot, written: AppController, window: MainWindow) -> None:
    _choose(qtbot, written, "key", "G major")
    _choose(qtbot, written, "instrument", "strings")
    assert _shown(written)[1] == "G major"
    with qtbot.waitSignal(written.session.composed):
        window.transport_bar.drawer.reset_all_button.click()
    assert written.override_controller.overrides == NO_OVERRIDES
    assert written.session.overrides.constraints == Constraints()
    assert _shown(written)[1] == "D major"


def test_the_next_take_keeps_what_is_fixed_and_an_older_one_shows_its_own(
    qtbot: QtBot, written: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    _choose(qtbot, written, "bass", "synth bass")
    with qtbot.waitSignal(written.session.composed):
        window.transport_bar.new_variation_button.click()
    made = _made(devices)[-1]
    assert isinstance(made, Compose)
    assert made.performance_settings.bass_instrument == "synth bass"
    written.undo_controller.undo()
    assert written.override_controller.overrides.performance_settings.bass_instrument == "synth bass"
    written.undo_controller.undo()
    assert written.override_controller.overrides == NO_OVERRIDES
    assert written.session.overrides.performance_settings.bass_instrument is None


def test_a_change_that_waits_is_not_lost_when_a_take_comes_meanwhile(
    qtbot: QtBot, written: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    with qtbot.waitSignal(written.session.composed):
        window.transport_bar.new_variation_button.click()
        window.transport_bar.option_changed.emit("tempo", 70.0)
    with qtbot.waitSignal(written.session.composed):
        assert written.override_controller.overrides.constraints.tempo == 70
    assert isinstance(_made(devices)[-1], Rearrange)


def test_a_sentence_that_names_a_key_goes_before_the_one_that_was_fixed(
    qtbot: QtBot, written: AppController, window: MainWindow
) -> None:
    _choose(qtbot, written, "key", "E♭ minor")
    window.input_panel.request_field.setText("in G major instead")
    with qtbot.waitSignal(written.session.composed):
        window.input_panel.compose_button.click()
    assert _shown(written)[1] == "G major"
    assert not _box(written, "key").spec.is_overridden(written.override_controller.overrides)


def test_a_change_begins_at_the_bar_line_of_what_sounds(
    qtbot: QtBot, written: AppController, devices: FakeDevices
) -> None:
    devices.speaker.has_bar_lines = True
    played = len(devices.speaker.played)
    _choose(qtbot, written, "instrument", "strings")
    assert len(devices.speaker.played) == played
    assert len(devices.speaker.followed) == 1


def test_what_is_fixed_before_the_first_take_holds_for_it(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    window.transport_bar.option_changed.emit("bars", 2)
    write(qtbot, conductor, window)
    made = _made(devices)[-1]
    assert isinstance(made, Compose)
    assert made.constraint_overrides == Constraints(bars=2)


def test_what_is_sent_to_a_port_is_remembered(
    conductor: AppController, window: MainWindow, folders: Folders
) -> None:
    window.transport_bar.drawer.setting_checkboxes["count_in"].click()
    assert load(folders.settings_file).count_in
    assert conductor.output_player.sync_options.count_in_bars == 1


def test_the_output_is_tried_and_parts_are_muted_through_the_window(
    written: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    window.transport_bar.drawer.mute_buttons["Bass"].click()
    assert written.output_player._muted == {"Bass"}
    window.transport_bar.test_button.click()
    assert not written.output_player.is_playing
    assert len(devices.speaker.played[-1][0].samples) < 2 * 44_100


@pytest.mark.parametrize(("name", "text"), [("instrument", "strings"), ("bars", "8")])
def test_a_change_in_silence_sounds_nothing_and_the_next_take_sounds_again(
    qtbot: QtBot, written: AppController, window: MainWindow, devices: FakeDevices, name: str, text: str
) -> None:
    written.output_player.stop()
    played = len(devices.speaker.played)
    _choose(qtbot, written, name, text)
    assert not written.output_player.is_playing
    assert len(devices.speaker.played) == played
    with qtbot.waitSignal(written.session.composed):
        window.transport_bar.new_variation_button.click()
    assert written.output_player.is_playing


def test_something_asked_for_otherwise_in_silence_sounds_nothing(
    qtbot: QtBot, written: AppController, window: MainWindow
) -> None:
    written.output_player.stop()
    with qtbot.waitSignal(written.session.composed):
        window.input_panel.constraint_chips.changed.emit({"tempo": 70.0})
    with qtbot.waitSignal(written.session.composed):
        window.input_panel.constraint_chips.removed.emit(("tempo",))
    assert not written.output_player.is_playing
