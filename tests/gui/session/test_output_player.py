from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from composer_app.errors import ComposerError, MidiError, SoundError
from composer_app.gui.session.output_player import BUILT_IN, OutputPlayer
from composer_app.midi.playback import SyncOptions
from composer_app.midi.ports import VIRTUAL_PORT_NAME
from composer_app.sound.synth import Audio
from testing import factories
from testing.fakes_gui import FakeDevices

TUNE = factories.performance()
SOUND = factories.audio()
SHORT = factories.performance(factories.progression(bars=1), tempo=400)


@pytest.fixture
def jukebox(devices: FakeDevices) -> Iterator[OutputPlayer]:
    real = devices.as_devices()
    jukebox = OutputPlayer(real.make_audio_output(), real.open_port, real.open_own_port)
    yield jukebox
    jukebox.close()


def _errors(jukebox: OutputPlayer) -> list[ComposerError]:
    errors: list[ComposerError] = []
    jukebox.failed.connect(errors.append)
    return errors


def test_the_built_in_sound_needs_no_set_up(
    qtbot: QtBot, jukebox: OutputPlayer, devices: FakeDevices
) -> None:
    jukebox.configure("Loudspeaker", SyncOptions())
    with qtbot.waitSignal(jukebox.began):
        jukebox.play(TUNE, SOUND)
    assert devices.speaker.played == [(SOUND, True, "Loudspeaker")]


def test_the_beat_follows_the_ear(jukebox: OutputPlayer, devices: FakeDevices) -> None:
    assert jukebox.current_beat() is None
    jukebox.play(TUNE, SOUND)
    devices.speaker.seconds = 2.5
    assert jukebox.current_beat() == pytest.approx(4.0)  # 96 beats a minute


def test_no_chord_is_lit_while_the_last_one_rings_on(jukebox: OutputPlayer, devices: FakeDevices) -> None:
    jukebox.play(TUNE, SOUND)
    devices.speaker.seconds = TUNE.seconds + 0.5
    assert jukebox.current_beat() is None
    assert jukebox.is_playing


def test_a_tune_that_is_over_ends(qtbot: QtBot, jukebox: OutputPlayer, devices: FakeDevices) -> None:
    jukebox.set_loop(False)
    jukebox.play(TUNE, SOUND)
    with qtbot.waitSignal(jukebox.ended):
        devices.speaker.end()
    assert not jukebox.is_playing


def test_a_loop_wished_for_meanwhile_begins_again(jukebox: OutputPlayer, devices: FakeDevices) -> None:
    jukebox.set_loop(False)
    jukebox.play(TUNE, SOUND)
    jukebox.set_loop(True)
    devices.speaker.end()
    assert [loop for _, loop, _ in devices.speaker.played] == [False, True]


def test_a_loop_that_is_switched_off_stops_at_its_end(jukebox: OutputPlayer, devices: FakeDevices) -> None:
    jukebox.play(TUNE, SOUND)
    devices.speaker.seconds = 9.0
    jukebox.current_beat()
    jukebox.set_loop(False)
    assert jukebox.current_beat() is not None
    devices.speaker.seconds = 0.1
    assert jukebox.current_beat() is None
    assert not jukebox.is_playing


def test_no_loudspeaker_is_a_sentence(jukebox: OutputPlayer, devices: FakeDevices) -> None:
    devices.speaker.broken = "There is no loudspeaker. Connect one."
    errors = _errors(jukebox)
    jukebox.play(TUNE, SOUND)
    assert isinstance(errors[0], SoundError)
    assert not jukebox.is_playing


def test_a_loudspeaker_that_goes_away_ends_the_tune(jukebox: OutputPlayer, devices: FakeDevices) -> None:
    errors = _errors(jukebox)
    jukebox.play(TUNE, SOUND)
    devices.speaker.failed.emit("The loudspeaker has gone. Choose another one.")
    assert str(errors[0]) == "The loudspeaker has gone. Choose another one."
    assert not jukebox.is_playing


def test_a_chosen_port_hears_the_notes_and_not_the_loudspeaker(
    qtbot: QtBot, jukebox: OutputPlayer, devices: FakeDevices
) -> None:
    jukebox.select_port("Synth")
    jukebox.set_loop(False)
    with qtbot.waitSignal(jukebox.ended):
        jukebox.play(SHORT, SOUND)
    pitches = [message[1] for message in devices.wires["Synth"].sent if message[0] & 0xF0 == 0x90]
    assert sorted(pitches) == sorted(note.pitch for note in SHORT.notes)
    assert not devices.speaker.played


def test_stopping_leaves_nothing_sounding_on_the_wire(
    qtbot: QtBot, jukebox: OutputPlayer, devices: FakeDevices
) -> None:
    jukebox.select_port("Synth")
    jukebox.play(TUNE, SOUND)
    wire = devices.wires["Synth"]
    qtbot.waitUntil(lambda: bool(wire.sounding_keys))
    jukebox.stop()
    qtbot.waitUntil(lambda: not wire.sounding_keys)


def test_another_port_closes_the_one_before(jukebox: OutputPlayer, devices: FakeDevices) -> None:
    jukebox.select_port("Synth")
    jukebox.select_port(VIRTUAL_PORT_NAME)
    assert devices.wires["Synth"].shut
    assert not devices.wires[VIRTUAL_PORT_NAME].shut
    jukebox.select_port(BUILT_IN)
    assert devices.wires[VIRTUAL_PORT_NAME].shut


def test_a_port_that_is_away_is_a_sentence_and_stays_chosen(
    jukebox: OutputPlayer, devices: FakeDevices
) -> None:
    errors = _errors(jukebox)
    jukebox.select_port("Organ")
    assert isinstance(errors[0], MidiError)
    assert jukebox.port_name == "Organ"
    devices.ports = ("Organ",)
    jukebox.play(TUNE, SOUND)
    assert jukebox.is_playing
    assert len(errors) == 1


def test_a_wire_that_dies_while_playing_is_a_sentence(
    qtbot: QtBot, jukebox: OutputPlayer, devices: FakeDevices
) -> None:
    jukebox.select_port("Synth")
    jukebox.play(TUNE, SOUND)
    with qtbot.waitSignal(jukebox.failed) as failed:
        devices.wires["Synth"].gone = True
    assert isinstance(failed.args[0], MidiError)
    assert not jukebox.is_playing


def test_panic_reaches_every_channel(qtbot: QtBot, jukebox: OutputPlayer, devices: FakeDevices) -> None:
    jukebox.select_port("Synth")
    jukebox.play(TUNE, SOUND)
    jukebox.panic()
    wire = devices.wires["Synth"]
    silenced = {(0xB0 | channel, 123, 0) for channel in range(16)}
    qtbot.waitUntil(lambda: silenced <= {tuple(message) for message in wire.sent})


def test_a_trial_chord_is_heard_where_it_was_chosen_and_nothing_of_it_stays(
    qtbot: QtBot, jukebox: OutputPlayer, devices: FakeDevices
) -> None:
    jukebox.play(TUNE, SOUND)
    jukebox.play_test_chord()
    assert not jukebox.is_playing
    assert jukebox.current_beat() is None
    trial, loop, _ = devices.speaker.played[-1]
    assert not loop
    assert len(trial.samples) / trial.rate < 2
    devices.speaker.end()
    jukebox.select_port("Synth")
    jukebox.play_test_chord()
    wire = devices.wires["Synth"]
    qtbot.waitUntil(lambda: len(wire.sounding_keys) == 4)
    qtbot.waitUntil(lambda: not wire.sounding_keys)
    assert not jukebox.is_playing


def test_a_trial_that_cannot_be_heard_is_a_sentence(jukebox: OutputPlayer, devices: FakeDevices) -> None:
    errors = _errors(jukebox)
    devices.speaker.broken = "There is no loudspeaker. Connect one."
    jukebox.play_test_chord()
    jukebox.select_port("Synth")
    devices.ports = ()
    devices.wires["Synth"].gone = True
    jukebox.play_test_chord()
    assert [type(error) for error in errors] == [SoundError, MidiError]


def test_a_bar_of_clicks_comes_before_the_built_in_sound_if_wished(
    jukebox: OutputPlayer, devices: FakeDevices
) -> None:
    jukebox.configure("", SyncOptions(count_in_bars=1))
    devices.speaker.has_bar_lines = True
    jukebox.play(TUNE, SOUND)
    clicks, loop, _ = devices.speaker.played[-1]
    assert loop
    assert clicks.loop_frames / clicks.rate == pytest.approx(TUNE.bar_seconds, abs=0.001)
    assert devices.speaker.followed == [SOUND]
    devices.speaker.seconds = 1.0
    assert jukebox.current_beat() is None, "it is still counted in"
    devices.speaker.is_switch_pending = False
    assert jukebox.current_beat() == pytest.approx(1.6)


def test_a_port_is_counted_in_and_sent_clock_and_programs_if_wished(
    qtbot: QtBot, jukebox: OutputPlayer, devices: FakeDevices
) -> None:
    jukebox.configure("", SyncOptions(count_in_bars=1, send_clock=True, send_programs=True))
    jukebox.select_port("Synth")
    jukebox.set_loop(False)
    with qtbot.waitSignal(jukebox.ended):
        jukebox.play(SHORT, None)
    sent = devices.wires["Synth"].sent
    kinds = [message[0] for message in sent]
    assert sent.count(bytes((0x99, 76, 100))) == 1
    assert kinds.count(0xFA) == kinds.count(0xFC) == 1
    assert kinds.count(0xF8) == 24 * SHORT.beats
    assert {message for message in sent if message[0] & 0xF0 == 0xC0} == {b"\xc0\x00", b"\xc1\x20"}


def test_a_muted_part_is_silent_on_a_port_from_the_next_bar_line_until_it_is_heard_again(
    qtbot: QtBot, jukebox: OutputPlayer, devices: FakeDevices
) -> None:
    jukebox.select_port("Synth")
    jukebox.play(SHORT, None)
    wire = devices.wires["Synth"]

    def bass() -> int:
        return sum(message[0] == 0x91 for message in tuple(wire.sent))

    qtbot.waitUntil(lambda: bass() > 0)
    jukebox.mute(frozenset({"Bass"}))
    qtbot.waitUntil(lambda: jukebox._player.performance == SHORT.without_parts({"Bass"}))
    assert jukebox.current_beat() is not None
    heard, chords = bass(), sum(message[0] == 0x90 for message in tuple(wire.sent))
    qtbot.waitUntil(lambda: sum(message[0] == 0x90 for message in tuple(wire.sent)) > chords + 8)
    assert bass() == heard
    jukebox.mute(frozenset())
    qtbot.waitUntil(lambda: bass() > heard)
    jukebox.stop()


def _in_two_parts() -> tuple[Audio, NDArray[np.float32]]:
    """A sound, and what each of its two parts adds to it."""
    tone = SOUND.samples * np.float32(0.5)
    return replace(SOUND, parts=(("Chords", tone), ("Bass", tone))), tone


def test_a_muted_part_is_silent_in_the_built_in_sound_and_the_playhead_goes_on(
    jukebox: OutputPlayer, devices: FakeDevices
) -> None:
    sound, tone = _in_two_parts()
    devices.speaker.has_bar_lines = True
    jukebox.play(TUNE, sound)
    devices.speaker.seconds = 2.5
    jukebox.mute(frozenset({"Bass"}))
    assert (devices.speaker.followed[-1].samples == tone).all()
    assert jukebox.current_beat() == pytest.approx(4.0)
    jukebox.play(TUNE, sound)
    assert (devices.speaker.played[-1][0].samples == tone).all(), "the next take begins as muted"


def test_a_part_that_is_muted_while_another_take_waits_is_muted_in_that_one(
    jukebox: OutputPlayer, devices: FakeDevices
) -> None:
    sound, tone = _in_two_parts()
    devices.speaker.has_bar_lines = True
    jukebox.play(TUNE, SOUND)
    jukebox.play_at_bar_line(factories.performance(tempo=120), sound)
    devices.speaker.refuses = True
    jukebox.mute(frozenset({"Bass"}))
    devices.speaker.is_switch_pending = devices.speaker.refuses = False
    jukebox.current_beat()
    assert (devices.speaker.followed[-1].samples == tone).all()


def test_the_next_take_follows_at_the_bar_line_on_the_built_in_sound(
    jukebox: OutputPlayer, devices: FakeDevices
) -> None:
    other, sound = factories.performance(tempo=120), factories.audio(3.0)
    devices.speaker.has_bar_lines = True
    jukebox.play(TUNE, SOUND)
    devices.speaker.seconds = 2.0
    jukebox.play_at_bar_line(other, sound)
    assert devices.speaker.followed == [sound]
    assert jukebox.current_beat() is None, "the take before is still heard"
    devices.speaker.is_switch_pending, devices.speaker.seconds = False, 1.0
    assert jukebox.current_beat() == pytest.approx(2.0)
    assert len(devices.speaker.played) == 1


def test_in_silence_the_next_take_sounds_at_once(jukebox: OutputPlayer, devices: FakeDevices) -> None:
    jukebox.play_at_bar_line(TUNE, SOUND)
    assert devices.speaker.played == [(SOUND, True, "")]


def test_the_next_take_follows_at_the_bar_line_of_a_port(qtbot: QtBot, jukebox: OutputPlayer) -> None:
    jukebox.select_port(VIRTUAL_PORT_NAME)
    jukebox.play(SHORT, None)
    next_take = factories.performance(factories.progression(bars=2), tempo=400)
    jukebox.play_at_bar_line(next_take, None)
    assert jukebox.is_playing
    qtbot.waitUntil(lambda: jukebox.current_beat() is not None and jukebox._player.performance == next_take)
    jukebox.stop()
