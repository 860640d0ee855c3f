from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from composer_app import __version__, errors
from composer_app.gui.session.recovery import CrashDialog, RecoveryAction, details, ways_on
from composer_app.gui.widgets.message_bar import MessageBar


@pytest.mark.parametrize(
    ("error", "way"),
    [
        (errors.RecordingError("x"), RecoveryAction.MICROPHONE),
        (errors.SpeechError("x"), RecoveryAction.WRITE),
        (errors.RequestError("x"), RecoveryAction.WRITE),
        (errors.MidiError("x"), RecoveryAction.BUILT_IN),
        (errors.SoundError("x"), RecoveryAction.SETTINGS),
        (errors.FileError("x"), RecoveryAction.SAVE_ELSEWHERE),
        (errors.EngineError("x"), RecoveryAction.AGAIN),
    ],
)
def test_each_failure_has_a_way_on(error: errors.ComposerError, way: RecoveryAction) -> None:
    assert way in ways_on(error)


def test_a_missing_file_of_ours_can_only_be_read_about() -> None:
    assert ways_on(errors.ModelError("Install Composer again.")) == ()


def test_a_notice_says_the_sentence_and_offers_the_ways(qtbot: QtBot) -> None:
    notice = MessageBar()
    qtbot.addWidget(notice)
    assert notice.text == ""
    notice.say("The port has gone.", (RecoveryAction.BUILT_IN,))
    assert notice.text == "The port has gone."
    assert [way for way, button in notice.buttons.items() if not button.isHidden()] == [
        RecoveryAction.BUILT_IN
    ]
    with qtbot.waitSignal(notice.taken) as taken:
        notice.buttons[RecoveryAction.BUILT_IN].click()
    assert taken.args == [RecoveryAction.BUILT_IN]
    assert notice.text == ""


def test_a_sentence_is_plain_text_whatever_it_holds(qtbot: QtBot) -> None:
    notice = MessageBar()
    qtbot.addWidget(notice)
    notice.say("No file <b>x</b>")
    assert notice.label.textFormat().name == "PlainText"


def test_the_details_of_a_bug_name_the_versions_and_the_place() -> None:
    try:
        _ = 1 / 0
    except ZeroDivisionError as error:
        text = details(type(error), error, error.__traceback__)
    assert __version__ in text
    assert "test_failure.py" in text


def test_a_bug_is_told_in_plain_text_that_can_be_copied(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = CrashDialog("Traceback: <b>x</b>", tmp_path / "composer.log")
    qtbot.addWidget(dialog)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "Traceback: <b>x</b>"
    assert dialog.details.toPlainText() == "Traceback: <b>x</b>"
