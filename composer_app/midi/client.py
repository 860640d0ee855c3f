"""A client of the computer's MIDI system. The one place that knows rtmidi."""

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
from composer_app.midi.wire import Wire

OWN_PORT = "Composer Out"
APIS = {
    "alsa": "API_LINUX_ALSA",
    "jack": "API_UNIX_JACK",
    "core": "API_MACOSX_CORE",
    "windows": "API_WINDOWS_MM",
}
# JACK drops what has not reached the other side when a port closes: two periods of 2048 frames at 44.1 kHz.
_DELIVERY = 0.1
# JACK connects ports between two periods; what is sent before would be lost.
_SETTLING = 0.05
_LONGEST_WAIT = 1.0
_ALSA_SEQUENCER = Path("/dev/snd/seq")
_ALSA_NUMBERS = re.compile(r" \d+:\d+$")


class Client:
    """A client of one MIDI system, and its wire to it.

    Raises:
        MidiError: This MIDI system is not running.
    """

    def __init__(self, name: str, api: int) -> None:
        self.api = api
        try:
            with _no_chatter(), _undisturbed():
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
        self.wire = Wire()

    def ports(self) -> dict[str, int]:
        """The ports by name, with the number that rtmidi opens them by."""
        with _undisturbed():
            return by_name(self.midi.get_ports())

    def open(self, name: str) -> None:
        """Connect to a port, or, where the name is empty, make one to be connected to."""
        with _undisturbed():
            if name:
                self.midi.open_port(self.ports()[name], "out")
            else:
                self.midi.open_virtual_port(OWN_PORT)
        time.sleep(_stretched(_SETTLING))

    def close(self) -> None:
        """Close the port and the client; what was sent before still arrives.

        One whose server has died is left as it is: the library frees it when it meets the next server.
        """
        with _undisturbed():
            if self.wire.whole():
                if self.midi.is_port_open():
                    time.sleep(_stretched(_DELIVERY))
                    self.midi.close_port()
                self.midi.delete()
        self.wire.close()


def first_client(name: str, wanted: str) -> Client:
    """A client of the first MIDI system that works, among those that rtmidi was built for."""
    rtmidi = _rtmidi()
    known = {getattr(rtmidi, constant): api for api, constant in APIS.items()}
    candidates = [api for api in rtmidi.get_compiled_api() if known.get(api) and wanted in ("", known[api])]
    error = MidiError("No MIDI system can be used on this computer. The built-in sound plays without one.")
    for api in candidates:
        if known[api] == "alsa" and not _ALSA_SEQUENCER.exists():
            continue  # it would fail, and say so on the terminal
        try:
            return Client(name, api)
        except MidiError as failure:
            error = failure
    raise error


def _stretched(seconds: float) -> float:
    """A wait for JACK's next periods, longer where the processors are taken: there they come late."""
    try:
        load = os.getloadavg()[0] / (os.cpu_count() or 1)
    except (AttributeError, OSError):  # Windows has none, and no JACK of this kind
        load = 0.0
    return min(_LONGEST_WAIT, seconds * max(1.0, 4 * load))


def _rtmidi() -> ModuleType:
    try:
        import rtmidi
    except ImportError as error:  # on Linux it needs the system's libasound
        raise MidiError(
            "MIDI ports cannot be used, because a system library is missing. Install libasound2."
        ) from error
    module: ModuleType = rtmidi
    return module


def by_name(full: Sequence[str]) -> dict[str, int]:
    """The places in a list of rtmidi's port names, by the names that people know; twins get a number."""
    plain = [_plain(name, place) for place, name in enumerate(full)]
    counts = (plain[: place + 1].count(name) for place, name in enumerate(plain))
    told_apart = (
        f"{name} ({count})" if count > 1 else name for name, count in zip(plain, counts, strict=True)
    )
    return {name: place for place, name in enumerate(told_apart)}


def _plain(full: str, number: int) -> str:
    """A port's name without the numbers that change from start to start."""
    return full.removesuffix(f" {number}") if sys.platform == "win32" else _ALSA_NUMBERS.sub("", full)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Leave signals to the other threads meanwhile.

    JACK's library takes a system call that a signal breaks off for a server that has gone, and leaves the server
    waiting for it; its sockets have timeouts, with which no call is taken up again by itself.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _no_chatter() -> Iterator[None]:
    """Keep what ALSA's and JACK's libraries write past Python, when they find no server, off the terminal."""
    try:
        saved = os.dup(2)
    except OSError:  # a windowed program may have no standard error
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        os.close(nowhere)
