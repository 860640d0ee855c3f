"""Safe reading and writing of files that the user names: regular files of limited size, with links followed.

Opening a named pipe can block, reading a device may never end, and a socket cannot be opened. Replacing one of them, or
a link, with a new file would break the programs that use it.
"""

import os
import stat
from pathlib import Path
from typing import BinaryIO

# Opening a pipe does not block, and Windows does not convert line endings.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class UnreadableError(ValueError):
    """Not a file that can be read; the text says what it is instead: "it is a pipe, not a file"."""


def irregular_kind(path: Path) -> str | None:
    """Return the kind of a path that is not a regular file, links followed: "a pipe".

    Returns None for a regular file, and if nothing exists at the path.

    Raises:
        OSError: If the path cannot be accessed.
        ValueError: If no file can have such a name.
    """
    try:
        return _kind_if_irregular(path.stat())
    except FileNotFoundError:
        return None


def check_file(path: Path, max_bytes: int) -> None:
    """Check that a path is a regular file of limited size, before another library opens it.

    Raises:
        UnreadableError: If it is something else, or larger than `max_bytes`.
        OSError: If it does not exist, or cannot be accessed.
    """
    _check(path.stat(), max_bytes)


def open_file(path: Path, max_bytes: int) -> BinaryIO:
    """Open a regular file of limited size for reading, without blocking.

    Raises:
        UnreadableError: If it is something else, or larger than `max_bytes`.
        OSError: If it does not exist, or cannot be read.
    """
    check_file(path, max_bytes)  # before opening it, because opening can have an effect on a device
    file = os.fdopen(os.open(path, _FLAGS), "rb")
    try:
        _check(os.fstat(file.fileno()), max_bytes)
    except UnreadableError:
        file.close()
        raise
    return file


def read_file(path: Path, max_bytes: int) -> bytes:
    """Read a regular file of limited size.

    Raises:
        UnreadableError: If it is something else, or larger than `max_bytes`.
        OSError: If it does not exist, or cannot be read.
    """
    with open_file(path, max_bytes) as file:
        content = file.read(max_bytes + 1)  # files such as those in /proc may hold more than their size says
    if len(content) > max_bytes:
        raise UnreadableError(_too_large_message(max_bytes))
    return content


def place_of(path: Path) -> Path:
    """Return the path to write a file to: the target of a link, else the path itself.

    Raises:
        FileExistsError: If something other than a regular file exists there; the text says what.
        OSError: If the path cannot be accessed, or its links form a loop.
        ValueError: If no file can have such a name.
    """
    if kind := irregular_kind(path):
        raise FileExistsError(f"{path} is {kind}, not a file")
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _check(status: os.stat_result, max_bytes: int) -> None:
    if kind := _kind_if_irregular(status):
        raise UnreadableError(f"it is {kind}, not a file")
    if status.st_size > max_bytes:
        raise UnreadableError(_too_large_message(max_bytes))


def _kind_if_irregular(status: os.stat_result) -> str | None:
    if stat.S_ISREG(status.st_mode):
        return None
    return _KINDS.get(stat.S_IFMT(status.st_mode), "something else")


def _too_large_message(max_bytes: int) -> str:
    return f"it is larger than {max_bytes / 1e6:g} MB"
