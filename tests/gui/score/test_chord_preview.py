"""The whole window on fakes: one chord by itself, in the built-in sound and through a port."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from composer_app.engine.events import Composed
from composer_app.engine.tasks import Render
from composer_app.errors import ModelError
from composer_app.gui.score.chord_preview import make_preview
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.music.voicing import Voicing
from testing import factories
from testing.fakes_gui import FakeDevices, FakeWire
from tests.gui.acts import write


@pytest.fixture
def silent(qtbot: QtBot, conductor: AppController, window: MainWindow) -> AppController:
    """A window with a take that does not play."""
    write(qtbot, conductor, window)
    conductor.output_player.stop()
    return conductor


def _renders(devices: FakeDevices) -> list[Render]:
    return [task for task in devices.engine.done if isinstance(task, Render)]


def test_a_sample_is_the_chord_on_its_instrument() -> None:
    take = factories.composition()
    chord = make_preview((45, 57, 61, 61), take)
    assert [note.pitch for note in chord.notes] == [45, 57, 61]
    assert chord.parts[0].program == take.performance.parts[0].program
    assert chord.seconds == 2.0


def test_a_chord_is_heard_once_and_rendered_once(
    qtbot: QtBot, silent: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    played = len(devices.speaker.played)
    with qtbot.waitSignal(silent.session.previewed):
        QTest.keyClick(window.score_view.chord_editor, Qt.Key.Key_H)
    QTest.keyClick(window.score_view.chord_editor, Qt.Key.Key_H)
    assert len(devices.speaker.played) == played + 2
    assert not any(loop for _, loop, _ in devices.speaker.played[played:])
    assert len(_renders(devices)) == 1
    assert not silent.output_player.is_playing


def test_of_two_chords_in_haste_the_last_is_heard(
    qtbot: QtBot, silent: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    played = len(devices.speaker.played)
    with qtbot.waitSignal(silent.session.previewed):
        window.score_view.chord_editor.preview_requested.emit(0)
        window.score_view.chord_editor.preview_requested.emit(1)
    assert len(_renders(devices)) == 2
    assert len(devices.speaker.played) == played + 1


def test_while_a_take_plays_it_alone_is_heard(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    window.score_view.chord_editor.preview_requested.emit(1)
    assert conductor.output_player.is_playing
    assert _renders(devices) == []


def test_a_port_gets_the_chord_and_every_note_is_let_go(
    qtbot: QtBot, silent: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    silent.output_player.select_port("Synth")
    wire = devices.wires["Synth"]
    window.score_view.chord_editor.preview_requested.emit(1)
    qtbot.waitUntil(lambda: len(_ons(wire)) == 4)
    silent.output_player.panic()
    struck = {m[1] for m in _ons(wire)}
    qtbot.waitUntil(lambda: {m[1] for m in wire.sent if m[0] & 0xF0 == 0x80} >= struck)
    assert {m[1] % 12 for m in _ons(wire)} == {9, 1, 4}
    assert _renders(devices) == []


def _ons(wire: FakeWire) -> list[bytes]:
    return [message for message in wire.sent if message[0] & 0xF0 == 0x90 and message[2]]


def test_an_alternative_is_heard_as_it_would_lie(
    qtbot: QtBot, silent: AppController, devices: FakeDevices
) -> None:
    take = factories.composition()
    voiced = replace(take, voicings=(Voicing(38, (57, 62, 66)),) * 5)
    silent.session.composed.emit(Composed(voiced, factories.audio()))
    silent.output_player.stop()
    with qtbot.waitSignal(silent.session.chords_suggested):
        silent.session.suggest_chords(voiced)
    menu = silent.chord_controller.make_menu(1)
    with qtbot.waitSignal(silent.session.previewed):
        next(action for action in menu.actions() if action.text().startswith("Cmaj7")).hovered.emit()
    (render,) = _renders(devices)
    pitches = [note.pitch for note in render.performance.notes]
    assert pitches[0] % 12 == 0
    assert {pitch % 12 for pitch in pitches} == {0, 4, 7, 11}


def test_a_damaged_sound_bank_is_told(
    qtbot: QtBot, silent: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    devices.engine.error = ModelError("The sound bank is damaged. Install Composer again.")
    with qtbot.waitSignal(silent.session.failed):
        window.score_view.chord_editor.preview_requested.emit(0)
    assert window.message_bar.text == "The sound bank is damaged. Install Composer again."


def test_however_fast_chords_are_asked_for_no_note_stays_down(
    qtbot: QtBot, silent: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    silent.output_player.select_port("Synth")
    wire = devices.wires["Synth"]
    for number in range(40):
        window.score_view.chord_editor.preview_requested.emit(number % 5)
        if number % 7 == 0:
            qtbot.waitUntil(lambda: bool(_down(wire)))
    silent.output_player.stop()
    qtbot.waitUntil(lambda: not _down(wire) and not silent.output_player._player.position)
    assert len(_ons(wire)) >= 4 * 6


def _down(wire: FakeWire) -> set[int]:
    """The keys that are down after all that was sent."""
    down: set[int] = set()
    for status, pitch, velocity in (message for message in tuple(wire.sent) if len(message) == 3):
        if status & 0xF0 == 0x90 and velocity:
            down.add(pitch)
        elif status & 0xE0 == 0x80:
            down.discard(pitch)
    return down
