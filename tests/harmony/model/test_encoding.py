from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.harmony.model.encoding import (
    BLANK_UNIT,
    CHORDS,
    MODES,
    UNKNOWN_PLACE,
    chord_changes,
    chord_from_units,
    chord_unit,
    nearest_metre,
    place_at,
    sequence_units,
    share_names,
    shared_weight_ties,
    slot_units,
    unit_names,
)
from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre
from composer_app.music.progression import TimedChord

chords = st.builds(Chord, st.integers(0, 11), st.sampled_from(list(QUALITIES)), st.integers(0, 11))
songs = st.lists(st.tuples(chords, st.sampled_from([0.5, 1.0, 2.0])), max_size=30)


@given(chords, st.integers(0, 11))
def test_a_chord_reads_back_in_every_key_and_over_every_bass(chord: Chord, tonic: int) -> None:
    unit, bass, place = slot_units(chord, tonic)
    assert chord_from_units(unit, bass, tonic) == chord
    assert place == UNKNOWN_PLACE


@given(songs)
def test_changes_are_the_chords_that_differ_from_the_one_before(song: list[tuple[Chord, float]]) -> None:
    starts = accumulate((beats for _, beats in song), initial=0.0)
    timed = [TimedChord(chord, start, beats) for (chord, beats), start in zip(song, starts, strict=False)]
    changes = chord_changes(timed)
    assert all(a.chord != b.chord for a, b in pairwise(changes))
    assert set(changes) <= set(timed)
    assert {each.chord for each in changes} == {each.chord for each in timed}


@pytest.mark.parametrize(
    ("mode", "known"), [("ionian", "major"), ("aeolian", "minor"), ("locrian", "phrygian")]
)
def test_a_mode_that_is_not_known_counts_as_the_nearest(mode: str, known: str) -> None:
    assert sequence_units(mode, COMMON) == sequence_units(known, COMMON)


@pytest.mark.parametrize(
    ("beat", "metre", "place"),
    [(0, COMMON, 0), (2, COMMON, 1), (4, COMMON, 2), (30, COMMON, 15), (32, COMMON, 0), (5, WALTZ, 3)],
)  # fmt: skip
def test_a_place_is_a_bar_of_the_phrase_and_on_its_line_or_later(
    beat: float, metre: Metre, place: int
) -> None:
    assert place_at(beat, metre) == place


@pytest.mark.parametrize(
    ("metre", "nearest"),
    [(Metre(12, 8), SIX_EIGHT), (Metre(9, 8), SIX_EIGHT), (Metre(5, 4), COMMON), (Metre(3, 8), WALTZ)],
)
def test_a_metre_that_is_not_known_is_told_by_the_nearest(metre: Metre, nearest: Metre) -> None:
    assert nearest_metre(metre) == nearest
    for mode in MODES:
        assert sequence_units(mode, metre) == sequence_units(mode, nearest)


def test_chords_share_what_their_root_triad_and_quality_have_in_common() -> None:
    common = shared_weight_ties() @ shared_weight_ties().T
    first = chord_unit(2, "min")
    assert common[first, first] == 3
    assert common[first, chord_unit(2, "min7")] == 2  # root and triad
    assert common[first, chord_unit(2, "7")] == common[first, chord_unit(9, "min")] == 1
    assert common[first, chord_unit(9, "7")] == 0
    assert common[first, len(CHORDS) : BLANK_UNIT].sum() == 0


def test_every_unit_and_share_has_a_name_of_its_own() -> None:
    assert len(set(unit_names())) == len(unit_names()) == BLANK_UNIT
    assert len(set(share_names())) == len(share_names()) == shared_weight_ties().shape[1]
