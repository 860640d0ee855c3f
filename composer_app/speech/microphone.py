"""Lists microphones, and records from one channel of one of them.

QtMultimedia delivers audio to the thread that runs the event loop; no Python runs in the audio callback.
"""

import logging
import sys
from collections import Counter
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QIODevice, QObject, QTimer, Signal

# WORKAROUND PySide6 6.12: connecting to stateChanged raises a TypeError unless QAudio was imported too.
from PySide6.QtMultimedia import (
    QAudio,
    QAudioDevice,
    QAudioFormat,
    QAudioSource,
    QMediaDevices,
)

from composer_app.errors import RecordingError
from composer_app.speech.pcm import extract_channel, frame_size
from composer_app.speech.permission import denied_message, request_permission
from composer_app.speech.recording import Recording, distinct
from composer_app.speech.voice_activity import Samples

logger = logging.getLogger(__name__)

MAX_RECORDING_S = 120.0  # if the user walks away, nothing else is lost

_INPUTS = 8  # channels, from the first, that are recorded besides the selected one
_BUFFER_US = (
    2_000_000  # microseconds: with Qt's default, a short block of the window would leave gaps in the speech
)
_STALL_TIMEOUT_MS = 3_000  # without audio: a server that died reports nothing
# By name, because error() returns another type in newer versions.
_NON_FATAL_ERRORS = (QAudio.Error.NoError.name, QAudio.Error.UnderrunError.name)
# Windows does not ask: a microphone that is denied to programs cannot be opened.
_PERMISSION_HINT = f" If it is nobody's: {denied_message()}" if sys.platform == "win32" else ""
_DISCONNECTED_MESSAGE = (
    "The microphone went away while you spoke. What it heard until then is kept; choose another one to go on."
)


@dataclass(frozen=True, slots=True)
class Microphone:
    """A microphone, or an interface with several inputs.

    Attributes:
        name: The system's name; equal names are numbered.
        channels: The number of inputs.
    """

    name: str
    channels: int


def list_microphones() -> tuple[Microphone, ...]:
    """Return the connected microphones; needs a `QCoreApplication`."""
    return tuple(
        Microphone(name, _choose_format(device).channelCount()) for name, device in _devices_by_name().items()
    )


def _devices_by_name() -> dict[str, QAudioDevice]:
    """Return the devices by unique names."""
    seen: Counter[str] = Counter()
    named = {}
    for device in QMediaDevices.audioInputs():
        name = device.description()
        seen[name] += 1
        named[name if seen[name] == 1 else f"{name} ({seen[name]})"] = device
    return named


def _find_device(name: str) -> QAudioDevice:
    """Return the device of that name; the system default if the name is empty."""
    device = _devices_by_name().get(name) if name else QMediaDevices.defaultAudioInput()
    if device is None:
        raise RecordingError(f"The microphone {name} is not there. Plug it in, or choose another one.")
    if device.isNull():
        raise RecordingError("There is no microphone. Plug one in, or type what you feel.")
    return device


def _choose_format(device: QAudioDevice) -> QAudioFormat:
    """Return the device's own sample rate and format, with all its channels."""
    preferred = device.preferredFormat()
    if preferred.sampleFormat() == QAudioFormat.SampleFormat.Unknown:
        preferred.setSampleFormat(QAudioFormat.SampleFormat.Float)
    # PulseAudio reports 32 channels for every device, and would mix the real ones into them.
    if sys.platform == "linux" or device.maximumChannelCount() <= preferred.channelCount():
        return preferred
    widest = QAudioFormat(preferred)
    widest.setChannelCount(device.maximumChannelCount())
    return widest if device.isFormatSupported(widest) else preferred


class Recorder(QObject):
    """A recorder for one channel of one microphone at a time.

    Signals:
        devices_changed: A microphone was connected or disconnected.
        failed: Recording failed; `stop` still returns the audio so far.
                arg: The message for the user.
    """

    devices_changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None, max_seconds: float = MAX_RECORDING_S) -> None:
        super().__init__(parent)
        self._max_seconds = max_seconds
        self._source: QAudioSource | None = None
        self._stream: QIODevice | None = None
        self._format = QAudioFormat()
        self._id = b""
        self._channel = 1
        self._partial_frame = b""
        self._blocks: list[Samples] = []
        self._others: list[tuple[Samples, ...]] = []
        self._sample_count = 0
        self._watchdog = QTimer(self, interval=_STALL_TIMEOUT_MS)
        self._watchdog.timeout.connect(self._on_stall)
        self._devices = QMediaDevices(self)
        self._devices.audioInputsChanged.connect(self._on_devices_changed)

    @property
    def level(self) -> float:
        """The peak of the newest block, 0 to 1; 0 if not recording."""
        return float(np.abs(self._blocks[-1]).max(initial=0.0)) if self._source and self._blocks else 0.0

    @property
    def seconds(self) -> float:
        """The length of the recording."""
        return self._sample_count / self._format.sampleRate() if self._sample_count else 0.0

    def recording_since(self, seconds: float) -> Recording:
        """Return the audio from `start` on, in seconds, without stopping."""
        rate = self._format.sampleRate() or 1
        wanted, blocks = self._sample_count - round(seconds * rate), []
        for block in reversed(self._blocks):
            if wanted <= 0:
                break
            blocks.append(block[-wanted:])
            wanted -= len(block)
        return Recording(np.concatenate(blocks[::-1]) if blocks else np.empty(0, np.float32), rate)

    def start(self, name: str = "", channel: int = 1) -> None:
        """Start recording; discard a recording in progress.

        Args:
            name: The microphone's name; empty for the system default.
            channel: The selected input, from 1.

        Raises:
            RecordingError: If there is no such microphone or channel, or it cannot be opened.
        """
        self.cancel()
        if app := QCoreApplication.instance():
            request_permission(app, self, self.failed.emit)
        device = _find_device(name)
        self._format = _choose_format(device)
        channels = self._format.channelCount()
        if not 1 <= channel <= channels:
            count = f"{channels} input channel{'s' * (channels != 1)}"
            raise RecordingError(
                f"{device.description()} has {count}, and no channel {channel}. Choose another channel."
            )
        self._id, self._channel = bytes(device.id().data()), channel
        self._open(device)

    def stop(self) -> Recording:
        """Stop, and return the recording, with the other inputs in case the selected one has no words.

        Raises:
            RecordingError: If nothing was recorded.
        """
        self._read_available()
        self._close()
        rate, blocks, others = self._format.sampleRate(), self._blocks, self._others
        self._discard()
        if not blocks:
            raise RecordingError("The microphone gave no sound. Try again, or choose another one.")
        inputs = distinct(np.concatenate(each) for each in (blocks, *zip(*others, strict=True)))
        return Recording(inputs[0], rate, inputs[1:])

    def cancel(self) -> None:
        """Stop, and discard the recording."""
        self._close()
        self._discard()

    def _open(self, device: QAudioDevice) -> None:
        self._source = QAudioSource(device, self._format, self)
        self._source.setBufferSize(self._format.bytesForDuration(_BUFFER_US))
        self._source.stateChanged.connect(self._on_state_changed)
        self._stream = self._source.start()
        if self._stream is None or self._source.error().name not in _NON_FATAL_ERRORS:
            self._close()
            raise RecordingError(
                f"The microphone {device.description()} cannot be opened. Close the program that holds it, "
                f"or choose another one.{_PERMISSION_HINT}"
            )
        self._stream.readyRead.connect(self._on_data)
        self._watchdog.start()
        logger.info("Recording from %s, channel %d", device.description(), self._channel)

    def _close(self) -> None:
        """Close the microphone."""
        self._watchdog.stop()
        if self._stream:
            self._stream.readyRead.disconnect(self._on_data)
        if self._source:
            self._source.stateChanged.disconnect(self._on_state_changed)
            self._source.stop()
            self._source.deleteLater()
        self._source = self._stream = None

    def _discard(self) -> None:
        self._blocks, self._others = [], []
        self._sample_count = 0
        self._partial_frame = b""

    def _on_data(self) -> None:
        self._read_available()
        if self.seconds >= self._max_seconds:
            self._fail(f"Recording stopped after {self._max_seconds:.0f} seconds: a request is a sentence.")

    def _read_available(self) -> None:
        """Append the audio that the microphone has delivered; hold back an incomplete frame."""
        if not self._stream:
            return
        channels, kind = self._format.channelCount(), self._format.sampleFormat().name
        block = self._partial_frame + bytes(self._stream.readAll().data())
        whole = len(block) - len(block) % frame_size(kind, channels)
        self._partial_frame = block[whole:]
        if whole:
            self._blocks.append(extract_channel(block[:whole], kind, channels, self._channel))
            others = (each for each in range(1, min(channels, _INPUTS) + 1) if each != self._channel)
            self._others.append(
                tuple(extract_channel(block[:whole], kind, channels, each) for each in others)
            )
            self._sample_count += len(self._blocks[-1])
            self._watchdog.start()

    def _on_devices_changed(self) -> None:
        """Handle a change of devices: if the microphone was unplugged, the server continues with another one."""
        ids = {bytes(device.id().data()) for device in QMediaDevices.audioInputs()}
        if self._source and self._id not in ids:
            self._fail(_DISCONNECTED_MESSAGE)
        self.devices_changed.emit()

    def _on_state_changed(self) -> None:
        if self._source and self._source.error().name not in _NON_FATAL_ERRORS:
            self._fail(_DISCONNECTED_MESSAGE)

    def _on_stall(self) -> None:
        self._fail(_DISCONNECTED_MESSAGE)

    def _fail(self, sentence: str) -> None:
        self._close()
        self.failed.emit(sentence)
