"""run.py, which must do with whatever Python and system it meets."""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

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
    (folder / "packaging").mkdir(parents=True)
    for name in ("run.py", "pyproject.toml", "packaging/constraints-ci.txt"):
        shutil.copy(_ROOT / name, folder / name)
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


def test_without_a_connection_it_is_a_sentence_that_says_what_to_do(checkout: Path) -> None:
    ran = _run(checkout, PIP_INDEX_URL="http://127.0.0.1:9/", PIP_RETRIES="0")
    assert ran.returncode == 1
    assert "Check the connection" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_an_environment_that_cannot_be_made_is_a_sentence(checkout: Path) -> None:
    (checkout / ".venv").write_text("in the way")
    ran = _run(checkout)
    assert ran.returncode == 1
    assert "cannot make an environment" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_what_is_missing_is_named_by_its_package(checkout: Path) -> None:
    run = _load(checkout)
    wanted = {
        "libnosuch.so.9": "libnosuch9",
        "no-such-program": "nosuch",
        sys.executable: "python3",
    }
    assert run.missing(wanted) == ["libnosuch9", "nosuch"]


def test_another_project_file_asks_for_another_installation(checkout: Path) -> None:
    before = _load(checkout).fingerprint()
    with (checkout / "pyproject.toml").open("a") as file:
        file.write("\n# changed\n")
    assert _load(checkout).fingerprint() != before


def test_a_checkout_that_moved_asks_for_another_installation(checkout: Path) -> None:
    before = _load(checkout).fingerprint()
    assert _load(checkout.rename(checkout.with_name("moved"))).fingerprint() != before


def test_every_dependency_has_a_tested_version() -> None:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    pinned = (_ROOT / "packaging/constraints-ci.txt").read_text(encoding="utf-8")
    names = [re.split(r"[<>=!~ ;\[]", need)[0] for need in needs]
    assert [name for name in names if not re.search(rf"^{re.escape(name)}==", pinned, re.MULTILINE)] == []
