"""Plays performances into a MIDI port from a thread of its own; whatever happens, nothing stays sounding.

Each deadline is computed from the start, so that errors never add up. The thread waits on a condition
rather than sleeping, so that it stops at once. Messages of a playing are sent from its thread alone, and
none waits for it without a limit: a port whose server has died may never return.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from itertools import count

from composer_app.errors import ComposerError, MidiError
from composer_app.midi.clock import Clock, RealClock
from composer_app.midi.message import NOTE_ON, messages
from composer_app.midi.port import Output, panic
from composer_app.music.performance import Performance

logger = logging.getLogger(__name__)

_LOOK = 0.25  # seconds between two looks at whether the port is still there
_PATIENCE = 2.0  # seconds that a playing may take to fall silent

_GONE = "The MIDI port has gone while it was played. Connect it again, or choose another one."


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
        self._clock = clock or RealClock()
        self._playing: _Playing | None = None
        self._output: Output | None = None
        self._thread: threading.Thread | None = None

    def play(
        self, performance: Performance, output: Output, loop: bool = False, start_at: float = 0.0
    ) -> None:
        """Play into a port, instead of what is being played.

        Args:
            performance: What to play.
            output: Where to. It stays open.
            loop: Whether to start again at the last bar line, without a seam.
            start_at: The beat to start from.
        """
        self.stop()
        playing = _Playing(performance, output, loop, start_at % performance.beats, self._clock)
        self._playing, self._output = playing, output
        self._start(lambda: self._report(playing))

    def stop(self) -> None:
        """Stop playing; what sounds is released."""
        if self._playing:
            self._playing.stop()
            self._playing = None

    def panic(self) -> None:
        """Stop playing, and silence everything on every channel of the port that was last played into."""
        self.stop()
        if self._output:
            output = self._output
            self._start(lambda: self._silence(output))

    def close(self) -> None:
        """Stop playing, and wait for silence."""
        self.stop()
        if self._thread:
            self._thread.join(_PATIENCE)

    @property
    def position(self) -> float | None:
        """The beat that is being played; None when nothing is."""
        return self._playing.position if self._playing else None

    def _start(self, work: Callable[[], None]) -> None:
        """Do something in a new thread, once the one before has fallen silent."""
        before = self._thread

        def follow() -> None:
            if before:
                before.join(_PATIENCE)
            work()

        # A daemon, because a port whose server has died may hold it for ever.
        self._thread = threading.Thread(target=follow, name="player", daemon=True)
        self._thread.start()

    def _report(self, playing: "_Playing") -> None:
        """Play, and say how it ended, unless somebody wanted it to."""
        error: ComposerError | None = None
        try:
            playing.run()
        except ComposerError as failure:
            logger.info("Playing ended: %s", failure)
            error = failure
        if not playing.stopped:
            self._on_end(error)

    def _silence(self, output: Output) -> None:
        try:
            if output.alive():
                panic(output)
        except MidiError as error:
            logger.info("Panic was not heard: %s", error)


class _Playing:
    """One performance on its way through one port."""

    def __init__(
        self, performance: Performance, output: Output, loop: bool, start_at: float, clock: Clock
    ) -> None:
        self._performance = performance
        self._output = output
        self._loop = loop
        self._skipped = start_at * 60 / performance.tempo
        self._clock = clock
        self._condition = threading.Condition()
        self._origin: float | None = None  # when beat 0 of the first time round is, or would have been
        self._next_look = 0.0
        self._down: dict[tuple[int, int], bytes] = {}  # keys that are down, with what releases them
        self.stopped = False

    def stop(self) -> None:
        """Make `run` return soon."""
        with self._condition:
            self.stopped = True
            self._condition.notify_all()

    @property
    def position(self) -> float | None:
        """The beat that is being played; None before the first and after the last."""
        origin = self._origin
        if origin is None:
            return None
        beat = max(0.0, self._clock.now() - origin) * self._performance.tempo / 60
        return beat % self._performance.beats if self._loop else min(beat, self._performance.beats)

    def run(self) -> None:
        """Play until the end, a stop or an error; then nothing sounds.

        Raises:
            MidiError: The port is no longer there.
        """
        self._origin = self._clock.now() - self._skipped
        try:
            for seconds, data in self._score():
                if not self._reached(self._origin + seconds):
                    return
                self._send(data)
        finally:
            self._origin = None
            self._release()

    def _score(self) -> Iterator[tuple[float, bytes]]:
        """What is sent, in seconds from the first beat 0; at each last bar line, nothing."""
        once = messages(self._performance)
        for time in count() if self._loop else range(1):
            offset = time * self._performance.seconds
            for message in once:
                if offset + message.seconds >= self._skipped:
                    yield offset + message.seconds, message.data
            yield offset + self._performance.seconds, b""

    def _reached(self, deadline: float) -> bool:
        """Wait for a moment; False when a stop came before it."""
        while True:
            self._look()
            with self._condition:
                left = deadline - self._clock.now()
                if self.stopped or left <= 0:
                    return not self.stopped
                self._clock.wait(self._condition, min(left, _LOOK))

    def _look(self) -> None:
        now = self._clock.now()
        if now >= self._next_look:
            self._next_look = now + _LOOK
            if not self._output.alive():
                raise MidiError(_GONE)

    def _send(self, data: bytes) -> None:
        """Send a stroke, or a release of a key that is down; one that was skipped is not."""
        if not data:
            return
        key = (data[0] & 0x0F, data[1])
        if data[0] & 0xF0 == NOTE_ON:
            self._output.send(data)
            self._down[key] = bytes((data[0] & 0x8F, data[1], 0))
        elif key in self._down:
            self._output.send(data)
            del self._down[key]

    def _release(self) -> None:
        """Let go of all keys; a port that has gone would take the messages and, in the end, never return."""
        if self._down and self._output.alive():
            for release in self._down.values():
                self._output.send(release)
        self._down.clear()
