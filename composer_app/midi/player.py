"""Plays performances into a MIDI port from a thread of its own, and never leaves notes hanging.

Each deadline is computed from the start, so that errors do not accumulate. The thread waits on a condition instead of
sleeping, so that it can stop at once. Only the playback's own thread sends its messages, and callers wait for it only
with a timeout, because a port whose server has died may block forever.
"""

import logging
import threading
from collections.abc import Callable

from composer_app.errors import ComposerError, MidiError
from composer_app.midi.clock import Clock, SystemClock
from composer_app.midi.playback import PendingChange, PlaybackRun, SyncOptions
from composer_app.midi.port import OutputPort, panic
from composer_app.music.performance import Performance

logger = logging.getLogger(__name__)

_STOP_TIMEOUT_S = 2.0  # for a playback to fall silent
_NO_SYNC = SyncOptions()


class Player:
    """A player for one performance at a time. `close` takes up to two seconds; all other methods return at once."""

    def __init__(self, on_end: Callable[[ComposerError | None], None], clock: Clock | None = None) -> None:
        """Create a player.

        Args:
            on_end: Called from the player's thread when a playback ends, with the error that ended it, if any. Not
                called if it was stopped or replaced.
            clock: Tells the time and waits.
        """
        self._on_end = on_end
        self._clock = clock or SystemClock()
        self._run: PlaybackRun | None = None
        self._output: OutputPort | None = None
        self._thread: threading.Thread | None = None

    def play(
        self,
        performance: Performance,
        port: OutputPort,
        loop: bool = False,
        start_at: float = 0.0,
        sync_options: SyncOptions = _NO_SYNC,
    ) -> None:
        """Play into a port at once, instead of the current performance.

        Args:
            performance: The performance.
            port: The port, which stays open.
            loop: Whether to repeat without a gap at the last bar line.
            start_at: The beat to start from.
            sync_options: The messages to send besides the notes.
        """
        self.stop()
        run = PlaybackRun(performance, port, loop, start_at % performance.beats, sync_options, self._clock)
        self._run, self._output = run, port
        self._run_in_thread(lambda: self._run_to_end(run))

    def switch_at_bar_line(self, performance: Performance) -> None:
        """At the next bar line, continue with another version of the same music: faster, or with a part muted."""
        if self._run:
            self._run.change_at_bar_line(PendingChange(performance, from_start=False))

    def start_at_bar_line(self, performance: Performance) -> None:
        """At the next bar line, start another performance."""
        if self._run:
            self._run.change_at_bar_line(PendingChange(performance, from_start=True))

    def set_loop(self, loop: bool) -> None:
        """Set whether the performance repeats at its end."""
        if self._run:
            self._run.loop = loop

    def stop(self) -> None:
        """Stop playing, and release all notes."""
        if self._run:
            self._run.stop()
            self._run = None

    def panic(self) -> None:
        """Stop playing, and send all notes off on every channel of the last port."""
        self.stop()
        if self._output:
            output = self._output
            self._run_in_thread(lambda: self._silence(output))

    def close(self) -> None:
        """Stop playing, and wait until all notes are released."""
        self.stop()
        if self._thread:
            self._thread.join(_STOP_TIMEOUT_S)

    @property
    def position(self) -> float | None:
        """The current beat; None if nothing plays."""
        return self._run.position if self._run else None

    @property
    def performance(self) -> Performance | None:
        """The current performance; after a change, from its bar line on."""
        return self._run.performance if self._run else None

    def _run_in_thread(self, work: Callable[[], None]) -> None:
        """Run a function in a new thread, after the previous playback has fallen silent."""
        previous = self._thread

        def follow() -> None:
            if previous:
                previous.join(_STOP_TIMEOUT_S)
            work()

        # A daemon, because a port whose server has died may block it forever.
        self._thread = threading.Thread(target=follow, name="player", daemon=True)
        self._thread.start()

    def _run_to_end(self, run: PlaybackRun) -> None:
        """Run a playback, and report its end unless it was stopped or replaced."""
        error: ComposerError | None = None
        try:
            run.run()
        except ComposerError as failure:
            logger.info("Playing ended: %s", failure)
            error = failure
        if not run.is_stopped:
            self._on_end(error)

    def _silence(self, output: OutputPort) -> None:
        try:
            if output.is_alive():
                panic(output)
        except MidiError as error:
            logger.info("Panic was not heard: %s", error)
