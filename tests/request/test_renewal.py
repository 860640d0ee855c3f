"""Commands about chords: others are found for those that are meant, and what cannot be done is said."""

from contextlib import suppress

import pytest

from composer_app.errors import RequestError
from composer_app.music.key import Mode
from composer_app.request.reader import Reader
from composer_app.request.talk import answer
from composer_app.request.turn import Act, State, Turn

_READER = Reader(sentences=False)
_STATE = State(_READER.read("a hopeful song, 90 bpm"), chords=("Em", "A", "Bm7", "Em"))


def say(text: str) -> Turn:
    return answer(_READER, text, _STATE)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("change the second chord", (1, 3, 4)),
        ("can you change the second chord, please?", (1, 3, 4)),
        ("another chord for the second", (1, 3, 4)),
        ("change the last two chords", (1, 2)),
        ("change the second to last chord", (1, 2, 4)),
        ("replace the second and third chords and keep the rest", (1, 4)),
        ("change chords 1 and 3", (2, 4)),
        ("replace the Em", (2, 3)),
        ("change the E minor", (2, 3)),
        ("swap the A for something else", (1, 3, 4)),
        ("make the last chord different", (1, 2, 3)),
        ("replace the em", (2, 3)),
        ("change the chords", ()),
        ("change chords 1 to 3", (4,)),
        ("replace the B minor seven", (1, 2, 4)),
    ],
)
def test_all_chords_but_those_to_be_changed_stay(said: str, kept: tuple[int, ...]) -> None:
    turn = say(said)
    assert (turn.act, turn.keep, turn.request) == (Act.ANOTHER, kept, _STATE.request)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("keep the Em and the B and change the others", "There is no B in this take"),
        ("keep the Gmaj7 and the B and change the others", "There is no Gmaj7 or B in this take"),
        ("keep the em and the b and change the others", "There is no B in this take"),
        ("replace the C#m", "There is no C#m in this take"),
        ("keep the sixth chord", "This take has only 4 chords"),
        ("change the fifth chord", "This take has only 4 chords"),
        ("keep chords 1 and 9", "This take has only 4 chords"),
        ("make the last chord sadder", "what to do with that chord"),
        ("change the last chord to J minor", "what to do with that chord"),
        ("replace the Em with G and D", "what to do with that chord"),
        ("add a chord", "I do not know how"),
        ("I don't like the last chord", "what to do with that chord"),
        ("the last chord should be A minor", "what to do with that chord"),
        ("hold the last chord for two bars", "what to do with that chord"),
        ("transpose the last chord up a fifth", "what to do with that chord"),
        ("change the ninth chord", "This take has only 4 chords"),
    ],
)
def test_a_command_that_cannot_be_done_is_never_a_new_request(said: str, told: str) -> None:
    with pytest.raises(RequestError, match=told):
        say(said)


@pytest.mark.parametrize(
    "said", ["change the others", "redo the rest, please", "find others for the other chords"]
)
def test_others_can_be_asked_for_in_place_of_all_that_are_not_kept(said: str) -> None:
    assert say(said) == Turn(Act.REST, _STATE.request)


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("make the chords sadder", Act.CHANGE),
        ("keep the chords but play them as arpeggios", Act.CHANGE),
        ("change to A minor", Act.CHANGE),
        ("change the key to G", Act.CHANGE),
        ("keep the chords. A bit slower", Act.CHANGE),
        ("make the last one happier", Act.CHANGE),
        ("new: dreamy chords for a rainy night", Act.NEW),
        ("dreamy chords for a rainy night", Act.NEW),
    ],
)
def test_a_sentence_that_means_no_certain_chord_is_read_as_before(said: str, act: Act) -> None:
    assert say(said).act is act


@pytest.mark.parametrize("end", [" please" * 35, " " * 250, ", again" * 40])
@pytest.mark.parametrize("begin", ["delete the last chord", "change the rest", "replace the Em"])
def test_no_sentence_takes_long(
    begin: str, end: str
) -> None:  # where an expression goes wrong, it takes years
    with suppress(RequestError):
        assert say(f"{begin}{end}x").request


def test_the_mode_of_all_chords_can_be_changed() -> None:
    request = say("make the chords minor").request
    assert request
    assert request.constraints.mode is Mode.MINOR


def test_a_new_request_keeps_its_whole_sentence() -> None:
    request = say("a storm at sea and change the others").request
    assert request
    assert request.text == "a storm at sea and change the others"
