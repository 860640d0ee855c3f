import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.music.constraints import BAR_LIMITS
from composer_app.music.cues import EXACT_TEMPI, bars_for_duration, cues_at
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre

unit = st.floats(-1, 1)
metres = st.sampled_from([COMMON, WALTZ, SIX_EIGHT, Metre(5, 4)])


@given(unit, unit, metres, st.integers(0, 50))
def test_a_mood_takes_a_tempo_that_every_daw_shows_exactly(
    valence: float, arousal: float, metre: Metre, seed: int
) -> None:
    felt = cues_at(valence, arousal, metre, seed=seed)
    assert felt.tempo in EXACT_TEMPI
    assert (60_000_000 / felt.tempo).is_integer()
    assert cues_at(valence, arousal, metre, 93.5, seed=seed).tempo == 93.5


def test_takes_of_one_mood_differ_a_little_and_the_same_seed_does_not() -> None:
    felt = [cues_at(0.6, 0.5, COMMON, seed=seed) for seed in range(20)]
    assert len({each.velocity for each in felt}) > 10
    assert max(each.notes_per_second for each in felt) < 1.2 * min(each.notes_per_second for each in felt)
    assert felt[3] == cues_at(0.6, 0.5, COMMON, seed=3)


def test_intensity_draws_a_feeling_out_from_the_middle() -> None:
    none, usual, strong = (cues_at(-0.6, 0.7, COMMON, intensity=amount) for amount in (0, 1, 1.5))
    assert none == cues_at(0.6, -0.7, COMMON, intensity=0)
    assert none.velocity < usual.velocity < strong.velocity
    assert none.notes_per_second < usual.notes_per_second < strong.notes_per_second


@given(unit, unit, st.floats(0, 2))
def test_the_strongest_feeling_is_still_playable(valence: float, arousal: float, intensity: float) -> None:
    felt = cues_at(valence, arousal, COMMON, intensity=intensity)
    assert 20 <= felt.velocity <= 120
    assert felt.notes_per_second >= 1
    assert felt.note_seconds >= 0.2


@pytest.mark.parametrize(
    ("seconds", "tempo", "metre", "bars"),
    [(30, 96, COMMON, 12), (10, 120, COMMON, 4), (2, 120, COMMON, 1), (600, 160, WALTZ, BAR_LIMITS[1])],
)
def test_a_length_in_seconds_is_about_so_many_bars(
    seconds: float, tempo: float, metre: Metre, bars: int
) -> None:
    assert bars_for_duration(seconds, tempo, metre) == bars
    assert bars_for_duration(None, tempo, metre) is None
