"""Hearing a take from the command line: on the built-in sound, or through a MIDI port."""

import queue
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from composer_app.cli.terminal import STOP
from composer_app.errors import ComposerError, SoundError
from composer_app.libraries import LIBRARIES, missing, way_to_get
from composer_app.midi.output import OWN_PORT, Output, leave, open_own_port, open_port
from composer_app.midi.player import Player
from composer_app.midi.playing import Extras
from composer_app.music.performance import Performance
from composer_app.sound.synth import Audio
from composer_app.work import Cancelled, Job

_LOOK = 0.1  # seconds between two looks at whether a stop was asked for


def hear(audio: Audio, job: Job) -> None:
    """Play sound on the usual loudspeaker, and return when it has ended.

    Raises:
        SoundError: There is no loudspeaker, or it went away.
    """
    try:
        from PySide6.QtCore import QCoreApplication, QTimer

        from composer_app.sound.speaker import Speaker
    except ImportError as error:  # on Linux they need libraries of the system
        raise SoundError(
            f"Nothing can be played, because system libraries are missing. {way_to_get(missing(LIBRARIES))}"
        ) from error

    app = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    speaker, failures = Speaker(), list[str]()
    speaker.ended.connect(app.quit)
    speaker.failed.connect(failures.append)
    speaker.failed.connect(app.quit)
    # Python hears of signals only while it runs: wake it now and then.
    waking = QTimer()
    waking.timeout.connect(lambda: app.quit() if STOP.asked else None)
    waking.start(round(1000 * _LOOK))
    job.step("Playing")
    with STOP.unbroken():
        speaker.play(audio, loop=False)
        try:
            app.exec()
        finally:
            waking.stop()
            speaker.stop()
    if failures:
        raise SoundError(failures[0])


def send(performance: Performance, port: str, job: Job, extras: Extras) -> None:
    """Play into a MIDI port, and return when the last note has been released.

    Raises:
        MidiError: There is no such port, or it went away.
    """
    ends: queue.Queue[ComposerError | None] = queue.Queue()
    # A client of JACK that is not closed to its end holds up the server, and with it everybody else's sound.
    with STOP.unbroken(), _opened(port) as output:
        player = Player(ends.put)
        player.play(performance, output, extras=extras)
        try:
            error = _wait(ends, job, port)
        finally:
            player.close()
    if error:
        raise error


@contextmanager
def _opened(port: str) -> Iterator[Output]:
    """A port, closed in the end with all that looked for it."""
    try:
        output = open_own_port() if port == OWN_PORT else open_port(port)
        try:
            yield output
        finally:
            output.close()
    finally:
        leave()


def _wait(ends: "queue.Queue[ComposerError | None]", job: Job, port: str) -> ComposerError | None:
    """Wait for the end of a playing.

    Raises:
        Cancelled: The program was told to end.
    """
    while not STOP.asked:
        job.step(f"Playing into {port}")
        try:
            return ends.get(timeout=_LOOK)
        except queue.Empty:
            continue
    raise Cancelled
