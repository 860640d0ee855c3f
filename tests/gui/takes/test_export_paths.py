"""Keeping the take that is shown: names, folders, formats, and what cannot be written."""

from collections.abc import Callable
from pathlib import Path

import mido
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from composer_app.engine.tasks import Compose, Export
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.takes.export_dialog import ExportDialog
from composer_app.gui.takes.export_paths import default_folder, with_format_suffix
from composer_app.paths import Folders
from composer_app.settings import load
from testing.fakes_gui import FakeDevices
from tests.gui.acts import write

Answer = Callable[[Path | None], list[Path]]


@pytest.mark.parametrize(
    ("name", "kind", "kept", "kept_as"),
    [
        ("hope", "mid", "hope.mid", "mid"),
        ("HOPE.MID", "mid", "HOPE.MID", "mid"),
        ("hope.midi", "mid", "hope.midi", "mid"),
        ("hope 84.5 bpm", "mid", "hope 84.5 bpm.mid", "mid"),
        ("hope.flac", "wav", "hope.flac", "flac"),
        ("hope.mid", "wav", "hope.mid", "mid"),
        ("hope", "lead-sheet", "hope.lead.musicxml", "lead-sheet"),
        ("hope.musicxml", "lead-sheet", "hope.musicxml", "lead-sheet"),
        ("hope.musicxml", "mid", "hope.musicxml", "musicxml"),
        ("Ελπίδα", "chart", "Ελπίδα.txt", "chart"),
    ],
)
def test_a_file_always_ends_as_its_format_does(name: str, kind: str, kept: str, kept_as: str) -> None:
    assert with_format_suffix(Path("/music") / name, kind) == (Path("/music") / kept, kept_as)


def test_the_usual_folder_is_there(home: Path) -> None:
    assert default_folder("mid").is_dir()
    assert home in (default_folder("wav"), *default_folder("wav").parents)


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Lets a person type a path into the file dialog, or cancel it; the paths that it will have proposed."""

    def type_in(path: Path | None) -> list[Path]:
        proposed: list[Path] = []

        def ask(_parent: QWidget, _title: str, name: str, _kinds: str) -> tuple[str, str]:
            proposed.append(Path(name))
            return (str(path) if path else "", "")

        monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
        return proposed

    return type_in


def _press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.transport_bar.play_button, key, Qt.KeyboardModifier.ControlModifier)


def test_a_sensible_name_is_proposed_and_the_next_beside_the_last(
    qtbot: QtBot, conductor: AppController, window: MainWindow, answer: Answer, tmp_path: Path
) -> None:
    write(qtbot, conductor, window, "hope")
    proposed = answer(tmp_path / "mine")
    for _ in range(2):
        with qtbot.waitSignal(conductor.session.exported):
            _press(window, Qt.Key.Key_S)
    assert proposed[0].name == "Hopeful – D major – 96 bpm – 4 bars.mid"
    assert proposed[1].parent == tmp_path
    assert "mine.mid" in window.progress_line.label.text()
    messages = [message for track in mido.MidiFile(tmp_path / "mine.mid").tracks for message in track]
    assert any("seed 1" in m.text for m in messages if m.type == "text")


def test_a_cancelled_dialog_writes_nothing(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, answer: Answer
) -> None:
    write(qtbot, conductor, window)
    answer(None)
    _press(window, Qt.Key.Key_S)
    assert not any(isinstance(task, Export) for task in devices.engine.done)


def test_a_take_is_exported_as_what_was_chosen_and_that_is_proposed_next_time(
    qtbot: QtBot,
    conductor: AppController,
    window: MainWindow,
    answer: Answer,
    tmp_path: Path,
    folders: Folders,
) -> None:
    write(qtbot, conductor, window)
    answer(tmp_path / "mine")
    window.takes_panel.export_bar.export_button.click()
    dialog = window.findChild(ExportDialog)
    assert dialog
    dialog.format_combo.setCurrentIndex(dialog.format_combo.findData("chordpro"))
    with qtbot.waitSignal(conductor.session.exported):
        dialog.save_button.click()
    assert "{start_of_grid" in (tmp_path / "mine.cho").read_text()
    assert load(folders.settings_file).export_format == "chordpro"


def test_saving_does_not_stop_what_is_being_composed(
    qtbot: QtBot,
    conductor: AppController,
    window: MainWindow,
    devices: FakeDevices,
    answer: Answer,
    tmp_path: Path,
) -> None:
    write(qtbot, conductor, window)
    answer(tmp_path / "mine")
    devices.engine.held = True
    window.transport_bar.new_variation_button.click()
    _press(window, Qt.Key.Key_S)
    assert conductor.session.is_busy
    assert {type(task) for task in devices.engine.tasks.values()} >= {Compose, Export}
    for number in tuple(devices.engine.tasks):
        devices.engine.answer(number)
    assert (tmp_path / "mine.mid").exists()
    assert window.takes_panel.take_list.count() == 2


def test_the_sound_to_be_dragged_is_written_quietly_by_the_engine(
    qtbot: QtBot, conductor: AppController, window: MainWindow, folders: Folders
) -> None:
    write(qtbot, conductor, window)
    with qtbot.waitSignal(conductor.session.exported) as exported:
        window.takes_panel.export_bar.audio_handle.setFocus()
    assert exported.args[0].parent == folders.takes / "Audio"
    assert exported.args[0].stat().st_size > 1000
    assert window.progress_line.label.text() == "Ready"
