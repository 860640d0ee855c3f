"""Lists and opens the computer's MIDI ports.

A port's name is its display name, without the numbers that change at every start. The ports are listed again on each
call, through one client that stays open, because ports come and go.
"""

import os
import sys
import threading
from functools import cache

from composer_app.errors import MidiError
from composer_app.midi.client import API_CONSTANTS, VIRTUAL_PORT_NAME, Client, open_first_client
from composer_app.midi.port import OutputPort, panic

__all__ = [
    "VIRTUAL_PORT_NAME",
    "MidiSystem",
    "OutputPort",
    "close_client",
    "list_ports",
    "open_port",
    "open_virtual_port",
    "panic",
]

_THROUGH_PORT_PREFIX = "Midi Through"  # ALSA's loopback port, which makes no sound by itself


def list_ports() -> tuple[str, ...]:
    """Return the ports that can be played into; those that make no sound by themselves come last.

    Raises:
        MidiError: If there is no MIDI system.
    """
    return _midi_system(_requested_api()).list_ports()


def open_port(name: str) -> OutputPort:
    """Open a port by its name.

    Raises:
        MidiError: If the port does not exist, or cannot be opened.
    """
    return _midi_system(_requested_api()).open_port(name)


def open_virtual_port() -> OutputPort:
    """Open a virtual port, "Composer Out", for other programs to connect to.

    Raises:
        MidiError: If there is no MIDI system, or it has no virtual ports.
    """
    return _midi_system(_requested_api()).open_virtual_port()


def close_client() -> None:
    """Close the client that lists the ports. A JACK server would wait for one that exits without closing."""
    _midi_system(_requested_api()).close()


class MidiSystem:
    """The computer's MIDI system, used through one client that is opened on first use."""

    def __init__(self, api: str = "") -> None:
        """Use one of "alsa", "jack", "core" and "windows", or the first that works.

        Raises:
            MidiError: If there is no such system.
        """
        if api and api not in API_CONSTANTS:
            raise MidiError(f"There is no MIDI system {api!r}. Choose one of {', '.join(API_CONSTANTS)}.")
        self._api = api
        self._lock = threading.Lock()
        self._client: Client | None = None

    def list_ports(self) -> tuple[str, ...]:
        """See the function `list_ports`."""
        with self._lock:
            names = self._listing_client().ports()
        return tuple(sorted(names, key=lambda name: name.startswith(_THROUGH_PORT_PREFIX)))

    def open_port(self, name: str) -> OutputPort:
        """See the function `open_port`."""
        client = self._new_client("Composer Player")
        if name not in client.ports():
            client.close()
            raise MidiError(f"The MIDI port {name} is not there. Connect it, or choose another one.")
        return _SystemPort(client, name)

    def open_virtual_port(self) -> OutputPort:
        """See the function `open_virtual_port`."""
        if sys.platform == "win32":
            raise MidiError(
                "Windows has no MIDI ports that a program can make. "
                "Install loopMIDI, add a port in it, and choose that one."
            )
        return _SystemPort(self._new_client("Composer"), "")

    def close(self) -> None:
        """Close the client that lists the ports; it is opened again on the next use."""
        with self._lock:
            if self._client:
                self._client.close()
                self._client = None

    def _new_client(self, name: str) -> "Client":
        with self._lock:
            return Client(name, self._listing_client().api)

    def _listing_client(self) -> "Client":
        """Return the client that lists the ports; open a new one if its server has died."""
        if self._client and not self._client.connection.is_connected():
            self._client.close()
            self._client = None
        if not self._client:
            self._client = open_first_client("Composer Ports", self._api)
        return self._client


class _SystemPort(OutputPort):
    """A port of a real MIDI system."""

    def __init__(self, client: Client, name: str) -> None:
        super().__init__()
        self._client = client
        self._name = name
        try:
            client.open(name)
        except (OSError, KeyError) as error:
            client.close()
            raise MidiError(
                f"The MIDI port {name or VIRTUAL_PORT_NAME} cannot be opened. Choose another one."
            ) from error

    def _send(self, message: bytes) -> None:
        try:
            self._client.midi.send_message(message)
        except OSError as error:
            raise MidiError("The MIDI port takes no more messages. Choose it again.") from error

    def _is_alive(self) -> bool:
        # In this order: a dead server must not be asked for its ports.
        return self._client.connection.is_connected() and (
            not self._name or self._name in self._client.ports()
        )

    def _close(self) -> None:
        self._client.close()


@cache
def _midi_system(api: str) -> MidiSystem:
    """Return the one long-lived client of a MIDI system: opening one takes 30 ms and changes what patch bays show."""
    return MidiSystem(api)


def _requested_api() -> str:
    """Return the MIDI API that the environment selects; usually none."""
    return os.environ.get("COMPOSER_MIDI_API", "")
