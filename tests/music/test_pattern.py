import pytest

from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre
from composer_app.music.pattern import (
    ALL_VOICES,
    HIGH,
    LOW,
    NEUTRAL,
    default_metre,
    load_patterns,
    pattern_names,
    patterns_for_emotion,
)
from composer_app.request.emotion.mood import emotions


def test_every_pattern_that_can_be_asked_for_is_there_in_the_usual_metres() -> None:
    assert set(load_patterns()) == set(pattern_names())
    for pattern in load_patterns().values():
        assert set(pattern.figures) == {COMMON, WALTZ, SIX_EIGHT}


@pytest.mark.parametrize("name", pattern_names())
def test_a_pattern_goes_from_calm_to_busy_and_starts_with_the_bass(name: str) -> None:
    for metre, figures in load_patterns()[name].figures.items():
        assert len(figures) >= 2
        assert figures[0].notes_per_beat <= figures[-1].notes_per_beat
        for figure in figures:
            first = figure.strikes[0]
            assert (first.beat, first.hand) == (0, LOW)
            assert first.voices[0] == 1
            assert figure.beats == metre.beats
            for strike in figure.strikes:
                assert 0 <= strike.beat < metre.beats
                assert set(strike.voices) <= ({1, 5, 8} if strike.hand == LOW else set(range(1, 7)))


def test_the_notation_is_read_as_it_explains_itself() -> None:
    arpeggio = load_patterns()["arpeggio"].for_metre(COMMON)[1]
    assert [strike.beat for strike in arpeggio.strikes] == [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5]
    assert [strike.voices for strike in arpeggio.strikes] == [(1,), (1,), (2,), (3,), (4,), (3,), (2,), (3,)]
    assert (arpeggio.notes_per_beat, arpeggio.onsets_per_beat) == (2, 2)
    strum = load_patterns()["strum"].for_metre(COMMON)[-1]
    loud = next(strike for strike in strum.strikes if strike.hand == HIGH)
    assert (loud.voices, loud.accent > 0) == (ALL_VOICES, True)
    assert load_patterns()["pad"].is_legato
    assert not load_patterns()["comp"].is_legato


def test_a_metre_that_nobody_wrote_for_gets_the_nearest_cut_or_repeated() -> None:
    broken = load_patterns()["broken"]
    assert broken.for_metre(Metre(5, 4)) == broken.figures[COMMON]
    assert broken.for_metre(Metre(9, 8)) == broken.figures[SIX_EIGHT]
    figure = broken.for_metre(Metre(5, 4))[1]
    assert [strike.beat for strike in figure.within(5)][-1] == 4.5
    assert max(strike.beat for strike in figure.within(2)) == 1.5


def test_every_emotion_has_its_patterns() -> None:
    names = {name: [p.name for p in patterns_for_emotion(name, COMMON)] for name in (*emotions(), NEUTRAL)}
    assert all(len(found) == 3 for found in names.values())
    assert len({tuple(found) for found in names.values()}) > 10
    assert patterns_for_emotion("an emotion of tomorrow", COMMON) == patterns_for_emotion(NEUTRAL, COMMON)


def test_a_waltz_has_three_beats() -> None:
    assert default_metre("waltz") == WALTZ
    assert default_metre("pulse") == default_metre(None) == COMMON
