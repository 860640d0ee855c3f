"""Removes files that a killed program left half written, when the next one starts."""

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import IO

from composer_app.errors import FileError
from composer_app.paths import Folders, ensure_private, touch_private

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

_LOCK_FILE = "in-use.lock"
_MAX_WRITE_S = 3600.0  # where files cannot be locked, an older file is taken for abandoned
_PARTIAL_FILE = re.compile(r"\.[0-9a-f]{16}\.part|last-recording.{8}\.wav")


class FolderLock:
    """A lock that marks the folders as in use, until it is closed or the program ends."""

    def __init__(self, folders: Folders) -> None:
        """Remove leftovers, unless another program uses the folders; then mark them as in use."""
        self._file: IO[bytes] | None = None
        with suppress(OSError, FileError):
            path = ensure_private(folders.data) / _LOCK_FILE
            touch_private(path)
            self._file = path.open("r+b")
            is_exclusive = _locked(self._file)
            if is_exclusive is not False:
                remove_leftovers(folders, 0 if is_exclusive else _MAX_WRITE_S)
            _lock_shared(self._file)

    def close(self) -> None:
        """Release the lock."""
        if self._file:
            self._file.close()


def remove_leftovers(folders: Folders, age: float) -> None:
    """Remove half-written files that have not changed for `age` seconds."""
    latest = time.time() - age
    for path in _leftovers(folders):
        with suppress(OSError):
            if path.stat().st_mtime <= latest:
                path.unlink()


def _leftovers(folders: Folders) -> Iterator[Path]:
    """Yield half-written files, and empty files that reserve the name of a take."""
    for folder in (
        folders.config,
        folders.data,
        folders.takes,
        folders.takes / "Audio",
        folders.takes / "Parts",
    ):
        files = list(folder.iterdir()) if folder.is_dir() else []
        yield from (path for path in files if _PARTIAL_FILE.fullmatch(path.name) and path.is_file())
    for path in folders.takes.glob("*.mid"):
        if not path.stat().st_size and not path.with_suffix(".json").exists():
            yield path


def _locked(file: IO[bytes]) -> bool | None:
    """Try to lock a file exclusively, and return whether it worked; None if the system has no locks."""
    if not fcntl:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _lock_shared(file: IO[bytes]) -> None:
    """Lock a file together with the other programs that use it."""
    if fcntl:
        fcntl.flock(file, fcntl.LOCK_SH)
