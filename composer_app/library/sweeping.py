"""What a program that was killed left half written, swept away when the next one starts."""

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

_LOCK = "in-use.lock"
_LONG = 3600.0  # seconds after which nobody is writing a file any more, where locks cannot tell
_HALF = re.compile(r"\.[0-9a-f]{16}\.part|last-recording.{8}\.wav")


class Use:
    """The folders are in use until it is closed, or its program ends in whatever way."""

    def __init__(self, folders: Folders) -> None:
        """Sweep the folders, unless another program uses them; then use them."""
        self._file: IO[bytes] | None = None
        with suppress(OSError, FileError):
            path = ensure_private(folders.data) / _LOCK
            touch_private(path)
            self._file = path.open("r+b")
            alone = _locked(self._file)
            if alone is not False:
                sweep(folders, 0 if alone else _LONG)
            _share(self._file)

    def close(self) -> None:
        """Use them no longer."""
        if self._file:
            self._file.close()


def sweep(folders: Folders, age: float) -> None:
    """Remove what was left half written, and for so many seconds nobody has gone on with."""
    latest = time.time() - age
    for path in _left(folders):
        with suppress(OSError):
            if path.stat().st_mtime <= latest:
                path.unlink()


def _left(folders: Folders) -> Iterator[Path]:
    """Files that are not whole: those that are moved into place at the end, and names taken for a take to come."""
    for folder in (
        folders.config,
        folders.data,
        folders.takes,
        folders.takes / "Audio",
        folders.takes / "Parts",
    ):
        files = list(folder.iterdir()) if folder.is_dir() else []
        yield from (path for path in files if _HALF.fullmatch(path.name) and path.is_file())
    for path in folders.takes.glob("*.mid"):
        if not path.stat().st_size and not path.with_suffix(".json").exists():
            yield path


def _locked(file: IO[bytes]) -> bool | None:
    """Whether a file could be locked, so that nobody else uses it; None where there are no locks."""
    if not fcntl:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _share(file: IO[bytes]) -> None:
    """Lock a file together with all others who use it."""
    if fcntl:
        fcntl.flock(file, fcntl.LOCK_SH)
