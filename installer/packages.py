"""Installs Composer's Python packages with pip."""

import hashlib
import json
import shutil
import time
import tomllib
from pathlib import Path

from installer.environment import Environment, make
from installer.pip import Pip
from installer.pytorch import install_torch
from installer.talk import say

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ROOT / "packaging" / "requirements.txt"
TORCH = ROOT / "packaging" / "pytorch-cpu.txt"
TOOLS = ROOT / "packaging" / "constraints-ci.txt"
_LISTS = (ROOT / "pyproject.toml", REQUIREMENTS, TORCH, TOOLS)

# In bytes, on Linux with PyTorch's CPU build; tests/installer/test_requirements.py measures the second.
FETCHED = 700_000_000
INSTALLED = 2_100_000_000
_DEVELOPING = 500_000_000  # added by the developer's tools


def is_done(environment: Environment, *, developing: bool) -> bool:
    """Return whether all requested packages are installed and work."""
    done = environment.done
    return (
        done.get("digest") == fingerprint()
        and bool(done.get("developing") or not developing)
        and environment.works()
    )


def install(environment: Environment, *, developing: bool, cuda: bool | None) -> None:
    """Install Composer and its dependencies.

    Args:
        environment: The environment to install into.
        developing: Whether to install the tests' and the developer's tools too.
        cuda: Whether to install PyTorch with CUDA; None to do so only if there is no other build.

    Raises:
        SystemExit: If the installation fails; the message says what to do.
    """
    start = time.monotonic()
    developing = developing or bool(environment.done.get("developing"))
    environment.scratch.mkdir(parents=True, exist_ok=True)
    try:
        if not environment.works():
            extra_bytes = _DEVELOPING if developing else 0
            _check_space(environment, extra_bytes)
            make(environment)
            say(
                f"Fetching about {_gigabytes(FETCHED + extra_bytes)} of Python packages, once; they take "
                f"{_gigabytes(INSTALLED + extra_bytes)} there."
            )
            Pip(environment).quietly("--retries=1", "--upgrade", "pip")
        _install_packages(Pip(environment), developing=developing, cuda=cuda)
    finally:
        shutil.rmtree(environment.scratch, ignore_errors=True)
    environment.stamp.write_text(json.dumps({"digest": fingerprint(), "developing": developing}))
    say(f"Installed in {time.monotonic() - start:.0f} s, in {environment.folder}.")


def fingerprint() -> str:
    """Return a fingerprint of the requested packages and their location."""
    parts = [path.read_bytes() for path in _LISTS]
    return hashlib.sha256(b"\0".join([*parts, str(ROOT).encode()])).hexdigest()


def _check_space(environment: Environment, extra_bytes: int) -> None:
    """Check that the disk has enough room.

    Raises:
        SystemExit: If it has not.
    """
    needed = INSTALLED + FETCHED + 2 * extra_bytes
    if shutil.disk_usage(environment.scratch).free < needed:
        raise SystemExit(
            f"There is too little room: {environment.folder.parent} needs {_gigabytes(needed)} free while Composer is "
            "installed. Make some, then run this again."
        )


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB"


def _install_packages(pip: Pip, *, developing: bool, cuda: bool | None) -> None:
    install_torch(pip, TORCH, cuda=cuda)
    say("Installing what Composer needs …")
    pip.install("--no-deps", "--requirement", str(REQUIREMENTS))
    if developing:
        say("Installing the developer's tools …")
        tools = tomllib.loads(_LISTS[0].read_text(encoding="utf-8"))["project"]["optional-dependencies"][
            "dev"
        ]
        pip.install("--constraint", str(REQUIREMENTS), "--constraint", str(TOOLS), *tools)
    say("Installing Composer …")
    pip.install("--no-deps", "--editable", str(ROOT))
