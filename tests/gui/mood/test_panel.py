import pytest
from pytestqt.qtbot import QtBot

from composer_app.gui.mood.panel import MoodPanel, rich_words
from composer_app.music.constraints import Constraints
from composer_app.music.metre import WALTZ
from composer_app.request.emotion import WordShare, emotions
from composer_app.request.request import Request
from tests import factories


@pytest.fixture
def panel(qtbot: QtBot) -> MoodPanel:
    panel = MoodPanel(emotions())
    panel.resize(280, 500)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def _offered(panel: MoodPanel) -> list[str]:
    return [name for name, button in panel.choices.items() if not button.isHidden()]


def test_every_emotion_is_a_bar_with_its_share_and_its_words(panel: MoodPanel) -> None:
    panel.show_request(factories.request())
    assert [bar.accessibleName() for bar in panel.bars()] == ["hopeful 50%", "wonder 50%"]
    assert panel.bars()[0].accessibleDescription() == "“hope”"
    assert panel.verdict.text() == "Very bright, lively"
    panel.grab()


def test_the_next_request_takes_the_place_of_the_one_before(panel: MoodPanel) -> None:
    panel.show_request(factories.request())
    panel.show_request(factories.request("so sad", "sad"))
    assert [bar.accessibleName() for bar in panel.bars()] == ["sad 100%"]


def test_a_word_that_was_turned_round_says_not_and_is_struck_out() -> None:
    words = (WordShare("sad", "sad", 0.4, negated=True), WordShare("joy", "joyful", 0.6, negated=False))
    assert rich_words(words) == "not <s>sad</s>&nbsp;40% &nbsp; <b>joy</b>&nbsp;60%"


def test_words_cannot_bring_markup_with_them() -> None:
    assert "<img" not in rich_words((WordShare("<img src=x>", "sad", 1.0, negated=False),))


def test_no_feeling_is_said_and_the_nearest_are_offered(panel: MoodPanel) -> None:
    panel.show_request(Request("a song", "en", "a song", factories.mood()))
    assert "No feeling was heard" in panel.verdict.text()
    assert not panel.bars()
    assert panel.choices_title.text() == "Did you mean"
    assert 3 <= len(_offered(panel)) < len(emotions())


def test_a_clicked_emotion_is_meant(qtbot: QtBot, panel: MoodPanel) -> None:
    panel.show_request(factories.request())
    with qtbot.waitSignal(panel.chosen) as chosen:
        panel.choices["tense"].click()
    assert chosen.args == ["tense"]


def test_the_emotion_that_is_played_has_a_tick_and_not_only_a_colour(panel: MoodPanel) -> None:
    panel.show_request(factories.request())
    ticked = [name for name, button in panel.choices.items() if button.text().startswith("✓")]
    assert ticked == ["hopeful"]


def test_what_else_was_asked_for_is_shown(panel: MoodPanel) -> None:
    asked = Request("a waltz", "en", "a waltz", factories.mood("joyful"), Constraints(metre=WALTZ, bars=8))
    panel.show_request(asked)
    assert panel.asked.text() == "Asked for: in 3/4, 8 bars"
    panel.show_request(factories.request())
    assert panel.asked.isHidden()


def test_the_plane_says_where_the_feeling_lies(panel: MoodPanel) -> None:
    request = factories.request("calm", "peaceful")
    panel.show_request(request)
    assert panel.plane.accessibleDescription() == "very bright, very calm"
    middle, point = panel.plane.rect().center(), panel.plane.point(request.mood)
    assert point.x() > middle.x()
    assert point.y() > middle.y()
