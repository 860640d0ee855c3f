from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.music.arrangement import PATTERNS, arrange, pattern_for
from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.feel import EXACT_TEMPI, feel
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre
from composer_app.music.performance import Performance
from composer_app.music.progression import Progression, TimedChord
from composer_app.music.voicing import LOWEST_UPPER, voice

chords = st.builds(Chord, st.integers(0, 11), st.sampled_from(sorted(QUALITIES)))
metres = st.sampled_from([COMMON, WALTZ, SIX_EIGHT, Metre(5, 4), Metre(7, 8), Metre(2, 2)])
unit = st.floats(-1, 1)


def in_bars(row: list[Chord], metre: Metre) -> Progression:
    """One chord a bar."""
    timed = tuple(TimedChord(chord, i * metre.beats, metre.beats) for i, chord in enumerate(row))
    return Progression(Key(0, Mode.MAJOR), metre, timed)


def played(row: list[Chord], metre: Metre, valence: float, arousal: float) -> Performance:
    return arrange(in_bars(row, metre), feel(valence, arousal, metre), seed=1)


@given(st.lists(chords, min_size=1, max_size=12), st.integers(55, 72), st.integers(36, 50))
def test_every_voicing_has_its_chord_and_nothing_else(row: list[Chord], register: int, bass: int) -> None:
    for chord, voicing in zip(row, voice(row, register, bass), strict=True):
        assert {pitch % 12 for pitch in voicing.pitches} == set(chord.pitch_classes)
        assert voicing.bass % 12 == chord.root
        assert voicing.upper[0] >= LOWEST_UPPER
        assert list(voicing.pitches) == sorted(voicing.pitches)


@given(st.lists(chords, min_size=2, max_size=12))
def test_voices_move_smoothly(row: list[Chord]) -> None:
    for before, after in pairwise(voice(row, 64, 43)):
        assert abs(before.upper[-1] - after.upper[-1]) <= 12
        assert abs(before.bass - after.bass) <= 11


def test_a_cadence_is_voiced_as_a_pianist_would() -> None:
    cadence = [Chord(0, "maj"), Chord(5, "maj"), Chord(7, "7"), Chord(0, "maj")]
    moved = [
        sum(abs(x - y) for x, y in zip(a.upper, b.upper, strict=True))
        for a, b in pairwise(voice(cadence, 64, 43))
    ]
    assert max(moved) <= 5, "no voice leaps in I-IV-V7-I"


@given(st.lists(chords, min_size=1, max_size=6), metres, unit, unit)
def test_every_feeling_is_playable_in_every_metre(
    row: list[Chord], metre: Metre, valence: float, arousal: float
) -> None:
    performance = played(row, metre, valence, arousal)
    assert performance.notes, "Part and Performance have checked that nothing overlaps or hangs over"
    assert performance.bars == len(row)
    starts = {note.start for note in performance.notes}
    assert {i * metre.beats for i in range(len(row))} <= starts, "each chord is struck when it begins"


ROW = [Chord(0, "maj"), Chord(9, "min"), Chord(5, "maj"), Chord(7, "maj")]


def test_arousal_is_heard_in_tempo_loudness_density_and_articulation() -> None:
    calm, wild = (played(ROW, COMMON, 0.5, arousal) for arousal in (-0.7, 0.8))
    assert wild.tempo > 1.4 * calm.tempo
    assert len(wild.notes) > 3 * len(calm.notes)
    mean = [sum(n.velocity for n in p.notes) / len(p.notes) for p in (calm, wild)]
    assert mean[1] > mean[0] + 20
    assert max(n.length for n in wild.notes) < max(n.length for n in calm.notes)


def test_valence_is_heard_in_the_register() -> None:
    dark, bright = (played(ROW, COMMON, valence, 0.0) for valence in (-0.8, 0.8))
    mean = [sum(n.pitch for n in p.notes) / len(p.notes) for p in (dark, bright)]
    assert mean[1] > mean[0] + 2


def test_the_same_seed_plays_the_same_and_another_touches_differently() -> None:
    progression, felt = in_bars(ROW, COMMON), feel(0.5, 0.2, COMMON)
    first, again, other = (arrange(progression, felt, seed) for seed in (7, 7, 8))
    assert first == again
    assert first != other
    assert [(n.start, n.pitch) for n in first.notes] == [(n.start, n.pitch) for n in other.notes]


@given(unit, unit, metres)
def test_a_mood_takes_a_tempo_that_every_daw_shows_exactly(
    valence: float, arousal: float, metre: Metre
) -> None:
    felt = feel(valence, arousal, metre)
    assert felt.tempo in EXACT_TEMPI
    assert (60_000_000 / felt.tempo).is_integer()
    assert feel(valence, arousal, metre, 93.5).tempo == 93.5


@pytest.mark.parametrize("activity", [-1, -0.55, 0, 0.3, 1])
def test_there_is_a_pattern_for_every_activity(activity: float) -> None:
    assert pattern_for(activity) in {pattern for _, pattern in PATTERNS}
