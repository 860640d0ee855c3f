"""Rules that every test keeps, whether its author thought of them or not.

A test sees its own home folder and no screen; what it leaves behind (testing/leaks.py) or logs unasked
(testing/logs.py) fails it; what it needs and does not find skips it with a reason (testing/needs.py).
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

import composer_app.speech  # noqa: F401 - before a test imports Whisper, for it stands in for numba
from composer_app.paths import Folders

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Nothing may ask for the network behind a test's back.
os.environ.setdefault("HF_HUB_OFFLINE", "1")
# On a busy machine, threads that share one product of matrices wait for each other: training took ten times as long.
os.environ.setdefault("OMP_NUM_THREADS", "1")

pytest_plugins = [
    "pytester",
    "testing.disks",
    "testing.jack",
    "testing.leaks",
    "testing.logs",
    "testing.needs",
    "testing.pulse",
    "testing.screen",
]

# No deadline: the machines that run these tests are shared. CI repeats the same examples each time.
settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "developer")


def _folders_in(home: Path) -> dict[str, str]:
    """The environment that moves a user's folders under `home`."""
    names = {
        "HOME": "",
        "USERPROFILE": "",
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CACHE_HOME": ".cache",
        "XDG_RUNTIME_DIR": "run",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
    }
    folders = {name: home / place for name, place in names.items()}
    for folder in folders.values():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # Qt wants a runtime folder that is private
    return {name: str(folder) for name, folder in folders.items()}


_STATUS = pytest.StashKey[int]()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Remember how it ended."""
    session.config.stash[_STATUS] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End here, when all is said and torn down.

    WORKAROUND PySide6 6.11: Qt objects that Python made and that outlive it (Qt's own statics hold some) bring the
    process down when they are destroyed after the interpreter. It can go when the whole suite exits with 0 without it.
    """
    if _STATUS in config.stash:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash[_STATUS])


@pytest.fixture(scope="session", autouse=True)
def _no_home() -> Iterator[None]:
    """Servers that outlive a test have a home of their own too."""
    with TemporaryDirectory(prefix="composer-home-") as home, pytest.MonkeyPatch.context() as patch:
        for name, value in _folders_in(Path(home)).items():
            patch.setenv(name, value)
        yield


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This test's own home folder; settings, takes and caches go there. It lies outside `tmp_path`."""
    folder = tmp_path_factory.mktemp("home")
    for name, value in _folders_in(folder).items():
        monkeypatch.setenv(name, value)
    return folder


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """The program's folders under one root that this test may do with as it likes."""
    return Folders.under(tmp_path / "folders")
