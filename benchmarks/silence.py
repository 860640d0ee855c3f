"""Whether all notes are released: `python benchmarks/silence.py [TRIES]`. Needs jackd.

Another process receives the messages, and tracks the keys that are down. Each try plays chords and interrupts them: by
a stop, by an error of the port, by a change of port, or by `kill -TERM` of the program.
"""

import os
import queue
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from composer_app.errors import ComposerError, MidiError
from composer_app.midi.player import Player
from composer_app.midi.ports import MidiSystem
from testing.jack import Jack, Listener
from testing.midi_analysis import sounding
from testing.performances import quick

_SERVER = "composer-benchmark"
_MUSIC = quick(bars=16, tempo=128)
_ROOT = Path(__file__).parents[1]
_PATIENCE = 3.0


def silent(synth: Listener, since: int) -> bool:
    """Return whether all notes are released within a few seconds."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if not sounding(synth.heard[since:]):
            return True
        time.sleep(0.02)
    return False


def wait_for_sound(synth: Listener, since: int) -> None:
    """Wait for some notes, and then for a random time."""
    synth.wait_for(lambda heard: len(heard) > since + 4)
    time.sleep(random.uniform(0, 0.3))


def by_stop(system: MidiSystem, synth: Listener, other: Listener) -> None:  # noqa: ARG001
    """Stop the player."""
    output, player = system.open_port(synth.port), Player(lambda _: None)
    since = len(synth.heard)
    player.play(_MUSIC, output)
    wait_for_sound(synth, since)
    player.stop()
    player.close()
    output.close()


def by_error(system: MidiSystem, synth: Listener, other: Listener) -> None:  # noqa: ARG001
    """Close the port during playback, which is an error to the player."""
    ends: queue.Queue[ComposerError | None] = queue.Queue()
    output, player = system.open_port(synth.port), Player(ends.put)
    since = len(synth.heard)
    player.play(_MUSIC, output)
    wait_for_sound(synth, since)
    output.close()
    assert isinstance(ends.get(timeout=2), MidiError)
    player.close()


def by_change(system: MidiSystem, synth: Listener, other: Listener) -> None:
    """Change to another port."""
    first, second, player = system.open_port(synth.port), system.open_port(other.port), Player(lambda _: None)
    since = len(synth.heard)
    player.play(_MUSIC, first)
    wait_for_sound(synth, since)
    player.play(_MUSIC, second)
    first.close()
    time.sleep(0.1)
    player.close()
    second.close()


def by_kill(system: MidiSystem, synth: Listener, other: Listener) -> None:  # noqa: ARG001
    """Kill the whole program."""
    command = [sys.executable, "-m", "composer_app", "compose", "angry", "--port", synth.port, "--bars", "16"]
    since = len(synth.heard)
    program = subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    deadline = time.monotonic() + 40
    while len(synth.heard) <= since + 4 and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(random.uniform(0, 0.3))
    program.send_signal(signal.SIGTERM)
    program.wait(10)


WAYS: tuple[Callable[[MidiSystem, Listener, Listener], None], ...] = (by_stop, by_error, by_change, by_kill)


def main() -> None:
    """Run the tries of each kind, and count the successes."""
    tries = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    os.environ.update(JACK_DEFAULT_SERVER=_SERVER, JACK_NO_START_SERVER="1", COMPOSER_MIDI_API="jack")
    jack = Jack(_SERVER)
    jack.start()
    try:
        synth, other, system = jack.listen(), jack.listen(), MidiSystem("jack")
        for way in WAYS:
            empty = 0
            for _ in range(tries // len(WAYS)):
                before = len(synth.heard), len(other.heard)
                way(system, synth, other)
                empty += silent(synth, before[0]) and silent(other, before[1])
            print(
                f"{way.__name__:<10} the note map was empty {empty} times of {tries // len(WAYS)}", flush=True
            )
        system.close()
    finally:
        jack.close()


if __name__ == "__main__":
    main()
