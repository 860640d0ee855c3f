"""A real PulseAudio server without a sound card: a virtual microphone and loudspeaker for tests.

QtMultimedia connects to a server on first use in a process, and never changes it. So the server starts before the first
test if any test is marked `pulse`, and runs for the whole session.
"""

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from testing.patience import PATIENCE

MICROPHONE = "Test microphone"
SPEAKER = "Test loudspeaker"

# Without norewinds the monitors drop and reorder up to 0.6 s of speech.
_MODULES = (
    "module-native-protocol-unix socket={folder}/socket auth-anonymous=1",
    "module-null-sink sink_name=speaker norewinds=1 rate=48000 sink_properties=device.description='Test\\ loudspeaker'",
    "module-null-sink sink_name=micfeed norewinds=1 rate=48000 channels=2",
)


@dataclass(frozen=True)
class Pulse:
    """A running server.

    Attributes:
        address: The value for `PULSE_SERVER`.
    """

    address: str

    def control(self, *words: str) -> str:
        """Run `pactl`, and return its output."""
        command = ["pactl", "--server", self.address, *words]
        return subprocess.run(
            command, check=True, capture_output=True, text=True, timeout=PATIENCE
        ).stdout.strip()

    def plug(self, description: str, source: str) -> str:
        """Connect a virtual microphone; return its module, for `unplug`."""
        escaped = description.replace(" ", "\\ ")
        properties = f"source_properties=device.description='{escaped}'"
        return self.control(
            "load-module",
            "module-remap-source",
            f"source_name={source}",
            "master=micfeed.monitor",
            properties,
        )

    def unplug(self, module: str) -> None:
        """Disconnect a microphone."""
        self.control("unload-module", module)

    def suspend(self, source: str) -> None:
        """Make a microphone deliver no data at all, not even silence."""
        self.control("suspend-source", source, "1")

    def speak(self, wav: Path) -> None:
        """Play a recording into the microphone, to its end; mono goes to both channels."""
        with self.speaking(wav) as process:
            assert process.wait(PATIENCE) == 0

    @contextmanager
    def speaking(self, wav: Path) -> "Iterator[subprocess.Popen[bytes]]":
        """Play a recording into the microphone during the block."""
        # With paplay's default latency of two seconds, the monitor truncates the speech.
        command = ["paplay", "--latency-msec=60", "--server", self.address, "--device", "micfeed", str(wav)]
        process = subprocess.Popen(command)
        try:
            yield process
        finally:
            _end(process)

    @contextmanager
    def record(self, wav: Path) -> Iterator[Path]:
        """Record the loudspeaker's output to a WAV file."""
        command = [
            "parecord",
            "--server",
            self.address,
            "--device",
            "speaker.monitor",
            "--file-format=wav",
            str(wav),
        ]
        process = subprocess.Popen(command)
        try:
            _wait_until(lambda: wav.exists() and wav.stat().st_size > 0)
            yield wav
        finally:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    process.wait(PATIENCE)


def _wait_until(ready: Callable[[], bool]) -> None:
    """Wait until a condition of the server holds; fail after a time limit."""
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.02)):
        if ready():
            return
        pause.wait(0.02)
    pytest.fail("PulseAudio did not become ready")


@contextmanager
def pulse_server(folder: Path) -> Iterator[Pulse]:
    """Yield a PulseAudio server for this session."""
    loads = [f"--load={module.format(folder=folder)}" for module in _MODULES]
    # It exits after fifteen minutes without a client, in case the test run was killed.
    options = ["-n", "--daemonize=no", "--exit-idle-time=900", "--disable-shm=yes", "--use-pid-file=no"]
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(["pulseaudio", *options, *loads], stderr=log, env=environment)
        try:
            _wait_until((folder / "socket").exists)
            server = Pulse(f"unix:{folder}/socket")
            server.plug(MICROPHONE, "mic")
            server.control("set-default-source", "mic")
            server.control("set-default-sink", "speaker")
            yield server
        finally:
            _end(process)


@pytest.fixture(scope="session", autouse=True)
def _server(request: pytest.FixtureRequest) -> Iterator[Pulse | None]:
    wanted = any(item.get_closest_marker("pulse") for item in request.session.items)
    if not wanted or not shutil.which("pulseaudio"):  # without it, these tests are skipped with the reason
        yield None
        return
    with (
        TemporaryDirectory(prefix="pulse-") as folder,
        pulse_server(Path(folder)) as server,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("PULSE_SERVER", server.address)
        yield server


@pytest.fixture
def pulse(_server: Pulse | None) -> Pulse:
    """Return the server, for tests marked `pulse`."""
    assert _server, "mark the test `pulse`"
    return _server
