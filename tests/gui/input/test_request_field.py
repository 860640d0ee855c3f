"""The sentence: one paragraph that is edited as any text is, with marks that are only paint."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QInputMethodEvent, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from composer_app.gui.input.request_field import MAX_REQUEST_CHARS, RequestField
from composer_app.request.emotion.mood import WordContribution
from composer_app.request.request import Request
from testing import factories

NOT_SAD = Request(
    "not sad but hope",
    "en",
    "not sad but hope",
    factories.mood(
        "hopeful",
        words=(
            WordContribution("sad", "sad", 0.4, negated=True),
            WordContribution("hope", "hopeful", 0.6, negated=False),
        ),
    ),
    constraint_phrases=(("tempo", "slow"),),
)


@pytest.fixture
def field(qtbot: QtBot) -> RequestField:
    field = RequestField()
    qtbot.addWidget(field)
    field.resize(400, field.sizeHint().height())
    field.show()
    field.setFocus()
    return field


def _formats(field: RequestField) -> dict[str, QTextLayout.FormatRange]:
    text = field.toPlainText()
    layout = field.document().firstBlock().layout()
    return {text[f.start : f.start + f.length]: f for f in layout.formats()}


def test_the_words_that_counted_are_marked_with_a_pen_and_refused_ones_struck_out(
    field: RequestField,
) -> None:
    field.setText("not sad but hope, slow")
    field.show_request(NOT_SAD)
    looks = _formats(field)
    assert set(looks) == {"sad", "hope", "slow"}
    assert looks["sad"].format.fontStrikeOut()
    assert looks["hope"].format.background().color().isValid()
    assert looks["hope"].format.background() != looks["sad"].format.background()
    assert looks["sad"].format.foreground() != looks["hope"].format.foreground()
    assert not looks["slow"].format.fontStrikeOut()


def test_marks_stay_with_their_words_while_one_writes(field: RequestField) -> None:
    field.setText("hope")
    field.show_request(NOT_SAD)
    field.moveCursor(field.textCursor().MoveOperation.Start)
    QTest.keyClicks(field, "with ")
    assert field.text() == "with hope"
    assert set(_formats(field)) == {"hope"}
    QTest.keyClicks(field, "x")
    assert field.text() == "with xhope"
    assert not _formats(field)


def test_what_was_typed_can_be_undone_though_it_was_marked(field: RequestField) -> None:
    field.setText("hope")
    QTest.keyClicks(field, " and sad")
    field.show_request(NOT_SAD)
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "hope"
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "hope"


def test_enter_sends_and_breaks_no_line(qtbot: QtBot, field: RequestField) -> None:
    QTest.keyClicks(field, "hope")
    with qtbot.waitSignal(field.submitted):
        QTest.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(field.submitted):
        QTest.keyClick(field, Qt.Key.Key_Enter)
    assert field.text() == "hope"


def test_marking_is_no_edit(qtbot: QtBot, field: RequestField) -> None:
    field.setText("hope")
    with qtbot.assertNotEmitted(field.edited):
        field.show_request(NOT_SAD)
        field.setText("sad")
    with qtbot.waitSignal(field.edited):
        QTest.keyClicks(field, "!")


def test_an_input_method_composes_and_commits(field: RequestField) -> None:
    field.setText("我很")
    field.moveCursor(field.textCursor().MoveOperation.End)
    QApplication.sendEvent(field, QInputMethodEvent("beishang", []))
    assert field.text() == "我很"
    commit = QInputMethodEvent()
    commit.setCommitString("悲伤")
    QApplication.sendEvent(field, commit)
    assert field.text() == "我很悲伤"


def test_text_from_right_to_left_is_set_so(field: RequestField) -> None:
    field.setText("אני עצוב מאוד")
    assert field.document().firstBlock().textDirection() == Qt.LayoutDirection.RightToLeft


def test_what_is_pasted_becomes_one_line(field: RequestField) -> None:
    pasted = QMimeData()
    pasted.setText("hope\n\nand  wonder\t!")
    field.insertFromMimeData(pasted)
    assert field.text() == "hope and wonder !"


def test_it_takes_no_more_than_its_longest_however_it_comes(field: RequestField) -> None:
    field.setText("字" * (MAX_REQUEST_CHARS + 5))
    assert len(field.text()) == MAX_REQUEST_CHARS
    field.moveCursor(field.textCursor().MoveOperation.End)
    QTest.keyClicks(field, "abc")
    pasted = QMimeData()
    pasted.setText("more")
    field.insertFromMimeData(pasted)
    commit = QInputMethodEvent()
    commit.setCommitString("悲伤")
    QApplication.sendEvent(field, commit)
    assert field.text() == "字" * MAX_REQUEST_CHARS
    field.selectAll()
    field.insertFromMimeData(pasted)
    assert field.text() == "more"


def test_a_draft_is_greyed_cannot_be_edited_and_is_not_the_sentence(
    qtbot: QtBot, field: RequestField
) -> None:
    field.setText("hope")
    field.show_request(NOT_SAD)
    with qtbot.assertNotEmitted(field.edited), qtbot.assertNotEmitted(field.submitted):
        field.show_partial_transcript("not sad")
        field.show_partial_transcript("not sad any more")
        QTest.keyClicks(field, "x")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.toPlainText() == "not sad any more"
    assert field.text() == "hope"
    assert field.property("partial")
    assert not _formats(field)
    field.restore_committed_text()
    assert field.toPlainText() == field.text() == "hope"
    assert not field.isReadOnly()
    assert set(_formats(field)) == {"hope"}


def test_a_sentence_takes_the_place_of_a_draft(field: RequestField) -> None:
    field.show_partial_transcript("not")
    field.setText("not sad")
    field.restore_committed_text()
    assert field.text() == "not sad"
    assert not field.property("partial")


def test_under_the_mouse_a_word_says_what_it_did(field: RequestField) -> None:
    field.setText("hope")
    field.setToolTip("What you feel")
    field.show_request(NOT_SAD)
    inside = field.cursorRect().center() + QPoint(4, 0)
    for at, said in ((inside, "“hope” → hopeful 60%"), (QPoint(390, 40), "What you feel")):
        event = QHelpEvent(QHelpEvent.Type.ToolTip, at, field.mapToGlobal(at))
        QApplication.sendEvent(field.viewport(), event)
        assert field.toolTip() == said


def test_a_screen_reader_finds_a_text_that_can_be_edited(field: RequestField) -> None:
    field.setText("hope")
    field.setAccessibleName("What you feel")
    reader = QAccessible.queryAccessibleInterface(field)
    assert reader.role() == QAccessible.Role.EditableText
    assert reader.text(QAccessible.Text.Name) == "What you feel"
    assert reader.textInterface().text(0, 4) == "hope"


def test_tab_leads_on(qtbot: QtBot, field: RequestField) -> None:
    assert field.tabChangesFocus()
    assert field.minimumSizeHint().height() == field.sizeHint().height()
    qtbot.wait(0)
    field.grab()
