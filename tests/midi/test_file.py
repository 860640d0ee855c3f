import csv
import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import mido
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from symusic.core import ScoreTick

from composer_app.errors import FileError
from composer_app.midi.file import safe_file_name, save_midi
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, Metre
from composer_app.music.performance import Note, Part, Performance
from testing.performances import chords, part, perform, performances, repeated


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "song.mid"


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("midi") / "any.mid"


def _at_zero(track: mido.MidiTrack) -> dict[str, mido.MetaMessage]:
    head = {}
    for message in track:
        if message.time or not message.is_meta:
            break
        head[message.type] = message
    return head


def _spans(track: mido.MidiTrack) -> Iterator[tuple[int, int, int, int]]:
    """(start, pitch, length, velocity) of each note in ticks, by pairing strokes and releases ourselves."""
    now, down = 0, dict[tuple[int, int], tuple[int, int]]()
    for message in track:
        now += message.time
        if message.type == "note_on":
            assert (message.channel, message.note) not in down
            down[message.channel, message.note] = (now, message.velocity)
        elif message.type == "note_off":
            start, velocity = down.pop((message.channel, message.note))
            yield start, message.note, now - start, velocity
    assert not down


def _expected(performed: Part) -> list[tuple[int, int, int, int]]:
    """The same from the part; a note that rounds to nothing is left out."""
    spans = [(round(n.start * 480), n.pitch, round(n.end * 480), n.velocity) for n in performed.notes]
    return sorted(
        (start, pitch, end - start, velocity) for start, pitch, end, velocity in spans if end > start
    )


def test_one_part_makes_one_track_with_everything_at_its_head(path: Path) -> None:
    save_midi(chords(tempo=96), path, "Hopeful – D major", "a song of hope (seed 7)")
    file = mido.MidiFile(path, charset="utf-8")
    head = _at_zero(file.tracks[0])
    assert (file.type, file.ticks_per_beat, len(file.tracks)) == (0, 480, 1)
    assert head["track_name"].name == "Hopeful - D major"  # in ASCII wherever it can be
    assert head["text"].text == "a song of hope (seed 7)"
    assert mido.tempo2bpm(head["set_tempo"].tempo) == 96
    assert (head["time_signature"].numerator, head["time_signature"].denominator) == (4, 4)
    assert head["key_signature"].key == "D"


def test_several_parts_make_a_track_each_and_none_for_the_tempo(path: Path) -> None:
    bass = part(Note(0, 36, 4, 90), name="Bass", program=32)
    save_midi(perform(part(Note(0, 60, 4, 80)), bass, bars=2), path, "Calm")
    file = mido.MidiFile(path, charset="utf-8")
    assert (file.type, [track.name for track in file.tracks]) == (1, ["Chords - Calm", "Bass - Calm"])
    assert [{m.channel for m in track if not m.is_meta} for track in file.tracks] == [{0}, {1}]
    assert [sum(m.time for m in track) for track in file.tracks] == [2 * 4 * 480] * 2
    assert "set_tempo" in _at_zero(file.tracks[0])
    assert "set_tempo" not in _at_zero(file.tracks[1])


@pytest.mark.parametrize(
    "name", ["悲しみと希望", "Ελπίδα", "надежда", "نور", "🌅 dawn", "half \ud83c broken"]
)
def test_a_name_in_any_script_survives(path: Path, name: str) -> None:
    save_midi(chords(), path, name, name)
    track = mido.MidiFile(path, charset="utf-8").tracks[0]
    written = name.replace("\ud83c", "?")
    assert (track.name, _at_zero(track)["text"].text) == (written, written)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("tonic", range(12))
def test_every_key_has_its_signature(path: Path, tonic: int, mode: Mode) -> None:
    key = Key(tonic, mode)
    save_midi(perform(part(Note(0, 60, 1, 80)), key=key), path, "x")
    signature = ScoreTick(str(path)).key_signatures[0]
    major = key.tonic if mode is Mode.MAJOR else key.tonic + 3
    fifths = (7 * major + 6) % 12 - 6  # round the circle from C, six flats rather than six sharps
    assert (signature.key, signature.tonality) == (fifths, int(mode is Mode.MINOR))


@pytest.mark.parametrize(
    ("metre", "clocks"),
    [(COMMON, 24), (SIX_EIGHT, 36), (Metre(3, 4), 24), (Metre(2, 2), 48), (Metre(9, 8), 36)],
)
def test_every_metre_has_its_signature_and_its_bar(path: Path, metre: Metre, clocks: int) -> None:
    save_midi(perform(part(Note(0, 60, 1, 80)), metre=metre, bars=3), path, "x")
    track = mido.MidiFile(path).tracks[0]
    time = _at_zero(track)["time_signature"]
    assert (time.numerator, time.denominator, time.clocks_per_click) == (metre.count, metre.unit, clocks)
    assert sum(message.time for message in track) == 3 * metre.beats * 480


def test_programs_are_written_only_where_they_are_asked_for(path: Path) -> None:
    strings = perform(part(Note(0, 60, 1, 80), program=48))
    save_midi(strings, path, "x")
    assert {m.type for m in mido.MidiFile(path).tracks[0] if not m.is_meta} == {"note_on", "note_off"}
    save_midi(strings, path, "x", programs=True)
    assert [m.program for m in mido.MidiFile(path).tracks[0] if m.type == "program_change"] == [48]


def test_a_repeated_note_is_released_before_it_sounds_again(path: Path) -> None:
    save_midi(repeated(), path, "x")
    assert [length for _, _, length, _ in _spans(mido.MidiFile(path).tracks[0])] == [480] * 4


def test_silence_lasts_its_bars(path: Path) -> None:
    save_midi(perform(part(), bars=2), path, "x")
    assert sum(message.time for message in mido.MidiFile(path).tracks[0]) == 2 * 4 * 480


@given(performances())
def test_what_is_written_is_what_was_played(scratch: Path, performance: Performance) -> None:
    save_midi(performance, scratch, "any")
    file = mido.MidiFile(scratch, charset="utf-8")
    for track, performed in zip(file.tracks, performance.parts, strict=True):
        assert sorted(_spans(track)) == _expected(performed)
        assert sum(message.time for message in track) == round(performance.beats * 480)
        assert [message.type for message in track].count("end_of_track") == 1


@given(performances())
def test_symusic_reads_the_same_notes(scratch: Path, performance: Performance) -> None:
    save_midi(performance, scratch, "any")
    score = ScoreTick(str(scratch))
    found = sorted((n.start, n.pitch, n.duration, n.velocity) for t in score.tracks for n in t.notes)
    assert found == sorted(span for each in performance.parts for span in _expected(each))
    assert score.tempos[0].qpm == pytest.approx(performance.tempo, rel=1e-4)


@pytest.mark.tools("midicsv")
def test_midicsv_reads_every_byte(path: Path) -> None:
    save_midi(chords(bars=2, tempo=120), path, "Hope", "seed 3")
    listing = subprocess.run(["midicsv", path], capture_output=True, check=True, text=True)
    rows = [row for row in csv.reader(io.StringIO(listing.stdout), skipinitialspace=True) if row]
    assert listing.stderr == ""
    assert rows[0] == ["0", "0", "Header", "0", "1", "480"]
    assert ["1", "0", "Tempo", "500000"] in rows
    assert ["1", "0", "Time_signature", "4", "2", "24", "8"] in rows
    assert ["1", "0", "Key_signature", "2", "major"] in rows
    assert ["1", "3840", "End_track"] in rows
    assert [row[2] for row in rows].count("Note_on_c") == [row[2] for row in rows].count("Note_off_c") == 8


def test_saving_again_replaces_the_file(path: Path) -> None:
    save_midi(chords(bars=4), path, "x")
    save_midi(repeated(), path, "x")
    assert len(list(_spans(mido.MidiFile(path).tracks[0]))) == 4
    assert list(path.parent.glob(".*")) == []


def test_an_unwritable_folder_is_a_sentence_for_the_user(tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("a file, not a folder")
    with pytest.raises(FileError, match=r"cannot be written\. Choose another folder"):
        save_midi(chords(), tmp_path / "occupied" / "song.mid", "x")


def test_a_failed_save_leaves_what_was_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_midi(repeated(), path, "x")
    before = path.read_bytes()

    def full(_: Path, __: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(FileError):
        save_midi(chords(), path, "x")
    assert path.read_bytes() == before
    assert list(path.parent.glob(".*.part")) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Hopeful – D major – 84 bpm – 8 bars", "Hopeful – D major – 84 bpm – 8 bars.mid"),
        ("Sad – F# minor – 60 bpm", "Sad – F# minor – 60 bpm.mid"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j.mid"),
        ("../../etc/passwd", "etc passwd.mid"),
        ("two\nlines\tand\x00nothing", "two lines andnothing.mid"),
        ("ends in dots. . .", "ends in dots.mid"),
        (".hidden", "hidden.mid"),
        ("CON", "_CON.mid"),
        ("com1.song", "_com1.song.mid"),
        ("console", "console.mid"),
        ("", "Chords.mid"),
        (" ... ", "Chords.mid"),
        ("希望", "希望.mid"),
        ("right\u202eto left", "rightto left.mid"),
    ],
)
def test_a_title_becomes_a_file_name(title: str, name: str) -> None:
    assert safe_file_name(title) == name


@given(st.text(), st.sampled_from([".mid", ".wav", ".flac"]))
def test_every_title_names_a_file_that_can_be_made(
    tmp_path_factory: pytest.TempPathFactory, title: str, suffix: str
) -> None:
    name = safe_file_name(title, suffix)
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(b"")
    path.unlink()
    assert len(name) < 100
    assert name.endswith(suffix)
    assert name == name.strip(" .")
    assert not set(name) & set('<>:"/\\|?*')


@given(st.text(min_size=200))
@example("希望" * 100)
def test_a_long_title_is_cut(title: str) -> None:
    name = safe_file_name(title)
    assert len(name) < 100
    assert len(name.encode()) <= 240
