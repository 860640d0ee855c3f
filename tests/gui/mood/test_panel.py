from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from composer_app.gui.mood.panel import MoodPanel
from composer_app.request.emotion.mood import emotions
from composer_app.request.request import Request
from testing import factories


@pytest.fixture
def panel(qtbot: QtBot) -> MoodPanel:
    panel = MoodPanel(emotions())
    panel.resize(300, 560)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def test_every_emotion_is_a_bar_with_its_share_and_its_words(panel: MoodPanel) -> None:
    panel.show_request(factories.request())
    assert [bar.accessibleName() for bar in panel.bars()] == ["hopeful 50%", "wonder 50%"]
    assert panel.bars()[0].accessibleDescription() == "“hope”"
    assert panel.mood_label.text() == "Very bright, lively"
    panel.grab()


def test_the_next_request_takes_the_place_of_the_one_before(panel: MoodPanel) -> None:
    panel.show_request(factories.request())
    panel.show_request(factories.request("so sad", "sad"))
    assert [bar.accessibleName() for bar in panel.bars()] == ["sad 100%"]


def test_no_feeling_is_said_and_leads_to_the_map(panel: MoodPanel) -> None:
    panel.show_request(Request("a song", "en", "a song", factories.mood()))
    assert "No emotion detected" in panel.mood_label.text()
    assert "map" in panel.mood_label.text()
    assert not panel.bars()
    assert panel.emotion_map.point == (0.0, 0.0)


def test_where_it_is_unsure_two_feelings_are_offered(qtbot: QtBot, panel: MoodPanel) -> None:
    sure = factories.request("strange", "mysterious", "sad")
    panel.show_request(sure)
    assert panel.question_label.isHidden()
    panel.show_request(replace(sure, mood=replace(sure.mood, confidence=0.4)))
    assert panel.question_label.text() == "Not sure: mysterious or sad?"
    assert [button.text() for button in panel.choice_buttons] == ["mysterious", "sad"]
    for button in panel.choice_buttons:
        with qtbot.waitSignal(panel.emotion_chosen) as chosen:
            button.click()
        assert chosen.args == [button.text()]


def test_every_feeling_can_be_chosen_by_its_name(qtbot: QtBot, panel: MoodPanel) -> None:
    panel.show_request(factories.request())
    assert panel.emotion_combo.currentText() == "hopeful"
    index = panel.emotion_combo.findText("tense")
    panel.emotion_combo.setCurrentIndex(index)
    with qtbot.waitSignal(panel.emotion_chosen) as chosen:
        panel.emotion_combo.activated.emit(index)
    assert chosen.args == ["tense"]
    with qtbot.assertNotEmitted(panel.emotion_chosen):
        panel.emotion_combo.setCurrentIndex(0)
        panel.emotion_combo.activated.emit(0)


def test_while_the_point_is_moved_the_panel_says_what_it_would_mean(panel: MoodPanel) -> None:
    panel.show_request(factories.request())
    panel.emotion_map.point_dragged.emit(-0.7, -0.5)
    assert [bar.accessibleName() for bar in panel.bars()] == ["sad 100%"]
    assert panel.mood_label.text() == "Very dark, calm"


def test_the_map_says_where_the_feeling_lies(panel: MoodPanel) -> None:
    panel.show_request(factories.request("calm", "peaceful"))
    assert panel.emotion_map.accessibleDescription() == "very bright, very calm"
    assert panel.emotion_map.point == (0.6, -0.7)
