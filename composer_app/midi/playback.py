"""One playback of a performance through a port, bar by bar; it can change at each bar line."""

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

_PORT_CHECK_INTERVAL_S = 0.25  # between two checks that the port is still open
_FIRST_SYSTEM_STATUS = 0xF0  # from here on, status bytes carry no channel
_PORT_GONE_MESSAGE = "The MIDI port has gone while it was played. Connect it again, or choose another one."


@dataclass(frozen=True, slots=True)
class SyncOptions:
    """Options for messages besides the notes.

    Attributes:
        count_in_bars: The number of bars of clicks before the first note.
        send_clock: Whether to send MIDI clock, start, stop and song position.
        send_programs: Whether to send each part's General MIDI program.
    """

    count_in_bars: int = 0
    send_clock: bool = False
    send_programs: bool = False


@dataclass(frozen=True, slots=True)
class PendingChange:
    """A change at the next bar line: to a performance, from its start or from the next bar."""

    performance: Performance
    from_start: bool


class PlaybackRun:
    """One playback, run in a single thread by `run`. All other methods are safe to call from any thread."""

    def __init__(
        self,
        performance: Performance,
        port: OutputPort,
        loop: bool,
        start_at: float,
        sync_options: SyncOptions,
        clock: Clock,
    ) -> None:
        """Create a playback that starts at the beat `start_at` when `run` is called."""
        self._port, self._sync_options, self._clock = port, sync_options, clock
        self._performance, self._start_at = performance, start_at
        self._condition = threading.Condition()
        # The current performance and the time of its beat 0. One tuple, so that both are read and set together.
        self._current: tuple[Performance, float] | None = None
        self._pending_change: PendingChange | None = None
        self._next_port_check = 0.0
        self._keys_down: dict[tuple[int, int], bytes] = {}  # (channel, pitch) -> the note-off message
        self.loop, self.is_stopped = loop, False

    def stop(self) -> None:
        """Make `run` return soon."""
        with self._condition:
            self.is_stopped = True
            self._condition.notify_all()

    def change_at_bar_line(self, change: PendingChange) -> None:
        """Change at the next bar line; replaces a change that is still pending."""
        with self._condition:
            self._pending_change = change

    @property
    def position(self) -> float | None:
        """The current beat; None before the first beat and after the last."""
        if not (current := self._current):
            return None
        performance, origin = current
        beat = max(0.0, self._clock.now() - origin) * performance.tempo / 60
        return beat % performance.beats if self.loop else min(beat, performance.beats)

    @property
    def performance(self) -> Performance | None:
        """The current performance; None before the first beat and after the last."""
        return self._current[0] if self._current else None

    def run(self) -> None:
        """Play until the end, a stop or an error, then release all notes.

        Raises:
            MidiError: If the port was disconnected.
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
        """Play the count-in and send the start position; return False if stopped before the music starts."""
        performance, now = self._performance, self._clock.now()
        bar = performance.metre.beats * 60 / performance.tempo
        start = now + self._sync_options.count_in_bars * bar
        self._current = performance, start - self._start_at * 60 / performance.tempo
        self._send_programs(performance)
        if not self._play_until(start, now, count_in_clicks(performance, self._sync_options.count_in_bars)):
            return False
        if self._sync_options.send_clock:
            self._port.send(song_position_message(self._start_at))
            self._port.send(bytes((CONTINUE if self._start_at else START,)))
        return True

    def _play(self, performance: Performance, bar: int) -> None:
        """Play from a bar on; apply a pending change at each bar line."""
        assert self._current
        origin, bar_messages = (
            self._current[1],
            messages_by_bar(performance, clock=self._sync_options.send_clock),
        )
        skipped = origin + self._start_at * 60 / performance.tempo
        while True:
            bar_seconds = performance.metre.beats * 60 / performance.tempo
            bar_line = origin + (bar + 1) * bar_seconds
            due = (message for message in bar_messages[bar] if origin + message.seconds >= skipped - 1e-9)
            if not self._play_until(bar_line, origin, due):
                return
            bar += 1
            if change := self._take_pending_change():
                self._release_keys()
                bar = 0 if change.from_start else bar % change.performance.bars
                performance, bar_messages = (
                    change.performance,
                    messages_by_bar(change.performance, clock=self._sync_options.send_clock),
                )
                self._send_programs(performance)
                origin = skipped = bar_line - bar * performance.metre.beats * 60 / performance.tempo
            elif bar == performance.bars:
                if not self.loop:
                    return
                bar, origin, skipped = 0, bar_line, bar_line
            self._current = performance, origin

    def _take_pending_change(self) -> PendingChange | None:
        """Return and clear the pending change, if there is one."""
        with self._condition:
            change, self._pending_change = self._pending_change, None
        return change

    def _play_until(self, bar_line: float, origin: float, messages: Iterable[TimedMessage]) -> bool:
        """Send messages at their times until the bar line; return False if stopped before it."""
        for message in messages:
            if not self._wait_until(origin + message.seconds):
                return False
            self._send(message.data)
        return self._wait_until(bar_line)

    def _wait_until(self, deadline: float) -> bool:
        """Wait until a time; return False if stopped before it."""
        while True:
            self._check_port()
            with self._condition:
                remaining = deadline - self._clock.now()
                if self.is_stopped or remaining <= 0:
                    return not self.is_stopped
                self._clock.wait(self._condition, min(remaining, _PORT_CHECK_INTERVAL_S))

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
        """Send a note on, or the note off of a sounding note; drop the note off of a skipped note."""
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
        """Release all notes, unless the port is gone: then sending could block forever."""
        if self._keys_down and self._port.is_alive():
            for release in self._keys_down.values():
                self._port.send(release)
        self._keys_down.clear()
