"""The program told to end while it plays."""

import os
import signal
import subprocess
import sys

import pytest

from tests.hearing import sounding
from tests.jack import Jack
from tests.patience import PATIENCE


@pytest.mark.jack
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_told_to_end_it_leaves_nothing_sounding(jack: Jack, how: signal.Signals) -> None:
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
