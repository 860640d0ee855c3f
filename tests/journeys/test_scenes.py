"""Whole journeys on a real screen: each scene is a run of pytest of its own, under an X server with a window manager.

A window of these tests' own process would have no screen: Qt keeps to the platform that it first met.
"""

import subprocess
import sys
from pathlib import Path

import pytest

_SCENES = sorted((Path(__file__).parent / "scenes").glob("scene_*.py"))
_LONGEST = 170  # seconds


@pytest.mark.display
@pytest.mark.tools("xdotool", "openbox")
@pytest.mark.parametrize("scene", _SCENES, ids=lambda path: path.stem)
def test_a_scene(scene: Path, screen: dict[str, str]) -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        str(scene),
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
    ]
    done = subprocess.run(command, env=screen, capture_output=True, text=True, timeout=_LONGEST, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout, "nothing of it was tried: " + done.stdout
