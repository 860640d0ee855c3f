from collections import Counter
from itertools import pairwise
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.music.arrangement import arrange
from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.constraints import Constraints, Ending
from composer_app.music.cues import cues_at
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre
from composer_app.music.pattern import pattern_names
from composer_app.music.performance import Performance
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.music.progression import Progression, TimedChord
from composer_app.music.voicing import Voicing

chords = st.builds(
    Chord, st.integers(0, 11), st.sampled_from(sorted(QUALITIES)), st.none() | st.integers(0, 11)
)
metres = st.sampled_from([COMMON, WALTZ, SIX_EIGHT, Metre(5, 4), Metre(7, 8), Metre(2, 2)])
unit = st.floats(-1, 1)
ROW = [Chord(0, "maj"), Chord(9, "min"), Chord(5, "maj"), Chord(7, "maj")]


def in_bars(row: list[Chord], metre: Metre = COMMON) -> Progression:
    """One chord a bar."""
    timed = tuple(TimedChord(chord, i * metre.beats, metre.beats) for i, chord in enumerate(row))
    return Progression(Key(0, Mode.MAJOR), metre, timed)


def played(
    row: list[Chord], metre: Metre, valence: float, arousal: float, pattern: str | None = None
) -> Performance:
    return arrange(
        in_bars(row, metre), cues_at(valence, arousal, metre), 1, constraints=Constraints(pattern=pattern)
    )


@given(
    st.lists(chords, min_size=1, max_size=5), metres, unit, unit, st.sampled_from((None, *pattern_names()))
)
def test_every_pattern_is_playable_in_every_metre_and_feeling(
    row: list[Chord], metre: Metre, valence: float, arousal: float, pattern: str | None
) -> None:
    performance = played(row, metre, valence, arousal, pattern)
    assert performance.notes, "Part and Performance have checked that nothing overlaps or hangs over"
    assert performance.bars == len(row)
    starts = {note.start for note in performance.notes}
    assert {i * metre.beats for i in range(len(row))} <= starts, "each chord is struck on its bar line"


@given(st.lists(chords, min_size=1, max_size=4), st.sampled_from(pattern_names()))
def test_what_sounds_is_the_chord_and_its_bass_is_lowest(row: list[Chord], pattern: str) -> None:
    performance = played(row, COMMON, 0.3, -0.3, pattern)
    for bar, chord in enumerate(row):
        sounding = [note for note in performance.notes if 4 * bar - 0.1 <= note.start < 4 * bar + 3.9]
        tones = {note.pitch % 12 for note in sounding}
        assert tones <= {*chord.pitch_classes, chord.bass_pitch_class}
        assert min(note.pitch for note in sounding) % 12 == chord.bass_pitch_class


def test_arousal_is_heard_in_tempo_loudness_density_and_length() -> None:
    calm, wild = (played(ROW, COMMON, 0.5, arousal, "broken") for arousal in (-0.7, 0.8))
    assert wild.tempo > 1.3 * calm.tempo
    assert len(wild.notes) / wild.seconds > 1.6 * len(calm.notes) / calm.seconds
    assert mean(n.velocity for n in wild.notes) > mean(n.velocity for n in calm.notes) + 20
    seconds = [mean(n.length for n in p.notes) * 60 / p.tempo for p in (calm, wild)]
    assert seconds[0] > 1.3 * seconds[1]


def test_valence_is_heard_in_the_register() -> None:
    dark, bright = (played(ROW, COMMON, valence, 0.3, "arpeggio") for valence in (-0.8, 0.8))
    assert mean(n.pitch for n in bright.notes) > mean(n.pitch for n in dark.notes) + 2


@pytest.mark.parametrize("pattern", pattern_names())
def test_velocities_have_the_mean_that_is_felt_and_breathe_with_the_metre(pattern: str) -> None:
    felt = cues_at(0.5, 0.5, COMMON)
    performance = arrange(in_bars(ROW * 2), felt, 3, constraints=Constraints(pattern=pattern))
    velocities = [note.velocity for note in performance.notes]
    assert mean(velocities) == pytest.approx(felt.velocity, abs=0.5)
    assert len(set(velocities)) > 3
    on, off = (
        [n.velocity for n in performance.notes if (n.start % 4 == 0) is down] for down in (True, False)
    )
    assert not off or mean(on) > mean(off) + 2


def test_the_same_seed_plays_the_same_and_another_differently() -> None:
    progression, felt = in_bars(ROW), cues_at(0.5, 0.2, COMMON)
    first, again, other = (arrange(progression, felt, seed) for seed in (7, 7, 8))
    assert first == again
    assert first != other


def test_a_machine_plays_on_the_grid_and_a_hand_a_little_off_it() -> None:
    progression, felt = in_bars(ROW), cues_at(0.5, 0.6, COMMON)
    asked = Constraints(pattern="arpeggio")
    straight, human = (
        arrange(
            progression, felt, 1, constraints=asked, performance_settings=PerformanceSettings(humanize=amount)
        )
        for amount in (0, 1)
    )
    assert all((4 * note.start).is_integer() for note in straight.notes)
    astray = [
        abs(a.start - b.start) * 60 / felt.tempo for a, b in zip(straight.notes, human.notes, strict=True)
    ]
    assert 0.001 < max(astray) <= 0.012
    assert all(note.start % 4 == 0 for note in human.notes if abs(note.start % 4) < 1e-6)


def test_a_strum_rolls_its_strings() -> None:
    performance = played(ROW, COMMON, 0.8, 0.5, "strum")
    first = [note.start * 60 / performance.tempo for note in performance.notes if note.start < 0.2]
    assert 0.01 < max(first) - min(first) < 0.06
    assert min(first) == 0


def test_the_pedal_lets_notes_ring_or_damps_them() -> None:
    progression, felt = in_bars(ROW), cues_at(0.5, -0.3, COMMON)
    up, usual, down = (
        sum(
            n.length
            for n in arrange(
                progression, felt, 1, performance_settings=PerformanceSettings(pedal=pedal)
            ).notes
        )
        for pedal in (False, None, True)
    )
    assert up < usual < down


def test_a_cadence_comes_to_rest_and_a_loop_turns_round() -> None:
    felt = cues_at(0.5, 0.5, COMMON)
    rest, turn = (
        arrange(in_bars(ROW), felt, 1, constraints=Constraints(ending=ending))
        for ending in (Ending.CADENCE, Ending.LOOP)
    )
    assert {note.start for note in rest.notes if note.start >= 12} == {12.0}
    assert max(note.end for note in rest.notes) == 16
    assert len({round(note.start) for note in turn.notes if note.start >= 12}) > 2


def test_parts_have_their_instruments() -> None:
    progression, felt = in_bars(ROW), cues_at(0.5, 0.2, COMMON)
    one = arrange(progression, felt, 1, constraints=Constraints(instrument="electric piano"))
    assert [(part.name, part.program) for part in one.parts] == [("Chords", 4)]
    manner = PerformanceSettings(bass_instrument="double bass", countermelody_instrument="strings")
    three = arrange(progression, felt, 1, performance_settings=manner)
    assert [(part.name, part.program) for part in three.parts] == [
        ("Chords", 0), ("Bass", 32), ("Counter-line", 48),
    ]  # fmt: skip
    assert max(n.pitch for n in three.parts[1].notes) < max(n.pitch for n in three.parts[0].notes)
    bass = arrange(progression, felt, 1, constraints=Constraints(instrument="bass"))
    assert [(part.name, part.program) for part in bass.parts] == [("Chords", 0), ("Bass", 33)]


def test_the_counter_line_goes_by_step_above_the_chords() -> None:
    performance = arrange(
        in_bars(ROW * 2),
        cues_at(0.5, 0.2, COMMON),
        1,
        performance_settings=PerformanceSettings(countermelody_instrument="trumpet"),
    )
    line = performance.parts[1].notes
    assert all(note.pitch % 12 in Key(0, Mode.MAJOR).scale for note in line)
    assert line[0].start == 0
    assert line[-1].end == 32
    moves = Counter(abs(a.pitch - b.pitch) for a, b in pairwise(line))
    assert sum(count for move, count in moves.items() if move <= 4) >= 0.9 * sum(moves.values())


def test_a_chord_that_is_kept_keeps_its_voicing() -> None:
    own = Voicing(45, (57, 60, 64, 76))
    performance = arrange(
        in_bars(ROW),
        cues_at(0, 0, COMMON),
        1,
        constraints=Constraints(pattern="block"),
        fixed_voicings=(None, own),
    )
    second = {note.pitch for note in performance.notes if note.start == 4}
    assert second >= set(own.pitches)


@pytest.mark.parametrize("voicing", ["guitar", "quartet"])
def test_where_every_note_has_its_player_nothing_else_sounds(voicing: str) -> None:
    performance = arrange(
        in_bars(ROW),
        cues_at(0.5, 0.8, COMMON),
        1,
        constraints=Constraints(pattern="arpeggio"),
        performance_settings=PerformanceSettings(voicing_style=voicing),
    )
    for bar in range(4):
        pitches = {note.pitch for note in performance.notes if 4 * bar - 0.1 <= note.start < 4 * bar + 3.9}
        assert len(pitches) <= (6 if voicing == "guitar" else 4)


def test_what_is_no_manner_is_refused() -> None:
    for wrong in (
        {"voicing_style": "shell"},
        {"humanize": 2.0},
        {"bass_instrument": "banjo"},
        {"intensity": -1.0},
    ):
        with pytest.raises(ValueError, match=r"one of|must be"):
            PerformanceSettings(**wrong)
