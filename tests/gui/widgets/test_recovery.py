import pytest
from pytestqt.qtbot import QtBot

from composer_app import errors
from composer_app.gui.widgets.message_bar import MessageBar
from composer_app.gui.widgets.recovery import RecoveryAction, recovery_actions_for


@pytest.mark.parametrize(
    ("error", "way"),
    [
        (errors.RecordingError("x"), RecoveryAction.CHOOSE_MICROPHONE),
        (errors.SpeechError("x"), RecoveryAction.TYPE_INSTEAD),
        (errors.RequestError("x"), RecoveryAction.TYPE_INSTEAD),
        (errors.MidiError("x"), RecoveryAction.USE_BUILT_IN_SOUND),
        (errors.SoundError("x"), RecoveryAction.OPEN_SETTINGS),
        (errors.FileError("x"), RecoveryAction.SAVE_ELSEWHERE),
        (errors.EngineError("x"), RecoveryAction.RETRY),
    ],
)
def test_each_failure_has_a_way_on(error: errors.ComposerError, way: RecoveryAction) -> None:
    assert way in recovery_actions_for(error)


def test_a_missing_file_of_ours_can_only_be_read_about() -> None:
    assert recovery_actions_for(errors.ModelError("Install Composer again.")) == ()


def test_a_notice_says_the_sentence_and_offers_the_ways(qtbot: QtBot) -> None:
    notice = MessageBar()
    qtbot.addWidget(notice)
    assert notice.text == ""
    notice.show_message("The port has gone.", (RecoveryAction.USE_BUILT_IN_SOUND,))
    assert notice.text == "The port has gone."
    assert [way for way, button in notice.buttons.items() if not button.isHidden()] == [
        RecoveryAction.USE_BUILT_IN_SOUND
    ]
    with qtbot.waitSignal(notice.action_chosen) as taken:
        notice.buttons[RecoveryAction.USE_BUILT_IN_SOUND].click()
    assert taken.args == [RecoveryAction.USE_BUILT_IN_SOUND]
    assert notice.text == ""


def test_a_sentence_is_plain_text_whatever_it_holds(qtbot: QtBot) -> None:
    notice = MessageBar()
    qtbot.addWidget(notice)
    notice.show_message("No file <b>x</b>")
    assert notice.label.textFormat().name == "PlainText"
