"""The connection to a MIDI server in another process, and a check that it is still open.

Clients of a JACK server do not notice when it dies: they go on listing its ports, and accept messages until a buffer
is full; then sending never returns. But the kernel closes the socket to the server at once. So each client's socket is
duplicated once, and the duplicate is polled.
"""

import os
import re
import select
import socket
from contextlib import suppress
from pathlib import Path

# The servers' sockets: /dev/shm/jack_default_0_0, /run/user/1000/pipewire-0.
_SERVER_SOCKET_NAME = re.compile(r"/(jack_.+_\d+|pipewire-\d+)$")
_DESCRIPTOR_FOLDER = Path("/proc/self/fd")


class ServerConnection:
    """A duplicate of this process's socket to a MIDI server, if it has one."""

    def __init__(self) -> None:
        """Find and duplicate the socket; call this right after opening a client."""
        self._socket: socket.socket | None = None
        for found in _server_sockets():
            if self._socket is None and _is_connected(found):
                self._socket = found
            else:
                found.close()

    def is_connected(self) -> bool:
        """Return whether the server is still connected; True if there is no socket to check."""
        return self._socket is None or _is_connected(self._socket)

    def close(self) -> None:
        """Close the duplicate."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def _server_sockets() -> list[socket.socket]:
    """Return duplicates of all sockets of this process that lead to a MIDI server."""
    if not _DESCRIPTOR_FOLDER.is_dir():
        return []
    copies = [_copy_server_socket(entry) for entry in _DESCRIPTOR_FOLDER.iterdir()]
    return [copy for copy in copies if copy is not None]


def _copy_server_socket(descriptor: Path) -> socket.socket | None:
    """Duplicate a descriptor if it is a socket to a MIDI server; otherwise return None."""
    with suppress(OSError):  # it was closed meanwhile
        if descriptor.readlink().name.startswith("socket:"):
            copy = socket.socket(fileno=os.dup(int(descriptor.name)))
            if _SERVER_SOCKET_NAME.search(_peer_name(copy)):
                return copy
            copy.close()
    return None


def _peer_name(connected: socket.socket) -> str:
    """Return the address at the other end of a socket; empty if there is none."""
    with suppress(OSError):
        return str(connected.getpeername())
    return ""


def _is_connected(connected: socket.socket) -> bool:
    watch = select.poll()
    watch.register(connected, 0)  # with no events requested, it still reports a hang-up
    return not watch.poll(0)
