"""One playing: a performance on its way through a port, bar by bar, open to change at each bar line."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass

from composer_app.errors import MidiError
from composer_app.midi.clock import Clock
from composer_app.midi.message import (
    CONTINUE,
    NOTE_ON,
    START,
    STOP,
    TimedMessage,
    bars,
    count_in,
    position,
    programs,
)
from composer_app.midi.port import OutputPort
from composer_app.music.performance import Performance

_LOOK = 0.25  # seconds between two looks at whether the port is still there
_SYSTEM = 0xF0  # from here on, messages have no channel
_GONE = "The MIDI port has gone while it was played. Connect it again, or choose another one."


@dataclass(frozen=True, slots=True)
class SyncOptions:
    """What is sent beside the notes.

    Attributes:
        count_in: How many bars of clicks come before the first note.
        clock: Whether MIDI clock, start, stop and song position are sent.
        programs: Whether each channel is given its part's General MIDI program.
    """

    count_in: int = 0
    clock: bool = False
    programs: bool = False


@dataclass(frozen=True, slots=True)
class PendingChange:
    """What comes at the next bar line: from its start, or from the bar that would have come."""

    performance: Performance
    from_start: bool


class PlaybackRun:
    """Played by `run`, in one thread; all else may be called from any."""

    def __init__(
        self,
        performance: Performance,
        output: OutputPort,
        loop: bool,
        start_at: float,
        extras: SyncOptions,
        clock: Clock,
    ) -> None:
        """Make one that is silent until `run`, from the beat `start_at`."""
        self._output, self._extras, self._clock = output, extras, clock
        self._performance, self._start_at = performance, start_at
        self._condition = threading.Condition()
        # What is played now, and when its beat 0 is, or would have been: read together, so set together.
        self._now: tuple[Performance, float] | None = None
        self._change: PendingChange | None = None
        self._next_look = 0.0
        self._down: dict[tuple[int, int], bytes] = {}  # keys that are down, with what releases them
        self.loop, self.stopped = loop, False

    def stop(self) -> None:
        """Make `run` return soon."""
        with self._condition:
            self.stopped = True
            self._condition.notify_all()

    def change(self, change: PendingChange) -> None:
        """Change at the next bar line; a later change replaces one that has not come yet."""
        with self._condition:
            self._change = change

    @property
    def position(self) -> float | None:
        """The beat that is being played; None before the first and after the last."""
        if not (now := self._now):
            return None
        performance, origin = now
        beat = max(0.0, self._clock.now() - origin) * performance.tempo / 60
        return beat % performance.beats if self.loop else min(beat, performance.beats)

    @property
    def performance(self) -> Performance | None:
        """What is being played; None before the first beat and after the last."""
        return self._now[0] if self._now else None

    def run(self) -> None:
        """Play until the end, a stop or an error; then nothing sounds.

        Raises:
            MidiError: The port is no longer there.
        """
        try:
            if self._begin():
                self._play(self._performance, int(self._start_at // self._performance.metre.beats))
        finally:
            self._now = None
            self._release()
            if self._extras.clock and self._output.alive():
                self._output.send(bytes((STOP,)))

    def _begin(self) -> bool:
        """Count in, and say where the music starts; False when a stop came before it."""
        performance, now = self._performance, self._clock.now()
        bar = performance.metre.beats * 60 / performance.tempo
        begins = now + self._extras.count_in * bar
        self._now = performance, begins - self._start_at * 60 / performance.tempo
        self._send_programs(performance)
        if not self._play_until(begins, now, count_in(performance, self._extras.count_in)):
            return False
        if self._extras.clock:
            self._output.send(position(self._start_at))
            self._output.send(bytes((CONTINUE if self._start_at else START,)))
        return True

    def _play(self, performance: Performance, bar: int) -> None:
        """Play from a bar on; at each bar line, heed what was changed."""
        assert self._now
        origin, rows = self._now[1], bars(performance, clock=self._extras.clock)
        skipped = origin + self._start_at * 60 / performance.tempo
        while True:
            length = performance.metre.beats * 60 / performance.tempo
            line = origin + (bar + 1) * length
            due = (each for each in rows[bar] if origin + each.seconds >= skipped - 1e-9)
            if not self._play_until(line, origin, due):
                return
            bar += 1
            if change := self._taken():
                self._release()
                bar = 0 if change.from_start else bar % change.performance.bars
                performance, rows = change.performance, bars(change.performance, clock=self._extras.clock)
                self._send_programs(performance)
                origin = skipped = line - bar * performance.metre.beats * 60 / performance.tempo
            elif bar == performance.bars:
                if not self.loop:
                    return
                bar, origin, skipped = 0, line, line
            self._now = performance, origin

    def _taken(self) -> PendingChange | None:
        """The change that waited for this bar line, if there was one."""
        with self._condition:
            change, self._change = self._change, None
        return change

    def _play_until(self, line: float, origin: float, due: Iterable[TimedMessage]) -> bool:
        """Send what is due, each at its time, and wait for the bar line; False when a stop came before it."""
        for message in due:
            if not self._reached(origin + message.seconds):
                return False
            self._send(message.data)
        return self._reached(line)

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

    def _send_programs(self, performance: Performance) -> None:
        if self._extras.programs:
            for message in programs(performance):
                self._output.send(message)

    def _send(self, data: bytes) -> None:
        """Send a stroke, or a release of a key that is down; one that was skipped is not."""
        if data[0] >= _SYSTEM:
            self._output.send(data)
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
