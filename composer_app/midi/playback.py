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
    count_in_clicks,
    messages_by_bar,
    program_change_messages,
    song_position_message,
)
from composer_app.midi.port import OutputPort
from composer_app.music.performance import Performance

_PORT_CHECK_INTERVAL_S = 0.25  # seconds between two looks at whether the port is still there
_FIRST_SYSTEM_STATUS = 0xF0  # from here on, messages have no channel
_PORT_GONE_MESSAGE = "The MIDI port has gone while it was played. Connect it again, or choose another one."


@dataclass(frozen=True, slots=True)
class SyncOptions:
    """What is sent beside the notes.

    Attributes:
        count_in_bars: How many bars of clicks come before the first note.
        send_clock: Whether MIDI clock, start, stop and song position are sent.
        send_programs: Whether each channel is given its part's General MIDI program.
    """

    count_in_bars: int = 0
    send_clock: bool = False
    send_programs: bool = False


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
        port: OutputPort,
        loop: bool,
        start_at: float,
        sync_options: SyncOptions,
        clock: Clock,
    ) -> None:
        """Make one that is silent until `run`, from the beat `start_at`."""
        self._port, self._sync_options, self._clock = port, sync_options, clock
        self._performance, self._start_at = performance, start_at
        self._condition = threading.Condition()
        # What is played now, and when its beat 0 is, or would have been: read together, so set together.
        self._current: tuple[Performance, float] | None = None
        self._pending_change: PendingChange | None = None
        self._next_port_check = 0.0
        self._keys_down: dict[tuple[int, int], bytes] = {}  # keys that are down, with what releases them
        self.loop, self.is_stopped = loop, False

    def stop(self) -> None:
        """Make `run` return soon."""
        with self._condition:
            self.is_stopped = True
            self._condition.notify_all()

    def change_at_bar_line(self, change: PendingChange) -> None:
        """Change at the next bar line; a later change replaces one that has not come yet."""
        with self._condition:
            self._pending_change = change

    @property
    def position(self) -> float | None:
        """The beat that is being played; None before the first and after the last."""
        if not (now := self._current):
            return None
        performance, origin = now
        beat = max(0.0, self._clock.now() - origin) * performance.tempo / 60
        return beat % performance.beats if self.loop else min(beat, performance.beats)

    @property
    def performance(self) -> Performance | None:
        """What is being played; None before the first beat and after the last."""
        return self._current[0] if self._current else None

    def run(self) -> None:
        """Play until the end, a stop or an error; then nothing sounds.

        Raises:
            MidiError: The port is no longer there.
        """
        try:
            if self._start_playback():
                self._play(self._performance, int(self._start_at // self._performance.metre.beats))
        finally:
            self._current = None
            self._release_keys()
            if self._sync_options.send_clock and self._port.is_alive():
                self._port.send(bytes((STOP,)))

    def _start_playback(self) -> bool:
        """Count in, and say where the music starts; False when a stop came before it."""
        performance, now = self._performance, self._clock.now()
        bar = performance.metre.beats * 60 / performance.tempo
        begins = now + self._sync_options.count_in_bars * bar
        self._current = performance, begins - self._start_at * 60 / performance.tempo
        self._send_programs(performance)
        if not self._play_until(begins, now, count_in_clicks(performance, self._sync_options.count_in_bars)):
            return False
        if self._sync_options.send_clock:
            self._port.send(song_position_message(self._start_at))
            self._port.send(bytes((CONTINUE if self._start_at else START,)))
        return True

    def _play(self, performance: Performance, bar: int) -> None:
        """Play from a bar on; at each bar line, heed what was changed."""
        assert self._current
        origin, rows = self._current[1], messages_by_bar(performance, clock=self._sync_options.send_clock)
        skipped = origin + self._start_at * 60 / performance.tempo
        while True:
            length = performance.metre.beats * 60 / performance.tempo
            line = origin + (bar + 1) * length
            due = (each for each in rows[bar] if origin + each.seconds >= skipped - 1e-9)
            if not self._play_until(line, origin, due):
                return
            bar += 1
            if change := self._take_pending_change():
                self._release_keys()
                bar = 0 if change.from_start else bar % change.performance.bars
                performance, rows = (
                    change.performance,
                    messages_by_bar(change.performance, clock=self._sync_options.send_clock),
                )
                self._send_programs(performance)
                origin = skipped = line - bar * performance.metre.beats * 60 / performance.tempo
            elif bar == performance.bars:
                if not self.loop:
                    return
                bar, origin, skipped = 0, line, line
            self._current = performance, origin

    def _take_pending_change(self) -> PendingChange | None:
        """The change that waited for this bar line, if there was one."""
        with self._condition:
            change, self._pending_change = self._pending_change, None
        return change

    def _play_until(self, bar_line: float, origin: float, messages: Iterable[TimedMessage]) -> bool:
        """Send what is due, each at its time, and wait for the bar line; False when a stop came before it."""
        for message in messages:
            if not self._wait_until(origin + message.seconds):
                return False
            self._send(message.data)
        return self._wait_until(bar_line)

    def _wait_until(self, deadline: float) -> bool:
        """Wait for a moment; False when a stop came before it."""
        while True:
            self._check_port()
            with self._condition:
                left = deadline - self._clock.now()
                if self.is_stopped or left <= 0:
                    return not self.is_stopped
                self._clock.wait(self._condition, min(left, _PORT_CHECK_INTERVAL_S))

    def _check_port(self) -> None:
        now = self._clock.now()
        if now >= self._next_port_check:
            self._next_port_check = now + _PORT_CHECK_INTERVAL_S
            if not self._port.is_alive():
                raise MidiError(_PORT_GONE_MESSAGE)

    def _send_programs(self, performance: Performance) -> None:
        if self._sync_options.send_programs:
            for message in program_change_messages(performance):
                self._port.send(message)

    def _send(self, data: bytes) -> None:
        """Send a stroke, or a release of a key that is down; one that was skipped is not."""
        if data[0] >= _FIRST_SYSTEM_STATUS:
            self._port.send(data)
            return
        key = (data[0] & 0x0F, data[1])
        if data[0] & 0xF0 == NOTE_ON:
            self._port.send(data)
            self._keys_down[key] = bytes((data[0] & 0x8F, data[1], 0))
        elif key in self._keys_down:
            self._port.send(data)
            del self._keys_down[key]

    def _release_keys(self) -> None:
        """Let go of all keys; a port that has gone would take the messages and, in the end, never return."""
        if self._keys_down and self._port.is_alive():
            for release in self._keys_down.values():
                self._port.send(release)
        self._keys_down.clear()
