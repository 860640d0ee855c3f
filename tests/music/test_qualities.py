"""Every row of the table of chord qualities, through all that reads, writes and plays chords."""

from pathlib import Path
from typing import NamedTuple

import pytest

from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.corpora.chordpro import read_chordpro
from composer_app.harmony.corpora.harte import read_harte
from composer_app.harmony.corpora.ireal import read_ireal
from composer_app.harmony.corpora.musicxml import read_musicxml
from composer_app.harmony.corpora.roman_numerals import read_roman
from composer_app.music.arrangement import arrange
from composer_app.music.chord import QUALITIES, Chord, nearest_quality
from composer_app.music.chord_symbol import parse_symbol, read_quality
from composer_app.music.cues import cues_at
from composer_app.music.harmonic_function import function_of_chord
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON
from composer_app.music.performance import Performance
from composer_app.music.progression import Progression, TimedChord
from composer_app.music.voicing_styles import VOICING_STYLES, candidate_voicings, voice_chords
from composer_app.notation.chart import chart, chordpro, symbols_by_bar
from composer_app.notation.score import lead_sheet

C, G_FLAT, A_MINOR = Key(0, Mode.MAJOR), Key(6, Mode.MAJOR), Key(9, Mode.MINOR)
KEYS = (C, G_FLAT, A_MINOR)
BASSES = (None, *range(12))
# The tones of each quality above C, as a musician spells them; a double flat gives way to the plain name.
SPELLED = {
    "maj": "C E G", "min": "C Eb G", "7": "C E G Bb", "maj7": "C E G B", "min7": "C Eb G Bb", "sus4": "C F G",
    "sus2": "C D G", "5": "C G", "dim": "C Eb Gb", "hdim7": "C Eb Gb Bb", "dim7": "C Eb Gb A", "aug": "C E G#",
    "6": "C E G A", "min6": "C Eb G A", "minmaj7": "C Eb G B", "aug7": "C E G# Bb", "7sus4": "C F G Bb",
    "add9": "C E G D", "minadd9": "C Eb G D", "69": "C E G A D", "9": "C E G Bb D", "maj9": "C E G B D",
    "min9": "C Eb G Bb D", "9sus4": "C F G Bb D", "7b9": "C E G Bb Db", "7#9": "C E G Bb D#",
    "7#11": "C E G Bb F#", "maj7#11": "C E G B F#", "11": "C E G Bb D F", "min11": "C Eb G Bb D F",
    "13": "C E G Bb D A", "maj13": "C E G B D A",
}  # fmt: skip
# The tone of each bass figure that is no plain third, fifth or seventh.
FIGURES = {
    ("7b9", 1): "b2",
    ("7#9", 3): "#2",
    ("7#11", 6): "#4",
    ("13", 9): "6",
    ("min", 4): "♮3",
    ("9", 1): "b2",
}
# Above D sharp no hand holds all of D, A and C sharp.
OUT_OF_REACH = {("guitar", Chord(11, "min9", 3))}


class Row(NamedTuple):
    """The chords of one quality on all roots, and how they are played."""

    progression: Progression
    performance: Performance


def _row(quality: str, bass_interval: int | None, key: Key) -> Row:
    chords = [
        Chord(root, quality, None if bass_interval is None else (root + bass_interval) % 12)
        for root in range(12)
    ]
    progression = Progression(
        key, COMMON, tuple(TimedChord(chord, 4.0 * bar, 4.0) for bar, chord in enumerate(chords))
    )
    return Row(progression, arrange(progression, cues_at(0, 0, COMMON), 1))


def _read_back(charts: list[Chart | str]) -> list[Chord]:
    (found,) = charts
    assert isinstance(found, Chart), found
    return [timed.chord for timed in found.chords]


def _chords(quality: str) -> list[Chord]:
    return [Chord(root, quality, bass) for root in range(12) for bass in BASSES]


def test_each_row_differs_from_all_others() -> None:
    rows = list(QUALITIES.values())
    assert len({frozenset(row.intervals) for row in rows}) == len(rows)
    assert len({row.suffix for row in rows}) == len(rows)
    assert len({(row.is_minor, row.figure) for row in rows}) == len(rows)
    assert len({(row.kind, row.added) for row in rows}) == len(rows)
    assert set(SPELLED) == set(QUALITIES)


@pytest.mark.parametrize("quality", QUALITIES)
def test_its_own_tones_are_nearest_to_itself(quality: str) -> None:
    assert nearest_quality(frozenset(QUALITIES[quality].intervals)) == quality


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("key", KEYS)
def test_its_symbol_is_read_back_over_every_bass(quality: str, key: Key) -> None:
    for chord in _chords(quality):
        symbol = parse_symbol(chord.symbol(key))
        assert (symbol.chord, symbol.exact) == (chord, True)
    assert read_quality(QUALITIES[quality].suffix) == quality


@pytest.mark.parametrize("quality", QUALITIES)
def test_its_tones_are_spelled_as_musicians_do(quality: str) -> None:
    names = [
        Chord(0, quality, tone).symbol(C).rpartition("/")[2] for tone in QUALITIES[quality].intervals[1:]
    ]
    assert ["C", *names] == SPELLED[quality].split()


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("key", [C, G_FLAT])
def test_its_roman_numeral_is_read_back_over_every_bass(quality: str, key: Key) -> None:
    for chord in _chords(quality):
        assert read_roman(chord.roman(key), key) == chord


@pytest.mark.parametrize(("chord", "figure"), FIGURES.items())
def test_altered_tones_in_the_bass_bear_their_accidental(chord: tuple[str, int], figure: str) -> None:
    assert Chord(0, *chord).bass_figure == figure


@pytest.mark.parametrize("quality", QUALITIES)
def test_its_harte_name_is_read_back_over_every_bass(quality: str) -> None:
    assert read_harte(f"Eb:{quality}") == Chord(3, quality)
    for bass in ("3", "b7", "#4", "2"):
        found = read_harte(f"Eb:{quality}/{bass}")
        assert found
        assert found.quality == quality


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("bass", [None, 4, 7, 10, 2])
def test_its_musicxml_is_read_back(quality: str, bass: int | None, tmp_path: Path) -> None:
    row = _row(quality, bass, G_FLAT)
    (tmp_path / "song.musicxml").write_bytes(lead_sheet("Song", *row))
    assert _read_back(list(read_musicxml(tmp_path / "song.musicxml"))) == [
        timed.chord for timed in row.progression.chords
    ]


@pytest.mark.parametrize("quality", QUALITIES)
def test_its_chordpro_song_is_read_back(quality: str, tmp_path: Path) -> None:
    row = _row(quality, None, A_MINOR)
    (tmp_path / "song.cho").write_text(chordpro("Song", *row), encoding="utf-8")
    assert _read_back(list(read_chordpro(tmp_path / "song.cho"))) == [
        timed.chord for timed in row.progression.chords
    ]


@pytest.mark.parametrize("quality", QUALITIES)
def test_its_chart_says_its_symbols(quality: str) -> None:
    row = _row(quality, None, C)
    text = chart("Song", *row)
    assert all(symbol in text for (symbol,) in symbols_by_bar(row.progression))


@pytest.mark.parametrize(
    ("written", "quality"),
    [
        ("-", "min"), ("^7", "maj7"), ("-7", "min7"), ("-^7", "minmaj7"), ("h7", "hdim7"), ("o7", "dim7"),
        ("+", "aug"), ("7#5", "aug7"), ("7sus", "7sus4"), ("add9", "add9"), ("-69", "min6"), ("69", "69"),
        ("9", "9"), ("^9", "maj9"), ("-9", "min9"), ("9sus", "9sus4"), ("7b9", "7b9"), ("7#9", "7#9"),
        ("7#11", "7#11"), ("^7#11", "maj7#11"), ("11", "11"), ("-11", "min11"), ("13", "13"), ("^13", "maj13"),
    ],
)  # fmt: skip
def test_ireal_pro_s_own_signs_are_read(written: str, quality: str, tmp_path: Path) -> None:
    path = tmp_path / "songs.html"
    path.write_text(f'<a href="irealbook://Song=Name=Bossa Nova=C=n=T44[F{written}   |C   Z">Song</a>')
    assert _read_back(list(read_ireal(path))) == [Chord(5, quality), Chord(0, "maj")]


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("style", VOICING_STYLES)
def test_every_style_plays_what_tells_it_from_others(quality: str, style: str) -> None:
    for chord in _chords(quality):
        tones = chord.pitch_classes
        telling = {*tones[:2], *tones[3:4], tones[-1]} if len(tones) > 3 else set(tones)
        for voicing in candidate_voicings(chord, 63, 43, style):
            sounding = {pitch % 12 for pitch in voicing.pitches}
            assert voicing.bass % 12 == chord.bass_pitch_class
            assert sounding <= {*tones, chord.bass_pitch_class}
            missing = set() if style == "power" else telling - sounding
            if len(tones) > 3 and chord.bass is not None:  # the bass is there for the root
                missing -= {chord.root}
            assert not missing or (style, chord) in OUT_OF_REACH, (chord, voicing)


@pytest.mark.parametrize("style", VOICING_STYLES)
def test_a_row_of_all_qualities_is_voiced(style: str) -> None:
    chords = [Chord(0, quality) for quality in QUALITIES]
    assert len(voice_chords(chords, 63, 43, style)) == len(chords)


@pytest.mark.parametrize("quality", ["7", "9", "13", "7b9", "7#9", "7#11", "11", "aug7", "7sus4", "9sus4"])
def test_dominants_lead_home_and_elsewhere(quality: str) -> None:
    for root in (7, 2):
        assert function_of_chord(Chord(root, quality), C)
