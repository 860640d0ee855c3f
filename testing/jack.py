"""A real JACK server for tests, without a sound card, and listeners in another process."""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

import pytest

from testing.patience import PATIENCE

_LISTENER = Path(__file__).with_name("jack_listener.py")
_NAMES = 6
_FAREWELL = 3.0  # for a listener to exit


@dataclass(frozen=True)
class Heard:
    """A message, with its time of arrival by `time.monotonic`, which all processes share."""

    seconds: float
    data: bytes


class Listener:
    """A JACK client in another process that receives MIDI."""

    def __init__(self, name: str, port: str) -> None:
        self.port = f"{name}:in"
        self._heard: list[Heard] = []
        self._more = threading.Condition()
        self._process = subprocess.Popen(
            [sys.executable, _LISTENER, name, port],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout
        assert self._process.stdout.readline() == "ready\n"
        self._reader = threading.Thread(target=self._read, name="listener", daemon=True)
        self._reader.start()

    @property
    def heard(self) -> list[bytes]:
        """The messages so far."""
        return [each.data for each in self.arrivals]

    @property
    def arrivals(self) -> list[Heard]:
        """The messages so far, with their times."""
        with self._more:
            return list(self._heard)

    def wait_for(self, enough: Callable[[list[bytes]], bool], patience: float = PATIENCE) -> list[bytes]:
        """Wait until the messages satisfy a condition; fail after some seconds."""
        with self._more:
            done = self._more.wait_for(lambda: enough([each.data for each in self._heard]), patience)
            assert done, f"only heard {[each.data.hex() for each in self._heard]}"
        return self.heard

    def close(self) -> None:
        """Close the client."""
        if self._process.stdin and not self._process.stdin.closed:
            self._process.stdin.close()
        try:
            self._process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            # A client that is closed while messages arrive may wait for its own callback forever: kill it.
            self._process.kill()
            self._process.wait()
        self._reader.join(PATIENCE)
        if self._process.stdout:
            self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            seconds, data = line.split()
            with self._more:
                self._heard.append(Heard(float(seconds), bytes.fromhex(data)))
                self._more.notify_all()


class Jack:
    """A JACK server for this test run alone."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._open = ExitStack()
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server, and wait until it accepts clients.

        Without `-S` messages get lost; without `-t` a busy machine's clients are disconnected as too slow.
        """
        # The server must not outlive a test run that crashed.
        leash = "setpriv --pdeathsig KILL " if shutil.which("setpriv") else ""
        command = f"{leash}jackd --no-realtime -n {self.name} -S -t 2000 -d dummy -r 48000 -p 128".split()
        self._server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # `jack_wait -w` would check only once a second.
        deadline = time.monotonic() + PATIENCE
        while not _runs(self.name):
            assert self._server.poll() is None, "jackd did not start"
            assert time.monotonic() < deadline, "jackd is not ready"

    def listen(self, name: str = "Synth", port: str = "") -> Listener:
        """Connect a client that receives what is sent to its port "NAME:in", or what `port` sends."""
        listener = Listener(name, port)
        self._open.callback(listener.close)
        return listener

    def kill(self) -> None:
        """Kill the server without a shutdown."""
        if self._server:
            self._server.kill()
            self._server.wait()
            self._server = None

    def close(self) -> None:
        """Close all listeners, and stop the server."""
        self._open.close()
        if self._server:
            self._server.terminate()
            try:
                self._server.wait(2)  # it waits longer for clients that died
            except subprocess.TimeoutExpired:
                self.kill()


def _runs(name: str) -> bool:
    """Return whether a server of this name accepts clients."""
    command = ["jack_wait", "-s", name, "-c"]
    return b"not running" not in subprocess.run(command, check=False, capture_output=True).stdout


@pytest.fixture(scope="session")
def _jack_name() -> Iterator[str]:
    """Return a server name that no other test run uses at the same time.

    The names are few, because JACK remembers the names of killed servers and has room for eight; the next server of a
    name takes the place of the last. The name is kept until the end of the run, because clients of a killed server
    would take the wake-up calls of clients of the next server of its name.
    """
    import fcntl  # Windows has no fcntl, and no jackd either

    with ExitStack() as stack:
        for name in (f"composer-test-{number}" for number in range(_NAMES)):
            lock = stack.enter_context((Path(gettempdir()) / f"{name}.lock").open("w"))
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            if not _runs(name):  # left over from a run that crashed
                break
        else:
            pytest.fail(f"{_NAMES} test runs use JACK already")
        yield name


@pytest.fixture
def jack(_jack_name: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Jack]:
    """Yield a running JACK server that receives this process's MIDI. Mark the test with `jack`."""
    server = Jack(_jack_name)
    monkeypatch.setenv("JACK_DEFAULT_SERVER", server.name)
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")
    monkeypatch.setenv("COMPOSER_MIDI_API", "jack")
    try:
        server.start()
        yield server
    finally:
        server.close()
