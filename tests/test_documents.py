"""The README and the documents are true: their command lines are run as they stand, and their links lead somewhere."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import soundfile

from composer_app.export import FORMATS
from composer_app.paths import Folders
from composer_app.request.emotion.mood import emotions
from testing.music_folder import own_music

_ROOT = Path(__file__).parents[1]
_DOCUMENTS = [_ROOT / "README.md", _ROOT / "CONTRIBUTING.md", *sorted((_ROOT / "docs").rglob("*.md"))]

# What is not run here, as an expression for the whole line, and why; ways to install come and go.
_NOT_RUN = {
    r"python3 run\.py( (setup|test|link|uninstall|--cuda|--no-cuda)\b.*)?": "installs, or removes: tests/test_run.py",
    r"py -3\.\d+ .*": "Windows",
    r"(uv|pipx|pip) .*": "installs",
    r"python3? -m venv .*": "installs",
    r"(sudo )?apt(-get)? .*": "installs",
    r"composer-app": "opens the window, which stays: tests/journeys",
    r"scripts/check": "the tests, this one among them",
    r"composer-app train FOLDER (-o resources/machines )?--seed 1": "slow: tests/harmony/training/test_pipeline.py",
    r"composer-app train resources/words .*": "slow, replaces files: tests/request/emotion/test_word_attention.py",
    r"python (-m benchmarks\.|benchmarks/).*": "takes long; that it is there is seen to below",
    r"python packaging/translations\.py( it)?": "replaces the translations: tests/gui/text/test_translation.py",
    r"python scripts/signal_picture\.py": "replaces the picture: tests/test_architecture.py",
}
_PERHAPS = {r"py -3\.\d+ .*", r"(uv|pipx|pip) .*", r"python3? -m venv .*", r"(sudo )?apt(-get)? .*"}
# Markers of testing/needs.py for lines with certain words.
_NEEDS = {"--play": ("pulse",), "--speech": ("speech_model",), "composer-app ports": ("jack",)}
_INLINE = re.compile(r"`((?:composer-app|(?:python3?|py|pipx?|uv) )[^`…]*)`")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[\w-]*)?\)")


def _lines(text: str) -> Iterator[str]:
    """The command lines of a document: each line of a block that names no language, and those within sentences."""
    for language, block in _FENCE.findall(text):
        if language in {"", "sh", "bash", "console"}:
            yield from (line.partition("  #")[0].strip() for line in block.splitlines() if line.strip())
    for said in _INLINE.findall(_FENCE.sub("", text)):
        yield " ".join(said.split())


def _reason(line: str) -> str:
    return next((why for pattern, why in _NOT_RUN.items() if re.fullmatch(pattern, line)), "")


_ALL = sorted({line for path in _DOCUMENTS for line in _lines(path.read_text(encoding="utf-8"))})


def _run_here() -> Iterator[Any]:
    for line in _ALL:
        if not _reason(line):
            marks = [
                getattr(pytest.mark, name)
                for words, names in _NEEDS.items()
                if words in line
                for name in names
            ]
            yield pytest.param(line, marks=marks, id=line)


@pytest.fixture
def desk(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the lines name, and the program on the path as `run.py` puts it there."""
    path = tmp_path / "bin"
    path.mkdir()
    program = path / "composer-app"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m composer_app "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(_ROOT))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")  # beside other work, more threads wait for each other
    (home / "Music").mkdir()
    desk = tmp_path / "desk"
    desk.mkdir()
    samples, rate = soundfile.read(_ROOT / "tests" / "speech" / "audio" / "hope.flac")
    soundfile.write(desk / "request.wav", samples, rate)
    own_music(desk / "FOLDER", 4)
    return desk


@pytest.mark.parametrize("line", list(_run_here()))
def test_a_command_line_does_what_the_document_says(
    line: str, desk: Path, home: Path, request: pytest.FixtureRequest
) -> None:
    for name in ("jack", "pulse"):
        if request.node.get_closest_marker(name):
            request.getfixturevalue(name)
    done = subprocess.run(
        ["sh", "-c", _as_installed(line)],
        cwd=desk,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    for kind in _files(line):
        assert [
            path for path in (*desk.iterdir(), *(home / "Music").iterdir()) if path.name.endswith(kind)
        ], kind


def _as_installed(line: str) -> str:
    """What `run.py` passes on goes to the program."""
    return re.sub(r"^python3 run\.py\b", "composer-app", line)


def _files(line: str) -> list[str]:
    """The ends of the names of files that a line writes."""
    kinds = {"chart": ".txt", "chordpro": ".cho", "lead-sheet": ".lead.musicxml"}
    found = [kinds.get(kind, f".{kind}") for kind in re.findall(r"-f ([\w-]+)", line)]
    return [*found, *re.findall(r"-o \S+(\.\w+)", line), *([".wav"] if "--wav" in line else [])]


def test_what_is_not_run_is_still_in_the_documents_and_is_there() -> None:
    named = {test for why in _NOT_RUN.values() for test in re.findall(r"tests/[\w/.]+", why)}
    assert [test for test in named if not (_ROOT / test).exists()] == []
    idle = {pattern for pattern in _NOT_RUN if not any(re.fullmatch(pattern, line) for line in _ALL)}
    assert idle <= _PERHAPS
    for name in {
        found[1] for line in _ALL if (found := re.match(r"python (?:-m )?(benchmarks[./]\w+)", line))
    }:
        assert find_spec(name.replace("/", ".")), name


@pytest.mark.parametrize("path", _DOCUMENTS, ids=lambda path: str(path.relative_to(_ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = [link for link in _LINK.findall(text) if not link.startswith(("http:", "https:", "mailto:"))]
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_json_for_scripts_is_what_the_program_prints(desk: Path) -> None:
    text = (_ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    understood, composed = (
        json.loads(block) for language, block in _FENCE.findall(text) if language == "json"
    )
    for words, told in (("understand --json calm", understood), ("compose --json calm", composed)):
        done = subprocess.run(["composer-app", *words.split()], cwd=desk, capture_output=True, check=True)
        assert list(json.loads(done.stdout)) == list(told)
        if "chords" in told:
            assert list(json.loads(done.stdout)["chords"][0]) == list(told["chords"][0])


def test_the_folders_are_those_that_the_readme_names(home: Path) -> None:
    text = (_ROOT / "README.md").read_text(encoding="utf-8")
    folders = Folders.for_user()
    if not sys.platform.startswith("linux"):
        pytest.skip("the row for Linux")
    for folder in (folders.data, folders.config, folders.log):
        assert f"`~/{folder.relative_to(home)}`" in text


def test_the_sixteen_feelings_are_in_the_readme() -> None:
    text = (_ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| .+ \| ((?:[a-z]+ · )+[a-z]+) \|$", text, re.MULTILINE)
    assert sorted(name for row in named for name in row.split(" · ")) == sorted(emotions())


def test_what_the_readme_shows_and_plays_is_small() -> None:
    shown = [*(_ROOT / "docs").rglob("*.png"), *(_ROOT / "docs").rglob("*.mp3")]
    assert len(shown) >= 6
    assert [path.name for path in shown if path.stat().st_size >= 300_000] == []


def test_run_py_brings_what_every_format_needs() -> None:
    listed = (_ROOT / "packaging" / "requirements.txt").read_text(encoding="utf-8")
    for needed in filter(None, (each.required_library for each in FORMATS.values())):
        assert re.search(rf"^{needed}==", listed, re.MULTILINE), needed
