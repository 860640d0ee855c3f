"""The whole window on fakes: what a person fixes, and how it is let go again."""

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from composer_app.engine.messages import Compose, Rearrange, Task
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
    return conductor._window.transport.boxes[name]


def _choose(qtbot: QtBot, conductor: AppController, name: str, text: str) -> None:
    """Fix an option, and wait for the take."""
    chooser = _box(conductor, name).control
    assert isinstance(chooser, QComboBox)
    with qtbot.waitSignal(conductor.workflow.composed):
        chooser.activated.emit(chooser.findText(text))


def _made(devices: FakeDevices) -> list[Task]:
    return [task for task in devices.engine.done if isinstance(task, Compose | Rearrange)]


def _shown(conductor: AppController) -> tuple[int, str]:
    entry = conductor.history.shown
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
    assert _box(written, name).back.isVisible() or not _box(written, name).isVisible()
    assert _box(written, name).option.is_fixed(written.fixing.now)


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
    with qtbot.waitSignal(written.workflow.composed):
        written.shaping.swap(1, Chord(0, "maj7"))
    with qtbot.waitSignal(written.workflow.composed):
        window.transport.fixed.emit("tempo", 140.0)
    shown = written.history.shown
    assert shown
    assert shown.composition.progression.chords[1].chord == Chord(0, "maj7")
    assert (shown.composition.performance.tempo, shown.composition.kept) == (140, ((1, Chord(0, "maj7")),))


def test_several_changes_in_a_row_make_one_take(
    qtbot: QtBot, written: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    before = len(_made(devices))
    with qtbot.waitSignal(written.workflow.composed):
        for tempo in (97.0, 98.0, 99.0):
            window.transport.fixed.emit("tempo", tempo)
        window.transport.fixed.emit("instrument", "organ")
    (made,) = _made(devices)[before:]
    assert isinstance(made, Rearrange)
    assert (made.request.constraints.tempo, made.request.constraints.instrument) == (99.0, "organ")


def test_all_is_let_go_with_one_button(qtbot: QtBot, written: AppController, window: MainWindow) -> None:
    _choose(qtbot, written, "key", "G major")
    _choose(qtbot, written, "instrument", "strings")
    assert _shown(written)[1] == "G major"
    with qtbot.waitSignal(written.workflow.composed):
        window.transport.drawer.lift.click()
    assert written.fixing.now == NO_OVERRIDES
    assert written.workflow.wishes == Constraints()
    assert _shown(written)[1] == "D major"


def test_the_next_take_keeps_what_is_fixed_and_an_older_one_shows_its_own(
    qtbot: QtBot, written: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    _choose(qtbot, written, "bass", "synth bass")
    with qtbot.waitSignal(written.workflow.composed):
        window.transport.another_one.click()
    made = _made(devices)[-1]
    assert isinstance(made, Compose)
    assert made.manner.bass == "synth bass"
    written.undoing.undo()
    assert written.fixing.now.manner.bass == "synth bass"
    written.undoing.undo()
    assert written.fixing.now == NO_OVERRIDES
    assert written.workflow.manner.bass is None


def test_a_change_that_waits_is_not_lost_when_a_take_comes_meanwhile(
    qtbot: QtBot, written: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    with qtbot.waitSignal(written.workflow.composed):
        window.transport.another_one.click()
        window.transport.fixed.emit("tempo", 70.0)
    with qtbot.waitSignal(written.workflow.composed):
        assert written.fixing.now.wishes.tempo == 70
    assert isinstance(_made(devices)[-1], Rearrange)


def test_a_sentence_that_names_a_key_goes_before_the_one_that_was_fixed(
    qtbot: QtBot, written: AppController, window: MainWindow
) -> None:
    _choose(qtbot, written, "key", "E♭ minor")
    window.speak.field.setText("in G major instead")
    with qtbot.waitSignal(written.workflow.composed):
        window.speak.compose.click()
    assert _shown(written)[1] == "G major"
    assert not _box(written, "key").option.is_fixed(written.fixing.now)


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
    window.transport.fixed.emit("bars", 2)
    write(qtbot, conductor, window)
    made = _made(devices)[-1]
    assert isinstance(made, Compose)
    assert made.wishes == Constraints(bars=2)


def test_what_is_sent_to_a_port_is_remembered(
    conductor: AppController, window: MainWindow, folders: Folders
) -> None:
    window.transport.drawer.habits["count_in"].click()
    assert load(folders.settings).count_in
    assert conductor.jukebox.extras.count_in == 1


def test_the_output_is_tried_and_parts_are_muted_through_the_window(
    written: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    window.transport.drawer.mutes["Bass"].click()
    assert written.jukebox._muted == {"Bass"}
    window.transport.try_it.click()
    assert not written.jukebox.playing
    assert len(devices.speaker.played[-1][0].samples) < 2 * 44_100


@pytest.mark.parametrize(("name", "text"), [("instrument", "strings"), ("bars", "8")])
def test_a_change_in_silence_sounds_nothing_and_the_next_take_sounds_again(
    qtbot: QtBot, written: AppController, window: MainWindow, devices: FakeDevices, name: str, text: str
) -> None:
    written.jukebox.stop()
    played = len(devices.speaker.played)
    _choose(qtbot, written, name, text)
    assert not written.jukebox.playing
    assert len(devices.speaker.played) == played
    with qtbot.waitSignal(written.workflow.composed):
        window.transport.another_one.click()
    assert written.jukebox.playing


def test_something_asked_for_otherwise_in_silence_sounds_nothing(
    qtbot: QtBot, written: AppController, window: MainWindow
) -> None:
    written.jukebox.stop()
    with qtbot.waitSignal(written.workflow.composed):
        window.speak.chips.changed.emit({"tempo": 70.0})
    with qtbot.waitSignal(written.workflow.composed):
        window.speak.chips.removed.emit(("tempo",))
    assert not written.jukebox.playing
