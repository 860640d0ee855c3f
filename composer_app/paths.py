"""Where things lie: the user's folders, and the files that we ship."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from composer_app.errors import FileError, ModelError
from composer_app.files import place_of

_PACKAGE = Path(__file__).parent
# In a wheel the resources lie inside the package; in a checkout, beside it.
_RESOURCES = next(
    (p for p in (_PACKAGE / "resources", _PACKAGE.parent / "resources") if p.is_dir()), _PACKAGE
)


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


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that nobody ever meets half of it.

    A link stays one, and what it leads to is written.

    Raises:
        FileError: It cannot be written. What was there before still is.
    """
    path = writable(path)
    import secrets  # reads half of the standard library, which a window that opens can do without

    # Not tempfile, which would leave the file closed to everybody else who may read the folder.
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
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
