"""An open MIDI port, whatever stands behind it; one that is closed falls silent first."""

import logging
import threading
import weakref
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from composer_app.errors import MidiError
from composer_app.midi.message import CONTROL, NOTE_OFF, NOTE_ON

logger = logging.getLogger(__name__)

_SUSTAIN, _ALL_SOUND_OFF, _ALL_NOTES_OFF = 64, 120, 123
_PATIENCE = 1.0  # seconds that a port which takes no more messages is waited for

Sounding = frozenset[tuple[int, int]]
_OPEN: "weakref.WeakSet[Output]"


class Output(ABC):
    """An open port, for any thread; one that has jammed holds up no caller for more than a second.

    Whoever implements one writes `_send`, `_alive` and `_close`, which are called one at a time.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._closed = False
        self._sounding: set[tuple[int, int]] = set()
        _OPEN.add(self)

    @property
    def sounding(self) -> Sounding:
        """The keys that are down: (channel, pitch)."""
        return frozenset(self._sounding)

    def send(self, message: bytes) -> None:
        """Send a MIDI message at once.

        Raises:
            MidiError: The port is closed, or cannot be sent to.
        """
        with self._held() as free:
            if self._closed or not free:
                raise MidiError("The MIDI port is closed. Choose it again.")
            self._send(message)
            self._note(message)

    def alive(self) -> bool:
        """Whether what is sent can still arrive."""
        with self._held() as free:
            return free and not self._closed and self._alive()

    def close(self) -> None:
        """Silence what sounds and close the port. If it is closed already, nothing happens."""
        with self._held() as free:
            if not free:
                logger.warning("A MIDI port takes no more messages; it is left as it is")
            elif not self._closed:
                self._hush()
                self._close()
            self._closed = True

    def _hush(self) -> None:
        if self._alive():
            for message in silence(self._sounding):
                self._send(message)
        self._sounding.clear()

    def _note(self, message: bytes) -> None:
        """Keep account of the keys that are down."""
        if len(message) < 3:
            return
        kind, key = message[0] & 0xF0, (message[0] & 0x0F, message[1])
        if kind == NOTE_ON and message[2]:
            self._sounding.add(key)
        elif kind in (NOTE_ON, NOTE_OFF):
            self._sounding.discard(key)

    @contextmanager
    def _held(self) -> Iterator[bool]:
        """Hold the port for oneself; False when another caller has been stuck in it for too long."""
        free = self._lock.acquire(timeout=_PATIENCE)
        try:
            yield free
        finally:
            if free:
                self._lock.release()

    @abstractmethod
    def _send(self, message: bytes) -> None:
        """Send a message, or raise `MidiError`."""

    @abstractmethod
    def _alive(self) -> bool:
        """Whether there is still something at the other end."""

    @abstractmethod
    def _close(self) -> None:
        """Let go of the port. Called once."""


_OPEN = weakref.WeakSet()


def silence_all() -> None:
    """Close all ports that are open, for a process that is about to be ended; what sounds is silenced first."""
    for output in tuple(_OPEN):
        try:
            output.close()
        except MidiError as error:
            logger.info("A port was not closed: %s", error)


def silence(sounding: Iterable[tuple[int, int]]) -> tuple[bytes, ...]:
    """What silences any synthesizer: releases, then pedal up, notes off, sound off on every channel."""
    releases = [bytes((NOTE_OFF | channel, pitch, 0)) for channel, pitch in sorted(sounding)]
    controls = [
        bytes((CONTROL | channel, control, 0))
        for channel in range(16)
        for control in (_SUSTAIN, _ALL_NOTES_OFF, _ALL_SOUND_OFF)
    ]
    return (*releases, *controls)


def panic(output: Output) -> None:
    """Silence everything on every channel, whoever started it.

    Raises:
        MidiError: The port cannot be sent to.
    """
    for message in silence(output.sounding):
        output.send(message)
