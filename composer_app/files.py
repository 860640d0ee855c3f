"""Files that a person names: read when they are regular files and not too large, written where a link leads.

A named pipe would be waited for without end, a device read without end, and a socket cannot be opened at all; moving a
new file into the place of one of them, or of a link, would take it away from whoever needs it.
"""

import os
import stat
from pathlib import Path
from typing import BinaryIO

# What is opened is looked at before it is read; a pipe is not waited for, and Windows changes no line ends.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class UnreadableError(ValueError):
    """It is no file to read; the text says what it is instead: "it is a pipe, not a file"."""


def irregular(path: Path) -> str | None:
    """What there is that is no regular file, links followed: "a pipe"; None for a file, and where there is nothing.

    Raises:
        OSError: It cannot be looked at.
        ValueError: No file can have such a name.
    """
    try:
        return _irregular(path.stat())
    except FileNotFoundError:
        return None


def check_file(path: Path, most: int) -> None:
    """Refuse what is no regular file of at most so many bytes, for those who open it themselves.

    Raises:
        UnreadableError: It is something else, or larger.
        OSError: It is not there, or cannot be looked at.
    """
    _check(path.stat(), most)


def open_file(path: Path, most: int) -> BinaryIO:
    """Open a regular file of at most so many bytes for reading, without waiting.

    Raises:
        UnreadableError: It is something else, or larger.
        OSError: It is not there, or cannot be read.
    """
    check_file(path, most)  # before opening it, which may do something to a device
    file = os.fdopen(os.open(path, _FLAGS), "rb")
    try:
        _check(os.fstat(file.fileno()), most)
    except UnreadableError:
        file.close()
        raise
    return file


def read_file(path: Path, most: int) -> bytes:
    """All bytes of a regular file, of which there are at most so many.

    Raises:
        UnreadableError: It is something else, or larger.
        OSError: It is not there, or cannot be read.
    """
    with open_file(path, most) as file:
        content = file.read(most + 1)  # a file of the system's may hold more than its size says
    if len(content) > most:
        raise UnreadableError(_too_large(most))
    return content


def place_of(path: Path) -> Path:
    """Where a file of that name is to be written: through links, and never over what is no regular file.

    Raises:
        FileExistsError: There is something else; the text says what.
        OSError: It cannot be looked at, or its links go round in a circle.
        ValueError: No file can have such a name.
    """
    if kind := irregular(path):
        raise FileExistsError(f"{path} is {kind}, not a file")
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _check(found: os.stat_result, most: int) -> None:
    if kind := _irregular(found):
        raise UnreadableError(f"it is {kind}, not a file")
    if found.st_size > most:
        raise UnreadableError(_too_large(most))


def _irregular(found: os.stat_result) -> str | None:
    if stat.S_ISREG(found.st_mode):
        return None
    return _KINDS.get(stat.S_IFMT(found.st_mode), "something else")


def _too_large(most: int) -> str:
    return f"it is larger than {most / 1e6:g} MB"
