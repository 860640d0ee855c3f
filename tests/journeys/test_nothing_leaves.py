"""Nothing leaves the computer: whole journeys under `strace`, which sees what native libraries ask for, too.

Where the system lets a process have a network of its own, it has one that leads nowhere; else it is only watched.
"""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.music_folder import own_music

_LONGEST = 170  # seconds
_COMPOSER = (sys.executable, "-m", "composer_app")
_SPEECH = Path(__file__).parent.parent / "speech" / "audio" / "hope.flac"
_SAID = "hope and zanzibar in the rain"
_OURS = (
    ".config/composer-app",
    ".local/share/composer-app",
    ".cache/composer-app",
    ".local/state/composer-app",
)
# What a process asks for beyond this computer. A name is looked up at port 53, which may be on this one.
_FAR = re.compile(r"\b(?:connect|sendto|sendmsg|sendmmsg|bind)\(.*\bAF_INET6?\b.*")
_HERE = re.compile(r'inet_addr\("127\.|inet_pton\(AF_INET6, "::1"')
_LOOK_UP = re.compile(r"htons\((?:53|853)\)|systemd/resolve")

Journey = Callable[[Path], list[str]]
_JOURNEYS: dict[str, Journey] = {
    "compose": lambda folder: [*_COMPOSER, "compose", _SAID, "-o", str(folder / "song.mid"), "--wav"],
    "understand": lambda _: [*_COMPOSER, "understand", "--explain", _SAID],
    "train": lambda folder: [
        *_COMPOSER, "train", str(own_music(folder / "music", 12)), "--emotion", "sad",
    ],
    "window": lambda _: [sys.executable, "-m", "tests.journeys.whole", _SAID],
}  # fmt: skip


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[list[str]], list[str]]:
    """Runs a command watched, without a network; gives what it asked of one."""
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    for name, value in {
        "TMPDIR": str(rooms),
        "PULSE_SERVER": f"unix:{tmp_path}/nobody",
        "JACK_DEFAULT_SERVER": "nobody",
        "QT_QPA_PLATFORM": "offscreen",
    }.items():
        monkeypatch.setenv(name, value)
    if not _works("strace", "-f", "true"):
        pytest.skip("strace may not watch a process here")
    alone = ["unshare", "-rn"] if _works("unshare", "-rn", "true") else []

    def run(command: list[str]) -> list[str]:
        told = tmp_path / "strace.txt"
        watch = ["strace", "-f", "--seccomp-bpf", "-e", "trace=network", "-o", str(told)]
        done = subprocess.run(
            [*watch, *alone, *command], capture_output=True, text=True, timeout=_LONGEST, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return told.read_text(encoding="utf-8", errors="replace").splitlines()

    return run


def _works(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def _asked_for(calls: list[str]) -> list[str]:
    """The calls that go beyond this computer, or look up a name."""
    return [call for call in calls if _LOOK_UP.search(call) or (_FAR.search(call) and not _HERE.search(call))]


def _strangers(home: Path) -> list[Path]:
    """Files in a home that are not in our folders."""
    files = [path.relative_to(home) for path in home.rglob("*") if path.is_file()]
    return [path for path in files if not any(path.is_relative_to(ours) for ours in _OURS)]


@pytest.mark.tools("strace")
@pytest.mark.parametrize("name", _JOURNEYS)
def test_a_journey_asks_for_no_network_and_writes_nothing_elsewhere(
    name: str, watched: Callable[[list[str]], list[str]], home: Path, tmp_path: Path
) -> None:
    calls = watched(_JOURNEYS[name](tmp_path))
    assert any("socketpair(" in call or "socket(" in call or "exited" in call for call in calls)
    assert not _asked_for(calls)
    assert not _strangers(home)
    assert not [path for path in (tmp_path / "rooms").rglob("*") if path.is_file()]
    if name == "window":
        _check_the_windows_home(home)


def _check_the_windows_home(home: Path) -> None:
    """What a window leaves is closed to others, and its log is without what was said."""
    left = [path for ours in _OURS for path in (home / ours).rglob("*")]
    takes = [path for path in left if path.suffix == ".json"]
    assert takes
    assert "zanzibar" in takes[0].read_text(encoding="utf-8")
    assert not [path for path in left if path.stat().st_mode & 0o077]
    log = next(path for path in left if path.name == "composer.log").read_text(encoding="utf-8")
    assert "is closed" in log
    assert "zanzibar" not in log.lower()


@pytest.mark.tools("strace")
@pytest.mark.speech_model
def test_speech_becomes_music_without_a_network(
    watched: Callable[[list[str]], list[str]], home: Path, tmp_path: Path
) -> None:
    calls = watched([*_COMPOSER, "compose", "--speech", str(_SPEECH), "-o", str(tmp_path / "song.mid")])
    assert not _asked_for(calls)
    assert not _strangers(home)


@pytest.mark.tools("strace")
def test_what_asks_for_a_network_is_seen(watched: Callable[[list[str]], list[str]]) -> None:
    code = (
        "import socket, contextlib\n"
        "with contextlib.suppress(OSError): socket.create_connection(('198.51.100.7', 443), 1)\n"
        "with contextlib.suppress(OSError): socket.getaddrinfo('example.invalid', 443)\n"
    )
    asked = "\n".join(_asked_for(watched([sys.executable, "-c", code])))
    assert "198.51.100.7" in asked
    assert "htons(53)" in asked
