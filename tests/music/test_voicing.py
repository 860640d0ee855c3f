from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.guitar_voicings import fingerings, is_playable
from composer_app.music.voicing import Voicing, has_outer_parallels, root_position, semitones_moved
from composer_app.music.voicing_styles import VOICING_STYLES, voice_chords

chords = st.builds(
    Chord, st.integers(0, 11), st.sampled_from(sorted(QUALITIES)), st.none() | st.integers(0, 11)
)
rows = st.lists(chords, min_size=1, max_size=8)
styles = st.sampled_from(VOICING_STYLES)
CADENCE = [Chord(0, "maj"), Chord(5, "maj"), Chord(7, "7"), Chord(0, "maj")]


@given(rows, st.integers(56, 68), st.integers(35, 48), styles)
def test_every_voicing_has_its_chord_and_its_bass(
    row: list[Chord], register: int, bass: int, style: str
) -> None:
    for chord, voicing in zip(row, voice_chords(row, register, bass, style), strict=True):
        tones = {pitch % 12 for pitch in voicing.pitches}
        assert tones <= {*chord.pitch_classes, chord.bass_pitch_class}
        assert voicing.bass % 12 == chord.bass_pitch_class
        if style != "power":
            own = chord.pitch_classes
            assert {*own[1:2], *own[3:4]} <= tones if len(own) > 3 else set(own) <= tones
            assert chord.bass is not None or chord.root in tones


def test_a_register_too_low_for_a_style_is_left_for_a_higher_one() -> None:
    (voicing,) = voice_chords([Chord(0, "5", 5)], 56, 47, "open")
    assert voicing.bass % 12 == 5
    assert voicing.upper[0] >= 50


@given(rows, styles.filter(lambda style: style != "guitar"))
def test_nothing_is_muddy_below_c3(row: list[Chord], style: str) -> None:
    for voicing in voice_chords(row, 63, 40, style):
        assert not voicing.is_muddy


def test_mud_is_what_lies_close_and_low() -> None:
    assert Voicing(36, (40, 43, 48)).is_muddy
    assert not Voicing(36, (43, 52, 60)).is_muddy
    assert not Voicing(48, (52, 55, 60)).is_muddy


@given(st.lists(chords, min_size=2, max_size=8))
def test_voices_do_not_leap(row: list[Chord]) -> None:
    for before, after in pairwise(voice_chords(row, 64, 43)):
        assert abs(before.upper[-1] - after.upper[-1]) <= 12
        assert abs(before.bass - after.bass) <= 12


@pytest.mark.parametrize("style", ["close", "piano", "open", "quartet"])
def test_a_cadence_is_voiced_as_a_pianist_would(style: str) -> None:
    voicings = voice_chords(CADENCE, 64, 43, style)
    assert max(semitones_moved(a, b) for a, b in pairwise(voicings)) <= 6, "no voice leaps in I-IV-V7-I"
    assert not any(has_outer_parallels(a, b) for a, b in pairwise(voicings))


def test_parallel_fifths_and_octaves_of_the_outer_voices_are_told() -> None:
    assert has_outer_parallels(Voicing(36, (52, 60)), Voicing(38, (53, 62)))
    assert has_outer_parallels(Voicing(36, (52, 55)), Voicing(41, (57, 60)))
    assert not has_outer_parallels(Voicing(36, (52, 60)), Voicing(38, (53, 57)))
    assert not has_outer_parallels(Voicing(36, (52, 60)), Voicing(36, (57, 60)))


@pytest.mark.parametrize(
    ("style", "holds"),
    [
        ("close", lambda v: v.upper[-1] - v.upper[0] <= 12),
        ("open", lambda v: v.upper[-1] - v.upper[0] > 12),
        ("drop-2", lambda v: len(v.upper) == 4 and v.upper[-1] - v.upper[0] > 12),
        ("rootless", lambda v: v.bass % 12 not in {pitch % 12 for pitch in v.upper}),
        ("power", lambda v: {(pitch - v.bass) % 12 for pitch in v.upper} <= {0, 6, 7, 8}),
        ("two hands", lambda v: len(v.upper) == 4),
        ("quartet", lambda v: len(v.upper) == 3 and v.upper[1] >= 55),
    ],
)
def test_a_style_is_what_it_is_called(style: str, holds: Callable[[Voicing], bool]) -> None:
    row = [Chord(0, "maj7"), Chord(9, "min7"), Chord(2, "min7"), Chord(7, "7")]
    assert all(holds(voicing) for voicing in voice_chords(row, 63, 43, style))


@given(chords)
def test_every_chord_has_a_grip_that_a_hand_can_hold(chord: Chord) -> None:
    strings = (40, 45, 50, 55, 59, 64)
    for grip in fingerings(chord):
        on_strings = [
            tuple(pitch - string for pitch, string in zip(grip.pitches, strings[low:], strict=False))
            for low in range(len(strings) - len(grip.pitches) + 1)
        ]
        assert any(min(frets) >= 0 and is_playable(frets) for frets in on_strings)


def test_a_hand_has_four_fingers_and_a_span() -> None:
    assert is_playable((0, 2, 2, 1, 0, 0))  # E
    assert is_playable((1, 3, 3, 2, 1, 1))  # F, with a barre
    assert not is_playable((1, 6, 3, 2))
    assert not is_playable((1, 2, 3, 4, 2))
    assert not is_playable((1, 0, 1, 2, 3, 3))


def test_what_is_kept_stays_and_the_rest_leads_to_it() -> None:
    own = Voicing(53, (77, 81, 84))
    voicings = voice_chords(CADENCE, 64, 43, fixed_voicings=(None, own))
    assert voicings[1] == own
    assert voicings[0] != own


def test_a_block_is_the_chord_from_its_root() -> None:
    assert root_position(Chord(7, "7"), 55).pitches == (55, 59, 62, 65)


def test_voices_must_rise() -> None:
    with pytest.raises(ValueError, match="rise"):
        Voicing(60, (60, 64))
