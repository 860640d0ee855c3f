"""`composer-app feel`."""

import json
import subprocess
import sys

import pytest

from composer_app.request.emotion.mood import emotions

HOPEFUL = "C | C/E | F | Gsus4 G | Am | F | Dm7 G7 | C"
ANGRY = {
    "mode": "phrygian",
    "metre": "4/4",
    "chords": [["C5", 4], ["Db5", 4], ["C5", 4], ["Gb5", 2], ["Db5", 2]],
}


def _feel(*arguments: str, lines: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "composer_app", "feel", *arguments]
    return subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=False)


def test_chords_are_told_with_the_feelings_and_with_the_chords_that_did_it() -> None:
    done = _feel(HOPEFUL)
    assert done.returncode == 0
    first, *rows = done.stdout.splitlines()
    assert first == "C major"
    assert len(rows) == 4
    assert "hopeful" in done.stdout
    assert "   by " in done.stdout


def test_lines_of_both_kinds_are_told_as_json() -> None:
    done = _feel("--json", lines=f"{HOPEFUL}\n\n{json.dumps(ANGRY)}\n")
    assert done.returncode == 0
    bright, dark = map(json.loads, done.stdout.splitlines())
    assert (bright["key"], dark["key"]) == ("C major", "C phrygian")
    for row in (bright, dark):
        assert {each["name"] for each in row["emotions"]} == set(emotions())
        weights = [each["weight"] for each in row["emotions"]]
        assert weights == sorted(weights, reverse=True)
        assert sum(weights) == pytest.approx(1, abs=1e-4)
    assert "hopeful" in [each["name"] for each in bright["emotions"][:3]]
    assert "angry" in [each["name"] for each in dark["emotions"][:2]]


@pytest.mark.parametrize("mode", ["ionian", "locrian", "lydian", "Dorian"])
def test_every_church_mode_is_taken(mode: str) -> None:
    done = _feel("--json", json.dumps({"mode": mode, "chords": [["C", 4], ["F", 4]]}))
    assert json.loads(done.stdout)["key"] == f"C {mode.lower()}"


def test_the_same_chords_in_another_key_carry_the_same() -> None:
    done = _feel("--json", "D | D/F# | G | Asus4 A | Bm | G | Em7 A7 | D", HOPEFUL)
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["key"] == "D major"
    assert first["emotions"] == second["emotions"]
    named = _feel("--json", "Em | C | G | D", "--key", "E minor")
    assert json.loads(named.stdout)["key"] == "E minor"


@pytest.mark.parametrize(
    "line",
    [
        "x | y",
        "| |",
        "{",
        '{"chords": []}',
        '{"chords": [["Cm", 0]]}',
        '{"mode": "odd", "chords": [["C", 4]]}',
        '{"chords": [["C", NaN], ["F", 4]]}',
        '{"chords": [["C", 1e999], ["F", 4]]}',
        '{"chords": [["C", -4]]}',
        '{"chords": {"C": 4}}',
        '{"metre": "0/4", "chords": [["C", 4]]}',
        '{"key": "H2", "chords": [["C", 4]]}',
    ],
)
def test_what_is_no_row_of_chords_is_a_sentence_and_the_others_are_told(line: str) -> None:
    done = _feel("--json", lines=f"{line}\n{HOPEFUL}\n")
    assert done.returncode == 1
    refused, told = map(json.loads, done.stdout.splitlines())
    assert refused["error"].startswith("These chords cannot be read")
    assert "emotions" in told
    assert "Traceback" not in done.stderr
