from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from composer_app.errors import ComposerError, MidiError, SoundError
from composer_app.gui.play.jukebox import BUILT_IN, Jukebox
from composer_app.midi.output import OWN_PORT
from tests import factories
from tests.fakes_gui import FakeDevices

TUNE = factories.performance()
SOUND = factories.audio()
SHORT = factories.performance(factories.progression(bars=1), tempo=400)


@pytest.fixture
def jukebox(devices: FakeDevices) -> Iterator[Jukebox]:
    real = devices.as_devices()
    jukebox = Jukebox(real.speaker(), real.open_port, real.open_own_port)
    yield jukebox
    jukebox.close()


def _errors(jukebox: Jukebox) -> list[ComposerError]:
    errors: list[ComposerError] = []
    jukebox.failed.connect(errors.append)
    return errors


def test_the_built_in_sound_needs_no_set_up(qtbot: QtBot, jukebox: Jukebox, devices: FakeDevices) -> None:
    jukebox.device = "Loudspeaker"
    with qtbot.waitSignal(jukebox.began):
        jukebox.play(TUNE, SOUND)
    assert devices.speaker.played == [(SOUND, True, "Loudspeaker")]


def test_the_beat_follows_the_ear(jukebox: Jukebox, devices: FakeDevices) -> None:
    assert jukebox.beat() is None
    jukebox.play(TUNE, SOUND)
    devices.speaker.seconds = 2.5
    assert jukebox.beat() == pytest.approx(4.0)  # 96 beats a minute


def test_no_chord_is_lit_while_the_last_one_rings_on(jukebox: Jukebox, devices: FakeDevices) -> None:
    jukebox.play(TUNE, SOUND)
    devices.speaker.seconds = TUNE.seconds + 0.5
    assert jukebox.beat() is None
    assert jukebox.playing


def test_a_tune_that_is_over_ends(qtbot: QtBot, jukebox: Jukebox, devices: FakeDevices) -> None:
    jukebox.set_loop(False)
    jukebox.play(TUNE, SOUND)
    with qtbot.waitSignal(jukebox.ended):
        devices.speaker.end()
    assert not jukebox.playing


def test_a_loop_wished_for_meanwhile_begins_again(jukebox: Jukebox, devices: FakeDevices) -> None:
    jukebox.set_loop(False)
    jukebox.play(TUNE, SOUND)
    jukebox.set_loop(True)
    devices.speaker.end()
    assert [loop for _, loop, _ in devices.speaker.played] == [False, True]


def test_a_loop_that_is_switched_off_stops_at_its_end(jukebox: Jukebox, devices: FakeDevices) -> None:
    jukebox.play(TUNE, SOUND)
    devices.speaker.seconds = 9.0
    jukebox.beat()
    jukebox.set_loop(False)
    assert jukebox.beat() is not None
    devices.speaker.seconds = 0.1
    assert jukebox.beat() is None
    assert not jukebox.playing


def test_no_loudspeaker_is_a_sentence(jukebox: Jukebox, devices: FakeDevices) -> None:
    devices.speaker.broken = "There is no loudspeaker. Connect one."
    errors = _errors(jukebox)
    jukebox.play(TUNE, SOUND)
    assert isinstance(errors[0], SoundError)
    assert not jukebox.playing


def test_a_loudspeaker_that_goes_away_ends_the_tune(jukebox: Jukebox, devices: FakeDevices) -> None:
    errors = _errors(jukebox)
    jukebox.play(TUNE, SOUND)
    devices.speaker.failed.emit("The loudspeaker has gone. Choose another one.")
    assert str(errors[0]) == "The loudspeaker has gone. Choose another one."
    assert not jukebox.playing


def test_a_chosen_port_hears_the_notes_and_not_the_loudspeaker(
    qtbot: QtBot, jukebox: Jukebox, devices: FakeDevices
) -> None:
    jukebox.choose("Synth")
    jukebox.set_loop(False)
    with qtbot.waitSignal(jukebox.ended):
        jukebox.play(SHORT, SOUND)
    pitches = [message[1] for message in devices.wires["Synth"].sent if message[0] & 0xF0 == 0x90]
    assert sorted(pitches) == sorted(note.pitch for note in SHORT.notes)
    assert not devices.speaker.played


def test_stopping_leaves_nothing_sounding_on_the_wire(
    qtbot: QtBot, jukebox: Jukebox, devices: FakeDevices
) -> None:
    jukebox.choose("Synth")
    jukebox.play(TUNE, SOUND)
    wire = devices.wires["Synth"]
    qtbot.waitUntil(lambda: bool(wire.sounding))
    jukebox.stop()
    qtbot.waitUntil(lambda: not wire.sounding)


def test_another_port_closes_the_one_before(jukebox: Jukebox, devices: FakeDevices) -> None:
    jukebox.choose("Synth")
    jukebox.choose(OWN_PORT)
    assert devices.wires["Synth"].shut
    assert not devices.wires[OWN_PORT].shut
    jukebox.choose(BUILT_IN)
    assert devices.wires[OWN_PORT].shut


def test_a_port_that_is_away_is_a_sentence_and_stays_chosen(jukebox: Jukebox, devices: FakeDevices) -> None:
    errors = _errors(jukebox)
    jukebox.choose("Organ")
    assert isinstance(errors[0], MidiError)
    assert jukebox.port == "Organ"
    devices.ports = ("Organ",)
    jukebox.play(TUNE, SOUND)
    assert jukebox.playing
    assert len(errors) == 1


def test_a_wire_that_dies_while_playing_is_a_sentence(
    qtbot: QtBot, jukebox: Jukebox, devices: FakeDevices
) -> None:
    jukebox.choose("Synth")
    jukebox.play(TUNE, SOUND)
    with qtbot.waitSignal(jukebox.failed) as failed:
        devices.wires["Synth"].gone = True
    assert isinstance(failed.args[0], MidiError)
    assert not jukebox.playing


def test_panic_reaches_every_channel(qtbot: QtBot, jukebox: Jukebox, devices: FakeDevices) -> None:
    jukebox.choose("Synth")
    jukebox.play(TUNE, SOUND)
    jukebox.panic()
    wire = devices.wires["Synth"]
    silenced = {(0xB0 | channel, 123, 0) for channel in range(16)}
    qtbot.waitUntil(lambda: silenced <= {tuple(message) for message in wire.sent})


def test_the_next_take_follows_at_the_bar_line_on_the_built_in_sound(
    jukebox: Jukebox, devices: FakeDevices
) -> None:
    other, sound = factories.performance(tempo=120), factories.audio(3.0)
    devices.speaker.has_bar_lines = True
    jukebox.play(TUNE, SOUND)
    devices.speaker.seconds = 2.0
    jukebox.follow(other, sound)
    assert devices.speaker.followed == [sound]
    assert jukebox.beat() is None, "the take before is still heard"
    devices.speaker.following, devices.speaker.seconds = False, 1.0
    assert jukebox.beat() == pytest.approx(2.0)
    assert len(devices.speaker.played) == 1


def test_in_silence_the_next_take_sounds_at_once(jukebox: Jukebox, devices: FakeDevices) -> None:
    jukebox.follow(TUNE, SOUND)
    assert devices.speaker.played == [(SOUND, True, "")]


def test_the_next_take_follows_at_the_bar_line_of_a_port(qtbot: QtBot, jukebox: Jukebox) -> None:
    jukebox.choose(OWN_PORT)
    jukebox.play(SHORT, None)
    next_take = factories.performance(factories.progression(bars=2), tempo=400)
    jukebox.follow(next_take, None)
    assert jukebox.playing
    qtbot.waitUntil(lambda: jukebox.beat() is not None and jukebox._player.performance == next_take)
    jukebox.stop()
