"""The user's folders, and the files that we ship."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from composer_app.errors import FileError, ModelError
from composer_app.paths import Folders, ensure, resource, write_whole


def test_the_users_folders_are_in_their_home(home: Path) -> None:
    folders = Folders.of_user()
    for folder in (folders.config, folders.data, folders.cache, folders.log, folders.takes, folders.settings):
        assert folder.is_relative_to(home)


def test_all_folders_can_be_under_one_root(tmp_path: Path) -> None:
    folders = Folders.under(tmp_path)
    everything = (folders.config, folders.data, folders.cache, folders.log)
    assert len(set(everything)) == 4
    assert all(folder.is_relative_to(tmp_path) for folder in (*everything, folders.recording))


def test_naming_folders_makes_none(tmp_path: Path) -> None:
    _ = Folders.under(tmp_path).takes
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_made_with_its_parents_once(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "ελπίδα b"
    assert ensure(folder) == folder
    assert ensure(folder).is_dir()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(FileError, match="Choose another one"):
        ensure(tmp_path / "a" / "b")


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "ελπίδα.mid"
    path.write_bytes(b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileError, match="folder is a folder, not a file"):
        write_whole(tmp_path / "folder", b"new")
    with pytest.raises(FileError, match="Choose another folder"):
        write_whole(tmp_path / "none" / "file", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize("name", ["words/emotions.json", "words/vectors.npz", "sound/bank.sf3", "NOTICE"])
def test_what_we_ship_is_found(name: str) -> None:
    assert resource(name).is_file()


def test_what_is_missing_is_a_sentence() -> None:
    with pytest.raises(ModelError, match="Install Composer again"):
        resource("machines/none.safetensors")


def test_what_we_ship_is_found_from_any_folder(tmp_path: Path) -> None:
    code = "from composer_app.paths import resource; print(resource('NOTICE'))"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True, env=os.environ
    )
    assert Path(ran.stdout.strip()) == resource("NOTICE")
