"""Finds missing system libraries and programs, and installs them."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable

from composer_app.system_libraries import LIBRARIES, install_hint, missing
from installer.talk import say

# Programs that the tests use, and the Debian packages that provide them.
PROGRAMS = {
    "jackd": "jackd2",
    "pulseaudio": "pulseaudio",
    "pactl": "pulseaudio-utils",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "espeak-ng": "espeak-ng",
    "flite": "flite",
    "sox": "sox",
    "midicsv": "midicsv",
    "mscore3": "musescore3",
    "strace": "strace",
}
_INSTALL = ("install", "-y", "--no-install-recommends")


def install_system(*, developing: bool, new: bool) -> None:
    """Install missing system packages, or print how to install them.

    Args:
        developing: Whether the tests' programs are needed too.
        new: Whether a Python environment has to be created.
    """
    packages = _missing(developing=developing, new=new) if sys.platform.startswith("linux") else []
    if not packages:
        return
    if not shutil.which("apt-get") or os.geteuid() != 0:
        say(f"Some system packages are missing. {install_hint(packages)}")
        return
    _apt("update")
    packages = [_available_name(package) for package in packages]
    say(f"Installing system packages: {' '.join(packages)}{_size(packages)}")
    if _apt(*_INSTALL, *packages).returncode:
        say(f"They could not all be installed. {install_hint(packages)}")


def can_make_environments() -> bool:
    """Return whether Python can create virtual environments. Debian ships that in a separate package."""
    return all(map(importlib.util.find_spec, ("venv", "ensurepip")))


def _missing(*, developing: bool, new: bool) -> list[str]:
    packages = set(missing(LIBRARIES))
    if developing:
        packages |= {package for program, package in PROGRAMS.items() if not shutil.which(program)}
    if new and not can_make_environments():
        packages.add(venv_package())
    return sorted(packages)


def venv_package() -> str:
    """Return the Debian package with Python's venv module."""
    return f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"


def _apt(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run apt-get without questions."""
    return subprocess.run(
        ["apt-get", "-q", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )


def _size(packages: Iterable[str]) -> str:
    """Return the disk space needed, in apt's words: " (After this operation, …)"; empty if unknown."""
    output = _apt("install", "--assume-no", "--no-install-recommends", *packages).stdout.splitlines()
    return "".join(f"\n{line}" for line in output if line.startswith(("Need to get", "After this")))


def _available_name(package: str) -> str:
    """Return a package's name, or its newer name in Debian and Ubuntu since the switch to 64-bit time."""
    new_name = f"{package}t64"
    result = subprocess.run(["apt-cache", "show", new_name], capture_output=True, check=False)
    return new_name if result.stdout else package
