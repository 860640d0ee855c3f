from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.errors import RequestError
from composer_app.request.emotion.mood import Mood, emotions
from composer_app.request.reader import MAX_REQUEST_CHARS, RequestReader

_READER = RequestReader(use_sentence_model=False)


def read(text: str) -> Mood:
    return _READER.read(text).mood


def heard(text: str) -> list[str]:
    return [name for name, _ in read(text).weights]


@pytest.mark.parametrize(
    ("text", "emotion"),
    [
        ("play me something joyful", "joyful"),
        ("a serene evening by the water", "peaceful"),
        ("I am furious with everybody", "angry"),
        ("the terrified child in the cellar", "fearful"),
        ("a majestic and victorious anthem", "triumphant"),
        ("my heart is completely broken", "sad"),
        ("it makes my blood boil: my blood is boiling", "angry"),
        ("let me fall asleep", "peaceful"),
        ("he was sobbing and inconsolable", "sad"),
        ("an enigma that no one can solve", "mysterious"),
    ],
)
def test_feelings_are_heard_in_plain_words_idioms_and_words_of_no_list(text: str, emotion: str) -> None:
    assert heard(text)[0] == emotion


def test_two_emotions_are_both_heard() -> None:
    mood = read("I want a song that expresses hope and wonder")
    assert {name for name, _ in mood.weights} == {"hopeful", "wonder"}
    assert all(weight > 0.4 for _, weight in mood.weights)
    assert [(w.word, w.emotion, w.negated) for w in mood.words] == [
        ("hope", "hopeful", False),
        ("wonder", "wonder", False),
    ]
    assert sum(w.share for w in mood.words) == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("something not too sad", "sad"),
        ("I don't want anything aggressive", "angry"),
        ("energetic without being angry", "angry"),
        ("it should never feel tense", "tense"),
        ("not scary, please", "fearful"),
        ("less gloomy and more hopeful", "sad"),
        ("I am tired of being sad", "sad"),
        ("calm, rather than joyful", "joyful"),
        ("NOT sad", "sad"),
        ("don’t make it sad", "sad"),
        ("no more tears", "sad"),
        ("everything but sad", "sad"),
        ("calm but not peaceful", "peaceful"),
    ],
)
def test_what_is_refused_never_wins(text: str, never: str) -> None:
    assert never not in heard(text)[:1]
    assert any(word.negated for word in read(text).words)


@pytest.mark.parametrize(
    ("text", "emotion"),
    [
        ("nothing but joy", "joyful"),
        ("not only sad but hopeless", "sad"),
        ("I can't wait, I am so happy", "joyful"),
        ("no tension, just joy and joy alone", "joyful"),
        ("dark, but hopeful and hopeful again", "hopeful"),
        ("I couldn't be happier", "joyful"),
        ("I have never been so happy", "joyful"),
        ("can't help falling in love", "tender"),
        ("don't worry, be happy", "peaceful"),
        ("sad, but not too sad", "sad"),
    ],
)
def test_what_only_looks_like_a_negation_turns_nothing_round(text: str, emotion: str) -> None:
    assert heard(text)[0] == emotion


def test_refusing_only_gives_the_opposite() -> None:
    mood = read("not happy")
    assert mood.valence < 0
    assert mood.strongest_emotion != "joyful"


@pytest.mark.parametrize(
    "text",
    [
        "play a song in c major",
        "make it 90 beats per minute",
        "what time is it",
        "something with guitar and bass",
    ],
)
def test_no_emotion_is_heard_where_none_is_asked_for(text: str) -> None:
    assert read(text) == Mood((), 0.0, 0.0)


def test_very_and_slightly_move_the_point_and_not_the_emotion() -> None:
    little, plain, very = (read(f"{word} sad") for word in ("slightly", "simply", "extremely"))
    assert little.weights == plain.weights == very.weights
    assert very.valence < plain.valence < little.valence < 0


def test_little_is_said_of_feelings_and_not_of_girls() -> None:
    assert read("a bitter song").valence == read("bitter").valence
    assert read("a sad song for a little town").valence == read("sad").valence
    assert read("a little sad").valence > read("sad").valence


def test_what_is_plainly_felt_is_read_among_unknown_words() -> None:
    assert heard("80s synthwave nostalgia") == ["nostalgic"]


@pytest.mark.parametrize("text", ["", "  \n ", "123 !!!", "🎉🎉", "..."])
def test_an_empty_request_is_a_sentence(text: str) -> None:
    with pytest.raises(RequestError, match="Say or type what you feel"):
        read(text)


@pytest.mark.parametrize("text", ["xyzzy qwrt plugh", "жить хочется песню", "أغنية حزينة"])
def test_a_request_in_no_known_language_is_a_sentence(text: str) -> None:
    with pytest.raises(RequestError, match="I do not know these words"):
        read(text)


def test_a_novel_is_refused() -> None:
    with pytest.raises(RequestError, match="sentence or two"):
        read("sad " * MAX_REQUEST_CHARS)


@given(st.text(max_size=300))
def test_any_text_gives_a_mood_or_a_sentence(text: str) -> None:
    with suppress(RequestError):
        mood = read(f"music {text}")
        assert {name for name, _ in mood.weights} <= set(emotions())
        assert sum(word.share for word in mood.words) == pytest.approx(1 if mood.words else 0)


@given(st.lists(st.sampled_from("not very sad happy and but without fear , . never calm like rain".split())))
def test_any_order_of_words_gives_weights_that_sum_to_one(said: list[str]) -> None:
    text = " ".join(["music", *said])
    weights = [weight for _, weight in read(text).weights]
    assert not weights or sum(weights) == pytest.approx(1)
    assert weights == sorted(weights, reverse=True)


def test_reading_a_translation_keeps_what_was_said() -> None:
    request = _READER.read("quiero una canción triste", "es", "I want a sad song")
    assert (request.text, request.language, request.english) == (
        "quiero una canción triste",
        "es",
        "I want a sad song",
    )
    assert request.mood.strongest_emotion == "sad"
