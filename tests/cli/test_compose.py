import json
from pathlib import Path
from typing import Any

import mido
import numpy as np
import pytest
import soundfile
from typer.testing import CliRunner, Result

from composer_app import export
from composer_app.cli import app
from composer_app.harmony.model.encoding import CHORDS
from composer_app.music.chord import Chord
from composer_app.music.key import read_key
from composer_app.paths import install_line

HOPE = "I want a song that expresses hope and wonder"


def run(*args: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], input=stdin)


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_sentence_becomes_a_midi_file_and_says_what_was_understood(tmp_path: Path) -> None:
    out = tmp_path / "hope.mid"
    result = run("compose", HOPE, "-o", out, "--seed", 1)
    assert result.exit_code == 0
    assert "hopeful" in result.stdout
    assert "wonder" in result.stdout
    assert "“hope”" in result.stdout
    assert str(out) in result.stdout
    assert any(message.type == "note_on" for message in mido.MidiFile(out))


def test_the_audio_lies_beside_it_and_lasts_as_long(tmp_path: Path) -> None:
    (row,) = rows(run("compose", HOPE, "-o", tmp_path / "hope.mid", "--wav", "--seed", 1, "--json"))
    assert row["files"] == [str(tmp_path / "hope.mid"), str(tmp_path / "hope.wav")]
    samples, rate = soundfile.read(tmp_path / "hope.wav")
    assert len(samples) / rate > mido.MidiFile(tmp_path / "hope.mid").length
    assert 0.01 < np.sqrt((samples**2).mean()) < 0.5


def test_a_take_is_told_as_json() -> None:
    (row,) = rows(run("compose", HOPE, "--seed", 3, "--json"))
    assert list(row) == ["request", "key", "tempo", "metre", "seed", "chords", "files"]
    assert row["seed"] == 3
    assert {emotion["name"] for emotion in row["request"]["emotions"]} == {"hopeful", "wonder"}
    key, beat = read_key(row["key"]), 0.0
    known = {Chord((key.tonic + i) % 12, quality, bass) for i, quality in CHORDS for bass in range(12)}
    known_names = {(chord.symbol(key), chord.roman(key)) for chord in known}
    for chord in row["chords"]:
        assert chord["start"] == beat
        assert (chord["symbol"], chord["roman"]) in known_names
        beat += chord["beats"]
    assert beat == 8 * 4


def test_options_go_before_the_sentence(tmp_path: Path) -> None:
    asked = ("--key", "F# minor", "--tempo", 90, "--metre", "3/4", "--bars", 5)
    (row,) = rows(
        run("compose", "sad, in D major, at 120 bpm, ten bars", *asked, "-o", tmp_path / "a.mid", "--json")
    )
    assert (row["key"], row["tempo"], row["metre"]) == ("F# minor", 90, "3/4")
    song = mido.MidiFile(tmp_path / "a.mid")
    assert [sum(message.time for message in track) for track in song.tracks] == [5 * 3 * 480] * len(
        song.tracks
    )


@pytest.mark.parametrize(("said", "signature"), [("F# major", "F#"), ("Gb major", "Gb"), ("D# minor", "D#m")])
def test_a_key_is_spelled_as_it_was_written_everywhere(tmp_path: Path, said: str, signature: str) -> None:
    result = run(
        "compose", f"hope in {said}", "-o", tmp_path / "a.mid", "-f", "musicxml", "-f", "chart", "--json"
    )
    (row,) = rows(result)
    assert (row["key"], row["request"]["constraints"]["key"]) == (said, said)
    other_sign = {"#": "b", "b": "#"}[said[1]]
    assert all(chord["symbol"][1:2] != other_sign for chord in row["chords"])
    song = mido.MidiFile(tmp_path / "a.mid")
    assert {m.key for track in song.tracks for m in track if m.type == "key_signature"} == {signature}
    assert said in (tmp_path / "a.txt").read_text(encoding="utf-8")
    fifths = {"F#": 6, "Gb": -6, "D#m": 6}[signature]
    assert f"<fifths>{fifths}</fifths>" in (tmp_path / "a.musicxml").read_text(encoding="utf-8")


def test_the_sentence_itself_may_ask_for_key_tempo_metre_and_bars() -> None:
    (row,) = rows(run("compose", "something tender in E minor, in three, around 80, six bars", "--json"))
    assert (row["key"], row["tempo"], row["metre"]) == ("E minor", 80, "3/4")
    assert sum(chord["beats"] for chord in row["chords"]) == 18


def test_the_same_seed_gives_the_same_notes_and_others_do_not(tmp_path: Path) -> None:
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        run("compose", HOPE, "-o", tmp_path / f"{name}.mid", "--seed", seed)
    a, b, c = ((tmp_path / f"{name}.mid").read_bytes() for name in "abc")
    assert a == b
    assert a != c


def test_takes_are_numbered_and_differ(tmp_path: Path) -> None:
    found = rows(run("compose", HOPE, "-o", tmp_path / "hope.mid", "--takes", 3, "--seed", 1, "--json"))
    assert [Path(row["files"][0]).name for row in found] == ["hope-1.mid", "hope-2.mid", "hope-3.mid"]
    assert len({json.dumps(row["chords"]) for row in found}) == 3
    assert len({row["seed"] for row in found}) == 3


def test_without_an_emotion_there_is_music_all_the_same() -> None:
    (row,) = rows(run("compose", "play a song in c major", "--json"))
    assert row["request"]["emotions"] == []
    assert row["key"] == "C major"


@pytest.mark.parametrize("emotion", ["joyful", "sad", "angry", "peaceful"])
def test_bright_moods_are_mostly_major_and_dark_ones_mostly_minor(emotion: str) -> None:
    found = rows(run("compose", emotion, "--takes", 20, "--seed", 1, "--bars", 4, "--json"))
    minor = sum(row["key"].endswith("minor") for row in found)
    assert minor <= 6 if emotion in {"joyful", "peaceful"} else minor >= 14


def test_an_unwritable_folder_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("compose", HOPE, "-o", tmp_path / "file" / "hope.mid")
    assert result.exit_code == 2
    assert "is not there" in " ".join(result.stderr.replace("│", " ").split())
    assert "Traceback" not in result.output


@pytest.mark.parametrize("text", ["", "   ", "xyzzy qwrt plugh"])
def test_what_cannot_be_read_is_a_sentence(text: str) -> None:
    result = run("compose", text)
    assert result.exit_code == 1
    assert result.stderr.strip().endswith(".")
    assert not result.stdout


@pytest.mark.parametrize(
    "args",
    [
        ("compose",),
        ("compose", "hope", "--speech", "a.wav"),
        ("compose", "hope", "--wav"),
        ("compose", "hope", "--key", "H major"),
        ("compose", "hope", "--metre", "five"),
        ("compose", "hope", "--bars", "0"),
        ("compose", "hope", "--tempo", "1000"),
        ("compose", "hope", "--tempo", "5"),
        ("compose", "hope", "--bars", "10000"),
        ("compose", "hope", "--pattern", "polka"),
        ("compose", "hope", "--instrument", "banjo"),
        ("compose", "hope", "--voicing", "shell"),
        ("compose", "hope", "--humanise", "2"),
        ("compose", "hope", "--bits", "12", "-o", "a.wav"),
        ("compose", "hope", "-f", "mp3", "-o", "a.mid"),
        ("compose", "hope", "-f", "chart"),
        ("compose", "hope", "--takes", "0"),
        ("compose", "hope", "--seed", "many"),
        ("compose", "hope", "--keep", "Am7"),
        ("compose", "hope", "--keep", "0=Am7"),
        ("compose", "hope", "--keep", "-1=Am7"),
        ("compose", "hope", "--keep", "1=Xq"),
        ("compose", "hope", "--keep", "1="),
        ("compose", "hope", "--keep", f"{'9' * 5000}=C"),
        ("compose", "hope", "--keep", "2=Am7", "--keep", "2=C"),
        ("train", "x", "--only", "bored"),
        ("dance",),
    ],
)
def test_wrong_usage_is_exit_code_two(args: tuple[str, ...]) -> None:
    assert run(*args).exit_code == 2


def test_numbers_that_no_piece_can_have_are_told_and_a_take_is_made(tmp_path: Path) -> None:
    told = run("compose", "hope, 10,000 bars at 5 bpm", "-o", str(tmp_path / "hope.mid"))
    assert told.exit_code == 0
    assert "10,000 bars cannot be made" in told.stderr
    assert "5 bpm cannot be played" in told.stderr
    assert (tmp_path / "hope.mid").exists()


def test_a_recording_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    wrong = tmp_path / "request.wav"
    wrong.write_text("this is no sound")
    for path in (wrong, tmp_path / "missing.wav"):
        result = run("compose", "--speech", path)
        assert result.exit_code == 1
        assert path.name in result.stderr


def test_a_port_that_is_not_there_is_a_sentence() -> None:
    result = run("compose", HOPE, "--port", "No Such Instrument")
    assert result.exit_code == 1
    assert result.stderr.strip().endswith(".")


@pytest.mark.parametrize(
    "options", [("--port", "No Such Instrument"), ("--port", "No Such Instrument", "--json")]
)
def test_a_take_that_cannot_be_played_is_told_of_and_kept(tmp_path: Path, options: tuple[str, ...]) -> None:
    result = run("compose", HOPE, "-o", tmp_path / "hope.mid", "--seed", 11, *options)
    assert result.exit_code == 1
    assert str(tmp_path / "hope.mid") in result.stdout
    assert "11" in result.stdout
    assert (tmp_path / "hope.mid").exists()


def test_a_take_that_cannot_be_written_is_told_of_all_the_same(tmp_path: Path) -> None:
    result = run("compose", HOPE, "-o", tmp_path / f"{300 * 'x'}.mid", "--seed", 12, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["seed"] == 12
    assert json.loads(result.stdout)["files"] == []


def test_in_a_folder_a_take_is_named_after_itself_and_replaces_none(tmp_path: Path) -> None:
    for _ in range(2):
        assert run("compose", HOPE, "-o", tmp_path, "--seed", 3, "-f", "mid", "-f", "chart").exit_code == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    stem = names[0].removesuffix(" 2.mid")
    assert stem.endswith(" bars")
    assert names == sorted(f"{stem}{end}" for end in (".mid", " 2.mid", ".txt", " 2.txt"))


def test_the_suffix_says_what_is_written_and_format_what_beside_it(tmp_path: Path) -> None:
    (row,) = rows(run("compose", HOPE, "-o", tmp_path / "song.flac", "--seed", 1, "--json"))
    assert row["files"] == [str(tmp_path / "song.flac")]
    (row,) = rows(
        run("compose", HOPE, "-o", tmp_path / "song.mid", "-f", "musicxml", "-f", "lead-sheet", "--json")
    )
    assert [Path(file).name for file in row["files"]] == ["song.mid", "song.musicxml", "song.lead.musicxml"]
    assert all(Path(file).stat().st_size for file in row["files"])


def test_how_it_is_played_can_be_chosen(tmp_path: Path) -> None:
    asked = (
        "--pattern",
        "waltz",
        "--instrument",
        "strings",
        "--bass",
        "double bass",
        "--counter-line",
        "choir",
    )
    (row,) = rows(run("compose", HOPE, *asked, "--markers", "-o", tmp_path / "a.mid", "--seed", 1, "--json"))
    assert row["metre"] == "3/4"
    song = mido.MidiFile(tmp_path / "a.mid", charset="utf-8")
    assert [track.name.split(" - ")[0] for track in song.tracks] == ["Chords", "Bass", "Counter-line"]
    markers = [message.text for message in song.tracks[0] if message.type == "marker"]
    assert markers == [chord["symbol"] for chord in row["chords"]]


def test_a_length_in_seconds_is_about_that_long(tmp_path: Path) -> None:
    rows(run("compose", HOPE, "--seconds", 30, "-o", tmp_path / "a.mid", "--seed", 2, "--json"))
    assert 27 < mido.MidiFile(tmp_path / "a.mid").length < 33


def test_an_unwritable_format_keeps_the_others(tmp_path: Path) -> None:
    (tmp_path / "song.wav").mkdir()
    result = run("compose", HOPE, "-o", tmp_path / "song.mid", "--wav", "--seed", 1)
    assert result.exit_code == 1
    assert "song.wav is a folder, not a file" in result.stderr
    assert (tmp_path / "song.mid").exists()


def test_a_port_without_a_name_is_wrong_usage() -> None:
    assert run("compose", HOPE, "--port", "").exit_code == 2


@pytest.mark.parametrize("key", [(), ("--key", "D"), ("--key", "Eb minor")])
def test_a_chord_that_is_kept_is_what_was_named_whatever_key_is(key: tuple[str, ...]) -> None:
    asked = ("--keep", "1=Am7", "--keep", "4=G7", "--seed", 3)
    (row,) = rows(run("compose", "hopeful, in C major", *asked, *key, "--json"))
    assert [row["chords"][number]["symbol"] for number in (0, 3)] == ["Am7", "G7"]
    assert row["key"] == {"D": "D major"}.get(key[1], key[1]) if key else "C major"


@pytest.mark.parametrize(
    ("options", "most"),
    [((), "8 bars of 4/4 have 24"), (("--bars", 1, "--metre", "6/8"), "1 bar of 6/8 have 2")],
)
def test_a_chord_beyond_the_last_cannot_be_kept(options: tuple[object, ...], most: str) -> None:
    result = run("compose", HOPE, "--keep", "30=C", *options)
    assert result.exit_code == 1
    assert f"There is no chord 30 to keep: {most} chords at most." in result.stderr


def test_the_last_chord_that_fits_can_be_kept() -> None:
    for metre, most in (("4/4", 6), ("3/4", 6), ("6/8", 4)):
        (row,) = rows(run("compose", HOPE, "--bars", 2, "--metre", metre, "--keep", f"{most}=G7", "--json"))
        assert len(row["chords"]) == most
        assert row["chords"][-1]["symbol"] == "G7"


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_a_format_that_cannot_be_written_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, as_json: tuple[str, ...]
) -> None:
    monkeypatch.setattr(export, "find_spec", lambda _: None)
    kinds = ("-f", "mid", "-f", "musicxml", "-f", "lead-sheet", "-f", "chart")
    result = run("compose", HOPE, "-o", tmp_path / "song", *kinds, "--takes", 2, *as_json)
    assert result.exit_code == 1
    names = {f"song-{number}{suffix}" for number in (1, 2) for suffix in (".mid", ".txt")}
    assert {path.name for path in tmp_path.iterdir()} == names
    assert all(name in result.stdout for name in names)
    assert (
        result.stderr.count(f"MusicXML score needs music21. Install it with: {install_line('music21')}") == 2
    )
    assert "song-1.musicxml" not in result.stdout


def test_where_nothing_can_be_written_the_first_take_tells(tmp_path: Path) -> None:
    result = run("compose", HOPE, "-o", tmp_path / f"{300 * 'x'}.mid", "--takes", 9, "--json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
