"""What a killed program left is swept at the next start, and nothing of one that runs beside."""

import subprocess
import sys
from pathlib import Path

import pytest

from composer_app.library.sweeping import Use
from composer_app.paths import Folders

pytest.importorskip("fcntl", reason="files are locked in another way here")

_LEFT = (
    "data/last-recordingab12cd_9.wav",
    "data/takes/.0123456789abcdef.part",
    "data/takes/Audio/.0123456789abcdef.part",
    "config/.0123456789abcdef.part",
    "data/takes/hope.mid",
)
_KEPT = (
    "data/last-recording.wav",
    "data/takes/named by a person.part",
    "data/takes/rain.mid",
    "data/takes/rain.json",
    "cache/base.pt.part",  # a download that goes on
    "data/machines/sad.safetensors",
)
_RUN_BESIDE = """
import sys
from pathlib import Path
from composer_app.library.sweeping import Use
from composer_app.paths import Folders
use = Use(Folders.under(Path(sys.argv[1])))
print("in use", flush=True)
sys.stdin.read()
"""


def _leave(folders: Folders) -> Path:
    root = folders.data.parent
    for name in (*_LEFT, *_KEPT):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return root


def _there(root: Path) -> set[str]:
    return {name for name in (*_LEFT, *_KEPT) if (root / name).exists()}


def test_what_was_left_half_written_is_gone_and_all_else_is_there(folders: Folders) -> None:
    root = _leave(folders)
    Use(folders).close()
    assert _there(root) == set(_KEPT)


def test_it_waits_while_another_program_runs_until_that_was_killed(folders: Folders) -> None:
    root = _leave(folders)
    with subprocess.Popen(
        [sys.executable, "-c", _RUN_BESIDE, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as beside:
        assert beside.stdout
        assert beside.stdout.readline() == b"in use\n"
        _leave(folders)
        Use(folders).close()
        assert _there(root) == {*_LEFT, *_KEPT}
        beside.kill()
    Use(folders).close()
    assert _there(root) == set(_KEPT)


def test_folders_that_cannot_be_used_are_no_reason_not_to_start(folders: Folders) -> None:
    folders.data.parent.mkdir()
    folders.data.touch()
    Use(folders).close()
