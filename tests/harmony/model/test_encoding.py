from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.harmony.model.encoding import (
    BLANK_UNIT,
    CHORDS,
    LENGTHS_BARS,
    METRES,
    SLOT_SPANS,
    SlotGroup,
    chord_from_units,
    chord_unit,
    in_scale,
    length_in_beats,
    merge_repeated_chords,
    nearest_metre,
    sequence_units,
    shared_weight_ties,
    slot_units,
)
from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.key import Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre

chords = st.builds(Chord, st.integers(0, 11), st.sampled_from(list(QUALITIES)))
songs = st.lists(st.tuples(chords, st.sampled_from(LENGTHS_BARS)), max_size=30)


@given(chords, st.sampled_from(LENGTHS_BARS), st.integers(0, 11), st.data())
def test_a_chord_reads_back_in_every_key_and_inversion(
    chord: Chord, bars: float, tonic: int, data: st.DataObject
) -> None:
    inverted = Chord(chord.root, chord.quality, data.draw(st.sampled_from(chord.pitch_classes)))
    unit, length, bass = slot_units(inverted, bars, tonic)
    assert chord_from_units(unit, bass, tonic) == inverted
    assert LENGTHS_BARS[length - SLOT_SPANS[SlotGroup.LENGTH].start] == bars


def test_a_bass_that_is_no_tone_of_the_chord_counts_as_its_root() -> None:
    assert slot_units(Chord(0, "maj", 2), 1.0, 0) == slot_units(Chord(0, "maj"), 1.0, 0)


@given(songs)
def test_joining_repeated_chords_keeps_the_time(song: list[tuple[Chord, float]]) -> None:
    joined = merge_repeated_chords(song)
    assert sum(bars for _, bars in joined) == pytest.approx(sum(bars for _, bars in song))
    assert all(a[0] != b[0] for a, b in pairwise(joined))


@pytest.mark.parametrize(("bars", "length"), [(0.1, 0.25), (0.5, 0.5), (1.0, 1.0), (2.6, 2.0), (9.0, 2.0)])
def test_lengths_are_told_by_the_nearest(bars: float, length: float) -> None:
    unit = slot_units(Chord(0, "maj"), bars, 0)[SlotGroup.LENGTH]
    assert LENGTHS_BARS[unit - SLOT_SPANS[SlotGroup.LENGTH].start] == length


def test_lengths_fall_on_the_pulse_of_every_metre() -> None:
    for metre in METRES:
        for length in range(len(LENGTHS_BARS)):
            assert (length_in_beats(length, metre) / metre.pulse).is_integer()
    assert [length_in_beats(length, COMMON) for length in range(len(LENGTHS_BARS))] == [1, 2, 3, 4, 6, 8]


@pytest.mark.parametrize(
    ("metre", "nearest"),
    [(Metre(12, 8), SIX_EIGHT), (Metre(9, 8), SIX_EIGHT), (Metre(5, 4), COMMON), (Metre(3, 8), WALTZ)],
)
def test_a_metre_that_is_not_known_is_told_by_the_nearest(metre: Metre, nearest: Metre) -> None:
    assert nearest_metre(metre) == nearest
    assert sequence_units(Mode.MINOR, metre) == sequence_units(Mode.MINOR, nearest)


def test_chords_of_one_root_and_of_one_quality_share_weights_and_others_do_not() -> None:
    shared = shared_weight_ties() @ shared_weight_ties().T
    first = chord_unit(2, "min")
    assert shared[first, first] == 2
    assert shared[first, chord_unit(2, "7")] == shared[first, chord_unit(9, "min")] == 1
    assert shared[first, chord_unit(9, "7")] == 0
    assert shared[len(CHORDS) : BLANK_UNIT].sum() == 0


def test_the_scale_of_minor_has_its_leading_note() -> None:
    assert in_scale(chord_unit(7, "maj"), Mode.MINOR)
    assert in_scale(chord_unit(5, "maj7"), Mode.MAJOR)
    assert not in_scale(chord_unit(8, "maj"), Mode.MAJOR)
