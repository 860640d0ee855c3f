from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from composer_app import __version__, errors
from composer_app.gui.session.recovery import BugDialog, Way, details, ways_on
from composer_app.gui.widgets.message_bar import Notice


@pytest.mark.parametrize(
    ("error", "way"),
    [
        (errors.RecordingError("x"), Way.MICROPHONE),
        (errors.SpeechError("x"), Way.WRITE),
        (errors.RequestError("x"), Way.WRITE),
        (errors.MidiError("x"), Way.BUILT_IN),
        (errors.SoundError("x"), Way.SETTINGS),
        (errors.FileError("x"), Way.SAVE_ELSEWHERE),
        (errors.EngineError("x"), Way.AGAIN),
    ],
)
def test_each_failure_has_a_way_on(error: errors.ComposerError, way: Way) -> None:
    assert way in ways_on(error)


def test_a_missing_file_of_ours_can_only_be_read_about() -> None:
    assert ways_on(errors.ModelError("Install Composer again.")) == ()


def test_a_notice_says_the_sentence_and_offers_the_ways(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    assert notice.text == ""
    notice.say("The port has gone.", (Way.BUILT_IN,))
    assert notice.text == "The port has gone."
    assert [way for way, button in notice.buttons.items() if not button.isHidden()] == [Way.BUILT_IN]
    with qtbot.waitSignal(notice.taken) as taken:
        notice.buttons[Way.BUILT_IN].click()
    assert taken.args == [Way.BUILT_IN]
    assert notice.text == ""


def test_a_sentence_is_plain_text_whatever_it_holds(qtbot: QtBot) -> None:
    notice = Notice()
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
    dialog = BugDialog("Traceback: <b>x</b>", tmp_path / "composer.log")
    qtbot.addWidget(dialog)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "Traceback: <b>x</b>"
    assert dialog.details.toPlainText() == "Traceback: <b>x</b>"
