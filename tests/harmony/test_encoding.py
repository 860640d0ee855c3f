from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.harmony.encoding import (
    CHORDS,
    KNOWN,
    LENGTHS,
    SIZES,
    SLOTS,
    beats_of,
    chord_of,
    chord_token,
    in_scale,
    length_token,
    merged,
    windows,
)
from composer_app.music.key import Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ

tokens = st.integers(0, len(CHORDS) - 1)
songs = st.lists(st.tuples(tokens, st.sampled_from(LENGTHS)), max_size=30)


@given(tokens, st.integers(0, 11))
def test_a_chord_reads_back_in_every_key(token: int, tonic: int) -> None:
    chord = chord_of(token, tonic)
    assert chord_token(chord.root - tonic, chord.quality) == token


def test_the_shipped_machines_know_twelve_kinds_of_chords_in_this_order() -> None:
    assert " ".join(KNOWN) == "maj min 7 maj7 min7 sus4 sus2 5 dim hdim7 dim7 aug"


@given(songs)
def test_joining_repeated_chords_keeps_the_time(song: list[tuple[int, float]]) -> None:
    joined = merged(song)
    assert sum(bars for _, bars in joined) == pytest.approx(sum(bars for _, bars in song))
    assert all(a[0] != b[0] for a, b in pairwise(joined))


@given(songs, st.sampled_from(Mode))
def test_windows_name_one_unit_in_every_group(song: list[tuple[int, float]], mode: Mode) -> None:
    for window in windows(song, mode):
        assert len(window) == len(SIZES)
        assert all(0 <= unit < size for unit, size in zip(window, SIZES, strict=True))
        assert all(a != b for a, b in pairwise(window[:SLOTS]))


def test_a_loop_of_four_goes_round_and_one_chord_teaches_nothing() -> None:
    loop = [(chord_token(root, "maj"), 1.0) for root in (0, 7, 5, 10)]
    (window,) = windows(loop, Mode.MAJOR)
    assert window[:4] == window[4:8]
    assert windows(loop[:1] * 9, Mode.MAJOR) == []


@pytest.mark.parametrize(("bars", "length"), [(0.1, 0.25), (0.5, 0.5), (1.0, 1.0), (2.6, 2.0), (9.0, 2.0)])
def test_lengths_are_told_by_the_nearest(bars: float, length: float) -> None:
    assert LENGTHS[length_token(bars)] == length


def test_lengths_fall_on_the_pulse_of_every_metre() -> None:
    for metre in (COMMON, WALTZ, SIX_EIGHT):
        for token in range(len(LENGTHS)):
            assert (beats_of(token, metre) / metre.pulse).is_integer()
    assert [beats_of(token, COMMON) for token in range(len(LENGTHS))] == [1, 2, 3, 4, 6, 8]


def test_the_scale_of_minor_has_its_leading_note() -> None:
    assert in_scale(chord_token(7, "maj"), Mode.MINOR)
    assert in_scale(chord_token(5, "maj7"), Mode.MAJOR)
    assert not in_scale(chord_token(8, "maj"), Mode.MAJOR)
