"""Wrong usage is answered by a sentence, before anything is composed; and so is an output that cannot be written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from composer_app.cli import app

_FULL = Path("/dev/full")


def run(*args: object) -> Result:
    # In a narrow frame, long paths of temporary folders would be broken.
    return CliRunner().invoke(app, [str(arg) for arg in args], env={"COLUMNS": "1000"})


def told(result: Result) -> str:
    """What a refusal says, without the frame around it."""
    assert result.exit_code == 2, result.output
    return " ".join(result.output.replace("│", " ").split())


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A line of the shell, in which $PROGRAM is the program."""
    env = {**os.environ, "PROGRAM": f"{sys.executable} -m composer_app", "XDG_DATA_HOME": str(folder)}
    env["PYTHONPATH"] = str(Path(__file__).parents[2])
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        check=False,
        env=env,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize("name", ["x.mp3", "x.MP3", "x.pdf", "x.ogg", "x.mscz"])
def test_a_kind_of_file_that_cannot_be_written_is_refused_with_those_that_can(
    name: str, tmp_path: Path
) -> None:
    words = told(run("compose", "hope", "-o", tmp_path / name))
    assert f"{Path(name).suffix} files cannot be written, only .mid, .wav, .flac" in words
    assert not list(tmp_path.iterdir())


def test_a_name_with_a_full_stop_is_a_name(tmp_path: Path) -> None:
    assert run("compose", "hope", "-o", tmp_path / "song.v2", "--seed", 1).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["song.v2.mid"]


def test_standard_output_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "standard output says what was composed" in told(run("compose", "hope", "-o", "-"))
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes and devices in folders here")
def test_what_is_no_file_is_never_written_over(tmp_path: Path) -> None:
    pipe, link, device = tmp_path / "song.mid", tmp_path / "link.mid", Path("/dev/null")
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for out, kind in ((pipe, "a pipe"), (link, "a pipe"), (device, "a device")):
        assert f"{out.name} is {kind}, not a file: nothing is written over it." in told(
            run("compose", "hope", "-o", out)
        )
    assert (pipe.is_fifo(), link.is_symlink(), device.is_char_device()) == (True, True, True)
    assert sorted(tmp_path.iterdir()) == [link, pipe]


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    link, target = tmp_path / "link.mid", tmp_path / "far" / "song.mid"
    link.symlink_to(target)
    assert run("compose", "hope", "-o", link).exit_code == 0
    assert link.is_symlink()
    assert target.read_bytes().startswith(b"MThd")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes and devices in folders here")
@pytest.mark.timeout(60)
def test_speech_that_is_no_file_is_said(tmp_path: Path) -> None:
    pipe, endless = tmp_path / "pipe.wav", tmp_path / "endless.wav"
    os.mkfifo(pipe)
    endless.symlink_to("/dev/zero")
    for speech, kind in ((pipe, "a pipe"), (endless, "a device")):
        result = run("compose", "--speech", speech, "-o", tmp_path / "x.mid")
        assert result.exit_code == 1
        assert f"is no recording: it is {kind}, not a file." in result.stderr


def test_a_folder_that_is_not_there_is_said_before_composing(tmp_path: Path) -> None:
    result = run("compose", "hope", "-o", tmp_path / "nosuch" / "x.mid")
    assert "is not there. Make it first" in told(result)
    assert "harmony" not in result.output


@pytest.mark.parametrize(
    "args",
    [
        ("train", "nosuch"),
        ("models", "--folder", "nosuch"),
        ("compose", "hope", "--weights", "nosuch.bin"),
    ],
)
def test_what_is_not_there_is_said(args: tuple[str, ...]) -> None:
    words = told(run(*args))
    assert "nosuch" in words
    assert "is not there. Check its name." in words


def test_a_file_where_a_folder_is_wanted_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert "is a file, not a folder" in told(run("train", tmp_path / "file"))


@pytest.mark.parametrize(
    ("args", "question"),
    [
        (("train", "--emotion", "happy"), "Did you mean joyful?"),
        (("train", "--undo", "scary"), "Did you mean fearful?"),
        (("train", "--emotion", "nostalgia"), "Did you mean nostalgic?"),
        (("compose", "hope", "--instrument", "violins"), "Did you mean strings?"),
        (("compose", "hope", "--instrument", "pianoo"), "Did you mean piano?"),
        (("compose", "hope", "--pattern", "arpegio"), "Did you mean arpeggio?"),
        (("compose", "hope", "--ending", "cadense"), "Did you mean cadence?"),
        (("compose", "hope", "--format", "midi"), "Did you mean mid?"),
    ],
)
def test_what_is_no_name_of_ours_is_asked_back(args: tuple[str, ...], question: str) -> None:
    assert question in told(run(*args))


def test_capitals_do_not_matter(tmp_path: Path) -> None:
    asked = ("--instrument", "Piano", "--pattern", "Waltz", "--ending", "LOOP", "--format", "MID")
    assert run("compose", "hope", "-o", tmp_path / "a.mid", *asked).exit_code == 0


@pytest.mark.parametrize(
    ("tempo", "bpm"), [("fast", ""), ("allegro", "132 bpm"), ("90", "90 bpm"), ("72.5", "72.5 bpm")]
)
def test_a_tempo_is_a_number_or_a_word(tempo: str, bpm: str) -> None:
    result = run("compose", "hope", "--tempo", tempo)
    assert result.exit_code == 0
    assert bpm in result.output


@pytest.mark.parametrize(
    ("tempo", "words"), [("purple", "'purple' is no tempo"), ("9000", "range 20 to 300"), ("nan", "range")]
)
def test_what_is_no_tempo_is_said(tempo: str, words: str) -> None:
    assert words in told(run("compose", "hope", "--tempo", tempo))


@pytest.mark.parametrize(
    ("key", "shown"),
    [("h-Moll", "B minor"), ("F#", "F#"), ("F# major", "F# major"), ("la menor", "A minor"), ("minor", "minor"),
     ("d", "D "), ("D dorian", "D minor"), ("B-Dur", "Bb major"), ("eb", "Eb")],
)  # fmt: skip
def test_a_key_is_named_as_people_name_it(key: str, shown: str) -> None:
    result = run("compose", "hope", "--key", key)
    assert result.exit_code == 0, result.output
    assert shown in result.output


@pytest.mark.parametrize("key", ["H#", "12", "purple", "in"])
def test_what_is_no_key_is_said(key: str) -> None:
    assert "is not a key such as" in told(run("compose", "hope", "--key", key))


@pytest.mark.parametrize("keep", ["1=C7alt", "2=Cm6/9", "1=H7"])
def test_a_chord_is_kept_as_it_is_written(keep: str) -> None:
    result = run("compose", "hope", "--keep", keep)
    assert result.exit_code == 0
    assert ("is taken as" in result.output) is (keep != "1=H7")


@pytest.mark.parametrize("line", ["understand hope", "compose hope", "models", "--version", "compose --help"])
def test_a_closed_output_is_said(line: str, tmp_path: Path) -> None:
    done = shell(f"$PROGRAM {line} >&-", tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("Standard output is closed")


@pytest.mark.parametrize("line", ["understand hope", "compose hope", "models", "--version"])
@pytest.mark.skipif(not _FULL.exists(), reason="there is no /dev/full")
def test_a_full_output_is_said(line: str, tmp_path: Path) -> None:
    done = shell(f"$PROGRAM {line} >/dev/full", tmp_path)
    assert done.returncode == 1
    assert "Standard output cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("line", ["understand hope", "models", "--help"])
def test_who_reads_no_further_is_not_told(line: str, tmp_path: Path) -> None:
    done = shell(f"$PROGRAM {line} | true", tmp_path)
    assert done.returncode in {0, 1}
    assert "rror" not in done.stderr


def test_without_standard_error_and_input_it_still_works(tmp_path: Path) -> None:
    assert shell("$PROGRAM compose hope -o a.mid 2>&-", tmp_path).returncode == 0
    assert (tmp_path / "a.mid").stat().st_size > 100
    assert shell("$PROGRAM understand <&-", tmp_path).returncode == 0
