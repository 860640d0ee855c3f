"""run.py, which must do with whatever Python and system it meets."""

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

_ROOT = Path(__file__).parents[1]


def _load(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", folder / "run.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """As much of a checkout as run.py looks at, in a folder with a space in its name."""
    folder = tmp_path / "my composer"
    folder.mkdir()
    for name in ("run.py", "pyproject.toml"):
        shutil.copy(_ROOT / name, folder / name)
    for name in ("packaging", "installer", "composer_app"):
        shutil.copytree(_ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def _run(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    return subprocess.run(
        [sys.executable, checkout / "run.py", "--version"],
        cwd=checkout.parent,
        env={**kept, "PIP_CONFIG_FILE": os.devnull, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_even_an_old_python_gets_as_far_as_the_sentence() -> None:
    ast.parse((_ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_a_python_that_does_not_fit_is_a_sentence(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = _load(checkout)
    monkeypatch.setattr(run.sys, "version_info", (3, 13, 5))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or 3\.12"):
        run.use_a_fitting_python()


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for Python is a script of the shell")
@pytest.mark.parametrize(
    ("arguments", "codes", "code"),
    [
        (["-q"], [0, 0], 0),
        (["-q"], [0, 5], 0),
        (["-q"], [5, 5], 5),
        (["-q"], [1, 0], 1),
        (["-q"], [0, 1], 1),
        (["-q"], [2], 2),
        (["-n", "0"], [1], 1),
        (["-m", "jack"], [0], 0),
    ],
)
def test_tests_run_in_parallel_then_those_with_devices(
    tmp_path: Path, arguments: list[str], codes: list[int], code: int
) -> None:
    python, log = tmp_path / "python", tmp_path / "log"
    python.write_text(
        f'#!/bin/sh\necho "$@" >> {log}\nset -- {" ".join(map(str, codes))}\nshift $(($(wc -l < {log}) - 1))\nexit $1\n'
    )
    python.chmod(0o755)
    run = _load(_ROOT)
    assert run.test(SimpleNamespace(python=python), arguments) == code
    lines = log.read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(codes)
    assert all(line.endswith(" ".join(arguments)) for line in lines)
    assert ("-n auto" in lines[0]) == (arguments == ["-q"])


def test_without_a_connection_it_is_a_sentence_that_says_what_to_do(checkout: Path) -> None:
    ran = _run(checkout, PIP_INDEX_URL="http://127.0.0.1:9/", PIP_RETRIES="0")
    assert ran.returncode == 1
    assert ran.stderr.splitlines()[-1] == (
        "The package index cannot be reached. Check the connection to the internet, then run this again: it goes on "
        "where it stopped."
    )
    assert "Retrying" not in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_small_folder_for_what_is_temporary_does_not_matter(checkout: Path, tmp_path: Path) -> None:
    ran = _run(checkout, TMPDIR=str(tmp_path / "nowhere"), PIP_INDEX_URL="http://127.0.0.1:9/")
    assert "cannot be reached" in ran.stderr
    assert list(checkout.glob(".venv-scratch")) == []


def test_an_environment_that_cannot_be_made_is_a_sentence(checkout: Path) -> None:
    (checkout / ".venv").write_text("in the way")
    ran = _run(checkout)
    assert ran.returncode == 1
    assert "cannot make an environment" in ran.stderr
    assert "Traceback" not in ran.stderr
