from dataclasses import replace

import pytest

from composer_app.gui.playback.options import build_options
from composer_app.gui.session.overrides import NO_OVERRIDES, overrides_of
from composer_app.music.key import Mode
from composer_app.music.pattern import pattern_names
from composer_app.music.performance_settings import PerformanceSettings
from testing import factories

TABLE = build_options()
TAKE = factories.composition()
CHOICES = [(name, value) for name, option in TABLE.items() for _, value in option.choices]


@pytest.mark.parametrize(("name", "value"), CHOICES)
def test_every_choice_can_be_fixed_read_again_and_let_go(name: str, value: object) -> None:
    option = TABLE[name]
    fixed = option.with_value(NO_OVERRIDES, value)
    assert option.value_in(fixed) == value
    assert option.is_overridden(fixed) == (value != option.default)
    assert option.with_value(fixed, option.default) == NO_OVERRIDES


@pytest.mark.parametrize("name", [name for name, option in TABLE.items() if option.choices])
def test_no_two_choices_read_alike(name: str) -> None:
    texts = [text for text, _ in TABLE[name].choices]
    assert len(set(texts)) == len(texts)
    assert all(texts)


def test_what_a_take_has_is_told_whoever_decided_it() -> None:
    heard = {name: option.describe_take(TAKE) for name, option in TABLE.items()}
    assert heard == {
        "key": "D major",
        "tempo": "96 bpm",
        "metre": "4/4",
        "bars": "4",
        "instrument": "piano",
        "bass": "double bass",
        "counter_line": "none",
        "pattern": heard["pattern"],
        "voicing": "piano",
        "pedal": "Auto",
        "humanise": "50 %",
        "intensity": "100 %",
        "adventure": "usual",
        "form": "A",
    }
    assert heard["pattern"] in pattern_names()


def test_a_fixed_pattern_is_the_one_that_is_told() -> None:
    asked = TAKE.request
    take = replace(TAKE, request=replace(asked, constraints=replace(asked.constraints, pattern="waltz")))
    assert TABLE["pattern"].describe_take(take) == "waltz"
    assert overrides_of(take, asked) == TABLE["pattern"].with_value(NO_OVERRIDES, "waltz")


def test_a_key_fixes_tonic_and_mode_together() -> None:
    fixed = TABLE["key"].with_value(NO_OVERRIDES, (3, Mode.MINOR))
    assert (fixed.constraints.tonic, fixed.constraints.mode) == (3, Mode.MINOR)


def test_every_option_of_the_manner_can_be_chosen() -> None:
    places = {
        field
        for option in TABLE.values()
        if option.path[0] == "performance_settings"
        for field in option.path[1:]
    }
    assert places == set(PerformanceSettings.__dataclass_fields__)
