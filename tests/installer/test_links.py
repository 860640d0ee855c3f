"""The program on the PATH and in the menu, and taken away again."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from installer import links
from installer.environment import Environment

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="others have no such folders for the menu"
)


@pytest.fixture
def installed(tmp_path: Path) -> Environment:
    """As much of an installation as links look at, with signs in its path that a desktop entry escapes."""
    environment = Environment(tmp_path / 'my "50%" composer' / ".venv")
    program = environment.folder / "bin/composer-app"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\necho it runs\n")
    program.chmod(0o755)
    return environment


def _entry(home: Path) -> Path:
    return home / ".local/share/applications/composer.desktop"


def _command(home: Path) -> Path:
    return home / ".local/bin/composer-app"


def _icon(home: Path) -> Path:
    return home / ".local/share/icons/hicolor/scalable/apps/composer.svg"


def test_it_is_on_the_path_and_in_the_menu_with_its_icon(
    installed: Environment, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{_command(home).parent}:/usr/bin:/bin")
    links.link(installed)
    links.link(installed)  # again, as after an update
    assert subprocess.run(["composer-app"], capture_output=True, text=True, check=True).stdout == "it runs\n"
    assert _icon(home).read_text().startswith("<svg")
    (command,) = (line for line in _entry(home).read_text().splitlines() if line.startswith("Exec="))
    path = str(installed.folder / "bin/composer-app")
    assert command == "Exec=" + '"' + path.replace('"', r"\\" + '"').replace("%", "%%") + '"'
    if validate := shutil.which("desktop-file-validate"):
        subprocess.run([validate, _entry(home)], check=True)


def test_what_is_somebody_else_s_stays(
    installed: Environment, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _command(home).parent.mkdir(parents=True)
    _command(home).write_text("mine")
    links.link(installed)
    assert "stays as it is" in capsys.readouterr().err
    links.uninstall(installed)
    assert _command(home).read_text() == "mine"


def test_uninstalling_takes_all_away_but_what_the_user_made(
    installed: Environment, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    take = home / ".local/share/composer-app/takes/hope.mid"
    take.parent.mkdir(parents=True)
    take.touch()
    links.link(installed)
    monkeypatch.setattr(Environment, "ask", lambda *_: [str(take.parents[1]), str(home / "none")])
    capsys.readouterr()
    links.uninstall(installed)
    assert not installed.folder.exists()
    assert not any(path.exists() for path in (_entry(home), _icon(home)))
    assert not _command(home).is_symlink()
    assert take.exists()
    told = capsys.readouterr().err
    assert f"Kept {take.parents[1]}" in told
    assert str(home / "none") not in told


def test_uninstalling_leaves_another_installation_s_links(
    installed: Environment, home: Path, tmp_path: Path
) -> None:
    links.link(installed)
    links.uninstall(Environment(tmp_path / "another/.venv"))
    assert installed.folder.exists()
    assert _command(home).is_symlink()
    assert _entry(home).exists()


def test_nobody_is_asked_where_there_is_no_terminal(installed: Environment, home: Path) -> None:
    links.offer(installed)
    assert not _command(home).exists()
