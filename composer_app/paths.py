"""Where things lie: the user's folders, and the files that we ship."""

import os
import shlex
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import platformdirs

from composer_app.errors import FileError, ModelError
from composer_app.files import place_of

_PACKAGE = Path(__file__).parent
# In a wheel the resources lie inside the package; in a checkout, beside it.
_RESOURCES = next(
    (p for p in (_PACKAGE / "resources", _PACKAGE.parent / "resources") if p.is_dir()), _PACKAGE
)


PART = ".part"
"""How the name of a file ends that is not whole yet."""
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600
_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Folders:
    """The user's folders. Nothing is created until `ensure` is asked to."""

    config: Path
    data: Path
    cache: Path
    log: Path

    @classmethod
    def of_user(cls) -> "Folders":
        """The folders that this platform keeps for the program."""
        dirs = platformdirs.PlatformDirs("composer-app", appauthor=False)
        return cls(dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path, dirs.user_log_path)

    @classmethod
    def under(cls, root: Path) -> "Folders":
        """All folders under one root: for tests, trials and portable use."""
        return cls(root / "config", root / "data", root / "cache", root / "log")

    @property
    def takes(self) -> Path:
        """Where takes, and the files that were dragged away, stay."""
        return self.data / "takes"

    @property
    def machines(self) -> Path:
        """The machines that the user trained; they go before those that ship."""
        return self.data / "machines"

    @property
    def recording(self) -> Path:
        """The last thing that was said, kept until the next one."""
        return self.data / "last-recording.wav"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.toml"

    def close_to_others(self) -> None:
        """Let nobody but the user into these folders, or at any file in them. Older versions left them open.

        A folder is closed last, so that one that is closed holds nothing that is open.
        """
        for root in (self.config, self.data, self.cache, self.log):
            with suppress(OSError):
                if root.is_symlink() or not root.stat().st_mode & _OTHERS:
                    continue
                for place, _, files in os.walk(root, topdown=False):
                    for name in files:
                        file = Path(place, name)
                        if not file.is_symlink():
                            close_to_others(file)
                    close_to_others(Path(place))


def ensure(folder: Path) -> Path:
    """Make a folder, with its parents, unless it is there.

    Raises:
        FileError: The folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            f"The folder {folder} cannot be made. Choose another one, or free some space."
        ) from error
    return folder


def ensure_private(folder: Path) -> Path:
    """Make a folder that only its owner may enter, with its parents, unless it is there.

    Raises:
        FileError: The folder cannot be made.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    with suppress(OSError):  # what is in the way is told below
        for each in reversed(missing):
            each.mkdir(_PRIVATE_FOLDER, exist_ok=True)
    return ensure(folder)


def touch_private(path: Path, *, exist_ok: bool = True) -> None:
    """Make a file that only its owner may read, unless it is there.

    Raises:
        OSError: It cannot be made, or is there already.
    """
    path.touch(_PRIVATE_FILE, exist_ok=exist_ok)


def close_to_others(path: Path) -> Path:
    """Let only its owner read a file, or enter a folder, where the disk knows of owners."""
    with suppress(OSError):
        path.chmod(_PRIVATE_FOLDER if path.is_dir() else _PRIVATE_FILE)
    return path


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file beside its place and move it there, so that nobody ever meets half of it.

    A link stays one, and what it leads to is written. Only its owner may read it where it is `private`; else, who may
    is the system's to say.

    Raises:
        FileError: It cannot be written. What was there before still is.
    """
    path = writable(path)
    import secrets  # reads half of the standard library, which a window that opens can do without

    beside = path.with_name(f".{secrets.token_hex(8)}{PART}")
    try:
        if private:
            touch_private(beside, exist_ok=False)
        beside.write_bytes(content)
        beside.replace(path)
    except (OSError, ValueError) as error:
        with suppress(OSError):
            beside.unlink()
        raise FileError(
            f"The file {path} cannot be written. Choose another folder, or free some space."
        ) from error


def writable(path: Path) -> Path:
    """Where a file of that name is to be written: what links lead to.

    Raises:
        FileError: There is a pipe, a device, a socket or a folder, or the links lead nowhere.
    """
    try:
        return place_of(path)
    except FileExistsError as error:
        raise FileError(f"{error}: nothing is written over it. Choose another name.") from error
    except (OSError, ValueError) as error:
        raise FileError(
            f"The file {path} cannot be written. Choose another folder, or free some space."
        ) from error


def resource(name: str) -> Path:
    """A shipped file or folder, by its path under `resources/`.

    Raises:
        ModelError: It is not there.
    """
    path = _RESOURCES / name
    if not path.exists():
        raise ModelError(f"The shipped file {name} is missing. Install Composer again.")
    return path


def install_line(*words: str) -> str:
    """The line to type that installs packages where this program runs; `words` are packages and pip's options.

    “pip install” alone installs them for another Python, as often as not.
    """
    pip = [sys.executable, "-m", "pip", "install"]
    line = [*(pip if find_spec("pip") else ["uv", "pip", "install", "--python", sys.executable]), *words]
    return subprocess.list2cmdline(line) if os.name == "nt" else shlex.join(line)
