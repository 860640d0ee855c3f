from dataclasses import replace

import pytest

from composer_app.composition import Composition
from composer_app.gui.session.overrides import (
    NO_OVERRIDES,
    Overrides,
    needs_new_chords,
    overrides_of,
    preserves_chords,
    without_superseded,
)
from composer_app.music.chord import Chord
from composer_app.music.constraints import Constraints
from composer_app.music.generation_settings import GenerationSettings
from composer_app.music.key import Mode
from composer_app.music.metre import COMMON, WALTZ
from composer_app.music.performance_settings import PerformanceSettings
from testing import factories

ASKED = factories.request()
TAKE = factories.composition()  # in D major, 4/4, four bars


def _made(fixed: Overrides, asked: Constraints | None = None) -> Composition:
    """A take that was made with something fixed."""
    held = (asked or Constraints()).overridden_by(fixed.constraints)
    return replace(
        TAKE,
        request=replace(ASKED, constraints=held),
        performance_settings=fixed.performance_settings,
        generation_settings=fixed.generation_settings,
    )


@pytest.mark.parametrize(
    "fixed",
    [
        NO_OVERRIDES,
        Overrides(Constraints(tonic=3, mode=Mode.MINOR, tempo=84.0)),
        Overrides(
            Constraints(instrument="strings"),
            PerformanceSettings(bass_instrument="bass"),
            GenerationSettings(1.2),
        ),
    ],
)
def test_what_was_fixed_is_read_from_the_take(fixed: Overrides) -> None:
    assert overrides_of(_made(fixed), ASKED) == fixed


def test_what_the_sentence_asked_for_was_not_fixed_by_hand() -> None:
    asked = replace(ASKED, constraints=Constraints(tempo=60.0, bars=4))
    wish = Overrides(Constraints(tempo=90.0))
    assert overrides_of(_made(wish, asked.constraints), asked) == wish


@pytest.mark.parametrize(
    "now",
    [
        Overrides(Constraints(tempo=150.0)),
        Overrides(Constraints(pattern="pad", instrument="organ")),
        Overrides(performance_settings=PerformanceSettings("close", 0.0, 2.0, "bass", "choir", pedal=True)),
        Overrides(Constraints(tonic=7)),
        Overrides(Constraints(tonic=7, mode=Mode.MAJOR)),
        Overrides(Constraints(metre=COMMON, bars=4)),
    ],
)
def test_what_leaves_the_chords_as_they_are_needs_no_others(now: Overrides) -> None:
    assert not needs_new_chords(TAKE, ASKED, NO_OVERRIDES, now)


@pytest.mark.parametrize(
    "now",
    [
        Overrides(Constraints(mode=Mode.MINOR)),
        Overrides(Constraints(metre=WALTZ)),
        Overrides(Constraints(bars=8)),
        Overrides(generation_settings=GenerationSettings(1.2)),
    ],
)
def test_another_mode_metre_length_or_taste_finds_other_chords(now: Overrides) -> None:
    assert needs_new_chords(TAKE, ASKED, NO_OVERRIDES, now)
    assert needs_new_chords(_made(now), ASKED, now, NO_OVERRIDES), "and so does letting go of it"


def test_letting_go_of_a_mode_loses_no_chord_that_was_changed() -> None:
    before = Overrides(Constraints(tonic=2, mode=Mode.MAJOR))
    assert needs_new_chords(_made(before), ASKED, before, NO_OVERRIDES)
    shaped = replace(_made(before), locked=((0, Chord(2, "maj")),))
    assert not needs_new_chords(shaped, ASKED, before, NO_OVERRIDES)


def test_what_a_sentence_names_goes_before_what_was_fixed_earlier() -> None:
    wishes = Constraints(tonic=2, tempo=90.0)
    now = replace(ASKED, constraints=Constraints(tonic=7))
    assert without_superseded(wishes, ASKED, now) == Constraints(tempo=90.0)


def test_what_a_sentence_is_silent_about_stays_fixed() -> None:
    wishes = Constraints(tonic=2)
    before = replace(ASKED, constraints=Constraints(tonic=7))
    assert without_superseded(wishes, before, ASKED) == wishes


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        (Constraints(tonic=7), True),
        (Constraints(tonic=7, mode=Mode.MAJOR, tempo=80, instrument="strings"), True),  # D major is there
        (Constraints(tonic=7, mode=Mode.MINOR), False),
        (Constraints(tonic=7, bars=8), False),
        (Constraints(metre=WALTZ), False),
        (Constraints(), False),
    ],
)
def test_chords_stay_where_only_what_moves_or_plays_them_is_asked_anew(
    asked: Constraints, *, same: bool
) -> None:
    take = factories.composition()
    before = replace(take.request, constraints=Constraints())
    now = replace(before, constraints=asked)
    assert preserves_chords(take, before, now) is same
    assert not preserves_chords(take, before, replace(now, mood=factories.mood("sad")))
