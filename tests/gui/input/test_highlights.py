import pytest

from composer_app.gui.input.highlights import find_highlights
from composer_app.request.emotion.mood import Mood, WordContribution
from composer_app.request.reader import RequestReader
from composer_app.request.request import Request


def _request(*words: str, because: tuple[tuple[str, str], ...] = ()) -> Request:
    shares = tuple(WordContribution(word, "sad", 1 / len(words), negated=False) for word in words)
    return Request("", "en", "", Mood((), 0, 0, shares), constraint_phrases=because)


def _marked(text: str, request: Request) -> list[str]:
    return [text[mark.start : mark.start + mark.length] for mark in find_highlights(text, request)]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("So SAD, so sad", ("sad", "sad"), ["SAD", "sad"]),
        ("sadly I am sad", ("sad",), ["sad"]),
        ("a bitter-sweet song", ("bitter sweet",), ["bitter-sweet"]),
        ("it’s over, don’t cry", ("don't cry",), ["don’t cry"]),
        ("sad then glad", ("glad", "sad"), ["sad", "glad"]),
        ("心里很温暖又有一点悲伤", ("温暖", "悲伤"), ["温暖", "悲伤"]),
        ("悲しみと喜び", ("喜び",), ["喜び"]),
        ("Je suis très triste", ("triste",), ["triste"]),
        ("nothing of it", ("sad",), []),
        ("", ("sad",), []),
        ("what?", ("",), []),
    ],
)
def test_the_words_that_counted_are_found_where_they_stand(
    text: str, words: tuple[str, ...], found: list[str]
) -> None:
    assert _marked(text, _request(*words)) == found


def test_a_word_that_was_taken_out_is_not_marked_and_the_others_still_are() -> None:
    assert _marked("only hope is left", _request("sad", "hope")) == ["hope"]


def test_words_that_named_a_constraint_are_marked_as_such_unless_they_spoke_of_the_mood() -> None:
    request = _request("slow", because=(("tempo", "slow"), ("tonic", "D minor"), ("mode", "D minor")))
    found = find_highlights("slow, in D minor", request)
    assert [(mark.start, mark.contribution is None) for mark in found] == [(0, False), (9, True)]


def test_nothing_is_marked_without_a_request() -> None:
    assert find_highlights("hope", None) == ()


@pytest.mark.parametrize(
    "text",
    [
        "I'm not sad any more: eight bars of quiet joy, in three",
        "心里很温暖又有一点悲伤，我想要一首慢慢的钢琴曲",
        "Ich bin traurig und voller Hoffnung",
    ],
)
def test_every_word_of_a_sentence_that_was_read_is_marked(text: str) -> None:
    request = RequestReader(use_sentence_model=False).read(text)
    found = [mark.contribution for mark in find_highlights(text, request) if mark.contribution]
    assert found == list(request.mood.words)
