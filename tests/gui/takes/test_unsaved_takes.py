"""The whole window on fakes: what is damaged, what is newer, and what could not be written."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.library.take_store import TakeStore
from composer_app.paths import Folders
from testing import factories
from testing.fakes_gui import FakeDevices
from tests.gui.acts import go, write

DAMAGES = (
    "[" * 200_000,
    '{"made":' * 50_000,
    "",
    "\x00" * 100,
    '{"made": "0001-01-01T00:00:00+00:00"}',
)
# What stands in a record, and what stands there instead.
NUMBERS = (
    ('"tempo": 96.0', '"tempo": 1e999'),
    ('"tempo": 96.0', '"tempo": NaN'),
    ('"start": 0.0', '"start": NaN'),
    ('"start": 0.0', '"start": -Infinity'),
    ('"seed": 1', f'"seed": 1{"0" * 400}'),
    ('"seed": 1', f'"seed": 1{"0" * 5_000}'),
    ('"bars": 4', f'"bars": 1{"0" * 30}'),
    ('"mode": "major"', '"mode": "of a newer version"'),
    ('"made": "2', '"made": "0'),
)


def _records(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


@pytest.fixture
def damaged(folders: Folders) -> list[str]:
    """The ids of takes that cannot be read, among one that can."""
    shelf = TakeStore(folders.takes)
    for _ in range(len(DAMAGES) + len(NUMBERS) + 1):
        shelf.add(factories.composition())
    (folders.takes / "index.jsonl").unlink()
    _, *others = _records(folders.takes)
    for record, damage in zip(others, DAMAGES, strict=False):
        record.write_text(damage)
    for record, (old, new) in zip(others[len(DAMAGES) :], NUMBERS, strict=True):
        text = record.read_text(encoding="utf-8")
        assert old in text
        record.write_text(text.replace(old, new), encoding="utf-8")
    return [record.stem for record in others]


def _open(qtbot: QtBot, devices: FakeDevices, folders: Folders) -> tuple[MainWindow, AppController]:
    window = MainWindow()
    qtbot.addWidget(window)
    conductor = AppController(window, devices.as_devices(), folders, lambda: 1)
    window.show()
    qtbot.waitUntil(
        lambda: (reading := conductor.takes_controller.reading) is not None and not reading.is_running
    )
    return window, conductor


def test_damaged_and_newer_records_are_told_of_once_and_cost_no_other_take(
    qtbot: QtBot, devices: FakeDevices, folders: Folders, damaged: list[str]
) -> None:
    before = {path.name: path.read_bytes() for path in _records(folders.takes)}
    window, conductor = _open(qtbot, devices, folders)
    assert window.takes_panel.take_list.count() == 1
    assert min(damaged) in window.message_bar.text
    assert f"{len(damaged) - 1} more" in window.message_bar.text
    assert str(folders.takes) in window.message_bar.text
    conductor.close()
    window, conductor = _open(qtbot, devices, folders)
    assert not window.message_bar.text
    assert window.takes_panel.take_list.count() == 1
    go(window, 0)
    conductor.close()
    assert {path.name: path.read_bytes() for path in _records(folders.takes)} == before


@pytest.mark.parametrize(
    "damage", ["[" * 200_000, '{"tempo": 1e999}', "\n".join(['{"take": "x"}', "[" * 200_000])]
)
def test_a_damaged_index_and_damaged_marks_cost_no_take(
    qtbot: QtBot, devices: FakeDevices, folders: Folders, damage: str
) -> None:
    TakeStore(folders.takes).add(factories.composition())
    for name in ("index.jsonl", "marks.jsonl"):
        (folders.takes / name).write_text(damage)
    window, conductor = _open(qtbot, devices, folders)
    assert window.takes_panel.take_list.count() == 1
    conductor.close()


@pytest.mark.parametrize("number", ["1e999", "NaN", "-Infinity", "1" + "0" * 400])
def test_a_number_that_is_none_in_the_index_costs_no_take(
    qtbot: QtBot, devices: FakeDevices, folders: Folders, number: str
) -> None:
    TakeStore(folders.takes).add(factories.composition())
    index = folders.takes / "index.jsonl"
    (table,) = (json.loads(line) for line in index.read_text(encoding="utf-8").split("\n") if line)
    for name in ("tempo", "valence", "bars", "seed"):
        index.write_text(json.dumps({**table, name: "HERE"}).replace('"HERE"', number), encoding="utf-8")
        window, conductor = _open(qtbot, devices, folders)
        assert window.takes_panel.take_list.count() == 1
        go(window, 0)
        conductor.close()


def test_a_take_whose_record_was_damaged_meanwhile_says_so(
    qtbot: QtBot, devices: FakeDevices, folders: Folders
) -> None:
    take, _ = TakeStore(folders.takes).add(factories.composition())
    (folders.takes / f"{take.id}.json").write_text("{")
    window, conductor = _open(qtbot, devices, folders)
    go(window, 0)
    assert "damaged" in window.message_bar.text
    conductor.close()


@pytest.mark.parametrize(
    "damage", ["a = " + "[" * 200_000, "volume = 1e999", "channel = " + "9" * 5_000, "\x00"]
)
def test_damaged_settings_are_a_sentence(
    qtbot: QtBot, devices: FakeDevices, folders: Folders, damage: str
) -> None:
    folders.settings_file.parent.mkdir(parents=True)
    folders.settings_file.write_text(damage)
    window, conductor = _open(qtbot, devices, folders)
    assert window.message_bar.text
    assert folders.settings_file.read_text() == damage
    conductor.close()


@pytest.fixture
def on_full_disk(folders: Folders, full_disk: Path) -> Path:
    """Takes go to a full disk; the folder there."""
    folders.data.mkdir(parents=True)
    takes = full_disk / "takes"
    (full_disk / "filling").write_bytes(b"")
    takes.mkdir()
    (full_disk / "filling").write_bytes(bytes(60_000))
    with pytest.raises(OSError, match="space"):
        (full_disk / "more").write_bytes(bytes(65_536))
    folders.takes.symlink_to(takes)
    return full_disk


def _button(box: QMessageBox, role: QMessageBox.ButtonRole) -> None:
    next(button for button in box.buttons() if box.buttonRole(button) is role).click()


def test_a_take_from_a_full_disk_is_asked_about_and_written_when_there_is_room(
    qtbot: QtBot, on_full_disk: Path, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    assert window.message_bar.text
    assert len(conductor.takes_controller.unwritten) == 1
    conductor.takes_controller.toggle_star(window.takes_panel.browser.model.row_at(0).take_id)
    window.close()
    assert window.isVisible()
    box = conductor.takes_controller.unwritten.box
    assert box
    assert "1 take" in box.text()
    for filling in ("filling", "more"):
        (on_full_disk / filling).unlink(missing_ok=True)
    _button(box, QMessageBox.ButtonRole.AcceptRole)
    qtbot.waitUntil(lambda: not window.isVisible())
    (summary,) = filter(None, TakeStore(on_full_disk / "takes").summaries())
    shelf = TakeStore(on_full_disk / "takes")
    assert shelf.load(summary.id)
    assert [name for name, _ in shelf.annotations()] == [summary.id]


def test_a_take_is_written_as_soon_as_there_is_room_and_can_be_taken_away(
    qtbot: QtBot, on_full_disk: Path, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    assert not window.takes_panel.export_bar.midi_handle.isEnabled()
    for filling in ("filling", "more"):
        (on_full_disk / filling).unlink(missing_ok=True)
    write(qtbot, conductor, window, "a song of joy")
    assert not len(conductor.takes_controller.unwritten)
    assert len(_records(on_full_disk / "takes")) == 2
    assert window.takes_panel.export_bar.midi_handle.isEnabled()
    window.close()
    assert not window.isVisible()


def test_who_does_without_a_take_closes_the_window(
    qtbot: QtBot, on_full_disk: Path, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    window.close()
    box = conductor.takes_controller.unwritten.box
    assert box
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not box.isVisible())
    assert window.isVisible()
    window.close()
    _button(box, QMessageBox.ButtonRole.DestructiveRole)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not _records(on_full_disk / "takes")
