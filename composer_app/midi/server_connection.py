"""The wire to a MIDI server in another process, and whether it is still whole.

A JACK server that dies leaves its clients blind: they go on listing the ports of the dead, and take
messages until a buffer is full and then never return. The socket to it, though, is closed by the kernel
at once, so that is what is looked at: once for every client, on a copy that stays ours.
"""

import os
import re
import select
import socket
from contextlib import suppress
from pathlib import Path

# Where the servers listen: /dev/shm/jack_default_0_0, /run/user/1000/pipewire-0.
_SERVER_SOCKET_NAME = re.compile(r"/(jack_.+_\d+|pipewire-\d+)$")
_DESCRIPTOR_FOLDER = Path("/proc/self/fd")


class ServerConnection:
    """A copy of the socket that this process has to a MIDI server, if it has one."""

    def __init__(self) -> None:
        """Find the socket; to be called right after a client was opened."""
        self._socket: socket.socket | None = None
        for found in _server_sockets():
            if self._socket is None and _is_connected(found):
                self._socket = found
            else:
                found.close()

    def is_connected(self) -> bool:
        """Whether the server is still there; where there is no socket to look at, this is taken on trust."""
        return self._socket is None or _is_connected(self._socket)

    def close(self) -> None:
        """Let go of the copy."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def _server_sockets() -> list[socket.socket]:
    """Copies of all sockets of this process that lead to a MIDI server."""
    if not _DESCRIPTOR_FOLDER.is_dir():
        return []
    copies = [_copy_server_socket(entry) for entry in _DESCRIPTOR_FOLDER.iterdir()]
    return [copy for copy in copies if copy is not None]


def _copy_server_socket(descriptor: Path) -> socket.socket | None:
    """A copy of a descriptor that is a socket to a MIDI server; None of any other."""
    with suppress(OSError):  # it was closed meanwhile
        if descriptor.readlink().name.startswith("socket:"):
            copy = socket.socket(fileno=os.dup(int(descriptor.name)))
            if _SERVER_SOCKET_NAME.search(_peer_name(copy)):
                return copy
            copy.close()
    return None


def _peer_name(connected: socket.socket) -> str:
    """Whom a socket leads to; empty when to nobody."""
    with suppress(OSError):
        return str(connected.getpeername())
    return ""


def _is_connected(connected: socket.socket) -> bool:
    watch = select.poll()
    watch.register(connected, 0)  # asked for nothing, it still tells of a hang-up
    return not watch.poll(0)
