"""Real microphones of a real sound server; what every recorder does is in tests/contracts/test_recorder.py."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile
from pytestqt.qtbot import QtBot

from composer_app.errors import RecordingError
from composer_app.speech.microphone import Microphone, Recorder, microphones
from composer_app.speech.recording import Recording, resampled
from composer_app.speech.transcriber import Transcriber
from composer_app.work import Job
from tests.patience import PATIENCE_MS
from tests.pulse import MICROPHONE, Pulse
from tests.speech.voices import RATE, hiss, spoken

# In a process of its own: Qt keeps to the sound server that it met first.
_WITHOUT_A_SERVER = """
from PySide6.QtCore import QCoreApplication
from composer_app.errors import RecordingError
from composer_app.speech.microphone import Recorder, microphones

app = QCoreApplication([])
assert microphones() == ()
try:
    Recorder().start("", 1)
except RecordingError as error:
    print(error)
"""


def _recorded(pulse: Pulse, qtbot: QtBot, wav: Path, channel: int, pause: float = 0) -> Recording:
    """What a channel of the microphone heard while a file was spoken; the window does something else for a while."""
    recorder = Recorder()
    recorder.start(MICROPHONE, channel)
    qtbot.waitUntil(lambda: recorder.seconds > 0.1, timeout=PATIENCE_MS)  # it opens when it likes
    with pulse.speaking(wav) as process:
        threading.Event().wait(pause)
        qtbot.waitUntil(lambda: process.poll() is not None, timeout=PATIENCE_MS)
    return recorder.stop()


@pytest.fixture
def interface(tmp_path: Path) -> Path:
    """What comes out of an audio interface: hiss on the first channel, a voice on the second."""
    voice = np.concatenate([spoken("hope").samples, np.zeros(RATE // 2, np.float32)])
    wav = tmp_path / "interface.wav"
    soundfile.write(wav, np.stack([hiss(len(voice) / RATE, -12)[: len(voice)], voice], axis=1), RATE)
    return wav


@pytest.mark.pulse
@pytest.mark.usefixtures("pulse", "qapp")
def test_microphones_are_listed_with_their_channels() -> None:
    assert Microphone(MICROPHONE, 2) in microphones()


@pytest.mark.pulse
@pytest.mark.usefixtures("qapp")
def test_two_microphones_of_one_name_are_told_apart(pulse: Pulse, qtbot: QtBot) -> None:
    module = pulse.plug(MICROPHONE, "twin")
    try:
        twin = Microphone(f"{MICROPHONE} (2)", 2)
        qtbot.waitUntil(lambda: twin in microphones(), timeout=PATIENCE_MS)
    finally:
        pulse.unplug(module)


@pytest.mark.pulse
@pytest.mark.speech_model
@pytest.mark.usefixtures("qapp")
def test_a_voice_on_the_second_channel_is_understood(pulse: Pulse, qtbot: QtBot, interface: Path) -> None:
    text = Transcriber().transcribe(_recorded(pulse, qtbot, interface, 2), "en", Job()).text.lower()
    assert "hope" in text
    assert "wonder" in text


@pytest.mark.pulse
@pytest.mark.usefixtures("qapp")
def test_the_first_channel_has_nothing_of_the_second(pulse: Pulse, qtbot: QtBot, interface: Path) -> None:
    first = _recorded(pulse, qtbot, interface, 1)
    with pytest.raises(RecordingError, match="I heard nothing"):
        Transcriber().transcribe(Recording(first.samples, first.rate), "en", Job())


@pytest.mark.pulse
@pytest.mark.speech_model
@pytest.mark.usefixtures("qapp")
def test_a_voice_on_another_channel_than_the_chosen_one_is_understood(
    pulse: Pulse, qtbot: QtBot, interface: Path
) -> None:
    text = Transcriber().transcribe(_recorded(pulse, qtbot, interface, 1), "en", Job()).text.lower()
    assert "hope" in text


@pytest.mark.pulse
@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("pause", [0, 0.7], ids=["idle", "busy"])
def test_what_is_recorded_is_what_was_spoken_even_beside_a_busy_window(
    pulse: Pulse, qtbot: QtBot, interface: Path, pause: float
) -> None:
    """In one of three tries: a sound server on a busy machine tears holes of its own."""
    tries = (_likeness(_recorded(pulse, qtbot, interface, 2, pause), spoken("hope")) for _ in range(3))
    assert any(likeness > 0.98 for likeness in tries)


def _likeness(recorded: Recording, voice: Recording) -> float:
    """The correlation of what was recorded with what was spoken, where it fits best."""
    heard = np.concatenate([resampled(recorded, RATE).samples, np.zeros_like(voice.samples)])
    sizes = np.fft.rfft(heard) * np.conj(np.fft.rfft(voice.samples, len(heard)))
    begin = int(np.argmax(np.fft.irfft(sizes, len(heard))))
    return float(np.corrcoef(heard[begin : begin + len(voice.samples)], voice.samples)[0, 1])


def test_no_microphone_is_a_sentence(tmp_path: Path) -> None:
    environment = {**os.environ, "PULSE_SERVER": f"unix:{tmp_path}/nobody", "QT_LOGGING_RULES": "*=false"}
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT_A_SERVER], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "There is no microphone. Plug one in, or type what you feel.\n"
