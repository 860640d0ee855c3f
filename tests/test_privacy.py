"""Nobody but the user reads what they made and said; what they save elsewhere is theirs to share."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from composer_app.errors import ComposerError
from composer_app.export import Choices, export
from composer_app.gui.journal import Alarm, kept
from composer_app.gui.speak.last_recording import LastRecording
from composer_app.gui.takes.keeping import beside, part_file
from composer_app.harmony.owned import beside as beside_machines
from composer_app.harmony.owned import put
from composer_app.library.shelf import Shelf
from composer_app.library.sweeping import Use
from composer_app.library.take import Marks
from composer_app.paths import Folders
from composer_app.settings import Settings, save
from tests.factories import composition, recording

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there, the system closes a user's folders")


@pytest.fixture(autouse=True, params=[0o022, 0o000], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    mask: int = request.param
    before = os.umask(mask)
    yield mask
    os.umask(before)


def _use(folders: Folders) -> None:
    """Have everything written that the program writes into its own folders."""
    shelf = Shelf(folders.takes)
    take, error = shelf.keep(composition())
    assert error is None
    assert take.file
    shelf.mark(take.id, Marks(star=True))
    part_file(take.composition, take.composition.performance.parts[0].name, take.file)
    export(take.composition, _no_sound, beside(take.file, "Charts", "a.txt"), "chart", Choices(private=True))
    save(Settings(volume=50), folders.settings)
    LastRecording(folders.recording, _refuse).keep(recording())
    for _ in range(2):  # the second puts the first aside
        new = beside_machines("sad", folders.machines)
        new.write_bytes(b"a machine")
        put(new, "sad", folders.machines)
    with kept(folders.log, Alarm()):
        pass
    Use(folders).close()


def _refuse(error: ComposerError) -> NoReturn:
    raise error


def _no_sound() -> NoReturn:
    raise AssertionError("a chart needs no sound")


def _everything(folders: Folders) -> list[Path]:
    roots = (folders.config, folders.data, folders.cache, folders.log)
    return [path for root in roots if root.exists() for path in (root, *root.rglob("*"))]


def _open_to_others(folders: Folders) -> list[Path]:
    return [path for path in _everything(folders) if path.stat().st_mode & 0o077]


@pytest.mark.usefixtures("qapp")
def test_nobody_else_reads_takes_settings_recordings_machines_and_the_log(folders: Folders) -> None:
    _use(folders)
    assert len([path for path in _everything(folders) if path.is_file()]) >= 10
    assert not _open_to_others(folders)


@pytest.mark.usefixtures("qapp")
def test_what_an_older_version_left_open_is_closed_at_the_next_start(
    folders: Folders, tmp_path: Path
) -> None:
    _use(folders)
    for path in _everything(folders):
        path.chmod(0o755 if path.is_dir() else 0o644)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("not ours")
    elsewhere.chmod(0o644)
    (folders.data / "link").symlink_to(elsewhere)
    before = {path: path.read_bytes() for path in _everything(folders) if path.is_file()}
    folders.close_to_others()
    assert _open_to_others(folders) == [folders.data / "link"]
    assert elsewhere.stat().st_mode & 0o777 == 0o644
    assert {path: path.read_bytes() for path in _everything(folders) if path.is_file()} == before


def test_folders_that_are_not_there_are_not_made(folders: Folders) -> None:
    folders.close_to_others()
    assert _everything(folders) == []


@pytest.mark.parametrize("name", ["chart", "mid"])
def test_what_is_saved_elsewhere_is_as_open_as_the_system_says(tmp_path: Path, umask: int, name: str) -> None:
    path = tmp_path / "song"
    export(composition(), _no_sound, path, name)
    assert path.stat().st_mode & 0o777 == 0o666 & ~umask
