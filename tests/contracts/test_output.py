"""What every MIDI port keeps to: the real one on JACK, and the tape that stands for it in tests."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from composer_app.errors import MidiError
from composer_app.midi.output import MidiSystem, Output, panic
from composer_app.midi.player import Player
from tests.fakes_midi import Tape
from tests.hearing import is_panic, sounding, struck
from tests.patience import PATIENCE
from tests.performances import chords, repeated


@dataclass
class Line:
    """A port, and what is heard at its other end."""

    output: Output
    wait_for: Callable[[Callable[[list[bytes]], bool]], list[bytes]]
    unplug: Callable[[], None]


@pytest.fixture(params=["tape", pytest.param("jack", marks=pytest.mark.jack)])
def line(request: pytest.FixtureRequest) -> Iterator[Line]:
    if request.param == "tape":
        tape = Tape()
        yield Line(tape, tape.wait_for, tape.cut)
    else:
        synth = request.getfixturevalue("jack").listen()
        system = MidiSystem("jack")
        output = system.open_port(synth.port)
        yield Line(output, synth.wait_for, synth.close)
        output.close()
        system.close()


def test_what_is_sent_is_heard_in_order(line: Line) -> None:
    sent = [bytes((0x90, pitch, 80)) for pitch in range(40, 80)]
    for message in sent:
        line.output.send(message)
    assert line.wait_for(lambda heard: len(heard) >= 40) == sent


def test_a_port_knows_which_keys_are_down(line: Line) -> None:
    for message in ((0x90, 60, 80), (0x92, 64, 80), (0x90, 67, 80), (0x80, 60, 0), (0x90, 67, 0)):
        line.output.send(bytes(message))
    assert line.output.sounding == {(2, 64)}


def test_closing_silences_what_sounds(line: Line) -> None:
    line.output.send(bytes((0x90, 60, 80)))
    line.output.send(bytes((0x95, 64, 80)))
    line.output.close()
    heard = line.wait_for(is_panic)
    assert sounding(heard) == set()
    assert heard[2:4] == [bytes((0x80, 60, 0)), bytes((0x85, 64, 0))]


def test_panic_is_heard(line: Line) -> None:
    line.output.send(bytes((0x97, 60, 80)))
    panic(line.output)
    assert sounding(line.wait_for(is_panic)) == set()


def test_closing_twice_is_closing_once(line: Line) -> None:
    line.output.close()
    line.output.close()
    assert not line.output.alive()


def test_sending_after_closing_is_a_sentence_not_a_crash(line: Line) -> None:
    line.output.close()
    with pytest.raises(MidiError, match=r"closed\. Choose it again"):
        line.output.send(bytes((0x90, 60, 80)))


def test_a_port_is_alive_until_its_other_end_vanishes(line: Line) -> None:
    assert line.output.alive()
    line.unplug()
    assert not line.output.alive()
    line.output.close()


def test_a_playing_is_heard_whole_and_nothing_stays(line: Line) -> None:
    over = threading.Event()
    player = Player(lambda _: over.set())
    player.play(repeated(beats=4, tempo=300), line.output)
    assert over.wait(PATIENCE)
    heard = line.wait_for(lambda heard: len(heard) >= 8)
    assert struck(heard) == [60] * 4
    assert sounding(heard) == set()
    player.close()


def test_stopping_in_the_middle_leaves_nothing_sounding(line: Line) -> None:
    player = Player(lambda _: None)
    player.play(chords(bars=4, tempo=60), line.output)
    line.wait_for(lambda heard: len(struck(heard)) >= 4)
    player.close()
    heard = line.wait_for(lambda heard: len(heard) >= 8)
    assert struck(heard) == [50, 62, 66, 69]
    assert sounding(heard) == set()


def test_a_jammed_port_holds_up_nobody_for_long() -> None:
    tape = Tape()
    free = tape.jam()
    stuck = threading.Thread(target=lambda: tape.send(bytes((0x90, 60, 80))))
    stuck.start()
    try:
        assert not tape.alive()
    finally:
        free.set()
        stuck.join()
