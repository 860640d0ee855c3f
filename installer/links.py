"""Adds the program to the PATH and the menu, and uninstalls it."""

import os
import shutil
import sys
from pathlib import Path

from installer.environment import Environment
from installer.talk import agreed, say

ROOT = Path(__file__).resolve().parents[1]
_NAME = "composer-app"
_ENTRY = Path(".local/share/applications/composer.desktop")
_ICON = Path(".local/share/icons/hicolor/scalable/apps/composer.svg")


def offer(environment: Environment) -> None:
    """Ask once, if there is a terminal, whether to add the program to the PATH and the menu."""
    marker = environment.folder / "composer-offered"
    if marker.exists() or sys.platform == "win32" or not (sys.stdin and sys.stdin.isatty()):
        return
    marker.touch()
    if agreed(
        "Put Composer into the menu, and composer-app on the PATH? (python3 run.py uninstall takes both away)"
    ):
        link(environment)
    else:
        say("As you like; python3 run.py link does it later.")


def link(environment: Environment) -> int:
    """Add the program to the PATH and the menu; never overwrite files of another program."""
    program, command = environment.folder / "bin" / _NAME, Path.home() / ".local/bin" / _NAME
    if command.is_symlink() or not command.exists():
        command.parent.mkdir(parents=True, exist_ok=True)
        command.unlink(missing_ok=True)
        command.symlink_to(program)
        say(f"{command} starts Composer.{_about_path(command.parent)}")
    else:
        say(f"{command} is there already, and is not ours; it stays as it is.")
    if sys.platform.startswith("linux"):
        entry = (ROOT / "packaging" / "composer.desktop").read_text(encoding="utf-8")
        _write(Path.home() / _ENTRY, entry.replace(f"Exec={_NAME}", f"Exec={_quoted(program)}"))
        _write(Path.home() / _ICON, (ROOT / "resources/icons/composer.svg").read_text(encoding="utf-8"))
        say("The menu has Composer.")
    return 0


def uninstall(environment: Environment) -> int:
    """Remove the environment, the link and the menu entry; keep the user's files."""
    kept = environment.ask(
        "import json; from composer_app.paths import Folders; f = Folders.of_user(); "
        "print(json.dumps(sorted({str(each) for each in (f.config, f.data, f.cache, f.log)})))"
    )
    command, entry = Path.home() / ".local/bin" / _NAME, Path.home() / _ENTRY
    removed = [environment.folder, environment.scratch]
    if command.is_symlink() and environment.folder in command.readlink().parents:
        removed.append(command)
    if entry.is_file() and _quoted(environment.folder / "bin" / _NAME) in entry.read_text(encoding="utf-8"):
        removed += [entry, Path.home() / _ICON]
    for path in filter(lambda each: each.is_symlink() or each.exists(), removed):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
        say(f"Removed {path}")
    for folder in filter(Path.exists, map(Path, kept or ())):
        say(f"Kept {folder}, with what you made and chose")
    say(f"To be rid of the rest, remove {ROOT}.")
    return 0


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _quoted(program: Path) -> str:
    """Quote a path for the `Exec` key of a desktop entry, which needs two levels of escaping."""
    escaped = "".join(f"\\{letter}" if letter in '\\"`$' else letter for letter in str(program))
    return f'"{escaped}"'.replace("\\", "\\\\").replace("%", "%%")


def _about_path(folder: Path) -> str:
    """Return a note if the folder is not on the PATH."""
    is_on_path = str(folder) in os.environ.get("PATH", "").split(os.pathsep)
    return "" if is_on_path else f" {folder} is not on your PATH yet: log in again, or add it there."
