"""A client of the system's MIDI API. The only module that imports rtmidi."""

import ctypes
import os
import re
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from composer_app.errors import MidiError
from composer_app.midi.server_connection import ServerConnection

VIRTUAL_PORT_NAME = "Composer Out"
API_CONSTANTS = {
    "alsa": "API_LINUX_ALSA",
    "jack": "API_UNIX_JACK",
    "core": "API_MACOSX_CORE",
    "windows": "API_WINDOWS_MM",
}
# When a port closes, JACK drops messages that have not arrived: two periods of 2048 frames at 44.1 kHz.
_DELIVERY_S = 0.1
# JACK connects ports between two periods; messages sent before that would be lost.
_SETTLING_S = 0.05
_MAX_WAIT_S = 1.0
_ALSA_SEQUENCER = Path("/dev/snd/seq")
_ALSA_NUMBERS = re.compile(r" \d+:\d+$")


class Client:
    """A client of one MIDI API, and its connection to the server.

    Raises:
        MidiError: If this MIDI API is not running.
    """

    def __init__(self, name: str, api: int) -> None:
        self.api = api
        try:
            with _stderr_silenced(), _signals_blocked():
                self.midi = _rtmidi().MidiOut(api, name=name)
        except OSError as error:
            raise MidiError(
                "No MIDI system is running. Start JACK or connect a MIDI device, then try again; "
                "until then the built-in sound plays."
            ) from error
        # WORKAROUND, rtmidi 5.0 and jack2 1.9: to destroy a client of a dead server waits for a second, holding the
        # interpreter, or frees what the library has freed by itself. So nothing but `close` may do it, and this
        # reference is never given back. It can go when a client outlives its server unharmed (tests/midi/test_output).
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self.midi))
        self.connection = ServerConnection()

    def ports(self) -> dict[str, int]:
        """Return the ports by name, with the number that rtmidi opens them by."""
        with _signals_blocked():
            return ports_by_name(self.midi.get_ports())

    def open(self, name: str) -> None:
        """Connect to a port or, if the name is empty, create a port for others to connect to."""
        with _signals_blocked():
            if name:
                self.midi.open_port(self.ports()[name], "out")
            else:
                self.midi.open_virtual_port(VIRTUAL_PORT_NAME)
        time.sleep(_stretch_wait(_SETTLING_S))

    def close(self) -> None:
        """Close the port and the client; messages sent before still arrive.

        A client of a dead server is left open: the library frees it when it connects to the next server.
        """
        with _signals_blocked():
            if self.connection.is_connected():
                if self.midi.is_port_open():
                    time.sleep(_stretch_wait(_DELIVERY_S))
                    self.midi.close_port()
                self.midi.delete()
        self.connection.close()


def open_first_client(name: str, requested_api: str) -> Client:
    """Return a client of the first working MIDI API among those that rtmidi was compiled for."""
    rtmidi = _rtmidi()
    known = {getattr(rtmidi, constant): api for api, constant in API_CONSTANTS.items()}
    candidates = [
        api for api in rtmidi.get_compiled_api() if known.get(api) and requested_api in ("", known[api])
    ]
    error = MidiError("No MIDI system can be used on this computer. The built-in sound plays without one.")
    for api in candidates:
        if known[api] == "alsa" and not _ALSA_SEQUENCER.exists():
            continue  # it would fail, and print an error to the terminal
        try:
            return Client(name, api)
        except MidiError as failure:
            error = failure
    raise error


def _stretch_wait(seconds: float) -> float:
    """Lengthen a wait for JACK's next periods if the system is busy: then they come late."""
    try:
        load = os.getloadavg()[0] / (os.cpu_count() or 1)
    except (AttributeError, OSError):  # Windows has no load average, and no JACK of this kind
        load = 0.0
    return min(_MAX_WAIT_S, seconds * max(1.0, 4 * load))


def _rtmidi() -> ModuleType:
    try:
        import rtmidi
    except ImportError as error:  # on Linux it needs the system library libasound
        raise MidiError(
            "MIDI ports cannot be used, because a system library is missing. Install libasound2."
        ) from error
    module: ModuleType = rtmidi
    return module


def ports_by_name(port_names: Sequence[str]) -> dict[str, int]:
    """Map display names to rtmidi's port numbers; number ports that share a name."""
    stable_names = [_stable_name(name, index) for index, name in enumerate(port_names)]
    counts = (stable_names[: index + 1].count(name) for index, name in enumerate(stable_names))
    unique_names = (
        f"{name} ({count})" if count > 1 else name for name, count in zip(stable_names, counts, strict=True)
    )
    return {name: index for index, name in enumerate(unique_names)}


def _stable_name(name: str, index: int) -> str:
    """Return a port's name without the client numbers that change at every start."""
    return name.removesuffix(f" {index}") if sys.platform == "win32" else _ALSA_NUMBERS.sub("", name)


@contextmanager
def _signals_blocked() -> Iterator[None]:
    """Block signals in this thread during the block; other threads still receive them.

    If a signal interrupts a system call, JACK's library takes the server for dead, and leaves the server waiting.
    Python does not restart these calls, because JACK's sockets have timeouts.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    old_mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, old_mask)


@contextmanager
def _stderr_silenced() -> Iterator[None]:
    """Suppress what ALSA and JACK print to stderr if they find no server."""
    try:
        saved = os.dup(2)
    except OSError:  # a windowed program may have no standard error
        yield
        return
    null_device = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null_device, 2)
    try:
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        os.close(null_device)
