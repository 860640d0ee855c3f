"""A drag from the window into another program, with a real X server, a real window manager and a real mouse."""

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from testing.screen import drag, end

pytestmark = [pytest.mark.display, pytest.mark.tools("xdotool", "openbox")]


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
        started.callback(end, target)
        assert _line(target) == "ready"
        source = _start("drag_source", screen, str(tmp_path))
        started.callback(end, source)
        x, y = _line(source).split()
        file = _line(source)
        assert drag(screen, (int(x), int(y)), (1360, 250)).wait(60) == 0
        assert _line(target) == file
        assert _line(target) == "may move: False"
        assert Path(file).read_bytes().startswith(b"MThd")
