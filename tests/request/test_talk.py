"""Talking back: a sentence changes what is there, asks for something else, or gives an order."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from composer_app.errors import RequestError
from composer_app.music.constraints import Constraints, Ending
from composer_app.music.key import Mode
from composer_app.music.metre import COMMON, WALTZ
from composer_app.request.reader import Reader
from composer_app.request.talk import answer, sounding
from composer_app.request.turn import Act, State, Turn

_READER = Reader(sentences=False)


def converse(*said: str) -> tuple[Turn, State]:
    """The last turn of a conversation, and what was there before it."""
    state = State(_READER.read(said[0]))
    for sentence in said[1:-1]:
        turn = answer(_READER, sentence, state)
        assert turn.request
        state = State(turn.request, steps=turn.steps)
    return answer(_READER, said[-1], state), state


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("play", Act.PLAY),
        ("can I hear it again, please", Act.PLAY),
        ("stop", Act.STOP),
        ("louder? no, stop", Act.STOP),
        ("OK, save it", Act.SAVE),
        ("I like it, save that", Act.SAVE),
        ("go back", Act.BACK),
        ("undo that", Act.BACK),
        ("another one", Act.ANOTHER),
        ("give me another version", Act.ANOTHER),
        ("something completely different: a wild party", Act.NEW),
        ("a funeral in the rain", Act.NEW),
        ("a quiet rainy night, not too sad", Act.NEW),
        ("too sad", Act.CHANGE),
        ("sadder", Act.CHANGE),
        ("in G instead", Act.CHANGE),
        ("not so fast", Act.CHANGE),
        ("again, but at 90", Act.CHANGE),
    ],
)
def test_the_sentence_and_the_state_decide_what_is_new(said: str, act: Act) -> None:
    assert converse("a hopeful song", said)[0].act is act


@pytest.mark.parametrize("said", ["play me something happy", "stop being so sad", "save me from this grief"])
def test_a_request_that_begins_like_an_order_is_none(said: str) -> None:
    assert answer(_READER, said, None).act is Act.NEW


def test_without_a_state_a_sentence_is_new() -> None:
    turn = answer(_READER, "less gloomy and more hopeful", None)
    assert turn.act is Act.NEW
    assert turn.request
    assert turn.request.mood.strongest == "hopeful"


@pytest.mark.parametrize(
    ("first", "said", "axis", "sign"),
    [
        ("a hopeful song", "sadder", "valence", -1),
        ("a sad song", "sadder", "valence", -1),
        ("a sad song", "much happier", "valence", 1),
        ("tense strings", "a bit less tense", "arousal", -1),
        ("angry and loud", "calmer", "arousal", -1),
        ("thunder and lightning", "calm it down a little", "arousal", -1),
        ("dreamy pads", "darker", "valence", -1),
        ("scary", "not that scary", "valence", 1),
        ("furious", "more intense", "arousal", 1),
    ],
)
def test_a_comparative_moves_the_mood(first: str, said: str, axis: str, sign: int) -> None:
    turn, before = converse(first, said)
    assert turn.request
    assert turn.act is Act.CHANGE
    assert sign * (getattr(turn.request.mood, axis) - getattr(before.request.mood, axis)) > 0


def test_a_little_moves_less_than_much() -> None:
    moods = [converse("hope", said)[0].request for said in ("a bit sadder", "sadder", "much sadder")]
    assert [request.mood.valence for request in moods if request] == sorted(
        (request.mood.valence for request in moods if request), reverse=True
    )


def test_more_goes_on_and_too_much_goes_back() -> None:
    more, before = converse("triumphant", "more tender", "more")
    back, _ = converse("triumphant", "more tender", "too much")
    assert more.request
    assert back.request
    share = dict(before.request.mood.weights)["tender"]
    assert (
        dict(back.request.mood.weights).get("tender", 0) < share < dict(more.request.mood.weights)["tender"]
    )


@pytest.mark.parametrize(
    ("first", "said", "becomes"),
    [
        ("joy, 120 bpm", "half the tempo", Constraints(tempo=60)),
        ("joy, 120 bpm", "ten bpm faster", Constraints(tempo=130)),
        ("joy in A major", "make it minor", Constraints(tonic=9, mode=Mode.MINOR)),
        ("joy in F", "up a fifth", Constraints(tonic=0)),
        ("joy, eight bars", "twice as long", Constraints(bars=16)),
        ("joy, 30 seconds", "twice as long", Constraints(seconds=60)),
        ("joy on piano", "same but for strings", Constraints(instrument="strings")),
        ("joy on piano", "without piano", Constraints()),
        ("joy in G minor", "forget the key", Constraints()),
        ("joy, a waltz", "in four instead", Constraints(metre=COMMON)),
        ("joy", "try it in three, as a loop", Constraints(metre=WALTZ, ending=Ending.LOOP)),
    ],
)
def test_a_change_leaves_the_rest_as_it_was(first: str, said: str, becomes: Constraints) -> None:
    turn, before = converse(first, said)
    assert turn.request
    assert turn.request.constraints == becomes
    assert turn.request.mood.weights == before.request.mood.weights


def test_slower_is_slower_than_what_sounds() -> None:
    heard = Constraints(tempo=96, bars=8)
    turn = answer(_READER, "slower", State(_READER.read("hope"), heard))
    assert turn.request
    assert 70 < (turn.request.constraints.tempo or 0) < 96
    assert sounding(State(turn.request, heard)).bars == 8


@pytest.mark.parametrize(
    "said",
    [
        "a lullaby for my daughter, in F, slow",  # "daughter" is no comparative
        "a little lullaby in F",
        "start over: a happy birthday waltz",
        "new: a storm at sea",
        "a tender song by the river, in summer",
    ],
)
def test_a_whole_request_is_new_and_takes_nothing_of_the_last(said: str) -> None:
    turn, _ = converse("a rainy sunday, warm and hopeful, 70 bpm", said)
    assert turn.act is Act.NEW
    assert turn.request
    assert turn.request.mood.weights == _READER.read(said.rpartition(": ")[2]).mood.weights
    assert turn.request.constraints.tempo != 70


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("keep the Em and the D and change the others", (1, 2, 4)),
        ("keep the E minor, redo the rest", (1, 4)),
        ("keep the em and the bb", (1, 3, 4)),
        ("hold the B♭", (3,)),
        ("keep Em and D chords", (1, 2, 4)),
    ],
)
def test_chords_are_kept_by_their_name(said: str, kept: tuple[int, ...]) -> None:
    state = State(_READER.read("a hopeful song, 90 bpm"), chords=("Em", "D", "Bb", "Em"))
    turn = answer(_READER, said, state)
    assert (turn.act, turn.keep) == (Act.ANOTHER, kept)
    assert turn.request == state.request


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("keep the first two chords", (1, 2)),
        ("keep the last chord", (-1,)),
        ("keep the second chord", (2,)),
        ("keep the first four chords and change the rest", (1, 2, 3, 4)),
        ("keep chords 1 and 3", (1, 3)),
    ],
)
def test_chords_are_kept_by_their_number(said: str, kept: tuple[int, ...]) -> None:
    turn, _ = converse("hope", said)
    assert (turn.act, turn.keep) == (Act.ANOTHER, kept)


@given(st.text(max_size=120), st.sampled_from(["hope", "sad, 80 bpm, eight bars in G", "a chord"]))
@settings(deadline=None)
def test_any_sentence_leads_somewhere(text: str, first: str) -> None:
    with suppress(RequestError):
        turn = answer(_READER, text, State(_READER.read(first)))
        assert turn.request is not None


@pytest.mark.parametrize(("said", "tonic"), [("make it higher", 4), ("play it a bit lower, please", 1)])
def test_a_piece_can_be_had_higher_or_lower(said: str, tonic: int) -> None:
    state = State(_READER.read("a hopeful song"), heard=Constraints(tonic=2, mode=Mode.MAJOR))
    turn = answer(_READER, said, state)
    assert turn.request
    assert (turn.act, turn.request.constraints.tonic) == (Act.CHANGE, tonic)
    assert turn.request.mood == state.request.mood


@pytest.mark.parametrize(
    ("said", "tonic"), [("use G major instead of D major", 7), ("change D major to G major", 7)]
)
def test_the_key_that_sounds_is_a_key_and_no_chord(said: str, tonic: int) -> None:
    state = State(_READER.read("hope"), Constraints(tonic=2, mode=Mode.MAJOR), chords=("D", "A", "G"))
    turn = answer(_READER, said, state)
    assert turn.act is Act.CHANGE
    assert turn.request
    assert turn.request.constraints.tonic == tonic


@pytest.mark.parametrize(
    ("said", "kept", "key"),
    [
        ("keep the Em and change the rest, in G major", (1, 4), (7, Mode.MAJOR)),
        ("keep the Em and the D, in the key of B flat", (1, 2, 4), (10, None)),
        ("keep the first chord, in D minor", (1,), (2, Mode.MINOR)),
        ("lock the first chord, in the key of G", (1,), (7, None)),
        # Nothing is kept in its place where all of it is moved.
        ("keep the chords but in G", (), (7, None)),
        ("keep it in G", (), (7, None)),
    ],
)
def test_a_key_that_is_named_beside_chords_to_keep_is_no_chord(
    said: str, kept: tuple[int, ...], key: tuple[int, Mode | None]
) -> None:
    state = State(_READER.read("a hopeful song, 90 bpm"), chords=("Em", "D", "Bb", "Em"))
    turn = answer(_READER, said, state)
    assert (turn.act, turn.keep) == (Act.CHANGE, kept)
    assert turn.request
    assert (turn.request.constraints.tonic, turn.request.constraints.mode) == key
