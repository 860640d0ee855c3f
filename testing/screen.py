"""A real X server with a window manager, and mouse input, for tests."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from testing.patience import PATIENCE


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """Yield the environment variables of a screen. Mark the test with `display`, and `tools("xdotool", "openbox")`."""
    with ExitStack() as started:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
        started.callback(end, subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL))
        os.close(write)
        with os.fdopen(read) as pipe:
            display = f":{pipe.readline().strip()}"
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONUNBUFFERED": "1"}
        started.callback(end, subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL))
        yield environment


def end(process: "subprocess.Popen[str] | subprocess.Popen[bytes]") -> None:
    """Terminate a program, and wait until it has ended."""
    process.terminate()
    process.wait(PATIENCE)
    if process.stdout:
        process.stdout.close()


def drag(
    screen: dict[str, str], start: tuple[int, int], target: tuple[int, int]
) -> "subprocess.Popen[bytes]":
    """Start a drag in small mouse steps, and return the running process, which releases the button at the end."""
    steps = [(start[0] + 2 * i, start[1]) for i in range(1, 12)]
    steps += [
        (start[0] + (target[0] - start[0]) * i // 20, start[1] + (target[1] - start[1]) * i // 20)
        for i in range(21)
    ]
    words = ["mousemove", *map(str, start), "mousedown", "1"]
    for x, y in steps:
        words += ["mousemove", str(x), str(y), "sleep", "0.03"]
    return subprocess.Popen(["xdotool", *words, "sleep", "0.3", "mouseup", "1"], env=screen)
