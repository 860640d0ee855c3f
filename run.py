#!/usr/bin/env python3
"""Installs Composer, once, and runs it. Needs nothing but Python 3.11 or 3.12.

    python3 run.py                       the window, at the first time with a first song in it
    python3 run.py test [PYTEST ...]     the tests, with what they need
    python3 run.py setup                 only install: the program, and the developer's tools
    python3 run.py link                  put the program on the PATH and in the menu
    python3 run.py uninstall             take all that away again; takes and settings stay
    python3 run.py ANYTHING ELSE         passed on: python3 run.py compose "calm rain" -o rain.mid

On Linux, PyTorch comes without its 3 GB of CUDA, unless there is no other to be had; before these are fetched, there
are ten seconds to stop it. python3 run.py --cuda ... fetches them at once, --no-cuda never.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from installer.environment import Environment

ROOT = Path(__file__).resolve().parent
PYTHONS = ((3, 12), (3, 11))
CUDA = {"--cuda": True, "--no-cuda": False}
# Tests with a real MIDI or sound server or a screen have the machine to themselves: beside a second process of tests,
# one of those with JACK failed in two of three runs. The others run in a process a core, four at most: each may load
# PyTorch.
DEVICES = "jack or pulse or display"
PARALLEL = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadgroup", "-m", f"not ({DEVICES})")
CHOICES = {"-m", "-n", "no:xdist"}
PASSED, FAILED, NO_TESTS = 0, 1, 5  # exit codes of pytest


def main(arguments: list[str]) -> int:
    """Install missing packages, run the command in the arguments, and return its exit code."""
    use_a_fitting_python()
    from installer import links
    from installer.environment import place

    environment = place(ROOT)
    cuda = CUDA.get(arguments[0]) if arguments else None
    arguments = arguments[cuda is not None :]
    command = arguments[0] if arguments else ""
    if command == "uninstall":
        return links.uninstall(environment)
    have_installed(environment, developing=command in ("test", "setup"), cuda=cuda)
    if command == "setup":
        return 0
    if command == "link":
        return links.link(environment)
    if command == "test":
        return test(environment, arguments[1:])
    if arguments:
        return composer(environment, *arguments)
    links.offer(environment)
    return window(environment)


def have_installed(environment: Environment, *, developing: bool, cuda: bool | None) -> None:
    """Install missing packages; if that fails, continue with an earlier installation."""
    from installer.packages import install, is_done
    from installer.system import install_system
    from installer.talk import say

    done = is_done(environment, developing=developing)
    if developing or not done:
        install_system(developing=developing, new=not environment.works())
    if done:
        return
    try:
        install(environment, developing=developing, cuda=cuda)
    except SystemExit as failure:
        if developing or not environment.has("composer-app"):
            raise
        say(f"{failure}\nUntil then, Composer goes on with what was installed before.")


def window(environment: Environment) -> int:
    """Open the window, the first time with a first song in it; without a display, compose that song."""
    from composer_app.gui.display import has_display, what_is_missing
    from installer.talk import say

    command = [str(environment.python), "-m", "composer_app", "first-song"]
    made = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if not has_display():
        say("There is no display here, so the window stays closed. Where there is one: python3 run.py")
        say('Here, type what you feel: python3 run.py compose "hope and wonder" -o hope.mid --wav')
        return made.returncode
    if lacking := what_is_missing():
        say(lacking)
        return 1
    say("Opening the window.")
    return composer(environment, *(("--take", take) if (take := made.stdout.strip()) else ()))


def composer(environment: Environment, *arguments: str) -> int:
    """Run the program in the user's current folder."""
    from installer.talk import run

    return run(environment.python, "-m", "composer_app", *arguments)


def test(environment: Environment, arguments: list[str]) -> int:
    """Run the tests: several at a time, then those with devices; those of the window only if Qt's libraries are there.

    With `-m`, `-n` or `-p no:xdist` in the arguments, they run once, as these say.
    """
    from composer_app.system_libraries import SCREEN, install_hint, missing
    from installer.talk import run, say

    lacking = missing(SCREEN)
    if lacking:
        say(f"The window's tests are skipped, because system libraries are missing. {install_hint(lacking)}")
        arguments = ["-p", "no:pytest-qt", *arguments]
    parts = ((),) if CHOICES.intersection(arguments) else (PARALLEL, ("-m", DEVICES))
    codes = []
    for part in parts:
        command = ("-m", "pytest", "--durations", "15", *part, *arguments)
        codes.append(run(environment.python, *command, folder=ROOT))
        if codes[-1] not in (PASSED, FAILED, NO_TESTS):
            break  # interrupted, or used wrongly
    return next((code for code in codes if code not in (PASSED, NO_TESTS)), min(codes))


def use_a_fitting_python() -> None:
    """Continue with a Python version that Composer supports; exit with a message if there is none."""
    if sys.version_info[:2] in PYTHONS:
        return
    for major, minor in PYTHONS:
        other = shutil.which(f"python{major}.{minor}")
        if other and subprocess.run([other, "--version"], capture_output=True, check=False).returncode == 0:
            raise SystemExit(subprocess.run([other, __file__, *sys.argv[1:]], check=False).returncode)
    raise SystemExit(
        f"Composer needs Python 3.11 or 3.12, and this is {sys.version.split()[0]}: its MIDI library is not built for "
        "other versions yet. Install one of them (with your system's packages, from python.org, or with "
        "`uv python install 3.12`), then run this again as python3.12 run.py."
    )


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
