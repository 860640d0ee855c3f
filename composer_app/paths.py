"""The user's folders and the shipped files."""

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

_PACKAGE_FOLDER = Path(__file__).parent
# In a wheel the resources are inside the package; in a checkout, next to it.
_RESOURCES_FOLDER = next(
    (p for p in (_PACKAGE_FOLDER / "resources", _PACKAGE_FOLDER.parent / "resources") if p.is_dir()),
    _PACKAGE_FOLDER,
)


PART = ".part"
"""The suffix of files that are still being written."""
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600
_GROUP_AND_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Folders:
    """The user's folders; `ensure_folder` and `ensure_private` create them."""

    config: Path
    data: Path
    cache: Path
    log: Path

    @classmethod
    def for_user(cls) -> "Folders":
        """Return the folders that the platform's conventions give the program."""
        dirs = platformdirs.PlatformDirs("composer-app", appauthor=False)
        return cls(dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path, dirs.user_log_path)

    @classmethod
    def under(cls, root: Path) -> "Folders":
        """Return folders under one root, for tests and portable use."""
        return cls(root / "config", root / "data", root / "cache", root / "log")

    @property
    def takes(self) -> Path:
        """The folder of takes and of files that were dragged out of the window."""
        return self.data / "takes"

    @property
    def user_models(self) -> Path:
        """The folder of the models that the user trained; they override the shipped ones."""
        return self.data / "machines"

    @property
    def last_recording(self) -> Path:
        """The last recording, kept until the next one."""
        return self.data / "last-recording.wav"

    @property
    def settings_file(self) -> Path:
        """The settings file."""
        return self.config / "settings.toml"

    def close_to_others(self) -> None:
        """Restrict these folders and their files to the user; earlier versions left them readable by others.

        A folder is restricted after its contents, so a restricted folder can be skipped.
        """
        for root in (self.config, self.data, self.cache, self.log):
            with suppress(OSError):
                if root.is_symlink() or not root.stat().st_mode & _GROUP_AND_OTHERS:
                    continue
                for place, _, files in os.walk(root, topdown=False):
                    for name in files:
                        file = Path(place, name)
                        if not file.is_symlink():
                            close_to_others(file)
                    close_to_others(Path(place))


def ensure_folder(folder: Path) -> Path:
    """Create a folder with its parents if it does not exist.

    Raises:
        FileError: If the folder cannot be created.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            f"The folder {folder} cannot be made. Choose another one, or free some space."
        ) from error
    return folder


def ensure_private(folder: Path) -> Path:
    """Create a folder with its parents, accessible to the owner only, if it does not exist.

    Raises:
        FileError: If the folder cannot be created.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    with suppress(OSError):  # `ensure_folder` reports it
        for each in reversed(missing):
            each.mkdir(_PRIVATE_FOLDER, exist_ok=True)
    return ensure_folder(folder)


def touch_private(path: Path, *, exist_ok: bool = True) -> None:
    """Create an empty file that only its owner may read, if it does not exist.

    Raises:
        OSError: If it cannot be created, or exists and `exist_ok` is false.
    """
    path.touch(_PRIVATE_FILE, exist_ok=exist_ok)


def close_to_others(path: Path) -> Path:
    """Restrict a file or folder to its owner, if the file system supports owners."""
    with suppress(OSError):
        path.chmod(_PRIVATE_FOLDER if path.is_dir() else _PRIVATE_FILE)
    return path


def write_atomically(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a temporary file next to `path` and rename it, so that the file is never incomplete.

    If `path` is a link, its target is replaced. A `private` file is readable by its owner only; another one gets the
    system's default permissions.

    Raises:
        FileError: If it cannot be written. The previous file is left unchanged.
    """
    path = writable(path)
    import secrets  # imports many modules, which the window does not need at startup

    temporary = path.with_name(f".{secrets.token_hex(8)}{PART}")
    try:
        if private:
            touch_private(temporary, exist_ok=False)
        temporary.write_bytes(content)
        temporary.replace(path)
    except (OSError, ValueError) as error:
        with suppress(OSError):
            temporary.unlink()
        raise FileError(
            f"The file {path} cannot be written. Choose another folder, or free some space."
        ) from error


def writable(path: Path) -> Path:
    """Return the path to write a file to: the target of a link, else the path itself.

    Raises:
        FileError: If a pipe, a device, a socket or a folder exists there, or the links form a loop.
    """
    try:
        return place_of(path)
    except FileExistsError as error:
        raise FileError(f"{error}: nothing is written over it. Choose another name.") from error
    except (OSError, ValueError) as error:
        raise FileError(
            f"The file {path} cannot be written. Choose another folder, or free some space."
        ) from error


def resource_path(name: str) -> Path:
    """Return the path of a shipped file or folder, by its path under `resources/`.

    Raises:
        ModelError: If it is missing.
    """
    path = _RESOURCES_FOLDER / name
    if not path.exists():
        raise ModelError(f"The shipped file {name} is missing. Install Composer again.")
    return path


def install_line(*words: str) -> str:
    """Return the command that installs packages for this Python; `words` are packages and options of pip.

    A plain “pip install” often installs for another Python.
    """
    pip = [sys.executable, "-m", "pip", "install"]
    line = [*(pip if find_spec("pip") else ["uv", "pip", "install", "--python", sys.executable]), *words]
    return subprocess.list2cmdline(line) if os.name == "nt" else shlex.join(line)
