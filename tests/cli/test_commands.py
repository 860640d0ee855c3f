import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from composer_app import __version__
from composer_app.request.emotion import emotions
from tests.cli.test_compose import HOPE, rows, run
from tests.harmony.charts import write_table


def test_understand_reads_arguments_as_json() -> None:
    (row,) = rows(run("understand", HOPE, "--json"))
    assert list(row) == [
        *("text", "language", "emotions", "valence", "arousal", "words", "constraints"),
        *("confidence", "choices", "because"),
    ]
    assert (row["text"], row["language"]) == (HOPE, "en")
    assert {emotion["name"] for emotion in row["emotions"]} == {"hopeful", "wonder"}
    assert sum(emotion["weight"] for emotion in row["emotions"]) > 0.999
    assert row["words"][0] == {
        "word": "hope",
        "emotion": "hopeful",
        "share": row["words"][0]["share"],
        "negated": False,
    }


def test_understand_reads_one_request_a_line_and_keeps_step() -> None:
    found = rows(run("understand", "--json", stdin="very sad\n\nplay a song in c major\n"))
    assert [row["text"] for row in found] == ["very sad", "play a song in c major"]
    assert found[1]["emotions"] == []
    assert found[1]["constraints"] == {"key": "C major", "mode": "major"}


def test_a_line_that_cannot_be_read_has_its_line_too() -> None:
    result = run("understand", "--json", stdin="xyzzy qwrt\nhope\n")
    assert result.exit_code == 1
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert first["emotions"] == []
    assert first["error"] in result.stderr
    assert second["emotions"][0]["name"] == "hopeful"


def test_understand_tells_a_person() -> None:
    result = run("understand", "not too sad, in three, around 80")
    assert result.exit_code == 0
    assert "not “sad”" in result.stdout
    assert "tempo 80" in result.stdout


def test_models_names_every_machine_and_how_good_it_is() -> None:
    result = run("models")
    assert result.exit_code == 0
    for name in ("base", *emotions()):
        assert f"\n{name} " in f"\n{result.stdout}"
    cards = rows(run("models", "--json"))
    assert all(card["top1"] > 0.2 for card in cards)


def test_a_folder_without_machines_is_a_sentence(tmp_path: Path) -> None:
    result = run("models", "--folder", tmp_path)
    assert result.exit_code == 1
    assert "There are no machines" in result.stderr


def test_training_without_music_is_a_sentence(tmp_path: Path) -> None:
    result = run("train", tmp_path)
    assert result.exit_code == 1
    assert "There are no chords to learn from" in result.stderr


def test_training_writes_a_machine_that_can_compose(tmp_path: Path) -> None:
    result = run(
        "train", write_table(tmp_path / "charts"), "-o", tmp_path / "out", "--only", "sad", "--steps", 20
    )
    assert result.exit_code == 0, result.output
    assert "sad" in result.stdout
    assert sorted(path.stem for path in (tmp_path / "out").iterdir()) == ["base", "heard", "sad"]
    assert "sad" in run("models", "--folder", tmp_path / "out").stdout


def test_an_emotion_learns_own_music_and_it_is_taken_back(tmp_path: Path) -> None:
    charts = write_table(tmp_path / "charts")
    (charts / "broken.mid").write_bytes(b"MThd")
    taught = run("train", charts, "--emotion", "dreamy")
    assert taught.exit_code == 0, taught.output
    assert taught.stdout.startswith(
        "dreamy: 60 pieces; of hidden chords in music kept from training, guessed"
    )
    assert "Passed over" in taught.stderr
    assert "broken.mid" in taught.stderr
    assert "with 60 pieces of yours" in run("models").stdout
    assert "is what it was before" in run("train", "--undo", "dreamy").stderr
    assert "of yours" not in run("models").stdout
    assert "nothing to take back" in run("train", "--undo", "dreamy").stderr


def test_folders_named_like_emotions_teach_those(tmp_path: Path) -> None:
    write_table(tmp_path / "music" / "Sad")
    write_table(tmp_path / "music" / "joyful")
    taught = run("train", tmp_path / "music")
    assert taught.exit_code == 0, taught.output
    assert [line.split(":")[0] for line in taught.stdout.splitlines()] == ["joyful", "sad"]


@pytest.mark.parametrize("words", [("train",), ("train", "--emotion", "bored"), ("train", "--undo", "bored")])
def test_training_that_names_nothing_it_could_train_is_wrong_usage(words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2


def test_the_program_starts_as_a_module_and_says_its_version() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "composer_app", "--version"], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == f"Composer {__version__}"


def test_reading_a_request_loads_neither_torch_nor_whisper_nor_qt() -> None:
    probe = (
        "import sys; from typer.testing import CliRunner; from composer_app.cli import app;"
        "CliRunner().invoke(app, ['understand', 'hope']);"
        "print([name for name in ('torch', 'whisper', 'PySide6', 'symusic') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_without_a_display_the_window_is_a_sentence() -> None:
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    said = subprocess.run(
        [sys.executable, "-m", "composer_app"], capture_output=True, text=True, env=bare, check=False
    )
    assert said.returncode == 1
    assert said.stderr.startswith("There is no display")


def test_text_passes_whatever_the_systems_encoding() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "composer_app", "understand", "--json"],
        input="\ufeffa sad song for 悲\r\n".encode(),
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
        check=True,
    )
    assert json.loads(said.stdout.decode())["text"] == "a sad song for 悲"
