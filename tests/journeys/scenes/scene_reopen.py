"""The program is killed without warning, right after a take: all takes are there when it is opened again."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from composer_app.paths import Folders
from tests.jack import Jack
from tests.journeys.conftest import READY
from tests.journeys.scenes.conftest import open_stage
from tests.journeys.test_app import START
from tests.pulse import Pulse

pytestmark = [pytest.mark.qt_log_ignore("pipewire-0.3")]


@contextmanager
def _program(folders: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """The whole program, in a process group of its own."""
    process = subprocess.Popen([sys.executable, "-c", START, str(folders)], start_new_session=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _hand(*words: str) -> None:
    subprocess.run(["xdotool", *words], check=True, timeout=60)


def _takes(folders: Path) -> list[Path]:
    """The records of takes: the last that is written of each, whole or not at all."""
    return sorted((folders / "data" / "takes").glob("*.json"))


@pytest.mark.pulse
@pytest.mark.jack
def test_every_take_is_there_after_a_kill(qtbot: QtBot, pulse: Pulse, jack: Jack, tmp_path: Path) -> None:
    folders = tmp_path / "folders"
    with _program(folders) as process:
        _hand("search", "--sync", "--onlyvisible", "--name", "^Composer$", "windowactivate", "--sync")
        _hand("type", "--delay", "20", "hope and wonder")
        _hand("key", "Return")
        qtbot.waitUntil(lambda: len(_takes(folders)) == 1, timeout=READY)
        _hand("key", "ctrl+n")
        qtbot.waitUntil(lambda: len(_takes(folders)) == 2, timeout=READY)
        process.kill()
        process.wait()
        # The engine must not live on without its window.
        qtbot.waitUntil(lambda: not _group_lives(process.pid), timeout=READY)
    with open_stage(qtbot, Folders.under(folders), pulse, jack) as stage:
        qtbot.waitUntil(lambda: stage.window.takes.list.count() == 2)
        assert not stage.window.notice.text


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
