"""What a person names that is no file: nothing waits for it, reads it without end, or takes it away."""

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from composer_app import settings
from composer_app.errors import (
    ComposerError,
    FileError,
    ModelError,
    RecordingError,
    SettingsError,
    SpeechError,
)
from composer_app.files import UnreadableError, irregular_kind, place_of, read_file
from composer_app.harmony.corpora import read_charts
from composer_app.harmony.generation.novelty_filter import NoveltyFilter
from composer_app.harmony.model import user_models as owned
from composer_app.harmony.model import weights_file
from composer_app.harmony.training.checkpoint import Checkpoint
from composer_app.job import Job
from composer_app.library import jsonl as lines
from composer_app.library.take_store import TakeStore
from composer_app.paths import write_atomically
from composer_app.request.emotion.arrays import read_arrays
from composer_app.speech.recording import Recording, read_recording, save_recording
from composer_app.speech.weights import load_whisper
from tests.harmony.corpora.midi.test_file import WHOLE

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes and devices in folders here"),
    pytest.mark.timeout(20),
]

KINDS = {"pipe": "a pipe", "socket": "a socket", "endless": "a device", "folder": "a folder"}


@pytest.fixture(params=KINDS)
def odd(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A thing that is no file, and what it is called."""
    path = tmp_path / "odd things" / "odd"
    path.parent.mkdir()
    match request.param:
        case "pipe":
            os.mkfifo(path)
        case "socket":
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(os.path.relpath(path))  # the names of sockets are short
        case "endless":
            path.symlink_to("/dev/zero")
        case "folder":
            path.mkdir()
    return path, KINDS[request.param]


def test_what_is_no_file_is_not_read(odd: tuple[Path, str]) -> None:
    path, kind = odd
    assert irregular_kind(path) == kind
    with pytest.raises(UnreadableError, match=f"it is {kind}, not a file"):
        read_file(path, 10)


def test_more_than_is_allowed_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"x" * 11)
    assert read_file(path, 11) == b"x" * 11
    with pytest.raises(UnreadableError, match=r"larger than 1e-05 MB"):
        read_file(path, 10)
    with pytest.raises(UnreadableError):
        read_file(Path("/proc/self/maps"), 10)  # it says that it holds nothing


READERS: dict[str, tuple[Callable[[Path], object], type[ComposerError]]] = {
    "recording": (read_recording, RecordingError),
    "weights": (lambda path: load_whisper(path, Job()), SpeechError),
    "settings": (settings.load, SettingsError),
    "machine": (weights_file.load_model, ModelError),
    "rows": (NoveltyFilter.load, ModelError),
    "arrays": (lambda path: read_arrays(path, "v"), ModelError),
}


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_says_so(odd: tuple[Path, str], reader: str) -> None:
    read, error = READERS[reader]
    with pytest.raises(error, match="odd"):
        read(odd[0])


def test_a_recording_that_is_none_is_told_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "voice.wav"
    os.mkfifo(path)
    with pytest.raises(
        RecordingError, match=r"voice.wav is no recording: it is a pipe, not a file. Choose another"
    ):
        read_recording(path)


def test_in_a_folder_of_music_they_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "whole.mid").write_bytes(WHOLE)
    (tmp_path / "pop").mkdir()
    (tmp_path / "pop" / "chord_midi.txt").write_text("0 1 C:maj\n")
    for name in ("pipe.mid", "pipe.txt", "pop/beat_midi.txt", "pipe.musicxml"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "endless.mid").symlink_to("/dev/zero")
    (tmp_path / "endless.txt").symlink_to("/dev/urandom")
    (tmp_path / "circle.mid").symlink_to("circle.mid")
    with (tmp_path / "large.mid").open("wb") as file:
        file.truncate(1 << 33)  # without a byte on the disk
    reading = read_charts(tmp_path, Job())
    assert len(reading.charts) == 1
    assert {path.name: why for path, why in reading.skipped} == {
        "pipe.mid": "it is a pipe, not a file",
        "pipe.txt": "it is a pipe, not a file",
        "chord_midi.txt": "it is a pipe, not a file",
        "pipe.musicxml": "it is a pipe, not a file",
        "endless.mid": "it is a device, not a file",
        "endless.txt": "it is a device, not a file",
        "circle.mid": "it cannot be read (Too many levels of symbolic links)",
        "large.mid": "it is larger than 4 MB",
    }


def test_among_the_programs_own_files_they_are_passed_over(tmp_path: Path) -> None:
    for name in ("index.jsonl", "marks.jsonl", "a take.json", "tender.safetensors", "training.checkpoint"):
        os.mkfifo(tmp_path / name)
    shelf = TakeStore(tmp_path)
    assert [each for each in shelf.summaries() if each] == []
    assert list(shelf.annotations()) == []
    assert shelf.load("a take") is None
    assert [each.damaged for each in owned.list_user_models(tmp_path)] == [
        True
    ]  # named, so that it can be taken away
    Checkpoint(tmp_path, "anything")
    with pytest.raises(FileError):
        lines.append(tmp_path / "marks.jsonl", {})


def test_nothing_is_written_over_what_is_no_file(odd: tuple[Path, str]) -> None:
    path, kind = odd
    before = path.lstat()
    with pytest.raises(
        FileError, match=f"odd is {kind}, not a file: nothing is written over it. Choose another name"
    ):
        write_atomically(path, b"new")
    after = path.lstat()
    assert (after.st_ino, stat.S_IFMT(after.st_mode)) == (before.st_ino, stat.S_IFMT(before.st_mode))
    assert [each.name for each in path.parent.iterdir()] == ["odd"]


def test_a_link_stays_one_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    target, near, link = tmp_path / "far" / "song.mid", tmp_path / "near.mid", tmp_path / "link.mid"
    near.symlink_to(Path("far") / "song.mid")
    link.symlink_to(near)
    for content in (b"first", b"second"):  # the first finds nothing where the link leads
        write_atomically(link, content)
        assert link.is_symlink()
        assert near.is_symlink()
        assert target.read_bytes() == content
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["far", "link.mid", "near.mid", "song.mid"]


def test_links_in_a_circle_are_a_sentence(tmp_path: Path) -> None:
    link = tmp_path / "circle"
    link.symlink_to(link)
    with pytest.raises(FileError, match="cannot be written"):
        write_atomically(link, b"new")
    with pytest.raises(OSError, match="symbolic links"):
        place_of(link)


def test_recordings_and_settings_are_written_through_links_too(tmp_path: Path) -> None:
    import numpy as np

    for name in ("last.wav", "settings.toml"):
        (tmp_path / name).symlink_to(tmp_path / f"real {name}")
    save_recording(Recording(np.zeros(160, np.float32), 16_000), tmp_path / "last.wav")
    settings.save(settings.Settings(volume=7), tmp_path / "settings.toml")
    assert all((tmp_path / name).is_symlink() for name in ("last.wav", "settings.toml"))
    assert read_recording(tmp_path / "real last.wav").rate == 16_000
    assert settings.load(tmp_path / "real settings.toml").volume == 7
