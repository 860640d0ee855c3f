"""The virtual environment that Composer is installed in."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from installer.system import can_make_environments, venv_package
from installer.talk import say

PYTHONS = ((3, 12), (3, 11))


@dataclass(frozen=True)
class Environment:
    """A virtual environment. Many systems refuse to install packages next to their own."""

    folder: Path

    @property
    def python(self) -> Path:
        """The path of its Python."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def stamp(self) -> Path:
        """The file that records what was installed."""
        return self.folder / "composer-installed.json"

    @property
    def scratch(self) -> Path:
        """The folder for unpacking wheels; the system's temporary folder may be too small."""
        return self.folder.with_name(f"{self.folder.name}-scratch")

    @property
    def done(self) -> dict[str, Any]:
        """The recorded fingerprint of what was installed."""
        try:
            done: dict[str, Any] = json.loads(self.stamp.read_text())
        except (OSError, ValueError):
            return {}
        return done

    def works(self) -> bool:
        """Return whether its Python runs, in a version that Composer supports."""
        return tuple(self.ask("import pip, sys; print(list(sys.version_info[:2]))") or ()) in PYTHONS

    def has(self, package: str) -> bool:
        """Return whether a package is installed."""
        return self.ask(f"import importlib.metadata as m; m.version({package!r}); print('[1]')") is not None

    def ask(self, code: str) -> list[Any] | None:
        """Run a line of code in its Python and return the list that it prints as JSON; None if that fails."""
        try:
            result = subprocess.run(
                [str(self.python), "-c", code], capture_output=True, text=True, check=True
            )
        except (OSError, subprocess.CalledProcessError):
            return None
        answer: list[Any] = json.loads(result.stdout)
        return answer

    def surroundings(self) -> Mapping[str, str]:
        """Return the environment variables for its installers."""
        scratch = str(self.scratch)
        return {**os.environ, "TMPDIR": scratch, "TEMP": scratch, "TMP": scratch}


def place(root: Path) -> Environment:
    """Return the environment's folder: in the program's folder or, if that is read-only, in the user's home."""
    local = Environment(root / ".venv")
    if os.access(local.folder if local.folder.exists() else root, os.W_OK) or local.done:
        return local
    return Environment(_data() / "composer-app" / "venv")


def _data() -> Path:
    """Return the folder for program data in the user's home."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local"))
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")


def make(environment: Environment) -> None:
    """Create the environment again, with the first method that this system supports.

    Raises:
        SystemExit: If the system supports none.
    """
    say(f"Making a Python environment in {environment.folder}")
    folder, output = str(environment.folder), ""
    for commands in _ways(folder):
        for command in commands:
            created = subprocess.run(
                command, capture_output=True, text=True, env=environment.surroundings(), check=False
            )
            if created.returncode:
                output = f"{created.stdout}{created.stderr}"
                break
        else:
            return
        shutil.rmtree(environment.folder, ignore_errors=True)
    raise SystemExit(f"{output}\n{_no_way(environment)}".lstrip())


def _ways(folder: str) -> list[list[list[str]]]:
    """Yield the commands that create an environment with pip, as far as the system has them."""
    python, new_python = sys.executable, str(Environment(Path(folder)).python)
    make_bare = [python, "-m", "venv", "--clear", "--without-pip", folder]
    ways = (
        (can_make_environments(), [[python, "-m", "venv", "--clear", folder]]),
        (
            _has_pip(),
            [make_bare, [python, "-m", "pip", "--python", new_python, "install", "-qq", "pip"]],
        ),
        (shutil.which("uv"), [["uv", "venv", "-q", "--clear", "--seed", "--python", python, folder]]),
    )
    return [commands for is_available, commands in ways if is_available]


def _has_pip() -> bool:
    """Return whether the running Python has pip; the module that creates environments may still be missing."""
    return importlib.util.find_spec("pip") is not None


def _no_way(environment: Environment) -> str:
    if not can_make_environments():
        return (
            f"Without {venv_package()}, Python cannot make an environment to install in. Type the line above, then "
            "run this again."
        )
    return (
        f"Python cannot make an environment in {environment.folder}. See that nothing is in its way there and that "
        "the folder may be written to, then run this again."
    )
