"""The program told to end while it plays."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from testing.jack import Jack, Listener
from testing.midi_analysis import sounding
from testing.patience import PATIENCE
from testing.shutdown import COMPOSE, answers, ends, folder_with_take, silent, start, status, tell


@pytest.mark.jack
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_told_to_end_it_leaves_nothing_sounding(jack: Jack, how: signal.Signals) -> None:
    if signal.getsignal(how) is signal.SIG_IGN:
        pytest.skip(f"{how.name} is ignored here, as it is under nohup")
    synth = jack.listen()
    command = [
        sys.executable,
        "-m",
        "composer_app",
        "compose",
        "angry",
        "--port",
        synth.port,
        "--bars",
        "16",
        "--clock",
    ]
    environment = {**os.environ, "COMPOSER_MIDI_API": "jack", "OMP_NUM_THREADS": "1"}
    program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert program.stderr
    with program.stderr:
        synth.wait_for(lambda heard: len(sounding(heard)) > 1, patience=PATIENCE)
        program.send_signal(how)
        assert program.wait(PATIENCE) == 1
        assert b"Stopped." in program.stderr.read()
    synth.wait_for(lambda heard: not sounding(heard) and bytes((0xFC,)) in heard)
    assert bytes((0xFA,)) in synth.heard


def _tries(kind: str) -> Iterator[random.Random]:
    """Some moments to tell a program at; always the same ones, in their order."""
    yield from (random.Random(f"{kind} {number}") for number in range(4))


def _wait_for_notes(synth: Listener, since: int) -> None:
    synth.wait_for(lambda heard: len(heard) > since + 4, patience=60)


@pytest.mark.jack
def test_told_to_end_up_to_five_times_while_it_plays_it_ends_once(jack: Jack) -> None:
    synth = jack.listen()
    many = start("compose", server=jack.name)
    assert many.stdin
    assert many.stdout
    assert many.stdout.readline() == b"ready\n"
    for rng in _tries("compose"):
        before = len(synth.heard)
        many.stdin.write(json.dumps([*COMPOSE, "--port", synth.port]).encode() + b"\n")
        pid = int(many.stdout.readline())
        _wait_for_notes(synth, before)
        tell(pid, rng)
        assert status(many, pid) == 1
        assert silent(synth, before)
        assert answers(jack)
    many.communicate()


@pytest.mark.jack
def test_a_window_told_to_end_up_to_five_times_while_it_plays_ends_once(jack: Jack, tmp_path: Path) -> None:
    synth = jack.listen()
    folder = folder_with_take(tmp_path, synth.port)
    for rng in _tries("window"):
        before = len(synth.heard)
        program = start("window", str(folder), server=jack.name)
        _wait_for_notes(synth, before)
        tell(program.pid, rng)
        assert ends(program)
        assert b"Traceback" not in program.communicate()[1]
        assert program.returncode == 0
        assert silent(synth, before)
        assert answers(jack)
