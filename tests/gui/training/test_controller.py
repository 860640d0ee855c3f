"""My music in the whole window, on a teacher that answers when it is told to."""

import json
import struct
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from composer_app.engine.events import FolderScan
from composer_app.engine.tasks import FineTune, ScanFolder
from composer_app.errors import FileError
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.training.dialog import MyMusicDialog
from composer_app.job import Progress
from composer_app.paths import Folders
from testing.fakes_gui import FakeDevices
from tests.gui.acts import write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "My songs"
    folder.mkdir()
    return folder


@pytest.fixture
def dialog(conductor: AppController) -> MyMusicDialog:
    conductor.training_controller.open()
    assert conductor.training_controller.dialog
    return conductor.training_controller.dialog


def _survey(dialog: MyMusicDialog, devices: FakeDevices, folder: Path) -> None:
    dialog.folder_field.set_folder(folder)
    devices.teacher.answer(devices.teacher._number)


def _machine(folder: Path, emotion: str) -> Path:
    """A file that has nothing of a machine but its card."""
    card = {"__metadata__": {"card": json.dumps({"own": 11, "top1": 0.5, "was": 0.25})}}
    head = json.dumps(card).encode()
    folder.mkdir(parents=True, exist_ok=True)
    (path := folder / f"{emotion}.safetensors").write_bytes(struct.pack("<Q", len(head)) + head)
    return path


def test_the_menu_opens_it_beside_the_window_and_no_process_is_started_for_that(
    conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    next(action for action in window.actions() if "My music" in action.text()).trigger()
    dialog = conductor.training_controller.dialog
    assert dialog
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert not devices.teachers


def test_the_emotion_of_the_take_that_is_shown_is_proposed(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window, "sad")
    next(action for action in window.actions() if "My music" in action.text()).trigger()
    assert conductor.training_controller.dialog
    assert conductor.training_controller.dialog.chosen_emotion == "sad"


def test_what_was_found_is_told_and_then_it_can_be_learned(
    dialog: MyMusicDialog, devices: FakeDevices, folder: Path
) -> None:
    assert not dialog.train_button.isEnabled()
    _survey(dialog, devices, folder)
    assert devices.teacher.done == [ScanFolder(folder)]
    assert dialog.message_label.text() == "Files read: 12. Pieces: 11. Chords: 340."
    assert dialog.train_button.isEnabled()


def test_too_little_music_cannot_be_learned(
    dialog: MyMusicDialog, devices: FakeDevices, folder: Path
) -> None:
    dialog.folder_field.set_folder(folder)
    devices.teacher.survey = FolderScan(folder, 1, 1, 4, (), "There is too little music to learn from.")
    devices.teacher.answer(1)
    assert "too little" in dialog.message_label.text()
    assert not dialog.train_button.isEnabled()


def test_learning_shows_a_live_curve_and_the_score_before_and_after(
    dialog: MyMusicDialog, devices: FakeDevices, folder: Path, folders: Folders
) -> None:
    _survey(dialog, devices, folder)
    dialog.choose_emotion("dreamy")
    dialog.train_button.click()
    assert devices.teacher.done[-1] == FineTune("dreamy", folder, folders.user_models)
    assert not dialog.train_button.isEnabled()
    for done, figure in ((0, 0.25), (20, 0.3), (40, 0.4)):
        devices.teacher.tell(Progress("Training", done, 80, figure))
    devices.teacher.tell(Progress("Training", 41, 80))
    assert dialog.curve_view.isVisible()
    assert dialog.curve_view.curve.points == ((0.0, 0.25), (0.25, 0.3), (0.5, 0.4))
    assert dialog.progress_bar.value() == 41
    devices.teacher.answer(2)
    assert "25% → 50%" in dialog.message_label.text()
    assert dialog.curve_view.isVisible()
    assert dialog.progress_bar.isHidden()


def test_composing_goes_on_while_it_learns(
    qtbot: QtBot,
    conductor: AppController,
    window: MainWindow,
    dialog: MyMusicDialog,
    devices: FakeDevices,
    folder: Path,
) -> None:
    _survey(dialog, devices, folder)
    dialog.train_button.click()
    write(qtbot, conductor, window)
    assert window.takes_panel.take_list.count() == 1
    assert conductor.training_controller.client.is_busy


def test_what_is_stopped_says_that_nothing_was_kept(
    dialog: MyMusicDialog, devices: FakeDevices, folder: Path
) -> None:
    _survey(dialog, devices, folder)
    dialog.choose_emotion("dreamy")
    dialog.train_button.click()
    assert "is discarded" in dialog.stop_button.toolTip()
    dialog.stop_button.click()
    assert devices.teacher.cancelled == [2]
    assert dialog.message_label.text() == "Stopped. Nothing was changed: dreamy is as it was."
    assert dialog.train_button.isEnabled()


def test_a_failure_is_a_sentence_in_the_dialog(
    dialog: MyMusicDialog, devices: FakeDevices, folder: Path, window: MainWindow
) -> None:
    dialog.folder_field.set_folder(folder)
    devices.teacher.error = FileError("Nothing can be written there. Free some space.")
    devices.teacher.answer(1)
    assert dialog.message_label.text() == "Nothing can be written there. Free some space."
    assert window.message_bar.text == ""


def test_a_teacher_that_dies_is_a_sentence_and_can_be_asked_again(
    dialog: MyMusicDialog, devices: FakeDevices, folder: Path
) -> None:
    _survey(dialog, devices, folder)
    dialog.train_button.click()
    devices.teacher.die()
    assert "stopped" in dialog.message_label.text()
    dialog.train_button.click()
    devices.teacher.answer(3)
    assert dialog.message_label.text().startswith("Trained ")


def test_what_ends_while_the_dialog_is_closed_is_told_in_the_window(
    dialog: MyMusicDialog, devices: FakeDevices, folder: Path, window: MainWindow
) -> None:
    _survey(dialog, devices, folder)
    dialog.train_button.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()
    devices.teacher.answer(2)
    assert window.progress_line.label.text().startswith("Trained ")
    dialog.show()
    dialog.train_button.click()
    dialog.close()
    devices.teacher.error = FileError("The machine cannot be written. Free some space.")
    devices.teacher.answer(3)
    assert window.message_bar.text == "The machine cannot be written. Free some space."


def test_a_folder_that_is_not_there_is_a_sentence_and_asks_nobody(
    dialog: MyMusicDialog, devices: FakeDevices, tmp_path: Path
) -> None:
    dialog.folder_field.path_edit.setText(str(tmp_path / "nowhere"))
    QTest.keyClick(dialog.folder_field.path_edit, Qt.Key.Key_Return)
    assert dialog.message_label.text() == f"There is no folder {tmp_path / 'nowhere'}. Choose another."
    assert not devices.teachers


def test_a_folder_is_chosen_in_the_dialog_of_the_system(
    dialog: MyMusicDialog, devices: FakeDevices, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    dialog.folder_field.browse_button.click()
    assert devices.teacher.done == [ScanFolder(folder)]


def _drop(dialog: MyMusicDialog, path: Path) -> bool:
    """Drag a file or folder over the dialog, and drop it; whether it was taken."""
    mime, copy, left = QMimeData(), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    entered = QDragEnterEvent(QPoint(9, 9), copy, mime, left, Qt.KeyboardModifier.NoModifier)
    entered.ignore()
    dialog.dragEnterEvent(entered)
    if entered.isAccepted():
        dialog.dropEvent(QDropEvent(QPoint(9, 9), copy, mime, left, Qt.KeyboardModifier.NoModifier))
    return entered.isAccepted()


def test_a_folder_can_be_dropped_and_a_file_cannot(
    dialog: MyMusicDialog, devices: FakeDevices, folder: Path
) -> None:
    (folder / "song.mid").write_bytes(b"")
    assert not _drop(dialog, folder / "song.mid")
    assert _drop(dialog, folder)
    assert devices.teacher.done == [ScanFolder(folder)]
    assert not _drop(dialog, folder), "while one is looked through, another cannot be dropped"


def test_an_own_machine_is_listed_and_taken_back(conductor: AppController, folders: Folders) -> None:
    file = _machine(folders.user_models, "dreamy")
    conductor.training_controller.open()
    dialog = conductor.training_controller.dialog
    assert dialog
    assert list(dialog.model_list.undo_buttons) == ["dreamy"]
    dialog.model_list.undo_buttons["dreamy"].click()
    assert not file.exists()
    assert not dialog.model_list.undo_buttons
    assert dialog.message_label.text() == "Dreamy was restored."


def test_while_something_is_learned_nothing_can_be_taken_back(
    conductor: AppController, devices: FakeDevices, folders: Folders, folder: Path
) -> None:
    _machine(folders.user_models, "dreamy")
    conductor.training_controller.open()
    dialog = conductor.training_controller.dialog
    assert dialog
    _survey(dialog, devices, folder)
    dialog.train_button.click()
    assert not dialog.model_list.undo_buttons["dreamy"].isEnabled()
    dialog.stop_button.click()
    assert dialog.model_list.undo_buttons["dreamy"].isEnabled()


def test_a_machine_that_cannot_be_taken_back_is_a_sentence(
    conductor: AppController, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    _machine(folders.user_models, "dreamy")
    conductor.training_controller.open()
    dialog = conductor.training_controller.dialog
    assert dialog

    def refuse(_: Path, **__: bool) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr(Path, "unlink", refuse)  # root may remove anything
    dialog.model_list.undo_buttons["dreamy"].click()
    assert "cannot be taken back" in dialog.message_label.text()


def test_closing_the_window_ends_the_teacher(
    window: MainWindow, dialog: MyMusicDialog, devices: FakeDevices, folder: Path
) -> None:
    _survey(dialog, devices, folder)
    dialog.train_button.click()
    window.close()
    assert devices.teacher.closed
    assert dialog.isHidden()


def test_every_control_has_a_name_and_says_what_it_does(dialog: MyMusicDialog) -> None:
    for control in (
        dialog.emotion_combo,
        dialog.folder_field.path_edit,
        dialog.folder_field.browse_button,
        dialog.train_button,
        dialog.close_button,
    ):
        assert control.toolTip()
        assert control.accessibleName() or getattr(control, "text", str)()
