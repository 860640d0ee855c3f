"""Whether signals end the program: `python -m benchmarks.signals [TRIES] [window|compose|engine]`. Needs jackd.

Each try sends one to five signals (SIGINT, SIGTERM, SIGHUP), at random moments within a second, to the window that
plays into JACK, to `compose --port` while it composes or plays, or to the engine's process while it works. Counts how
often everything ended, all notes were released, and JACK accepted a new client.
"""

import json
import os
import queue
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing import active_children
from pathlib import Path
from tempfile import TemporaryDirectory

from composer_app.engine.client import Engine
from composer_app.engine.events import Event, Failed, Progressed, Succeeded, TaskCancelled
from composer_app.engine.tasks import Interpret
from composer_app.speech.recording import Transcript
from testing.jack import Jack, Listener
from testing.midi_analysis import sounding
from testing.shutdown import COMPOSE, answers, ends, folder_with_take, silent, start, status, tell
from tests.engine.composers import Metronome

_SERVER = "composer-benchmark"
_PATIENCE = 60.0  # for something to begin
_SOON = 5.0  # until all notes are released, and JACK has answered
_SINGLE = Transcript("go on", "en", "go on")
Counts = Counter[str]


def windows(tries: int, jack: Jack, synth: Listener, rng: random.Random) -> Counts:
    """Signal the window, from its first note or earlier."""
    counts: Counts = Counter()
    with TemporaryDirectory() as name:
        folder = folder_with_take(Path(name), synth.port)
        for _ in range(tries):
            since = len(synth.heard)
            program = start("window", str(folder), server=jack.name)
            _let_play(synth, since, rng)
            counts["signals"] += tell(program.pid, rng)
            started = time.monotonic()
            counts["ended"] += ends(program)
            duration = time.monotonic() - started
            errors = program.communicate()[1]
            counts["told a traceback"] += b"Traceback" in errors
            _judge(
                counts,
                jack,
                synth,
                since,
                f"exit {program.returncode} after {duration:.1f} s, {errors[-300:]!r}",
            )
    return counts


def composes(tries: int, jack: Jack, synth: Listener, rng: random.Random) -> Counts:
    """Signal the command line, while it composes or plays."""
    counts: Counts = Counter()
    many = start("compose", server=jack.name)
    assert many.stdin
    assert many.stdout
    many.stdout.readline()
    for _ in range(tries):
        since = len(synth.heard)
        many.stdin.write(json.dumps([*COMPOSE, "--port", synth.port]).encode() + b"\n")
        pid = int(many.stdout.readline())
        _let_play(synth, since, rng)
        counts["signals"] += tell(pid, rng)
        started = time.monotonic()
        code = status(many, pid)
        counts["ended"] += code is not None
        counts[f"exit {code}"] += 1
        _judge(counts, jack, synth, since, f"exit {code} after {time.monotonic() - started:.1f} s")
    many.communicate()
    return counts


def engines(tries: int, jack: Jack, synth: Listener, rng: random.Random) -> Counts:  # noqa: ARG001
    """Signal the engine's process while it works: its task gets one outcome, and the next one succeeds."""
    counts: Counts = Counter()
    events: queue.Queue[Event] = queue.Queue()
    engine = Engine(events.put, factory=Metronome)
    for _ in range(tries):
        number = engine.submit(Interpret(_SINGLE))
        # All earlier tasks have ended, so this is progress of the new one.
        _until(events, lambda event: isinstance(event, Progressed))
        time.sleep(rng.uniform(0, 0.1))
        child = next(each for each in active_children() if each.name == "composer-engine")
        assert child.pid
        counts["signals"] += tell(child.pid, rng)
        engine.cancel(number)
        ended = _until(events, lambda event: isinstance(event, Succeeded | Failed | TaskCancelled))
        counts["had one outcome"] += ended
    started = time.monotonic()
    engine.close()
    print(f"engine closed in {time.monotonic() - started:.1f} s")
    return counts


WAYS: dict[str, Callable[[int, Jack, Listener, random.Random], Counts]] = {
    "window": windows,
    "compose": composes,
    "engine": engines,
}


def _judge(counts: Counts, jack: Jack, synth: Listener, since: int, details: str) -> None:
    """Count whether all notes are released and JACK answers, and print details of failures."""
    is_silent, jack_answers = silent(synth, since, _SOON), answers(jack, _SOON)
    counts["silent"] += is_silent
    counts["JACK answered"] += jack_answers
    if not (is_silent and jack_answers):
        keys = sorted(sounding(synth.heard[since:]))
        later = answers(jack)
        print(
            f"{details}: heard {len(synth.heard) - since}, down {keys}, JACK {jack_answers}, later {later}",
            flush=True,
        )


def _let_play(synth: Listener, since: int, rng: random.Random) -> None:
    """Wait for the first notes and a random moment; in one try of five, only for the moment."""
    if rng.random() < 0.2:
        time.sleep(rng.uniform(0.5, 3))
        return
    deadline = time.monotonic() + _PATIENCE
    while len(synth.heard) < since + 4 and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(rng.uniform(0, 0.5))


def _until(events: "queue.Queue[Event]", enough: Callable[[Event], bool]) -> bool:
    deadline = time.monotonic() + _PATIENCE
    while (remaining := deadline - time.monotonic()) > 0:
        try:
            if enough(events.get(timeout=remaining)):
                return True
        except queue.Empty:
            break
    return False


def main() -> None:
    """Run the tries of each kind, and print the counts."""
    tries = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    chosen = sys.argv[2:] or list(WAYS)
    os.environ.update(JACK_DEFAULT_SERVER=_SERVER, JACK_NO_START_SERVER="1", COMPOSER_MIDI_API="jack")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    jack = Jack(_SERVER)
    jack.start()
    try:
        for name in chosen:
            synth = jack.listen(f"Synth-{name}")
            counts = WAYS[name](tries, jack, synth, random.Random(1))
            print(
                f"{name}: {tries} tries, {', '.join(f'{what} {count}' for what, count in counts.items())}",
                flush=True,
            )
    finally:
        jack.close()


if __name__ == "__main__":
    main()
