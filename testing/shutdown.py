"""Programs that play and are told to end, by one to five signals at random moments.

Usage: shutdown.py window FOLDER    opens the window on a folder and plays its only take
       shutdown.py compose          runs each command line that it reads, as JSON, in a process of its own
"""

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from testing.factories import composition, progression
from testing.jack import Jack, Listener
from testing.midi_analysis import sounding

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
COMPOSE = ("compose", "angry", "--bars", "16", "--seed", "1", "--clock")
_ROOT = Path(__file__).parents[1]
_WITHIN = (0.0, 0.02, 0.2, 1.0)  # between the first and the last signal, at most
_PATIENCE = 30.0  # for a program to end: twice its own limit


def start(kind: str, *words: str, server: str) -> "subprocess.Popen[bytes]":
    """Start one of the programs below in a process group of its own, as a terminal does."""
    environment = {
        **os.environ,
        "JACK_DEFAULT_SERVER": server,
        "JACK_NO_START_SERVER": "1",
        "COMPOSER_MIDI_API": "jack",
        "OMP_NUM_THREADS": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "testing.shutdown", kind, *words],
        cwd=_ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        start_new_session=True,
    )


def folder_with_take(folder: Path, port: str) -> Path:
    """Create a folder for the window, with one take and a port to play it on."""
    from composer_app.library.take_store import TakeStore
    from composer_app.paths import Folders
    from composer_app.settings import Settings, save

    folders = Folders.under(folder)
    TakeStore(folders.takes).add(composition(chords=progression(bars=16)))
    save(Settings(midi_port=port, tour_done=True), folders.settings_file)
    return folder


def tell(pid: int, rng: random.Random, signals: tuple[signal.Signals, ...] = ENDING) -> int:
    """Send one to five signals to a process, or to its group as Ctrl+C does; return how many."""
    count, duration = rng.randint(1, 5), rng.choice(_WITHIN)
    send: Callable[[int, int], None] = rng.choice((os.kill, os.killpg)) if os.getpgid(pid) == pid else os.kill
    for number in range(count):
        if number:
            time.sleep(rng.uniform(0, duration / (count - 1)))
        try:
            send(pid, rng.choice(signals))
        except ProcessLookupError:
            return number
    return count


def ends(program: "subprocess.Popen[bytes]") -> bool:
    """Return whether a program ends by itself; kill it otherwise."""
    try:
        program.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()
        return False
    return True


def status(program: "subprocess.Popen[bytes]", pid: int) -> int | None:
    """Return the exit code of a process that `compose` forked; None if it had to be killed."""
    assert program.stdout
    ready, _, _ = select.select([program.stdout], [], [], _PATIENCE)
    if not ready:
        os.killpg(pid, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(int(program.stdout.readline()))
    return code if ready else None


def silent(synth: Listener, since: int, patience: float = 30.0) -> bool:
    """Return whether all notes are released within the timeout."""
    deadline = time.monotonic() + patience
    while sounding(synth.heard[since:]):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def answers(jack: Jack, patience: float = 30.0) -> bool:
    """Return whether a new client of the server gets an answer within the timeout."""
    try:
        done = subprocess.run(
            ["jack_lsp", "-s", jack.name], capture_output=True, timeout=patience, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _sound_take(folder: Path) -> int:
    """Open the window, and play its take once it is loaded."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from composer_app.gui.shell.app import create_application, run
    from composer_app.gui.shell.app_controller import AppController
    from composer_app.paths import Folders

    create_application()
    timer = QTimer(interval=20)

    def look() -> None:
        for window in QApplication.topLevelWidgets():
            if conductor := window.findChild(AppController):
                conductor.takes_controller.go_back_takes()
                if conductor.open_takes.shown:
                    timer.stop()

    timer.timeout.connect(look)
    timer.start()
    return run(Folders.under(folder))


def _compose_each() -> None:
    """Run `compose` once per line of input: imports happen once, and each run is a forked process."""
    for name in (
        "gensim",
        "mido",
        "composer_app.harmony.generation.harmonist",
        "composer_app.request.reader",
    ):
        import_module(name)
    from composer_app.__main__ import main

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        if not (pid := os.fork()):
            sys.argv[1:] = json.loads(line)
            os.setsid()
            null_device = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(null_device, stream)
            sys.stdin = os.fdopen(0, encoding="utf-8")  # nothing was read from it yet
            main()
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
        sys.stdout.write(f"{os.waitpid(pid, 0)[1]}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    for number in ENDING:
        signal.signal(number, signal.SIG_DFL if number is not signal.SIGINT else signal.default_int_handler)
    if sys.argv[1] == "window":
        sys.exit(_sound_take(Path(sys.argv[2])))
    _compose_each()
