#!/usr/bin/env python3
"""Installs Composer into this folder, once, and runs it. Needs nothing but Python 3.11 or 3.12.

    python3 run.py                       the first song, to hope.mid and hope.wav; then the window
    python3 run.py test [PYTEST ...]     the tests, with what they need
    python3 run.py setup                 only install: the program, and the developer's tools
    python3 run.py ANYTHING ELSE         passed on: python3 run.py compose "calm rain" -o rain.mid

On Linux, PyTorch with 3 GB of CUDA is never installed unless it is asked for: python3 run.py --cuda ...
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "composer-installed.json"
CONSTRAINTS = ROOT / "packaging" / "constraints-ci.txt"
PYTHONS = ((3, 12), (3, 11))
ROOM = 3_000_000_000  # bytes that an installation takes while it is under way

FIRST_SONG = ("compose", "I want a song that expresses hope and wonder", "-o", "hope.mid", "--wav")

# Shared libraries that Qt, its sound and the MIDI library link on Linux, and the Debian packages that bring them.
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libasound.so.2": "libasound2",
    "libpulse.so.0": "libpulse0",
}
# Programs that the tests use, and the Debian packages that bring them.
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
}


def main(arguments: list[str]) -> int:
    """Install what is missing, then do what the arguments ask for; the exit code."""
    cuda = "--cuda" in arguments[:1]
    arguments = arguments[cuda:]
    use_a_fitting_python()
    developing = arguments[:1] in (["test"], ["setup"])
    install_system({**LIBRARIES, **(PROGRAMS if developing else {})})
    install({"speech", "dev"} if developing else {"speech", "semantics"}, cuda=cuda)
    if arguments[:1] == ["setup"]:
        return 0
    if arguments[:1] == ["test"]:
        return run(PYTHON, "-m", "pytest", *arguments[1:], folder=ROOT)
    return composer(*arguments) if arguments else first_song()


def first_song() -> int:
    """Compose one song; then open the window, where there is a display."""
    code = composer(*FIRST_SONG)
    if code == 0 and has_display():
        say("Opening the window.")
        return composer()
    if code == 0:
        say("There is no display here, so the window stays closed. Where there is one: python3 run.py")
    return code


def composer(*arguments: str) -> int:
    """Run the program in the folder that the user is in."""
    return run(PYTHON, "-m", "composer_app", *arguments)


def has_display() -> bool:
    """Whether a window can be shown."""
    return not sys.platform.startswith("linux") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


# The right Python


def use_a_fitting_python() -> None:
    """Go on with a Python that Composer runs on; stop with a sentence where there is none."""
    if sys.version_info[:2] in PYTHONS:
        return
    for major, minor in PYTHONS:
        other = shutil.which(f"python{major}.{minor}")
        if other:
            raise SystemExit(run(other, __file__, *sys.argv[1:]))
    raise SystemExit(
        f"Composer needs Python 3.11 or 3.12, and this is {sys.version.split()[0]}: its MIDI library is not built for "
        "other versions yet. Install one of them (with your system's packages, from python.org, or with "
        "`uv python install 3.12`), then run this again as python3.12 run.py."
    )


# The system's libraries and programs


def install_system(wanted: dict[str, str]) -> None:
    """Install the system's libraries and programs that are missing, or say how to."""
    packages = missing(wanted) if sys.platform.startswith("linux") else []
    if not packages:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends"]
    if not shutil.which("apt-get"):
        say(
            f"Some system packages are missing; Debian calls them {' '.join(packages)}. Install what you need of them."
        )
    elif os.geteuid() != 0:
        say(
            f"Some system packages are missing. Install them with:\n  sudo {' '.join([*command[:2], *packages])}"
        )
    else:
        say(f"Installing system packages: {' '.join(packages)}")
        apt("update")
        if apt(*command[1:], *map(available_name, packages)):
            say(f"They could not all be installed. Try it yourself:\n  {' '.join([*command[:2], *packages])}")


def apt(*arguments: str) -> int:
    """Run apt-get without questions; its exit code."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(
        ["apt-get", "-q", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=False,
    ).returncode


def missing(wanted: dict[str, str]) -> list[str]:
    """The packages of the libraries and programs that are not there."""
    return sorted({package for name, package in wanted.items() if not is_there(name)})


def is_there(name: str) -> bool:
    """Whether a shared library can be loaded, or a program run."""
    if ".so." not in name:
        return shutil.which(name) is not None
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def available_name(package: str) -> str:
    """A package's name, or what newer Debians and Ubuntus call it since their time has 64 bits."""
    newer = f"{package}t64"
    shown = subprocess.run(["apt-cache", "show", newer], capture_output=True, check=False)
    return newer if shown.stdout else package


# The Python packages


def install(extras: set[str], *, cuda: bool) -> None:
    """Install Composer, with its extras, into its own environment, unless that was done already."""
    digest = fingerprint()
    done = json.loads(STAMP.read_text()) if STAMP.exists() else {"extras": []}
    if done.get("digest") == digest and extras <= set(done["extras"]) and works():
        return
    began = time.monotonic()
    extras = extras | set(done["extras"])
    make_environment()
    STAMP.unlink(missing_ok=True)
    install_torch(cuda=cuda)
    install_packages(extras, cuda=cuda)
    STAMP.write_text(json.dumps({"digest": digest, "extras": sorted(extras)}))
    say(f"Installed in {time.monotonic() - began:.0f} s, in {VENV}.")


def fingerprint() -> str:
    """Changes when what is to be installed does, or where."""
    parts = [path.read_bytes() for path in (ROOT / "pyproject.toml", CONSTRAINTS, Path(__file__))]
    return hashlib.sha256(b"\0".join([*parts, str(ROOT).encode()])).hexdigest()


def works() -> bool:
    """Whether the environment's Python runs, and is one that Composer runs on."""
    if not PYTHON.exists():
        return False
    return tuple(ask("import pip, sys; print(list(sys.version_info[:2]))") or ()) in PYTHONS


def make_environment() -> None:
    """A virtual environment of our own, for many systems refuse to install beside their own packages."""
    if works():
        return
    if shutil.disk_usage(ROOT).free < ROOM:
        raise SystemExit(f"There is too little room: {ROOT} needs 3 GB free. Make some, then run this again.")
    say(f"Making a Python environment in {VENV}")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SystemExit(
            f"{made.stdout}{made.stderr}\nPython cannot make an environment in {VENV}. On Debian and Ubuntu, install "
            "what it lacks with `apt-get install python3-venv`; elsewhere, check that the folder may be written to."
        )
    pip("a newer pip", "--upgrade", "pip")


def install_torch(*, cuda: bool) -> None:
    """Install PyTorch before all else, and not with gigabytes of CUDA unless that is wanted."""
    if installed("torch"):
        return
    if not cuda and sys.platform.startswith("linux") and brings_cuda() and not agreed():
        raise SystemExit(
            "PyTorch was not installed, for Composer needs no CUDA. Install its CPU build first: the command that "
            f"pytorch.org gives for Linux, pip and CPU, with {PYTHON} -m pip in place of pip; then run this again. "
            "To take the CUDA build after all, run: python3 run.py --cuda"
        )
    pip("PyTorch (200 MB; with CUDA, 3 GB)", "torch")


def brings_cuda() -> bool:
    """Whether the PyTorch that pip would choose here comes with CUDA."""
    shown = subprocess.run([*PIP, "--dry-run", "--report", "-", "torch"], stdout=subprocess.PIPE, check=False)
    if shown.returncode:
        raise SystemExit(NO_LUCK.format("PyTorch"))
    names = [each["metadata"]["name"] for each in json.loads(shown.stdout)["install"]]
    return any(name.startswith(("nvidia-", "cuda-", "triton")) for name in names)


def agreed() -> bool:
    """Ask whether to download CUDA; without a terminal, the answer is no."""
    say("The PyTorch that pip offers here is made for CUDA graphics cards: a download of about 3 GB.")
    return (
        sys.stdin is not None and sys.stdin.isatty() and input("Install it? [y/N] ").lower().startswith("y")
    )


def install_packages(extras: set[str], *, cuda: bool) -> None:
    """Install Composer as it lies here, and what it needs."""
    if cuda or not sys.platform.startswith("linux"):
        pip("Composer", "--editable", f"{ROOT}[{','.join(sorted(extras))}]")
        return
    # Whisper asks for triton, 1 GB that only a CUDA machine could use: install it by itself, then its other needs.
    # PyTorch is there already, whichever build the user wanted.
    project = read_project()
    extra_needs = [need for extra in extras for need in project["optional-dependencies"][extra]]
    needs = [*project["dependencies"], *extra_needs]
    pip("Whisper", "--no-deps", *(need for need in needs if need.startswith("openai-whisper")))
    needs = [*needs, *requirements_of("openai-whisper")]
    pip(
        "what Composer needs",
        *(need for need in needs if not need.startswith(("openai-whisper", "torch", "triton"))),
    )
    pip("Composer", "--no-deps", "--editable", str(ROOT))


def read_project() -> dict[str, Any]:
    """The project table of pyproject.toml."""
    import tomllib  # not in the Pythons that use_a_fitting_python turns away

    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project


def requirements_of(name: str) -> list[str]:
    """What a package in the environment asks for."""
    return list(
        ask(f"import importlib.metadata, json; print(json.dumps(importlib.metadata.requires({name!r})))")
        or ()
    )


def installed(name: str) -> bool:
    """Whether the environment has a package."""
    return ask(f"import importlib.metadata; importlib.metadata.version({name!r}); print('[1]')") is not None


def ask(code: str) -> list[Any] | None:
    """The list that a line of code, run by the environment's Python, prints as JSON; None where it fails."""
    shown = subprocess.run([str(PYTHON), "-c", code], capture_output=True, text=True, check=False)
    answer: list[Any] | None = json.loads(shown.stdout) if shown.returncode == 0 else None
    return answer


PIP = [
    str(PYTHON),
    "-m",
    "pip",
    "install",
    "-qq",  # only what went wrong
    "--no-warn-conflicts",  # that Whisper is without triton is meant
    "--disable-pip-version-check",
    "--root-user-action=ignore",
    f"--constraint={CONSTRAINTS}",
]
NO_LUCK = (
    "pip could not install {}; what it says is above. Check the connection and the room on the disk, then run this "
    "again: it goes on where it stopped."
)


def pip(what: str, *arguments: str) -> None:
    """Install packages, or stop with a sentence."""
    say(f"Installing {what} …")
    if run(*PIP, *arguments):
        raise SystemExit(NO_LUCK.format(what))


# Talking to the user and the system


def run(*command: object, folder: Path | None = None) -> int:
    """Run a command to its end; its exit code."""
    return subprocess.run(list(map(str, command)), cwd=folder, check=False).returncode


def say(text: str) -> None:
    """Tell the user what goes on, apart from what the program prints."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
