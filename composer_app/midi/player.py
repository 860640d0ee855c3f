"""Plays performances into a MIDI port from a thread of its own; whatever happens, nothing stays sounding.

Each deadline is computed from the start, so that errors never add up. The thread waits on a condition
rather than sleeping, so that it stops at once. Messages of a playing are sent from its thread alone, and
none waits for it without a limit: a port whose server has died may never return.
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

_STOP_TIMEOUT_S = 2.0  # seconds that a playing may take to fall silent
_NO_SYNC = SyncOptions()


class Player:
    """Plays one performance at a time. All methods return at once, `close` within two seconds."""

    def __init__(self, on_end: Callable[[ComposerError | None], None], clock: Clock | None = None) -> None:
        """Make a player that is silent.

        Args:
            on_end: Called, from the player's thread, when a playing comes to its end, or with the error
                that ended it. Not called for one that was stopped or replaced by another.
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
        """Play into a port, at once, instead of what is being played.

        Args:
            performance: What to play.
            port: Where to. It stays open.
            loop: Whether to start again at the last bar line, without a seam.
            start_at: The beat to start from.
            sync_options: What is sent beside the notes.
        """
        self.stop()
        playing = PlaybackRun(
            performance, port, loop, start_at % performance.beats, sync_options, self._clock
        )
        self._run, self._output = playing, port
        self._run_in_thread(lambda: self._run_to_end(playing))

    def switch_at_bar_line(self, performance: Performance) -> None:
        """At the next bar line, go on in another performance of the same music: faster, or with a part muted."""
        if self._run:
            self._run.change_at_bar_line(PendingChange(performance, from_start=False))

    def start_at_bar_line(self, performance: Performance) -> None:
        """At the next bar line, begin another performance."""
        if self._run:
            self._run.change_at_bar_line(PendingChange(performance, from_start=True))

    def set_loop(self, loop: bool) -> None:
        """Whether what is played begins again at its end."""
        if self._run:
            self._run.loop = loop

    def stop(self) -> None:
        """Stop playing; what sounds is released."""
        if self._run:
            self._run.stop()
            self._run = None

    def panic(self) -> None:
        """Stop playing, and silence everything on every channel of the port that was last played into."""
        self.stop()
        if self._output:
            output = self._output
            self._run_in_thread(lambda: self._silence(output))

    def close(self) -> None:
        """Stop playing, and wait for silence."""
        self.stop()
        if self._thread:
            self._thread.join(_STOP_TIMEOUT_S)

    @property
    def position(self) -> float | None:
        """The beat that is being played; None when nothing is."""
        return self._run.position if self._run else None

    @property
    def performance(self) -> Performance | None:
        """What is being played; after a change, from its bar line on."""
        return self._run.performance if self._run else None

    def _run_in_thread(self, work: Callable[[], None]) -> None:
        """Do something in a new thread, once the one before has fallen silent."""
        before = self._thread

        def follow() -> None:
            if before:
                before.join(_STOP_TIMEOUT_S)
            work()

        # A daemon, because a port whose server has died may hold it for ever.
        self._thread = threading.Thread(target=follow, name="player", daemon=True)
        self._thread.start()

    def _run_to_end(self, run: PlaybackRun) -> None:
        """Play, and say how it ended, unless somebody wanted it to."""
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
