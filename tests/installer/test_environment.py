"""Where Composer is installed, and in which way."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from composer_app import libraries
from installer import environment as environments
from installer import packages, system
from installer.environment import Environment, make, place
from installer.pip import why


@pytest.fixture
def made(tmp_path: Path) -> Environment:
    """An environment that is to be made."""
    environment = Environment(tmp_path / ".venv")
    environment.scratch.mkdir()
    return environment


def _read_only(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Root may write anywhere, so the answer is given by hand."""
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != folder and real(path, mode))


def test_it_is_in_the_program_s_folder(tmp_path: Path) -> None:
    assert place(tmp_path).folder == tmp_path / ".venv"


def test_it_is_at_home_where_nobody_may_write_to_the_program_s_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    root = tmp_path / "program"
    root.mkdir()
    _read_only(monkeypatch, root)
    if sys.platform.startswith("linux"):
        assert place(root).folder == tmp_path / "data/composer-app/venv"


def test_one_that_somebody_else_installed_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = Environment(tmp_path / ".venv")
    there.folder.mkdir()
    there.stamp.write_text('{"digest": "…"}')
    _read_only(monkeypatch, there.folder)
    assert place(tmp_path) == there


@pytest.mark.skipif(sys.platform == "win32", reason="a way of Linux's and macOS's")
def test_without_what_makes_environments_a_pip_that_is_there_does_it(
    made: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environments, "can_make_environments", lambda: False)
    python, inside = sys.executable, str(made.python)
    bare, piped = environments._ways(str(made.folder))[0]
    assert bare == [python, "-m", "venv", "--clear", "--without-pip", str(made.folder)]
    assert piped == [python, "-m", "pip", "--python", inside, "install", "-qq", "pip"]
    subprocess.run(bare, check=True)
    assert made.ask("print([1])") == [1]


def test_without_any_way_it_is_a_sentence(made: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environments, "can_make_environments", lambda: False)
    monkeypatch.setattr(environments, "_has_pip", lambda: False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit, match=r"^Without python3\.\d+-venv, Python cannot make an environment"):
        make(made)


def test_the_package_that_is_missing_for_it_is_in_the_line_to_type(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("apt is Linux's")
    monkeypatch.setattr(system, "can_make_environments", lambda: False)
    monkeypatch.setattr(system, "LIBRARIES", {"libnosuch.so.9": "libnosuch9"})
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    system.install_system(developing=False, new=True)
    assert f"  sudo apt-get install libnosuch9 {system.venv_package()}\n" in capsys.readouterr().err


def test_what_is_missing_is_named_by_its_package() -> None:
    expected = ("libnosuch9",) if sys.platform.startswith("linux") else ()
    assert libraries.missing({"libnosuch.so.9": "libnosuch9"}) == expected


def test_too_little_room_is_said_before_anything_is_fetched(
    made: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "INSTALLED", 10**18)
    with pytest.raises(SystemExit, match=r"There is too little room: .* GB free"):
        packages.install(made, developing=False, cuda=None)
    assert not made.folder.exists()
    assert not made.scratch.exists()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "There is too little room in X. Make some"),
        ("[Errno 13] Permission denied: '/x'", "X may not be written to. Change that"),
        ("Max retries exceeded", "The package index cannot be reached. Check the connection to the internet"),
        ("ERROR: No matching distribution found for x==1", "pip could not install the packages"),
    ],
)
def test_what_pip_says_becomes_a_sentence(told: str, sentence: str) -> None:
    assert sentence in why(told, Path("X"))


def test_a_damaged_note_of_what_was_installed_is_none(made: Environment) -> None:
    made.folder.mkdir()
    made.stamp.write_text('{"digest"')
    assert made.done == {}


def test_other_lists_ask_for_another_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = packages.fingerprint()
    changed = tmp_path / "pyproject.toml"
    changed.write_text("# changed")
    monkeypatch.setattr(packages, "_LISTS", (changed, *packages._LISTS[1:]))
    assert packages.fingerprint() != before


def test_a_program_that_moved_asks_for_another_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = packages.fingerprint()
    monkeypatch.setattr(packages, "ROOT", tmp_path)
    assert packages.fingerprint() != before


def test_it_works_only_with_a_python_that_fits(made: Environment) -> None:
    assert not made.works()
    made.python.parent.mkdir(parents=True)
    made.python.write_text("#!/bin/sh\necho '[3, 13]'\n")
    made.python.chmod(made.python.stat().st_mode | stat.S_IEXEC)
    assert not made.works()
