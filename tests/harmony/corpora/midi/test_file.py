"""Chords found in MIDI files: those that our own arranger plays, those written note by note, and broken ones."""

import io
import random
from pathlib import Path

import mido
import pytest

from benchmarks.mutated import mutated
from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.corpora.midi.file import read_midi
from composer_app.midi.file import save_midi
from composer_app.music.arrangement import arrange
from composer_app.music.chord import Chord
from composer_app.music.cues import cues_at
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre
from composer_app.music.progression import Progression, TimedChord

Row = tuple[float, float, int, int]  # start and length in beats, pitch, channel


def file_of(rows: list[Row], metres: tuple[tuple[float, int, int], ...] = (), ticks: int = 480) -> bytes:
    """A MIDI file of notes, and of metres each with the beat from which it rules."""
    events: list[tuple[float, int, mido.Message]] = [
        (beat, 0, mido.MetaMessage("time_signature", numerator=count, denominator=unit))
        for beat, count, unit in metres
    ]
    for start, beats, pitch, channel in rows:
        events.append((start, 2, mido.Message("note_on", note=pitch, velocity=80, channel=channel)))
        events.append((start + beats, 1, mido.Message("note_off", note=pitch, channel=channel)))
    track, now = mido.MidiTrack(), 0
    for beat, _, message in sorted(events, key=lambda event: event[:2]):
        track.append(message.copy(time=round(beat * ticks) - now))
        now = round(beat * ticks)
    content = io.BytesIO()
    mido.MidiFile(type=0, ticks_per_beat=ticks, tracks=[track]).save(file=content)
    return content.getvalue()


def block(pitches: str, start: float, beats: float) -> list[Row]:
    return [(start, beats, int(pitch), 0) for pitch in pitches.split()]


def found_in(folder: Path, content: bytes) -> Chart:
    path = folder / "piece (2).mid"
    path.write_bytes(content)
    (chart,) = read_midi(path)
    assert isinstance(chart, Chart)
    return chart


def symbols(chart: Chart) -> list[str]:
    return [timed.chord.symbol(chart.key) for timed in chart.chords]


C, F, G, AM = "48 60 64 67", "41 60 65 69", "43 59 62 67", "45 60 64 69"


def loop(*chords: str, beats: float = 4) -> list[Row]:
    return [row for index, pitches in enumerate(chords) for row in block(pitches, index * beats, beats)]


def test_block_chords_are_found_with_key_metre_and_times(tmp_path: Path) -> None:
    chart = found_in(tmp_path, file_of(loop(C, AM, F, G, C)))
    assert symbols(chart) == ["C", "Am", "F", "G", "C"]
    assert [(timed.start, timed.beats) for timed in chart.chords] == [(4.0 * i, 4.0) for i in range(5)]
    assert (chart.key, chart.metre, chart.group) == (Key(0, Mode.MAJOR), COMMON, "piece")


@pytest.mark.parametrize(
    ("pitches", "symbol"),
    [
        ("40 60 64 67", "C/E"),
        ("43 60 64 69", "Am7/G"),
        ("48 60 64 67 69", "C6"),
        ("45 60 64 67 69", "Am7"),
        ("43 60 62 67", "Gsus4"),
        ("43 60 65 69", "F/G"),
        ("47 62 65 69", "Bm7b5"),
        ("41 57 60 64", "Fmaj7"),
        ("43 59 65 62", "G7"),
        ("50 57 62", "D5"),
        ("43 59 62 65 69", "G9"),
        ("43 60 62 65", "G7sus4"),
        ("41 57 60 64 67", "Fmaj9"),
        ("41 55 57 60", "Fadd9"),
        ("50 60 64 65", "Dm9"),
        ("43 59 62 65 68", "G7b9"),
        ("43 59 65 70", "G7#9"),
        ("43 59 64 65 69", "G13"),
    ],
)
def test_sevenths_sixths_suspensions_and_slash_chords_are_found(
    tmp_path: Path, pitches: str, symbol: str
) -> None:
    assert symbols(found_in(tmp_path, file_of(loop(C, pitches, C, pitches))))[1] == symbol


def test_neighbour_notes_of_a_melody_make_no_ninths(tmp_path: Path) -> None:
    rows = loop(C, AM, F, G)
    rows += [
        (4.0 * bar + at / 2, 0.5, pitch, 1)
        for bar, pitches in enumerate(("72 74 76 74", "72 71 72 69", "69 72 74 72", "71 69 71 74"))
        for at, pitch in enumerate(map(int, pitches.split() * 2))
    ]
    assert symbols(found_in(tmp_path, file_of(rows))) == ["C", "Am", "F", "G"]


def test_drums_say_nothing_about_chords(tmp_path: Path) -> None:
    drums: list[Row] = [(beat / 2, 0.25, pitch, 9) for beat in range(32) for pitch in (37, 42, 49)]
    assert symbols(found_in(tmp_path, file_of(loop(C, AM, F, G) + drums))) == ["C", "Am", "F", "G"]


def test_broken_chords_and_passing_notes_are_heard_as_their_chords(tmp_path: Path) -> None:
    rows: list[Row] = []
    for bar, pitches in enumerate((C, AM, F, G)):
        bass, *upper = map(int, pitches.split())
        rows += [(4.0 * bar, 4, bass, 0)]
        rows += [(4.0 * bar + at / 2, 0.5, upper[at % 3], 0) for at in range(8)]
        rows += [(4.0 * bar + at, 0.5, 74 + at % 3, 1) for at in range(4)]
    assert symbols(found_in(tmp_path, file_of(rows))) == ["C", "Am", "F", "G"]


def test_players_who_are_a_little_early_or_late_are_forgiven(tmp_path: Path) -> None:
    rng = random.Random(1)
    rows = [
        (max(0, start + rng.uniform(-0.03, 0.03)), beats, p, ch) for start, beats, p, ch in loop(C, AM, F, G)
    ]
    chart = found_in(tmp_path, file_of(rows))
    assert [timed.start for timed in chart.chords] == [0, 4, 8, 12]


@pytest.mark.parametrize("metre", [WALTZ, SIX_EIGHT, Metre(12, 8), Metre(5, 4), Metre(7, 8), Metre(2, 2)])
def test_the_metre_is_the_files(tmp_path: Path, metre: Metre) -> None:
    content = file_of(loop(C, AM, F, G, beats=metre.beats), ((0, metre.count, metre.unit),))
    chart = found_in(tmp_path, content)
    assert chart.metre == metre
    assert [(timed.start, timed.beats) for timed in chart.chords] == [
        (index * metre.beats, metre.beats) for index in range(4)
    ]


def test_the_metre_that_fills_most_wins(tmp_path: Path) -> None:
    rows = loop(C, AM) + [(8 + start, beats, p, ch) for start, beats, p, ch in loop(F, G, C, F, G, beats=3)]
    chart = found_in(tmp_path, file_of(rows, ((0, 4, 4), (8, 3, 4))))
    assert chart.metre == WALTZ
    assert [timed.start for timed in chart.chords] == [0, 4, 8, 11, 14, 17, 20]


def test_a_time_signature_that_is_no_metre_counts_as_common_time(tmp_path: Path) -> None:
    assert found_in(tmp_path, file_of(loop(C, AM, F), ((0, 21, 16),))).metre == COMMON


def test_a_long_silence_is_no_chord(tmp_path: Path) -> None:
    rows = block(C, 4, 3) + block(F, 8, 4) + block(G, 20, 4)
    chart = found_in(tmp_path, file_of(rows))
    assert [(timed.start, timed.beats) for timed in chart.chords] == [(4, 4), (8, 4), (20, 4)]


@pytest.mark.parametrize("key", [Key(tonic, mode) for tonic in (1, 5, 9) for mode in Mode])
def test_the_key_of_a_cadence_is_found(tmp_path: Path, key: Key) -> None:
    third = 3 if key.mode is Mode.MINOR else 4
    rows: list[Row] = []
    for index, (root, own) in enumerate([(0, third), (5, third), (7, 4), (0, third)] * 2):
        at = 48 + key.tonic + root
        rows += [(4.0 * index, 4, pitch, 0) for pitch in (at - 12, at, at + own, at + 7)]
    assert found_in(tmp_path, file_of(rows)).key == key


def random_progression(rng: random.Random) -> Progression:
    """Chords of a key's scale, a bar or two each, beginning and ending at home."""
    key = Key(rng.randrange(12), rng.choice(list(Mode)))
    degrees = {Mode.MAJOR: "maj min min maj maj min", Mode.MINOR: "min dim maj min min maj maj"}[key.mode]
    diatonic = [Chord(root, quality) for root, quality in zip(key.scale, degrees.split(), strict=False)]
    chords = [diatonic[0], *rng.choices(diatonic, k=10), Chord(key.scale[4], "7"), diatonic[0]]
    timed: list[TimedChord] = []
    for chord in chords:
        if not timed or timed[-1].chord != chord:
            timed.append(TimedChord(chord, timed[-1].end if timed else 0, rng.choice((4.0, 4.0, 8.0))))
    return Progression(key, COMMON, tuple(timed))


def test_what_our_arranger_plays_is_read_back(tmp_path: Path) -> None:
    """19 of 20 chords, with their bar lines, at any activity; two keys of three, for a profile errs on the rest."""
    rng = random.Random(7)
    chords, keys = [], []
    for number in range(30):
        progression = random_progression(rng)
        performance = arrange(progression, cues_at(0, -1 + number / 15, COMMON), number)
        path = tmp_path / f"{number}.mid"
        save_midi(performance, path, "piece")
        (chart,) = read_midi(path)
        assert isinstance(chart, Chart)
        chords += [timed in chart.chords for timed in progression.chords]
        keys.append(chart.key == progression.key)
    assert sum(chords) / len(chords) > 0.95
    assert sum(keys) / len(keys) > 0.66


PROGRESSION = [C, AM, F, G] * 4


@pytest.mark.parametrize("ms", [(20, 50), (20, 20), (50, 50), (-30, 50)])
@pytest.mark.parametrize("bpm", [60, 90, 120, 180])
def test_chords_that_are_struck_before_their_beat_change_on_it(
    tmp_path: Path, bpm: int, ms: tuple[int, int]
) -> None:
    """As people play to a click: each note by itself early, and let go of before or after the next chord."""
    rng = random.Random(bpm)
    rows = [
        (max(0.0, start - rng.uniform(*ms) * bpm / 60_000), beats + rng.uniform(-0.1, 0.1), pitch, channel)
        for start, beats, pitch, channel in loop(*PROGRESSION)
    ]
    chart = found_in(tmp_path, file_of(rows))
    assert [timed.start for timed in chart.chords] == [4.0 * bar for bar in range(16)]
    assert symbols(chart) == ["C", "Am", "F", "G"] * 4


def test_a_bass_that_rings_a_little_into_a_beat_goes_on_carrying_what_lies_above_it(tmp_path: Path) -> None:
    rows: list[Row] = []
    for bar, pitches in enumerate((C, AM, F, G)):
        bass, *upper = map(int, pitches.split())
        rows += [(4.0 * bar, 3.08, bass, 0)] + [(4.0 * bar + at, 1, upper[at % 3], 0) for at in range(4)]
    assert symbols(found_in(tmp_path, file_of(rows))) == ["C", "Am", "F", "G"]


@pytest.mark.parametrize(
    ("signatures", "metre"),
    [
        ([(4, 4), (1, 4)], COMMON),
        ([(1, 4), (4, 4)], COMMON),
        ([(3, 4), (1, 4)], WALTZ),
        ([(4, 4), (3, 4)], WALTZ),
        ([(3, 4), (21, 16)], WALTZ),
    ],
)
def test_of_two_time_signatures_at_once_the_last_with_bars_rules(
    tmp_path: Path, signatures: list[tuple[int, int]], metre: Metre
) -> None:
    content = file_of(loop(C, AM, F, G, beats=metre.beats), tuple((0, *each) for each in signatures))
    chart = found_in(tmp_path, content)
    assert chart.metre == metre
    assert [timed.start for timed in chart.chords] == [metre.beats * bar for bar in range(4)]


def test_a_piece_without_end_is_refused_at_once(tmp_path: Path) -> None:
    rows: list[Row] = [(bar * 2000, 2000, pitch, 0) for bar in range(4) for pitch in (48, 60, 64, 67)]
    with pytest.raises(ValueError, match="longer than any piece"):
        found_in(tmp_path, file_of(rows, ((0, 16, 8),)))


WHOLE = file_of(loop(C, AM, F, G))
SMPTE = WHOLE[:12] + b"\xe7\x28" + WHOLE[14:]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is empty"),
        (bytes(random.Random(1).randbytes(5000)), "it is not a MIDI file"),
        (b"MThd", "it is not a MIDI file"),
        (WHOLE[:14], "it is cut off"),
        (WHOLE[: len(WHOLE) // 2], "it is cut off"),
        (WHOLE[:-2], "it is cut off"),
        (SMPTE, "film frames"),
        (WHOLE[:22] + b"\x00\x40\x40" + WHOLE[25:], "bytes where none belong"),
        (WHOLE[:22] + b"\xff" * 9 + WHOLE[31:], "bytes where none belong"),
        (file_of([]), "it has no notes"),
        (file_of([(0, 4, 36, 9)]), "it has no notes but drums"),
        (file_of([(30000, 4, 36, 0)]), "it is longer than any piece"),
    ],
)
def test_broken_files_say_what_is_wrong(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "x.mid"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=why):
        list(read_midi(path))


def test_bytes_changed_at_random_are_read_or_refused(tmp_path: Path) -> None:
    """Some hundreds of the ten thousand that `benchmarks/mutated.py` tries."""
    rng, path, refused = random.Random(3), tmp_path / "x.mid", 0
    for _ in range(300):
        path.write_bytes(mutated(WHOLE, rng))
        try:
            list(read_midi(path))
        except ValueError:
            refused += 1
    assert 20 < refused < 280
