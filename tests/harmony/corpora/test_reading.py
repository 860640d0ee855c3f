import errno
import os
import re
from pathlib import Path

import pytest

from composer_app.errors import CorpusError
from composer_app.harmony.corpora import read_charts
from composer_app.work import Cancelled, Job, Progress
from tests.harmony.corpora.test_charts import BILLBOARD, RULES, pop_song, song
from tests.harmony.corpora.test_midi import AM, WHOLE, F, G, file_of, loop


def midi(folder: Path, name: str, content: bytes = WHOLE) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_every_format_is_known_by_its_name_or_by_what_is_in_it(tmp_path: Path) -> None:
    song(tmp_path, "0003/salami_chords.txt", BILLBOARD)
    song(tmp_path, "renamed.txt", BILLBOARD)
    song(tmp_path, "song_dt.har", RULES)
    song(tmp_path, "other_dt.clt", "1.3 0.0 I 0 1 7 7\n3.1 1.0 IV 5 4 7 0\n")
    song(tmp_path, "1999_dt.txt", "[F] I | IV |\n")
    song(tmp_path, "mine.txt", "I V vi IV\n")
    song(tmp_path, "chords.py", 'prog_maj = [\n"I V7"\n]\n')
    song(
        tmp_path,
        "mood_progressions.jsonl",
        '{"source":"m","id":"i","moods":[],"mode":"major","chords":[["C"]]}',
    )
    pop_song(tmp_path / "909")
    midi(tmp_path, "piece.MID")
    song(tmp_path, "song.py", "print('no music')")
    midi(tmp_path, "cover.jpg", b"\xff\xd8")
    midi(tmp_path, "._piece.mid", b"\x00\x05")
    reading = read_charts(tmp_path, Job())
    assert reading.passed_over == ()
    assert sorted(chart.source for chart in reading.charts) == [
        "MIDI files", "McGill Billboard", "McGill Billboard", "McGill Billboard", "McGill Billboard", "POP909",
        "Rock Corpus RS200", "Rock Corpus RS200", "Rock Corpus RS200", "Rock Corpus RS200", "m",
        "progressions", "progressions",
    ]  # fmt: skip


def test_broken_files_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    broken = {
        midi(tmp_path, "cut.mid", WHOLE[:60]): "it is cut off",
        midi(tmp_path, "empty.mid", b""): "it is empty",
        midi(tmp_path, "noise.mid", bytes(range(256)) * 4): "it is not a MIDI file",
        midi(tmp_path, "one chord.mid", file_of(loop(AM, AM))): "it has no two different chords",
        midi(tmp_path, "latin.txt", "Ça va".encode("latin-1")): "it is a text without chords",
        midi(tmp_path, "salami_chords.txt", b"\xff\xfe\x00"): "it is not text",
        song(tmp_path, "poem.txt", "Shall I compare thee\n"): "it is a text without chords",
        song(tmp_path, "a/chord_midi.txt", "0 1 C:maj\n"): "it cannot be read (No such file or directory)",
        song(tmp_path, "mine.txt", "I V\nI V what\n"): "line 2: 'what' is not a roman numeral",
    }
    midi(tmp_path, "whole.mid")
    reading = read_charts(tmp_path, Job())
    assert dict(reading.passed_over) == broken
    assert [chart.group for chart in reading.charts] == ["major: I V", "whole"]


def test_the_sub_folder_is_a_mood_word_and_the_folder_itself_is_not(tmp_path: Path) -> None:
    midi(tmp_path, "tender/old/a.mid")
    midi(tmp_path, "b.mid")
    song(tmp_path, "hopeful/mine.txt", "I V = Bright\n")
    moods = {chart.group: chart.moods for chart in read_charts(tmp_path, Job()).charts}
    assert moods == {"a": ("tender",), "b": (), "major: I V": ("Bright", "hopeful")}


def test_of_two_forms_of_one_song_the_better_is_read(tmp_path: Path) -> None:
    pop_song(tmp_path / "909")
    midi(tmp_path, "909/909.mid")
    midi(tmp_path, "909/versions/909-v1.mid")
    song(tmp_path, "909/chord_audio.txt", "0 1 C:maj")
    song(tmp_path, "rs/song_dt.har", "S: [C] I | V |")
    song(tmp_path, "clt/song_dt.clt", "1.3 0.0 I 0 1 7 7\n3.1 1.0 IV 5 4 7 0\n")
    reading = read_charts(tmp_path, Job())
    assert [(chart.source, chart.group) for chart in reading.charts] == [
        ("POP909", "909"), ("Rock Corpus RS200", "song"),
    ]  # fmt: skip
    assert reading.passed_over == ()


def test_versions_of_one_piece_are_one_group(tmp_path: Path) -> None:
    for name in ("Hymn.mid", "Hymn (2).mid", "Hymn-v3.mid", "Hymn copy.mid"):
        midi(tmp_path, name)
    assert {chart.group for chart in read_charts(tmp_path, Job()).charts} == {"Hymn"}


@pytest.mark.parametrize("make", [None, "empty", "noise"])
def test_a_folder_without_music_says_so(tmp_path: Path, make: str | None) -> None:
    folder = tmp_path / "music"
    if make:
        folder.mkdir()
    if make == "noise":
        midi(folder, "x.mid", b"abc")
    with pytest.raises(CorpusError, match=f"no chords to learn from in {re.escape(str(folder))}") as told:
        read_charts(folder, Job())
    assert ("x.mid: it is not a MIDI file" in str(told.value)) is (make == "noise")


def test_reading_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    for name in "abc":
        midi(tmp_path, f"{name}.mid", file_of(loop(AM, F, G)))
    told: list[Progress] = []
    read_charts(tmp_path, Job(told.append))
    assert told == [
        Progress("Looking for music"),
        *(Progress("Reading music", done, 3) for done in range(4)),
    ]
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        read_charts(tmp_path, job)


def test_it_is_told_from_how_many_files_the_charts_are(tmp_path: Path) -> None:
    for name in "ab":
        midi(tmp_path, f"{name}.mid", file_of(loop(AM, F, G)))
    midi(tmp_path, "broken.mid", b"MThd")
    reading = read_charts(tmp_path, Job())
    assert reading.files == 2
    assert [path.name for path, _ in reading.passed_over] == ["broken.mid"]


def test_a_folder_in_the_folder_that_cannot_be_opened_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    midi(tmp_path, "a.mid", file_of(loop(AM, F, G)))
    shut = tmp_path / "shut"
    shut.mkdir()
    scan = os.scandir

    def refuse(path: str) -> object:
        if Path(path) == shut:
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)  # root may open any folder
    reading = read_charts(tmp_path, Job())
    assert reading.passed_over == ((shut, "it cannot be opened (Permission denied)"),)
