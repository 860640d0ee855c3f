"""The whole window on fakes: takes, and what is done with them."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from composer_app.gui.conductor import Conductor
from composer_app.gui.window import MainWindow
from composer_app.music.constraints import Constraints
from composer_app.paths import Folders
from composer_app.settings import load
from tests.fakes_gui import FakeDevices
from tests.gui.acts import choose, composed, write


def test_another_one_keeps_the_take_before_and_one_press_goes_back(
    qtbot: QtBot, conductor: Conductor, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    with qtbot.waitSignal(conductor.workflow.composed):
        QTest.keyClick(window, Qt.Key.Key_N)
    assert [task.seed for task in composed(devices)] == [1, 2]
    assert window.takes.list.count() == 2
    QTest.keyClick(window.transport.play, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.takes.list.currentRow() == 1
    shown = conductor.history.shown
    assert shown is not None
    assert shown.composition.seed == 1
    assert len(devices.speaker.played) == 3  # each take sounds as it is shown


def test_the_space_bar_plays_and_stops_but_writes_in_the_text_field(
    qtbot: QtBot, conductor: Conductor, window: MainWindow
) -> None:
    write(qtbot, conductor, window, "hope")
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert not conductor.jukebox.playing
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert conductor.jukebox.playing
    QTest.keyClick(window.speak.field, Qt.Key.Key_Space)
    assert conductor.jukebox.playing
    assert window.speak.field.text() == "hope "


def test_a_clicked_emotion_is_composed_with_the_same_words(
    qtbot: QtBot, conductor: Conductor, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    choose(qtbot, conductor, window, "tense")
    request = composed(devices)[-1].request
    assert request.mood.weights == (("tense", 1.0),)
    assert request.text == "a song of hope and wonder"
    assert [bar.accessibleName() for bar in window.mood.bars()] == ["tense 100%"]


def test_a_feeling_can_be_chosen_before_anything_was_said(
    qtbot: QtBot, conductor: Conductor, window: MainWindow
) -> None:
    choose(qtbot, conductor, window, "dreamy")
    assert window.score.title.text() == "Dreamy"


def test_wishes_make_the_same_take_anew_and_are_lifted_again(
    qtbot: QtBot, conductor: Conductor, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    for bars in (8, None):
        with qtbot.waitSignal(conductor.workflow.composed):
            window.transport.boxes["bars"].chosen.emit(bars)
    seeds = [task.seed for task in composed(devices)]
    assert seeds == [1, 1, 1]
    assert [task.wishes for task in composed(devices)] == [Constraints(), Constraints(bars=8), Constraints()]
    assert window.score.facts.text().endswith("4 bars")


def test_every_take_has_a_file_that_stays(
    qtbot: QtBot, conductor: Conductor, window: MainWindow, folders: Folders
) -> None:
    write(qtbot, conductor, window)
    window.takes.away.copy_path.click()
    first = conductor.history.shown
    assert first is not None
    assert first.midi is not None
    assert first.midi.parent == folders.takes
    with qtbot.waitSignal(conductor.workflow.composed):
        window.transport.another_one.click()
    assert first.midi.exists()


def test_takes_are_there_again_after_a_restart(
    qtbot: QtBot, conductor: Conductor, window: MainWindow, devices: FakeDevices, folders: Folders
) -> None:
    write(qtbot, conductor, window)
    window.close()
    later = MainWindow()
    qtbot.addWidget(later)
    again = Conductor(later, devices.as_devices(), folders)
    with qtbot.waitSignal(again.workflow.ready):
        later.show()
    assert later.takes.list.count() == 1
    with qtbot.waitSignal(again.workflow.rendered):
        later.takes.list.setCurrentRow(0)
    assert len(devices.speaker.played) == 2
    again.close()


def test_a_port_is_remembered_by_name(
    qtbot: QtBot, conductor: Conductor, window: MainWindow, folders: Folders, devices: FakeDevices
) -> None:
    index = window.transport.output.findData("Piano")
    window.transport.output.setCurrentIndex(index)
    window.transport.output.activated.emit(index)
    assert load(folders.settings).port == "Piano"
    write(qtbot, conductor, window)
    qtbot.waitUntil(lambda: bool(devices.wires["Piano"].sounding))
    conductor.jukebox.stop()


def say(qtbot: QtBot, conductor: Conductor, window: MainWindow, text: str) -> None:
    """Say something to the take that is shown."""
    window.speak.field.setText(text)
    with qtbot.waitSignal(conductor.workflow.answered):
        window.speak.compose.click()


def test_spoken_orders_do_what_the_buttons_do(qtbot: QtBot, conductor: Conductor, window: MainWindow) -> None:
    write(qtbot, conductor, window, "hope")
    say(qtbot, conductor, window, "stop")
    assert not conductor.jukebox.playing
    say(qtbot, conductor, window, "play it again")
    assert conductor.jukebox.playing
    with qtbot.waitSignal(conductor.workflow.composed):
        say(qtbot, conductor, window, "another one")
    assert len(conductor.history) == 2
    say(qtbot, conductor, window, "go back")
    assert conductor.history.number == 0
    assert window.speak.field.text() == "hope"


def test_a_change_keeps_the_seed_and_something_new_does_not(
    qtbot: QtBot, conductor: Conductor, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window, "hope")
    for text in ("in G instead", "sad"):
        with qtbot.waitSignal(conductor.workflow.composed):
            say(qtbot, conductor, window, text)
    assert [task.seed for task in composed(devices)] == [1, 1, 2]
    assert composed(devices)[1].request.constraints == Constraints(tonic=7)
    assert conductor.workflow.state is not None
    assert conductor.workflow.state.request.mood.strongest == "sad"
