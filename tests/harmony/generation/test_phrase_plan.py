"""From the shape of a phrase to places and the chords that they share."""

import torch

from composer_app.harmony.generation.phrase_plan import Plan, PlannedChord, plan_of
from composer_app.harmony.model.phrase_encoding import Onset, encode_phrase
from composer_app.music.metre import COMMON
from tests.harmony.model.test_phrase_rbm import LOOP


def test_bars_that_return_have_the_same_chords() -> None:
    plan = plan_of(encode_phrase(LOOP, COMMON, "major"), COMMON)
    starts = [chord.start for chord in plan.chords]
    assert starts == [0, 4, 8, 12, 16, 20, 24, 26, 28, 31]
    variables = [chord.variable for chord in plan.chords]
    assert variables[4:6] == variables[:2]
    assert len(set(variables)) == 8
    assert [chord.onset for chord in plan.chords[:4]] == [
        Onset.TONIC, Onset.OTHER, Onset.PREDOMINANT, Onset.DOMINANT
    ]  # fmt: skip
    assert sum(plan.lengths()) == plan.beats == 32


def test_the_first_bars_of_a_phrase_are_a_plan() -> None:
    plan = plan_of(encode_phrase(LOOP, COMMON, "major"), COMMON, 3)
    assert [chord.start for chord in plan.chords] == [0, 4, 8]
    assert plan.beats == 12


def test_a_random_phrase_is_a_plan_without_neighbours_that_are_the_same() -> None:
    rng = torch.Generator().manual_seed(3)
    for _ in range(200):
        units = (torch.rand(encode_phrase(LOOP, COMMON, "major").shape, generator=rng) < 0.4).double()
        plan = plan_of(units, COMMON)
        assert plan.chords[0].start == 0
        assert all(length > 0 for length in plan.lengths())
        pairs = zip(plan.chords, plan.chords[1:], strict=False)
        assert all(a.variable != b.variable and a.start < b.start for a, b in pairs)


def test_plans_follow_each_other_with_variables_of_their_own_or_shared() -> None:
    one = Plan((PlannedChord(0, 0), PlannedChord(2, 1)), 4)
    assert [c.variable for c in one.followed_by(one).chords] == [0, 1, 2, 3]
    again = one.followed_by(one, shared=True)
    assert [(c.start, c.variable, c.phrase_start) for c in again.chords] == [
        (0, 0, 0), (2, 1, 0), (4, 0, 4), (6, 1, 4)
    ]  # fmt: skip
    assert [c.variable for c in again.with_own_variable([3]).chords] == [0, 1, 0, 2]


def test_a_plan_closes_on_a_chord_of_its_own_in_its_last_bar() -> None:
    plan = plan_of(encode_phrase(LOOP, COMMON, "major"), COMMON).closing(COMMON)
    assert [chord.start for chord in plan.chords][-2:] == [26, 28]
    assert plan.lengths()[-1] == 4
    variables = [chord.variable for chord in plan.chords]
    assert variables.count(variables[-1]) == variables.count(variables[-2]) == 1
