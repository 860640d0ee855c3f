"""How late the player's messages are, over a JACK server without a sound card: `python benchmarks/midi_timing.py`.

Prints lateness in milliseconds, against the moment that the score names: of the sending, and of the arrival in
another process. Beside it, as the peer, mido's own way of playing: sleep, then send. Needs jackd.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import mido
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from composer_app.midi.message import messages
from composer_app.midi.output import MidiSystem, Output
from composer_app.midi.player import Player
from composer_app.music.performance import Performance
from tests.jack import Jack, Listener
from tests.performances import quick

_SERVER = "composer-benchmark"
_MUSIC = quick(bars=16, tempo=128)


class Stopwatch(Output):
    """A port that writes down when it is sent to, and passes on."""

    def __init__(self, port: Output) -> None:
        super().__init__()
        self._port = port
        self.sent: list[float] = []

    def _send(self, message: bytes) -> None:
        self.sent.append(time.monotonic())
        self._port.send(message)

    def _alive(self) -> bool:
        return self._port.alive()

    def _close(self) -> None:
        self._port.close()


def ours(performance: Performance, port: Output) -> None:
    """Play with the program's player."""
    over = threading.Event()
    player = Player(lambda _: over.set())
    player.play(performance, port)
    over.wait()
    player.close()


def sleeping(performance: Performance, port: Output) -> None:
    """Play as mido's MidiFile.play does."""
    score = messages(performance)
    file = mido.MidiFile(ticks_per_beat=480)
    track = mido.MidiTrack()
    now = 0
    for message in score:
        tick = round(message.seconds * 960)  # at mido's 120 beats a minute
        track.append(mido.Message.from_bytes(message.data, time=tick - now))
        now = tick
    file.tracks.append(track)
    for message in file.play():
        port.send(bytes(message.bytes()))


def report(name: str, moments: Sequence[float]) -> None:
    """Print how far moments are from the score; the first message is at 0."""
    meant = np.array([message.seconds for message in messages(_MUSIC)])
    late = (np.array(moments) - moments[0] - meant) * 1000
    off = np.abs(late - np.median(late))
    row = f"mean {off.mean():6.2f}   p95 {np.percentile(off, 95):6.2f}   max {off.max():6.2f} ms"
    print(f"{name:<28} {len(moments)} messages   {row}")


def measure(
    name: str, play: Callable[[Performance, Output], None], system: MidiSystem, synth: Listener
) -> None:
    """Play once, and print when it was sent and when it was heard."""
    port = Stopwatch(system.open_port(synth.port))
    heard_before, wanted = len(synth.heard), len(messages(_MUSIC))
    play(_MUSIC, port)
    synth.wait_for(lambda heard: len(heard) >= heard_before + wanted)
    arrived = [each.seconds for each in synth.arrivals[heard_before : heard_before + wanted]]
    report(f"{name}, sent", port.sent)
    report(f"{name}, heard", arrived)
    port.close()


def main() -> None:
    """Measure both players on one server."""
    os.environ.update(JACK_DEFAULT_SERVER=_SERVER, JACK_NO_START_SERVER="1")
    jack = Jack(_SERVER)
    jack.start()
    try:
        synth, system = jack.listen(), MidiSystem("jack")
        for name, play in (("composer", ours), ("mido, sleeping", sleeping)):
            measure(name, play, system, synth)
        system.close()
    finally:
        jack.close()


if __name__ == "__main__":
    main()
