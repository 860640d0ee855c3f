"""How late the player's messages are, over a JACK server without a sound card: `python benchmarks/midi_timing.py`.

Plays 30 s of chords alternately with the program's player and with mido's `MidiFile.play`; idle, and while another
process transcribes speech with Whisper, as the engine does. Prints the lateness in milliseconds: of sending, relative
to the earliest message; and of arrival in another process, relative to its median. No message may be lost, and their
order must be kept. Needs jackd, espeak-ng and Whisper's weights.
"""

import multiprocessing
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from multiprocessing.synchronize import Event
from pathlib import Path
from tempfile import TemporaryDirectory

import mido
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from composer_app.job import Job
from composer_app.midi.message import timed_messages
from composer_app.midi.player import Player
from composer_app.midi.ports import MidiSystem, OutputPort
from composer_app.music.performance import Performance
from composer_app.speech.recording import read_recording
from composer_app.speech.transcriber import Transcriber
from testing.jack import Jack, Listener
from testing.performances import quick

_SERVER = "composer-timing"
_MUSIC = quick(bars=16, tempo=128)  # 30 s
_SENTENCE = "I want a song that expresses hope and wonder, like the first morning of a long journey."


class Stopwatch(OutputPort):
    """A port that records the time of each message, and forwards it."""

    def __init__(self, port: OutputPort) -> None:
        super().__init__()
        self._port = port
        self.sent: list[float] = []

    def _send(self, message: bytes) -> None:
        self.sent.append(time.monotonic())
        self._port.send(message)

    def _is_alive(self) -> bool:
        return self._port.is_alive()

    def _close(self) -> None:
        self._port.close()


def play_with_composer(performance: Performance, port: OutputPort) -> None:
    """Play with the program's player."""
    ended = threading.Event()
    player = Player(lambda _: ended.set())
    player.play(performance, port)
    ended.wait()
    player.close()


def play_with_mido(performance: Performance, port: OutputPort) -> None:
    """Play as mido's MidiFile.play does."""
    score = timed_messages(performance)
    file = mido.MidiFile(ticks_per_beat=480)
    track = mido.MidiTrack()
    time = 0
    for message in score:
        tick = round(message.seconds * 960)  # at mido's 120 beats a minute
        track.append(mido.Message.from_bytes(message.data, time=tick - time))
        time = tick
    file.tracks.append(track)
    for message in file.play():
        port.send(bytes(message.bytes()))


def transcribe_for_ever(ready: Event) -> None:
    """Transcribe a sentence again and again, as the engine's process does."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sentence.wav"
        subprocess.run(["espeak-ng", "-w", str(path), _SENTENCE], check=True)  # noqa: S603, S607
        recording = read_recording(path)
    transcriber = Transcriber(None)
    while True:
        transcriber.transcribe(recording, "en", Job())
        ready.set()


@contextmanager
def transcribing() -> Iterator[None]:
    """Run transcriptions in another process during the block."""
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    engine = context.Process(target=transcribe_for_ever, args=(ready,), daemon=True)
    engine.start()
    ready.wait()
    try:
        yield
    finally:
        engine.kill()
        engine.join()


def report(name: str, lateness: NDArray[np.float64]) -> None:
    """Print the lateness of messages, in milliseconds."""
    row = (
        f"mean {lateness.mean():7.3f}   p95 {np.percentile(lateness, 95):7.3f}   max {lateness.max():7.3f} ms"
    )
    print(f"{name:<34} {row}", flush=True)


def measure(
    name: str, play: Callable[[Performance, OutputPort], None], system: MidiSystem, synth: Listener
) -> None:
    """Play once; print the lateness of sending and of arrival, and whether all messages arrived."""
    score = timed_messages(_MUSIC)
    planned = np.array([message.seconds for message in score])
    port = Stopwatch(system.open_port(synth.port))
    first, expected = len(synth.heard), len(score)
    play(_MUSIC, port)
    synth.wait_for(lambda messages: len(messages) >= first + expected)
    arrivals = synth.arrivals[first : first + expected]
    in_order = [each.data for each in arrivals] == [message.data for message in score]
    send_lateness = np.array(port.sent) - planned
    report(f"{name}, sent", 1000 * (send_lateness - send_lateness.min()))
    arrival_lateness = 1000 * (np.array([each.seconds for each in arrivals]) - arrivals[0].seconds - planned)
    report(f"{name}, heard", np.abs(arrival_lateness - np.median(arrival_lateness)))
    print(
        f"{'':<34} {len(arrivals)} of {expected} arrived, {'in order' if in_order else 'NOT as they were sent'}"
    )
    port.close()


def main() -> None:
    """Measure both players on one server, idle and during transcription."""
    os.environ.update(JACK_DEFAULT_SERVER=_SERVER, JACK_NO_START_SERVER="1")
    jack = Jack(_SERVER)
    jack.start()
    try:
        synth, system = jack.listen(), MidiSystem("jack")
        for condition, load in (("idle", nullcontext), ("Whisper", transcribing)):
            with load():
                for name, play in (("composer", play_with_composer), ("mido", play_with_mido)):
                    measure(f"{condition}: {name}", play, system, synth)
        system.close()
    finally:
        jack.close()


if __name__ == "__main__":
    main()
