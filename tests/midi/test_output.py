"""The real MIDI system: JACK on a dummy sound card, ears in another process."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from composer_app.errors import ComposerError, MidiError
from composer_app.midi import output
from composer_app.midi.client import by_name
from composer_app.midi.message import messages
from composer_app.midi.output import MidiSystem, Output
from composer_app.midi.player import Player
from tests.hearing import is_panic, sounding, struck
from tests.jack import Jack
from tests.patience import PATIENCE
from tests.performances import chords, quick, repeated


@pytest.fixture
def system(jack: Jack) -> Iterator[MidiSystem]:  # noqa: ARG001 - it must run
    system = MidiSystem("jack")
    yield system
    system.close()


@pytest.fixture
def no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JACK_DEFAULT_SERVER", f"nobody-{os.getpid()}")
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")


class Ends:
    """How playings ended."""

    def __init__(self) -> None:
        self.errors: list[ComposerError | None] = []
        self._more = threading.Event()

    def __call__(self, error: ComposerError | None) -> None:
        self.errors.append(error)
        self._more.set()

    def wait(self) -> bool:
        return self._more.wait(PATIENCE)


@pytest.mark.jack
def test_ports_come_and_go_in_the_list(jack: Jack, system: MidiSystem) -> None:
    assert system.ports() == ()
    synth = jack.listen("Synth")
    jack.listen("Sampler")
    assert set(system.ports()) == {"Synth:in", "Sampler:in"}
    synth.close()
    assert system.ports() == ("Sampler:in",)


@pytest.mark.jack
def test_a_port_that_is_not_there_is_a_sentence(system: MidiSystem) -> None:
    with pytest.raises(MidiError, match=r"The MIDI port Organ:in is not there\. Connect it"):
        system.open_port("Organ:in")


@pytest.mark.jack
def test_another_program_hears_the_port_of_our_own(jack: Jack, system: MidiSystem) -> None:
    own = system.open_own_port()
    listener = jack.listen("Daw", port="Composer:Composer Out")
    assert own.alive()
    own.send(bytes((0x90, 60, 80)))
    listener.wait_for(lambda heard: bool(struck(heard)))
    own.close()
    assert sounding(listener.wait_for(is_panic)) == set()


@pytest.mark.jack
def test_the_functions_use_the_system_that_runs(jack: Jack) -> None:
    synth = jack.listen()
    assert output.ports() == (synth.port,)
    for port in (output.open_port(synth.port), output.open_own_port()):
        assert isinstance(port, Output)
        port.close()


@pytest.mark.jack
def test_another_program_hears_the_notes_in_order(jack: Jack, system: MidiSystem) -> None:
    synth = jack.listen()
    port = system.open_port(synth.port)
    performance = quick(bars=8, tempo=400)
    ends = Ends()
    player = Player(ends)
    player.play(performance, port)
    assert ends.wait()
    heard = synth.wait_for(lambda heard: len(heard) >= 2 * len(performance.notes))
    assert heard == [each.data for each in messages(performance)]
    player.close()
    port.close()


@pytest.mark.jack
def test_a_port_that_vanishes_while_playing_is_a_sentence(jack: Jack, system: MidiSystem) -> None:
    synth = jack.listen()
    port = system.open_port(synth.port)
    ends = Ends()
    player = Player(ends)
    player.play(chords(bars=60, tempo=60), port, loop=True)
    synth.wait_for(lambda heard: len(struck(heard)) >= 4)
    synth.close()
    assert ends.wait()
    assert isinstance(ends.errors[0], MidiError)
    player.close()
    port.close()


@pytest.mark.jack
def test_a_jack_server_killed_while_playing_is_a_sentence_and_no_hang(jack: Jack, system: MidiSystem) -> None:
    synth = jack.listen()
    port = system.open_port(synth.port)
    ends = Ends()
    player = Player(ends)
    player.play(chords(bars=60, tempo=60), port)
    synth.wait_for(lambda heard: len(struck(heard)) >= 4)
    jack.kill()
    assert ends.wait()
    player.close()
    port.close()
    assert "has gone" in str(ends.errors[0])
    with pytest.raises(MidiError, match="No MIDI system is running"):
        system.ports()


@pytest.mark.jack
def test_a_jack_server_that_comes_back_is_found_again(jack: Jack, system: MidiSystem) -> None:
    synth = jack.listen()
    port = system.open_port(synth.port)
    jack.kill()
    synth.close()
    jack.start()
    again = jack.listen("Again")
    assert system.ports() == ("Again:in",)
    assert not port.alive()
    port.close()
    fresh = system.open_port(again.port)
    fresh.send(bytes((0x90, 60, 80)))
    again.wait_for(lambda heard: bool(struck(heard)))
    fresh.close()


@pytest.mark.jack
def test_changing_the_port_leaves_nothing_sounding_on_the_old_one(jack: Jack, system: MidiSystem) -> None:
    old, new = jack.listen("Old"), jack.listen("New")
    first, second = system.open_port(old.port), system.open_port(new.port)
    ends = Ends()
    player = Player(ends)
    player.play(chords(bars=60, tempo=60), first)
    old.wait_for(lambda heard: len(struck(heard)) >= 4)
    player.play(repeated(tempo=300), second)
    first.close()
    assert ends.wait()
    assert sounding(old.wait_for(is_panic)) == set()
    assert struck(new.wait_for(lambda heard: len(heard) >= 8)) == [60] * 4
    player.close()
    second.close()


@pytest.mark.library("libasound.so.2")
@pytest.mark.usefixtures("no_server")
def test_no_midi_system_is_a_sentence_for_the_user_and_nothing_on_the_terminal(
    capfd: pytest.CaptureFixture[str],
) -> None:
    for ask in (MidiSystem("jack").ports, MidiSystem("jack").open_own_port):
        with pytest.raises(MidiError, match=r"^No MIDI system is running\. Start JACK or connect"):
            ask()
    assert capfd.readouterr() == ("", "")


def test_ports_are_called_by_names_that_stay() -> None:
    alsa = [
        "Midi Through:Midi Through Port-0 14:0",
        "FLUID Synth (812):Synth input port (812:0) 128:0",
        "SH-01A 20:0",
    ]
    assert by_name(alsa) == {
        "Midi Through:Midi Through Port-0": 0,
        "FLUID Synth (812):Synth input port (812:0)": 1,
        "SH-01A": 2,
    }


def test_ports_of_the_same_name_are_told_apart() -> None:
    assert by_name(["USB MIDI 20:0", "Piano 24:0", "USB MIDI 28:0", "USB MIDI 32:0"]) == {
        "USB MIDI": 0,
        "Piano": 1,
        "USB MIDI (2)": 2,
        "USB MIDI (3)": 3,
    }


def test_windows_numbers_its_ports_and_has_none_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert by_name(["Microsoft GS Wavetable Synth 0", "loopMIDI Port 1"]) == {
        "Microsoft GS Wavetable Synth": 0,
        "loopMIDI Port": 1,
    }
    with pytest.raises(MidiError, match="Install loopMIDI"):
        MidiSystem().open_own_port()


def test_a_missing_system_library_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rtmidi", None)
    with pytest.raises(MidiError, match=r"a system library is missing\. Install libasound2"):
        MidiSystem().ports()


@pytest.mark.library("libasound.so.2")
@pytest.mark.usefixtures("no_server")
def test_a_program_without_a_terminal_gets_the_sentence_too() -> None:
    ask = (
        "import os; os.close(2); from composer_app.midi.output import MidiSystem; MidiSystem('jack').ports()"
    )
    script = f"try:\n    exec({ask!r})\nexcept Exception as error:\n    print(error)"
    said = subprocess.run(
        [sys.executable, "-c", script], check=True, stdout=subprocess.PIPE, text=True, timeout=PATIENCE
    )
    assert said.stdout.startswith("No MIDI system is running.")


def test_an_unknown_midi_system_is_a_sentence() -> None:
    with pytest.raises(MidiError, match=r"'oss'\. Choose one of alsa, jack"):
        MidiSystem("oss")
