import pytest

from composer_app.music.constraints import PATTERNS
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre
from composer_app.music.pattern import ALL, HIGH, LOW, NEUTRAL, patterns, usual_metre, usual_patterns
from composer_app.request.emotion.mood import emotions


def test_every_pattern_that_can_be_asked_for_is_there_in_the_usual_metres() -> None:
    assert set(patterns()) == set(PATTERNS)
    for pattern in patterns().values():
        assert set(pattern.figures) == {COMMON, WALTZ, SIX_EIGHT}


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_goes_from_calm_to_busy_and_starts_with_the_bass(name: str) -> None:
    for metre, figures in patterns()[name].figures.items():
        assert len(figures) >= 2
        assert figures[0].notes_per_beat <= figures[-1].notes_per_beat
        for figure in figures:
            first = figure.strikes[0]
            assert (first.at, first.hand) == (0, LOW)
            assert first.voices[0] == 1
            assert figure.beats == metre.beats
            for strike in figure.strikes:
                assert 0 <= strike.at < metre.beats
                assert set(strike.voices) <= ({1, 5, 8} if strike.hand == LOW else set(range(1, 7)))


def test_the_notation_is_read_as_it_explains_itself() -> None:
    arpeggio = patterns()["arpeggio"].for_metre(COMMON)[1]
    assert [strike.at for strike in arpeggio.strikes] == [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5]
    assert [strike.voices for strike in arpeggio.strikes] == [(1,), (1,), (2,), (3,), (4,), (3,), (2,), (3,)]
    assert (arpeggio.notes_per_beat, arpeggio.onsets_per_beat) == (2, 2)
    strum = patterns()["strum"].for_metre(COMMON)[-1]
    loud = next(strike for strike in strum.strikes if strike.hand == HIGH)
    assert (loud.voices, loud.accent > 0) == (ALL, True)
    assert patterns()["pad"].legato
    assert not patterns()["comp"].legato


def test_a_metre_that_nobody_wrote_for_gets_the_nearest_cut_or_repeated() -> None:
    broken = patterns()["broken"]
    assert broken.for_metre(Metre(5, 4)) == broken.figures[COMMON]
    assert broken.for_metre(Metre(9, 8)) == broken.figures[SIX_EIGHT]
    figure = broken.for_metre(Metre(5, 4))[1]
    assert [strike.at for strike in figure.within(5)][-1] == 4.5
    assert max(strike.at for strike in figure.within(2)) == 1.5


def test_every_emotion_has_its_patterns() -> None:
    names = {name: [p.name for p in usual_patterns(name, COMMON)] for name in (*emotions(), NEUTRAL)}
    assert all(len(found) == 3 for found in names.values())
    assert len({tuple(found) for found in names.values()}) > 10
    assert usual_patterns("an emotion of tomorrow", COMMON) == usual_patterns(NEUTRAL, COMMON)


def test_a_waltz_has_three_beats() -> None:
    assert usual_metre("waltz") == WALTZ
    assert usual_metre("pulse") == usual_metre(None) == COMMON
