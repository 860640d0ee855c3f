from datetime import date, datetime

import pytest

from composer_app.gui.text import format as phrases
from composer_app.gui.text.format import format_day, format_day_and_time
from composer_app.gui.text.languages import language_choices
from composer_app.music.metre import WALTZ
from composer_app.request.emotion.mood import Mood, WordContribution
from composer_app.speech.recording import Transcript
from testing import factories
from tests.gui.takes.summaries import NOON


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (date(2026, 6, 3), "Today"),
        (date(2026, 6, 2), "Yesterday"),
        (date(2026, 6, 1), "1 Jun"),
        (date(2025, 12, 31), "31 Dec 2025"),
    ],
)
def test_days_are_said_as_people_say_them(made: date, said: str) -> None:
    assert format_day(made, date(2026, 6, 3)) == said


def test_a_time_is_the_local_one() -> None:
    assert format_day_and_time(NOON, NOON.date()) == "Today 12:00"
    assert (
        format_day_and_time(datetime.fromisoformat("2026-06-02T09:05:00").astimezone(), NOON.date())
        == "Yesterday 09:05"
    )


@pytest.mark.parametrize(
    ("share", "text"), [(0.0, "0%"), (0.001, "<1%"), (0.62, "62%"), (0.995, "100%"), (1.0, "100%")]
)
def test_shares_are_read_as_percent(share: float, text: str) -> None:
    assert phrases.format_percent(share) == text


@pytest.mark.parametrize(
    ("valence", "arousal", "words"),
    [
        (1.0, 1.0, "very bright, very lively"),
        (0.6, -0.7, "very bright, very calm"),
        (0.0, 0.0, "between bright and dark, moderate"),
        (-0.7, -0.5, "very dark, calm"),
        (-1.0, -1.0, "very dark, very calm"),
    ],
)
def test_every_point_of_the_plane_has_words(valence: float, arousal: float, words: str) -> None:
    assert phrases.describe_mood(Mood((), valence, arousal)) == words


def test_a_negated_word_says_not() -> None:
    mood = factories.mood("sad", words=(WordContribution("sad", "sad", 0.3, negated=True),))
    assert phrases.evidence_words(mood, "sad") == "not “sad”"
    assert phrases.evidence_words(mood, "joyful") == ""


def test_the_facts_of_a_take_are_one_line() -> None:
    assert phrases.format_facts(factories.composition()) == "D major · 96 bpm · 4/4 · 4 bars"


def test_one_bar_is_no_bars() -> None:
    chords = factories.progression(metre=WALTZ, bars=1)
    assert phrases.format_facts(factories.composition(chords=chords)) == "D major · 96 bpm · 3/4 · 1 bar"


def test_a_take_is_titled_by_its_feelings() -> None:
    assert phrases.format_mood_title(factories.mood("hopeful", "wonder")) == "Hopeful, wonder"
    assert phrases.format_mood_title(factories.mood()) == "No emotion detected"


def test_another_language_is_shown_with_what_was_read() -> None:
    german = Transcript("Ich bin traurig", "de", "I am sad")
    assert phrases.describe_translation(german) == "German, read as: I am sad"
    assert phrases.describe_translation(Transcript("I am sad", "en", "I am sad")) == ""


def test_time_is_read_as_minutes_and_seconds() -> None:
    assert [phrases.format_duration(s) for s in (0, 7.9, 75)] == ["0:00", "0:07", "1:15"]


def test_every_language_has_a_name_and_finding_out_comes_first() -> None:
    choices = language_choices()
    assert choices[0][1] == ""
    assert ("German", "de") in choices
    assert ("Chinese", "zh") in choices
    assert not [name for name, code in choices if name == code]
    assert len({code for _, code in choices}) == len(choices) == 101
