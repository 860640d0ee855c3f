"""Charts as people write them, and as we do: text with bar lines, ChordPro, and what they have in common."""

import random
from pathlib import Path

import pytest

from composer_app.errors import CorpusError
from composer_app.harmony.corpora import read_charts
from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.corpora.folder import CorpusScan
from composer_app.harmony.corpora.written import read_chord_symbol
from composer_app.job import Job
from composer_app.music.arrangement import arrange
from composer_app.music.chord import Chord
from composer_app.music.cues import cues_at
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre
from composer_app.music.progression import Progression, TimedChord
from composer_app.notation.chart import chart as text_chart
from composer_app.notation.chart import chordpro
from tests.harmony.corpora.midi.test_file import random_progression


def reading_of(folder: Path, text: str | bytes, name: str = "song.txt") -> CorpusScan:
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return read_charts(folder, Job())


def found_in(folder: Path, text: str | bytes, name: str = "song.txt") -> Chart:
    reading = reading_of(folder, text, name)
    assert reading.skipped == ()
    (chart,) = reading.charts
    return chart


def bars(chart: Chart) -> str:
    """Its chords, each with its beats where that is not a bar."""
    return " ".join(
        timed.chord.symbol(chart.key) + ("" if timed.beats == chart.metre.beats else f":{timed.beats:g}")
        for timed in chart.chords
    )


def test_no_chord_is_none() -> None:
    assert read_chord_symbol("N.C.") is None
    assert read_chord_symbol("CM7") == Chord(0, "maj7")


@pytest.mark.parametrize(
    ("text", "chords"),
    [
        ("| C | Am | F | G |", "C Am F G"),
        ("C | Am | F | G", "C Am F G"),
        ("|| C | Am | F | G ||", "C Am F G"),
        ("|C|Am|F|G|", "C Am F G"),
        ("| C  Am | F . . G |", "C:2 Am:2 F:3 G:1"),
        ("| C / / Am | F | / | G |", "C:3 Am:1 F:8 G"),
        ("| C G | % | F | %", "C:2 G:2 C:2 G:2 F:8"),
        ("|: C | Am :| F | G |", "C Am C Am F G"),
        ("|: C | Am |\n| F | G :|", "C Am F G C Am F G"),
        ("| C | G | x2\n| Am | F |", "C G C G Am F"),
        ("Verse: | C | Am | F | G | (softly)", "C Am F G"),
        ("A | C | Am |\nB | F | G |", "C Am F G"),
        ("| N.C. | C | CM7 | Dø | G7#9 |", "C Cmaj7 Dm7b5 G7#9"),
        ("Song\n\nC    Am\nOh what a day\nF       G   C/E\nA day for a song\n", "C Am F G C/E"),
        ("C - Am - F - G", "C Am F G"),
        ("C, Am, F, G", "C Am F G"),
        ("[Verse]\n| C | Am |\nGo Do A\n| F | G |", "C Am F G"),
    ],
)
def test_bars_are_read_as_people_write_them(tmp_path: Path, text: str, chords: str) -> None:
    chart = found_in(tmp_path, text)
    assert (bars(chart), chart.key, chart.source, chart.group) == (
        chords, Key(0, Mode.MAJOR), "chord charts", "song",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ("Key: G", Key(7, Mode.MAJOR)),
        ("key of the song\nKEY = Em", Key(4, Mode.MINOR)),
        ("", Key(9, Mode.MINOR)),
    ],
)
def test_the_key_is_the_one_that_is_named_else_found(tmp_path: Path, head: str, key: Key) -> None:
    assert found_in(tmp_path, f"{head}\n| Am | Dm | E7 | Am | F | E7 | Am |").key == key


def test_a_metre_that_is_named_rules(tmp_path: Path) -> None:
    chart = found_in(tmp_path, "Time: 3/4\n| C | Am . G | F | G |")
    assert (chart.metre, bars(chart)) == (WALTZ, "C Am:2 G:1 F G")


def test_where_h_is_written_b_is_b_flat(tmp_path: Path) -> None:
    assert bars(found_in(tmp_path, "| F | B | C7 | H7 | F |")) == "F Bb C7 B7 F"
    assert bars(found_in(tmp_path, "| E | B | A | E |")) == "E B A E"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("name", ["song.txt", "song.cho"])
def test_charts_are_read_in_every_encoding(tmp_path: Path, encoding: str, name: str) -> None:
    text = "Für “Élise” – ein Lied\r\n| Am | E7 | Am | C |\r\n"
    if name == "song.cho":
        text = text.replace("| Am", "{start_of_grid}\r\n| Am", 1)
    assert bars(found_in(tmp_path, text.encode(encoding), name)) == "Am E7 Am C"


def test_a_chord_that_is_none_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "| C | Am |\n| F | Gxyz | C |\n")
    assert [bars(chart) for chart in reading.charts] == ["C Am F C"]
    ((_, why),) = reading.skipped
    assert why == "line 2: 'Gxyz' is not a chord such as C, Am7, F#dim or G/B"


@pytest.mark.parametrize(
    "text",
    [
        "Shall I compare thee\nto a summer's day?",
        "e|--0--2--3--|\nB|--1--3--0--|\n",
        "A\n",
        "Go\nDo\nHe and I\n",
    ],
)
def test_what_has_no_chords_is_no_chart(tmp_path: Path, text: str) -> None:
    with pytest.raises(CorpusError, match=r"text without chords|no two different chords"):
        reading_of(tmp_path, text)


def test_a_text_that_repeats_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="longer than any piece"):
        reading_of(tmp_path, "| C | G | x99\n" * 40)


@pytest.mark.parametrize(
    ("text", "chords"),
    [
        ("{title: Song}\n{key: C}\nOh [C]what a [Am]day, a [F]day for [G7]songs\n", "C Am F G7"),
        ("{t:Song}\n{key:C}\n[C]Oh [Am]\n{sot}\ne|--0--|\n[G]\n{eot}\n# [D] is a remark\n[F]day\n", "C Am F"),
        ("Oh [C]what a [Am]day\n[Chorus]\na [F]day [*softly] for [G]songs\n", "C Am F G"),
        ("{key: C}\n{time: 3/4}\n{sog: 1x3}\n|| C . . | Am . G7 | F | % ||\n{eog}\n", "C Am:2 G7:1 F:6"),
        ("{meta: key C}\n{start_of_chorus}\n[N.C.]Oh [C]day [C]day [G]day\n{end_of_chorus}\n", "C:8 G"),
    ],
)
def test_chordpro_is_read_with_words_and_in_grids(tmp_path: Path, text: str, chords: str) -> None:
    chart = found_in(tmp_path, text, "song.cho")
    assert (bars(chart), chart.key) == (chords, Key(0, Mode.MAJOR))


def test_chordpro_is_known_in_a_text_and_by_its_other_suffixes(tmp_path: Path) -> None:
    for suffix in ("txt", "crd", "chopro", "chordpro", "pro"):
        (tmp_path / f"{suffix}.{suffix}").write_text("{title: Song}\n[C]Oh [Am]what a [F]day [G]\n")
    assert [bars(chart) for chart in read_charts(tmp_path, Job()).charts] == ["C Am F G"] * 5


def test_a_song_that_changes_its_key_is_two_charts(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "{key: C}\n[C]a [G]b\n{key: D}\n[D]a [A]b\n", "song.cho")
    assert [(str(chart.key), bars(chart)) for chart in reading.charts] == [
        ("C major", "C G"),
        ("D major", "D A"),
    ]


def test_what_we_export_reads_back(tmp_path: Path) -> None:
    """A chord a bar or longer from text; from ChordPro, every chord that begins on a pulse."""
    rng = random.Random(5)
    for number in range(20):
        progression = random_progression(rng)
        performance = arrange(progression, cues_at(0, 0, COMMON), number)
        for name, text in (
            ("take.txt", text_chart("In C | a song", progression, performance)),
            ("take.cho", chordpro("In C | a song", progression, performance)),
        ):
            chart = found_in(tmp_path, text, name)
            assert (chart.key, chart.metre, chart.chords) == (progression.key, COMMON, progression.chords)
            (tmp_path / name).unlink()


@pytest.mark.parametrize("metre", [COMMON, WALTZ, SIX_EIGHT])
def test_chordpro_keeps_where_in_a_bar_a_chord_begins(tmp_path: Path, metre: Metre) -> None:
    lengths = [metre.beats - metre.pulse, metre.pulse, metre.beats + metre.pulse, metre.beats - metre.pulse]
    chords, at = [], 0.0
    for root, beats in zip((0, 9, 5, 7), lengths, strict=True):
        chords.append(TimedChord(Chord(root, "maj"), at, beats))
        at += beats
    progression = Progression(Key(0, Mode.MAJOR), metre, tuple(chords))
    text = chordpro("Song", progression, arrange(progression, cues_at(0, 0, metre), 1))
    chart = found_in(tmp_path, text, "take.cho")
    assert (chart.metre, chart.chords) == (metre, progression.chords)


def test_all_forms_of_a_take_are_one_group(tmp_path: Path) -> None:
    for name in ("hope.txt", "hope 2.cho", "hope (2).cho", "hope-v2.txt"):
        (tmp_path / name).write_text(
            "{title: x}\n{sog}\n| C | G |\n{eog}\n" if name.endswith("cho") else "| C | G |"
        )
    groups = {chart.group for chart in read_charts(tmp_path, Job()).charts}
    assert groups == {"hope", "hope 2"}
