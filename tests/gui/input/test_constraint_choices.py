import pytest

from composer_app.gui.input.constraint_choices import (
    NumberRange,
    RequestedConstraint,
    constraint_options,
    requested_constraints,
    with_constraints,
    without_constraints,
)
from composer_app.music.constraints import Constraints, Ending
from composer_app.music.key import Mode
from composer_app.music.metre import WALTZ
from composer_app.request.request import Request
from testing import factories

EVERYTHING = Constraints(3, Mode.MINOR, 72.0, WALTZ, 8, 30.0, "strings", "waltz", Ending.LOOP)


def _request(constraints: Constraints, *because: tuple[str, str]) -> Request:
    return Request("a sentence", "en", "a sentence", factories.mood("sad"), constraints, because)


def _texts(constraints: Constraints) -> list[str]:
    return [thing.text for thing in requested_constraints(_request(constraints))]


def test_each_of_the_nine_constraints_is_named() -> None:
    assert _texts(EVERYTHING) == [
        "E♭ minor", "72 bpm", "in 3/4", "8 bars", "30 seconds", "strings", "waltz pattern", "as a loop",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("constraints", "texts"),
    [
        (Constraints(), []),
        (Constraints(tonic=6), ["in F♯"]),
        (Constraints(mode=Mode.MAJOR, tempo=72.5), ["major", "72.5 bpm"]),
        (Constraints(bars=1, ending=Ending.CADENCE), ["1 bar", "with an ending"]),
    ],
)
def test_only_what_was_asked_for_is_named(constraints: Constraints, texts: list[str]) -> None:
    assert _texts(constraints) == texts


def test_nothing_is_asked_for_before_anything_is_said() -> None:
    assert requested_constraints(None) == ()


def test_a_thing_knows_which_words_named_it() -> None:
    request = _request(
        Constraints(2, Mode.MINOR, 60.0), ("tonic", "in D minor"), ("mode", "in D minor"), ("tempo", "slow")
    )
    assert [thing.words for thing in requested_constraints(request)] == ["in D minor", "slow"]


@pytest.mark.parametrize("thing", requested_constraints(_request(EVERYTHING)), ids=lambda thing: thing.text)
def test_each_can_be_changed_to_every_choice_that_is_offered_and_is_read_back_as_it(
    thing: RequestedConstraint,
) -> None:
    offered = constraint_options(thing.fields)
    if isinstance(offered, NumberRange):
        for number in (offered.minimum, offered.maximum):
            assert with_constraints(_request(EVERYTHING), {thing.fields[0]: number}).constraints != EVERYTHING
        return
    assert thing.text in [option.text for option in offered]
    assert len({option.text for option in offered}) == len(offered)
    for option in offered:
        values = dict(zip(thing.fields, option.values, strict=True))
        assert option.text in _texts(with_constraints(_request(EVERYTHING), values).constraints)


@pytest.mark.parametrize("fields", [("tonic",), ("mode",)])
def test_a_tonic_or_a_mode_alone_has_choices_too(fields: tuple[str, ...]) -> None:
    offered = constraint_options(fields)
    assert not isinstance(offered, NumberRange)
    assert len(offered) == (12 if fields == ("tonic",) else 2)


@pytest.mark.parametrize("thing", requested_constraints(_request(EVERYTHING)), ids=lambda thing: thing.text)
def test_each_can_be_left_open_and_the_others_and_the_sentence_stay(thing: RequestedConstraint) -> None:
    before = _request(EVERYTHING, ("tempo", "slow"), ("bars", "eight bars"))
    after = without_constraints(before, thing.fields)
    assert [t.text for t in requested_constraints(after)] == [
        t.text for t in requested_constraints(before) if t != thing and t.fields != thing.fields
    ]
    assert after.text == before.text
    assert after.mood == before.mood


def test_what_a_person_chose_was_named_by_no_word() -> None:
    after = with_constraints(_request(EVERYTHING, ("tempo", "slow"), ("bars", "eight")), {"tempo": 90.0})
    assert after.constraint_phrases == (("bars", "eight"),)
