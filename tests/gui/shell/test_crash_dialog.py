from pathlib import Path

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from composer_app import __version__
from composer_app.gui.shell.crash_dialog import CrashDialog, format_crash_details


def test_the_details_of_a_bug_name_the_versions_and_the_place() -> None:
    try:
        _ = 1 / 0
    except ZeroDivisionError as error:
        text = format_crash_details(type(error), error, error.__traceback__)
    assert __version__ in text
    assert "test_crash_dialog.py" in text


def test_a_bug_is_told_in_plain_text_that_can_be_copied(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = CrashDialog("Traceback: <b>x</b>", tmp_path / "composer.log")
    qtbot.addWidget(dialog)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "Traceback: <b>x</b>"
    assert dialog.details_view.toPlainText() == "Traceback: <b>x</b>"
