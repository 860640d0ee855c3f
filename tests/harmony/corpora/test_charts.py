"""Annotations of the public corpora, in small files written here."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from composer_app.harmony.corpora import billboard, pop909, rock, tables
from composer_app.harmony.corpora import progression_lists as roman
from composer_app.harmony.corpora.chart import Chart
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre


def charts(found: Iterable[Chart | str]) -> list[Chart]:
    """Charts alone, where nothing may have been left out."""
    everything = list(found)
    assert not [fault for fault in everything if isinstance(fault, str)]
    return [chart for chart in everything if isinstance(chart, Chart)]


def written(chart: Chart) -> list[tuple[str, float, float]]:
    return [(timed.chord.symbol(chart.key), timed.start, timed.beats) for timed in chart.chords]


def song(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


BILLBOARD = """# title: Small Song
# artist: Nobody
# metre: 4/4
# tonic: A

0.0\tsilence
1.5\tA, intro, | A:min | C:maj . . G:7/3 |, (voice
9.5\t| (2/4) F:maj | N | x2, voice)
14.0\tB, chorus, | * | D:min &pause |
# tonic: C
# metre: 3/4
20.0\tC, verse, | C:maj | F:maj/5 . G:7(9) | ->
30.0\tend
"""


def test_billboard_bars_repeats_and_changes_of_tonic_are_read(tmp_path: Path) -> None:
    first, second = charts(billboard.read_billboard(song(tmp_path, "salami_chords.txt", BILLBOARD)))
    assert (first.source, first.group) == ("McGill Billboard", "Nobody - Small Song")
    assert (first.key, first.metre) == (Key(9, Mode.MINOR), COMMON)
    assert written(first) == [
        ("Am", 0, 4), ("C", 4, 3), ("G7/B", 7, 1), ("F", 8, 2), ("F", 14, 2), ("Dm", 24, 4),
    ]  # fmt: skip
    assert (second.key, second.metre, second.group) == (Key(0, Mode.MAJOR), WALTZ, first.group)
    assert written(second) == [("C", 28, 3), ("F/C", 31, 2), ("G9", 33, 1)]


def test_billboard_lines_that_cannot_be_read_are_named_and_left_out(tmp_path: Path) -> None:
    text = BILLBOARD.replace("# tonic: C", "# tonic: H").replace("| A:min |", "| A:mystery |")
    *faults, chart = billboard.read_billboard(song(tmp_path, "salami_chords.txt", text))
    assert faults == [
        "line 7: 'A:mystery' is not a chord symbol",
        "line 10: 'H' is not the name of a note",
    ]
    assert isinstance(chart, Chart)
    assert chart.key.tonic == 9


def test_bars_before_any_tonic_are_a_fault(tmp_path: Path) -> None:
    found = list(billboard.read_billboard(song(tmp_path, "a.txt", "0.0\t| C:maj | G:maj |")))
    assert found == ["line 1: it has bars before any tonic"]


RULES = """% Small Song
VP: I IV |       % one bar
Vr: $VP*2 ii7 | V |*2
Ch: [3/4] vi . IV | R | V11 | |
S: [C] $Vr $Ch I | bVIIs4 . | [Eb] i | V7 |
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return song(tmp_path, "small_song_tdc.har", RULES)


def test_rock_rules_unfold_with_their_keys_and_metres(rules: Path) -> None:
    first, second = charts(rock.read_rules(rules))
    assert (first.group, first.key, first.metre) == ("small_song", Key(0, Mode.MAJOR), COMMON)
    assert written(first) == [
        ("C", 0, 2), ("F", 2, 2), ("C", 4, 2), ("F", 6, 2), ("Dm7", 8, 4), ("G", 12, 8),
        ("Am", 20, 2), ("F", 22, 1), ("F/G", 26, 6), ("C", 32, 4), ("Bbsus4", 36, 4),
    ]  # fmt: skip
    assert second.key == Key(3, Mode.MINOR)
    assert written(second) == [("Ebm", 40, 4), ("Bb7", 44, 4)]


def test_an_expanded_analysis_is_a_rule_without_a_name(tmp_path: Path) -> None:
    path = song(tmp_path, "1999_dt.txt", "[F] R | | I64 V11 | I bVII | I . | [6/8] . bVII | I |\n")
    (chart,) = charts(rock.read_rules(path))
    assert written(chart)[:3] == [("F/C", 8, 2), ("Bb/C", 10, 2), ("F", 12, 2)]
    assert chart.group == "1999"


def test_timed_lists_are_read_by_their_bars(tmp_path: Path) -> None:
    rows = ["1.30 0.00 I 0 1 7 7", "3.10 1.00 IV 5 4 7 0", "4.00 1.50 V7 7 5 7 2", "5.00 2.00 R 0 1 7 7"]
    (chart,) = charts(rock.read_list(song(tmp_path, "small_dt.clt", "\n".join(rows))))
    assert chart.key == Key(7, Mode.MAJOR)
    assert written(chart) == [("G", 0, 4), ("C", 4, 2), ("D7", 6, 2)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("S: [C] $Vr |\n", "'Vr' is missing"),
        ("Vr: $S\nS: [C] $Vr I |\n", "'S' is a circle"),
        ("S: I | V |\n", "bars before any key"),
        ("S: [C] I |*999999\n", "more than 5000 bars"),
        ("S: [C] Hello | I |\n", "'Hello' is not a roman numeral"),
        ("", "'S' is missing"),
    ],
)
def test_broken_rules_say_what_is_wrong(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why.replace("'", ".")):
        list(rock.read_rules(song(tmp_path, "x.har", text)))


@pytest.mark.parametrize("text", ["1.0 0.0 I", "a b c d e f g", "1.0 0.0 Hello 0 1 0 0"])
def test_broken_lists_say_which_line_is_wrong(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match="line 1 is not a timed chord"):
        list(rock.read_list(song(tmp_path, "x.clt", text)))


def pop_song(folder: Path, *, beats: int = 4, bars: int = 6, upbeat: int = 1) -> Path:
    """Half a second a beat from 0.05; a chord each bar after the upbeat."""
    times = [0.05 + 0.5 * index for index in range(beats * bars + upbeat + 1)]
    down = [(index - upbeat) % beats == 0 for index in range(len(times))]
    song(folder, "beat_midi.txt", "\n".join(f"{t} 0.0 {float(d)}" for t, d in zip(times, down, strict=True)))
    starts = times[upbeat::beats]
    symbols = ("Gb:maj", "Eb:min7", "B:maj/3", "Db:7", "Gb:sus4", "Gb:maj")
    chords = [f"{a}\t{b}\t{s}" for a, b, s in zip(starts, starts[1:], symbols, strict=False)]
    if upbeat:
        chords.insert(0, f"{times[0]}\t{starts[0]}\tN")
    song(folder, "key_audio.txt", "2.0\t99.0\tGb:maj\n")
    return song(folder, "chord_midi.txt", "\n".join(chords))


@pytest.mark.parametrize(("beats", "metre"), [(4, COMMON), (3, WALTZ), (2, Metre(2, 4))])
def test_pop909_seconds_become_beats_from_a_bar_line(tmp_path: Path, beats: int, metre: Metre) -> None:
    (chart,) = charts(pop909.read_song(pop_song(tmp_path / "042", beats=beats)))
    assert (chart.group, chart.key, chart.metre) == ("042", Key(6, Mode.MAJOR), metre)
    assert written(chart)[:3] == [
        ("Gb", beats, beats),
        ("Ebm7", 2 * beats, beats),
        ("B/D#", 3 * beats, beats),
    ]


def test_pop909_parts_in_two_keys_are_two_charts(tmp_path: Path) -> None:
    path = pop_song(tmp_path / "1")
    song(path.parent, "key_audio.txt", "0.0 6.0 Gb:maj\n6.0 99 Eb:min\n")
    first, second = charts(pop909.read_song(path))
    assert (first.key, second.key) == (Key(6, Mode.MAJOR), Key(3, Mode.MINOR))
    assert first.group == second.group


def test_pop909_audio_beats_count_within_the_bar(tmp_path: Path) -> None:
    song(tmp_path / "7", "beat_audio.txt", "\n".join(f"{i * 0.5}\t{i % 3 + 1}.0" for i in range(12)))
    song(tmp_path / "7", "key_audio.txt", "0 9 A:min")
    path = song(tmp_path / "7", "chord_audio.txt", "0.0 1.52 A:min\n1.52 2.98 E:7\n2.98 4.5 A:min\n")
    (chart,) = charts(pop909.read_song(path))
    assert chart.metre == WALTZ
    assert written(chart) == [("Am", 0, 3), ("E7", 3, 3), ("Am", 6, 3)]


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("beat_midi.txt", "", "does not have a beat a line"),
        ("beat_midi.txt", "1 0 1\n1 0 0\n", "go back in time"),
        ("beat_midi.txt", "x y z\n1 0 0\n", "could not convert"),
        ("key_audio.txt", "0 9 H:maj", "is not a key"),
        ("key_audio.txt", "", "three fields"),
        ("chord_midi.txt", "0 1\n", "three fields"),
    ],
)
def test_broken_pop909_folders_say_what_is_wrong(tmp_path: Path, name: str, text: str, why: str) -> None:
    path = pop_song(tmp_path)
    song(tmp_path, name, text)
    with pytest.raises(ValueError, match=why):
        list(pop909.read_song(path))


PROGRESSIONS = """# my favourites
I V vi IV = Hopeful Romantic
minor: i - VI - III - VII
i | iv | V7 | i = Sad
major:
vi–IV–I–V

#ivø7 IV I I
"""


def test_lists_of_progressions_are_read_a_line_each(tmp_path: Path) -> None:
    found = charts(roman.read_list(song(tmp_path, "p.txt", PROGRESSIONS)))
    lines = [" ".join(symbol for symbol, _, _ in written(chart)) for chart in found]
    assert lines == ["C G Am F", "Cm Ab Eb Bb", "Cm Fm G7 Cm", "Am F C G", "F#m7b5 F C"]
    assert [chart.key.mode.value for chart in found] == ["major", "minor", "minor", "major", "major"]
    assert found[0].moods == ("Hopeful", "Romantic")
    assert found[2].moods == ("Sad",)
    assert found[0].chords[1].start == 4


@pytest.mark.parametrize("line", ["I V hello", "I I", "I = Happy", "minor: i foo"])
def test_a_line_that_is_no_progression_is_named(tmp_path: Path, line: str) -> None:
    chart, fault = roman.read_list(song(tmp_path, "p.txt", f"I V\n{line}\n"))
    assert isinstance(chart, Chart)
    assert isinstance(fault, str)
    assert fault.startswith("line 2: ")


def test_free_midi_chords_own_list_is_read_in_its_dialect(tmp_path: Path) -> None:
    text = (
        'import x\nprog_maj = [\n    "I7 V7 vi IV6 =Joyful Playful",\n]\nprog_min = [\n    "i ii VI VII =Sad",\n]\n'
        'prog_modal = [\n    "im VIM bIIM im",\n    "oh no",\n]\nchord_types = [\n    "sus2",\n]\n'
    )
    *found, fault = roman.read_free_midi_chords(song(tmp_path, "chords.py", text))
    lines = [" ".join(s for s, _, _ in written(chart)) for chart in found if isinstance(chart, Chart)]
    assert lines == ["Cmaj7 G7 Am F6", "Cm Ddim Ab Bb", "Cm A Db Cm"]
    assert fault == "line 10: 'oh' is not a roman numeral"


def test_rows_of_the_tables_are_read(tmp_path: Path) -> None:
    chart = {
        "source": "x", "id": "1", "group": "g", "key": {"tonic": "Eb", "mode": "minor"},
        "time_signature": "6/8 mostly", "chords": [["Eb:min", 0, 3], ["N", 3, 3], ["Bb:7/3", 6.0, 1.5]],
    }  # fmt: skip
    mood = {"source": "m", "id": "i", "moods": ["Sad"], "mode": "minor", "chords": [["C:min"], ["G:7"]]}
    rows = [json.dumps(chart), "{}", json.dumps(mood), "[1]", "no"]
    first, bad, second, *worse = tables.read_table(song(tmp_path, "chord_charts.jsonl", "\n".join(rows)))
    assert isinstance(first, Chart)
    assert isinstance(second, Chart)
    assert (first.key, first.metre) == (Key(3, Mode.MINOR), SIX_EIGHT)
    assert written(first) == [("Ebm", 0, 3), ("Bb7/D", 6, 1.5)]
    assert written(second) == [("Cm", 0, 4), ("G7", 4, 4)]
    assert second.moods == ("Sad",)
    assert [bad, *worse] == [f"line {number} is not a chord chart" for number in (2, 4, 5)]
