from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from composer_app.gui.takes.drag_handle import FileDragHandle, mime_data_for


class Drags:
    """Carries out no drag, and remembers what would have been carried."""

    def __init__(self) -> None:
        self.files: list[Path] = []

    def __call__(self, drag: QDrag) -> Qt.DropAction:
        self.files += [Path(url.toLocalFile()) for url in drag.mimeData().urls()]
        return Qt.DropAction.CopyAction


def _chip(qtbot: QtBot, file: Path | None, drags: Drags) -> FileDragHandle:
    chip = FileDragHandle("Drag MIDI", lambda: file, drags)
    chip.resize(200, 30)
    qtbot.addWidget(chip)
    chip.show()
    return chip


def _pull(chip: FileDragHandle, far: int) -> None:
    """Press the chip, and pull as far to the right."""
    QTest.mousePress(chip, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    QTest.mouseMove(chip, QPoint(10 + far, 10))
    QTest.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=QPoint(10 + far, 10))


def test_a_drag_carries_the_file_with_its_odd_name(qtbot: QtBot, tmp_path: Path) -> None:
    file, drags = tmp_path / "Hopeful – D major – 84 bpm.mid", Drags()
    file.write_bytes(b"MThd")
    _pull(_chip(qtbot, file, drags), QApplication.startDragDistance() + 1)
    assert drags.files == [file]


def test_a_trembling_hand_drags_nothing_and_copies_the_file(qtbot: QtBot, tmp_path: Path) -> None:
    file, drags = tmp_path / "take.mid", Drags()
    _pull(_chip(qtbot, file, drags), QApplication.startDragDistance() - 1)
    assert not drags.files
    assert QGuiApplication.clipboard().mimeData().urls()[0].toLocalFile() == str(file)


def test_the_right_button_drags_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    drags = Drags()
    chip = _chip(qtbot, tmp_path / "take.mid", drags)
    QTest.mousePress(chip, Qt.MouseButton.RightButton, pos=QPoint(10, 10))
    QTest.mouseMove(chip, QPoint(150, 10))
    QTest.mouseRelease(chip, Qt.MouseButton.RightButton, pos=QPoint(150, 10))
    assert not drags.files


def test_without_a_file_there_is_nothing_to_drag(qtbot: QtBot) -> None:
    drags = Drags()
    _pull(_chip(qtbot, None, drags), 100)
    assert not drags.files


def test_what_is_dragged_is_a_plain_file_url(tmp_path: Path) -> None:
    mime = mime_data_for(tmp_path / "é ♭.mid")
    assert mime.hasFormat("text/uri-list")
    assert mime.urls()[0].isLocalFile()
