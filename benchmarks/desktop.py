"""A screen with a window manager, a sound server with a virtual microphone, and synthetic speech."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from testing.pulse import Pulse, pulse_server

SENTENCE = "I would like a slow and gentle song, that expresses hope and wonder."


@contextmanager
def desktop() -> Iterator[tuple[Pulse, Path]]:
    """Set up a desktop for this process and its children; yield the sound server and a folder."""
    with ExitStack() as stack, TemporaryDirectory(prefix="window-") as name:
        folder = Path(name)
        os.environ.update(
            HOME=name, XDG_DATA_HOME=f"{name}/data", XDG_CONFIG_HOME=f"{name}/config", QT_QPA_PLATFORM="xcb"
        )
        os.environ.update(DISPLAY=_screen(stack), JACK_NO_START_SERVER="1", COMPOSER_MIDI_API="jack")
        stack.callback(_end, subprocess.Popen(["openbox"], stderr=subprocess.DEVNULL))  # noqa: S607
        (folder / "pulse").mkdir()
        pulse = stack.enter_context(pulse_server(folder / "pulse"))
        os.environ["PULSE_SERVER"] = pulse.address
        yield pulse, folder


def speech_file(folder: Path, text: str = SENTENCE) -> Path:
    """Return a file with a sentence in one of flite's voices."""
    wav = folder / "spoken.wav"
    subprocess.run(["flite", "-voice", "slt", "-t", text, "-o", str(wav)], check=True)  # noqa: S603, S607
    return wav


def _screen(stack: ExitStack) -> str:
    """Start an X server, and return its display name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    stack.callback(_end, subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL))  # noqa: S603
    os.close(write)
    with os.fdopen(read) as pipe:
        return f":{pipe.readline().strip()}"


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    process.wait(10)
