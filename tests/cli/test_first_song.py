"""What the window has in it at the first time, and what is said where no window can be opened."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from composer_app.gui import display
from composer_app.library.shelf import Shelf
from composer_app.paths import Folders
from tests.cli.test_compose import run


def test_the_first_song_is_a_take_and_the_second_time_there_is_none(folders: Folders, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    named = run("--folder", str(tmp_path / "folders"), "first-song")
    assert named.exit_code == 0
    (take,) = Shelf(folders.takes).summaries()
    assert take
    assert named.stdout.strip() == take.id
    assert take.text == "I want a song that expresses hope and wonder"
    assert set(tmp_path.iterdir()) - before == {tmp_path / "folders"}
    assert run("--folder", str(tmp_path / "folders"), "first-song").stdout == ""
    assert len(list(Shelf(folders.takes).summaries())) == 1


def test_a_first_song_that_cannot_be_kept_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "folders").write_text("in the way")
    result = run("--folder", str(tmp_path / "folders"), "first-song")
    assert result.exit_code == 1
    assert "cannot be made" in result.stderr


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"DISPLAY": ":1"}, ["libscreen", "libx"]),
        ({"DISPLAY": ":1", "QT_QPA_PLATFORM": "xcb"}, ["libscreen", "libx"]),
        ({"DISPLAY": ":1", "WAYLAND_DISPLAY": "wayland-0"}, ["libscreen"]),
        ({"QT_QPA_PLATFORM": "offscreen"}, ["libscreen"]),
    ],
)
def test_what_a_window_lacks_is_a_line_to_type(
    environment: dict[str, str], wanted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(display, "SCREEN", {"libnosuch.so.1": "libscreen"})
    monkeypatch.setattr(display, "X11", {"libnosuch.so.2": "libx"})
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert f"apt-get install {' '.join(wanted)}\n" in display.what_is_missing()


def test_a_window_that_lacks_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "SCREEN", {})
    monkeypatch.setattr(display, "X11", {})
    assert display.what_is_missing() == ""


_WITHOUT_QT = """
import sys
sys.modules["PySide6"] = None
from composer_app.gui import display
display.SCREEN = {"libnosuch.so.1": "libscreen"}
from composer_app.__main__ import main
main()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others bring their libraries along")
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "The window cannot be opened"),
        (["--debug"], "The window cannot be opened"),
        (["compose", "calm", "--play"], "Nothing can be played"),
    ],
)
def test_without_qt_it_is_a_sentence_and_the_rest_works(arguments: list[str], sentence: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _WITHOUT_QT, *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert sentence in ran.stderr
    assert "Traceback" not in ran.stderr
