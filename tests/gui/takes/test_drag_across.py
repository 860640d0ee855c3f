"""A drag from the window into another program, with a real X server, a real window manager and a real mouse."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

pytestmark = [pytest.mark.display, pytest.mark.tools("xdotool", "openbox")]


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """The environment of a screen of our own."""
    with ExitStack() as started:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
        started.callback(_end, subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL))
        os.close(write)
        with os.fdopen(read) as pipe:
            display = f":{pipe.readline().strip()}"
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONUNBUFFERED": "1"}
        started.callback(_end, subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL))
        yield environment


def _end(process: "subprocess.Popen[str] | subprocess.Popen[bytes]") -> None:
    process.terminate()
    process.wait(10)
    if process.stdout:
        process.stdout.close()


def _start(module: str, screen: dict[str, str], *words: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", f"tests.gui.takes.{module}", *words]
    return subprocess.Popen(command, env=screen, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_the_handle_drops_a_file_that_stays_onto_another_program(
    screen: dict[str, str], tmp_path: Path
) -> None:
    with ExitStack() as started:
        target = _start("drop_target", screen)
        started.callback(_end, target)
        assert _line(target) == "ready"
        source = _start("drag_source", screen, str(tmp_path))
        started.callback(_end, source)
        x, y = _line(source).split()
        file = _line(source)
        _drag(screen, (int(x), int(y)), (1360, 250))
        assert _line(target) == file
        assert _line(target) == "may move: False"
        assert Path(file).read_bytes().startswith(b"MThd")


def _drag(screen: dict[str, str], start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press, move in small steps as a hand does, and let go."""
    steps = [(start[0] + 2 * i, start[1]) for i in range(1, 12)]
    steps += [
        (start[0] + (end[0] - start[0]) * i // 20, start[1] + (end[1] - start[1]) * i // 20)
        for i in range(21)
    ]
    words = ["mousemove", *map(str, start), "mousedown", "1"]
    for x, y in steps:
        words += ["mousemove", str(x), str(y), "sleep", "0.03"]
    subprocess.run(["xdotool", *words, "sleep", "0.3", "mouseup", "1"], env=screen, check=True, timeout=60)
