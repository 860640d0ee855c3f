"""A real PulseAudio server without a sound card: a microphone that tests speak into, a loudspeaker that they hear.

QtMultimedia finds its server when a process first uses it, and keeps to it. So the server starts before the first
test if any of them is marked `pulse`, and lasts for the session.
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

from tests.patience import PATIENCE

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
        address: For `PULSE_SERVER`.
    """

    address: str

    def control(self, *words: str) -> str:
        """Run `pactl`; what it prints."""
        command = ["pactl", "--server", self.address, *words]
        return subprocess.run(
            command, check=True, capture_output=True, text=True, timeout=PATIENCE
        ).stdout.strip()

    def plug(self, description: str, source: str) -> str:
        """Plug in a microphone that hears what is spoken; returns what `unplug` needs."""
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
        """Pull a microphone out."""
        self.control("unload-module", module)

    def suspend(self, source: str) -> None:
        """Have a microphone deliver nothing at all, not even silence."""
        self.control("suspend-source", source, "1")

    def speak(self, wav: Path) -> None:
        """Speak a recording into the microphone, to its end; mono goes to both channels."""
        with self.speaking(wav) as process:
            assert process.wait(PATIENCE) == 0

    @contextmanager
    def speaking(self, wav: Path) -> "Iterator[subprocess.Popen[bytes]]":
        """Speak a recording while something else is done."""
        # With paplay's usual two seconds of latency the monitor tears the end of the speech.
        command = ["paplay", "--latency-msec=60", "--server", self.address, "--device", "micfeed", str(wav)]
        process = subprocess.Popen(command)
        try:
            yield process
        finally:
            _end(process)

    @contextmanager
    def record(self, wav: Path) -> Iterator[Path]:
        """Record into a WAV what the loudspeaker sounds."""
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
    """Until a program of the server's has made a file."""
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.02)):
        if ready():
            return
        pause.wait(0.02)
    pytest.fail("PulseAudio did not become ready")


@contextmanager
def pulse_server(folder: Path) -> Iterator[Pulse]:
    """A server of our own, ready to be used."""
    loads = [f"--load={module.format(folder=folder)}" for module in _MODULES]
    # Fifteen minutes without a client: whoever killed the tests left the server behind.
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
    """The server; for tests marked `pulse`."""
    assert _server, "mark the test `pulse`"
    return _server
