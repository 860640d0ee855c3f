"""An open MIDI port, independent of the API; closing it releases all notes first."""

import logging
import threading
import weakref
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from composer_app.errors import MidiError
from composer_app.midi.message import CONTROL_CHANGE, NOTE_OFF, NOTE_ON

logger = logging.getLogger(__name__)

_SUSTAIN_CONTROL, _ALL_SOUND_OFF_CONTROL, _ALL_NOTES_OFF_CONTROL = 64, 120, 123
_LOCK_TIMEOUT_S = 1.0  # to wait for a port that is blocked in `send`

SoundingKeys = frozenset[tuple[int, int]]
_OPEN: "weakref.WeakSet[OutputPort]"


class OutputPort(ABC):
    """An open port, safe to use from any thread. A blocked port delays a caller by a second at most.

    A subclass implements `_send`, `_is_alive` and `_close`, which are never called concurrently.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._closed = False
        self._sounding_keys: set[tuple[int, int]] = set()
        _OPEN.add(self)

    @property
    def sounding_keys(self) -> SoundingKeys:
        """The sounding keys, as (channel, pitch)."""
        return frozenset(self._sounding_keys)

    def send(self, message: bytes) -> None:
        """Send a MIDI message at once.

        Raises:
            MidiError: If the port is closed, or the message cannot be sent.
        """
        with self._locked() as acquired:
            if self._closed or not acquired:
                raise MidiError("The MIDI port is closed. Choose it again.")
            self._send(message)
            self._track_sounding(message)

    def is_alive(self) -> bool:
        """Return whether messages can still arrive."""
        with self._locked() as acquired:
            return acquired and not self._closed and self._is_alive()

    def close(self) -> None:
        """Release sounding notes and close the port. Does nothing if it is already closed."""
        with self._locked() as acquired:
            if not acquired:
                logger.warning("A MIDI port takes no more messages; it is left as it is")
            elif not self._closed:
                self._silence_sounding()
                self._close()
            self._closed = True

    def _silence_sounding(self) -> None:
        if self._is_alive():
            for message in silencing_messages(self._sounding_keys):
                self._send(message)
        self._sounding_keys.clear()

    def _track_sounding(self, message: bytes) -> None:
        """Update the set of sounding keys."""
        if len(message) < 3:
            return
        kind, key = message[0] & 0xF0, (message[0] & 0x0F, message[1])
        if kind == NOTE_ON and message[2]:
            self._sounding_keys.add(key)
        elif kind in (NOTE_ON, NOTE_OFF):
            self._sounding_keys.discard(key)

    @contextmanager
    def _locked(self) -> Iterator[bool]:
        """Lock the port; yield False if another caller has held it for too long."""
        acquired = self._lock.acquire(timeout=_LOCK_TIMEOUT_S)
        try:
            yield acquired
        finally:
            if acquired:
                self._lock.release()

    @abstractmethod
    def _send(self, message: bytes) -> None:
        """Send a message, or raise `MidiError`."""

    @abstractmethod
    def _is_alive(self) -> bool:
        """Return whether the other end is still connected."""

    @abstractmethod
    def _close(self) -> None:
        """Close the port. Called once."""


_OPEN = weakref.WeakSet()


def silence_all() -> None:
    """Release all notes and close all open ports, for a process that is about to be killed."""
    for output in tuple(_OPEN):
        try:
            output.close()
        except MidiError as error:
            logger.info("A port was not closed: %s", error)


def silencing_messages(sounding_keys: Iterable[tuple[int, int]]) -> tuple[bytes, ...]:
    """Return messages that silence any synthesizer: note offs, pedal up, all notes off, all sound off."""
    releases = [bytes((NOTE_OFF | channel, pitch, 0)) for channel, pitch in sorted(sounding_keys)]
    controls = [
        bytes((CONTROL_CHANGE | channel, control, 0))
        for channel in range(16)
        for control in (_SUSTAIN_CONTROL, _ALL_NOTES_OFF_CONTROL, _ALL_SOUND_OFF_CONTROL)
    ]
    return (*releases, *controls)


def panic(port: OutputPort) -> None:
    """Silence every channel, whatever started the notes.

    Raises:
        MidiError: If the port cannot be sent to.
    """
    for message in silencing_messages(port.sounding_keys):
        port.send(message)
