"""A window that is killed, and opened again."""

import os
import subprocess
import sys

import pytest
from pytestqt.qtbot import QtBot

from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.takes.search import TakeFilter
from composer_app.gui.takes.take_index import TakeRow
from composer_app.paths import Folders
from testing.fakes_gui import FakeDevices
from tests.gui.acts import go


@pytest.fixture
def killed(folders: Folders) -> Folders:
    """The folders of a window that was killed right after its person had marked what it had made."""
    root = folders.data.parent
    command = [sys.executable, "-m", "tests.gui.takes.killed", str(root)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = process.stdout.readline()
        process.kill()
    assert said == "done\n"
    return folders


def test_all_takes_marks_and_versions_are_there_after_kill_9(
    qtbot: QtBot, window: MainWindow, devices: FakeDevices, killed: Folders
) -> None:
    conductor = AppController(window, devices.as_devices(), killed)
    window.show()
    model = window.takes_panel.browser.model
    qtbot.waitUntil(lambda: window.takes_panel.take_list.count() == 2)
    rows: list[TakeRow] = [model.row_at(0), model.row_at(1)]
    assert [(row.title, row.marks.starred, row.version_count, row.version_number) for row in rows] == [
        ("sad – regenerate", True, 1, 1),
        ("Opening", False, 2, 2),
    ]
    assert (rows[0].number, rows[0].parent_number) == (3, 2)
    window.takes_panel.browser.removed_filter_button.click()
    assert window.takes_panel.browser.take_filter is TakeFilter.REMOVED
    assert [model.row_at(row).title for row in range(window.takes_panel.take_list.count())] == ["sad"]
    window.takes_panel.browser.removed_filter_button.click()
    go(window, 1)
    shown = conductor.open_takes.shown
    assert shown is not None
    assert shown.composition.progression.chords[1].chord.quality == "maj7"
    assert shown.midi_path is not None
    assert shown.midi_path.exists()
    conductor.close()
