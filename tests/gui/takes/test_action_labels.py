from dataclasses import replace

import pytest

from composer_app.gui.session.open_takes import OpenTake
from composer_app.gui.takes.action_labels import describe_lock_change, describe_take_action
from composer_app.music.chord import Chord
from composer_app.music.constraints import Constraints
from composer_app.music.performance_settings import PerformanceSettings
from testing import factories

_TAKE = factories.composition(seed=1)
_ASKED = _TAKE.request
_SHOWN = OpenTake(_TAKE, _ASKED, None)


def test_the_first_take_is_its_sentence() -> None:
    how = describe_take_action(None, _TAKE, _ASKED, is_revision=False)
    assert (how.label, how.continues_shown_take) == ("“I want a song that expresses ho…”", False)


def test_another_sentence_is_something_new() -> None:
    asked = factories.request("rain", "sad")
    how = describe_take_action(_SHOWN, factories.composition(asked, seed=2), asked, is_revision=False)
    assert (how.label, how.continues_shown_take) == ("“rain”", False)


def test_the_same_request_with_another_seed_is_another_one() -> None:
    how = describe_take_action(_SHOWN, replace(_TAKE, seed=2), _ASKED, is_revision=False)
    assert (how.label, how.continues_shown_take) == ("regenerate", True)


def test_other_chords_played_as_before_are_the_rest_redone() -> None:
    how = describe_take_action(_SHOWN, replace(_TAKE, seed=2, performance_seed=1), _ASKED, is_revision=False)
    assert how.label == "regenerate unlocked"


def test_the_same_words_with_another_feeling_are_that_feeling() -> None:
    asked = factories.request(_ASKED.text, "tense")
    how = describe_take_action(_SHOWN, factories.composition(asked, seed=2), asked, is_revision=False)
    assert (how.label, how.continues_shown_take) == ("feel tense", True)


def test_a_feeling_moved_on_the_map_is_that_feeling() -> None:
    asked = replace(_ASKED, mood=replace(_ASKED.mood, valence=-0.5))
    how = describe_take_action(_SHOWN, factories.composition(asked, seed=2), asked, is_revision=False)
    assert (how.label, how.continues_shown_take) == ("feel hopeful, wonder", True)


def test_a_sentence_that_changes_the_take_is_itself_and_goes_on_from_it() -> None:
    asked = replace(_ASKED, text="in G instead", constraints=Constraints(tonic=7))
    how = describe_take_action(_SHOWN, replace(_TAKE, request=asked), asked, is_revision=False)
    assert (how.label, how.continues_shown_take) == ("“in G instead”", True)


def test_a_sentence_that_asks_for_less_is_named_by_what_it_asks_no_more() -> None:
    before = replace(_ASKED, constraints=Constraints(tempo=80.0))
    shown = OpenTake(replace(_TAKE, request=before), before, None)
    how = describe_take_action(shown, replace(_TAKE, seed=2), _ASKED, is_revision=False)
    assert (how.label, how.continues_shown_take) == ("tempo", True)


@pytest.mark.parametrize(
    ("fixed", "act"),
    [
        (Constraints(tempo=120.0), "tempo"),
        (Constraints(tonic=2, mode=None), "key"),
        (Constraints(tonic=2, tempo=80.0, bars=8), "key, tempo, bars"),
    ],
)
def test_what_the_controls_fix_is_named(fixed: Constraints, act: str) -> None:
    made = replace(_TAKE, request=replace(_ASKED, constraints=fixed))
    assert describe_take_action(_SHOWN, made, _ASKED, is_revision=False).label == act


def test_another_manner_is_how_it_is_played() -> None:
    made = replace(_TAKE, performance_settings=replace(PerformanceSettings(), intensity=1.5))
    assert describe_take_action(_SHOWN, made, _ASKED, is_revision=False).label == "performance settings"


def test_one_chord_that_was_changed_is_named() -> None:
    made = factories.swapped(_TAKE, 1, Chord(0, "maj7"))
    how = describe_take_action(_SHOWN, made, _ASKED, is_revision=True)
    assert (how.label, how.continues_shown_take) == ("A → Cmaj7", True)


def test_the_same_chords_played_otherwise_are_named_by_what_is_fixed() -> None:
    made = replace(_TAKE, request=replace(_ASKED, constraints=Constraints(tempo=120.0)))
    assert describe_take_action(_SHOWN, made, _ASKED, is_revision=True).label == "tempo"


def test_more_than_one_are_the_chords() -> None:
    made = factories.swapped(factories.swapped(_TAKE, 1, Chord(0, "maj7")), 2, Chord(0, "6"))
    assert describe_take_action(_SHOWN, made, _ASKED, is_revision=True).label == "change the chords"


@pytest.mark.parametrize(
    ("before", "after", "act"),
    [
        (set(), {2}, "lock Bm7"),
        ({2}, set(), "unlock Bm7"),
        (set(), {0, 1}, "lock chords"),
        ({0, 1, 2}, {0}, "unlock chords"),
    ],
)
def test_chords_that_are_kept_are_named(before: set[int], after: set[int], act: str) -> None:
    assert describe_lock_change(_SHOWN, frozenset(before), frozenset(after)) == act
