"""Playback of a take from the command line: on the built-in sound, or through a MIDI port."""

import queue
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from composer_app.cli.terminal import STOP
from composer_app.errors import ComposerError, SoundError
from composer_app.job import Cancelled, Job
from composer_app.midi.playback import SyncOptions
from composer_app.midi.player import Player
from composer_app.midi.ports import VIRTUAL_PORT_NAME, OutputPort, close_client, open_port, open_virtual_port
from composer_app.music.performance import Performance
from composer_app.sound.synth import Audio
from composer_app.system_libraries import LIBRARIES, install_hint, missing

_POLL_INTERVAL_S = 0.1  # between two checks for a stop request


def play_audio(audio: Audio, job: Job) -> None:
    """Play audio on the default output, and return when it has ended.

    Raises:
        SoundError: If there is no audio output, or if it was disconnected.
    """
    try:
        from PySide6.QtCore import QCoreApplication, QTimer

        from composer_app.sound.audio_output import AudioOutput
    except ImportError as error:  # on Linux it needs libraries of the system
        raise SoundError(
            f"Nothing can be played, because system libraries are missing. {install_hint(missing(LIBRARIES))}"
        ) from error

    app = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    output, failures = AudioOutput(), list[str]()
    output.ended.connect(app.quit)
    output.failed.connect(failures.append)
    output.failed.connect(app.quit)
    # Python handles signals only while it runs, so a timer wakes it at intervals.
    wake_timer = QTimer()
    wake_timer.timeout.connect(lambda: app.quit() if STOP.requested else None)
    wake_timer.start(round(1000 * _POLL_INTERVAL_S))
    job.step("Playing")
    with STOP.without_interrupts():
        output.play(audio, loop=False)
        try:
            app.exec()
        finally:
            wake_timer.stop()
            output.stop()
    if failures:
        raise SoundError(failures[0])


def play_midi(performance: Performance, port: str, job: Job, sync_options: SyncOptions) -> None:
    """Play into a MIDI port, and return when the last note has been released.

    Raises:
        MidiError: If there is no such port, or if it was disconnected.
    """
    ends: queue.Queue[ComposerError | None] = queue.Queue()
    # A client of JACK that is not closed properly blocks the server, and with it every other client.
    with STOP.without_interrupts(), _open_for_playback(port) as output:
        player = Player(ends.put)
        player.play(performance, output, sync_options=sync_options)
        try:
            error = _wait_for_end(ends, job, port)
        finally:
            player.close()
    if error:
        raise error


@contextmanager
def _open_for_playback(port: str) -> Iterator[OutputPort]:
    """Open a port, and close it and the listing client at the end."""
    try:
        output = open_virtual_port() if port == VIRTUAL_PORT_NAME else open_port(port)
        try:
            yield output
        finally:
            output.close()
    finally:
        close_client()


def _wait_for_end(ends: "queue.Queue[ComposerError | None]", job: Job, port: str) -> ComposerError | None:
    """Wait until playback ends.

    Raises:
        Cancelled: If the program is told to end.
    """
    while not STOP.requested:
        job.step(f"Playing into {port}")
        try:
            return ends.get(timeout=_POLL_INTERVAL_S)
        except queue.Empty:
            continue
    raise Cancelled
