"""Microphones: which there are, and recording from one channel of one of them.

QtMultimedia delivers sound to the thread whose event loop runs; no Python runs in the sound card's own thread.
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
from composer_app.speech.loudness import Samples
from composer_app.speech.permission import ask, refused
from composer_app.speech.recording import Recording, distinct
from composer_app.speech.samples import frame_size, one_channel

logger = logging.getLogger(__name__)

LONGEST = 120.0  # seconds: whoever walks away from an open microphone loses nothing but these

_INPUTS = 8  # from the first, that are kept beside the one with the voice
_BUFFER = (
    2_000_000  # microseconds: with Qt's usual size, a moment's work of the window tears holes into the speech
)
_STALLED = 3_000  # milliseconds without sound: a server that died says nothing
# By name: what error() returns is another type in newer versions.
_FINE = (QAudio.Error.NoError.name, QAudio.Error.UnderrunError.name)
# Windows does not ask: a microphone that it keeps from programs cannot be opened.
_KEPT_BACK = f" If it is nobody's: {refused()}" if sys.platform == "win32" else ""
_GONE = (
    "The microphone went away while you spoke. What it heard until then is kept; choose another one to go on."
)


@dataclass(frozen=True, slots=True)
class Microphone:
    """A microphone, or an interface with several inputs.

    Attributes:
        name: As the system calls it; two of the same name are told apart by a number.
        channels: How many inputs it has.
    """

    name: str
    channels: int


def microphones() -> tuple[Microphone, ...]:
    """Those that are plugged in now; needs a `QCoreApplication`."""
    return tuple(Microphone(name, _format(device).channelCount()) for name, device in _named().items())


def _named() -> dict[str, QAudioDevice]:
    """The devices by names of which no two are the same."""
    seen: Counter[str] = Counter()
    named = {}
    for device in QMediaDevices.audioInputs():
        name = device.description()
        seen[name] += 1
        named[name if seen[name] == 1 else f"{name} ({seen[name]})"] = device
    return named


def _device(name: str) -> QAudioDevice:
    """The device of a name; for an empty one, the system's usual."""
    device = _named().get(name) if name else QMediaDevices.defaultAudioInput()
    if device is None:
        raise RecordingError(f"The microphone {name} is not there. Plug it in, or choose another one.")
    if device.isNull():
        raise RecordingError("There is no microphone. Plug one in, or type what you feel.")
    return device


def _format(device: QAudioDevice) -> QAudioFormat:
    """The device's own rate and kind of samples, with all its channels."""
    preferred = device.preferredFormat()
    if preferred.sampleFormat() == QAudioFormat.SampleFormat.Unknown:
        preferred.setSampleFormat(QAudioFormat.SampleFormat.Float)
    # PulseAudio claims 32 channels for any device and would mix the real ones into them.
    if sys.platform == "linux" or device.maximumChannelCount() <= preferred.channelCount():
        return preferred
    widest = QAudioFormat(preferred)
    widest.setChannelCount(device.maximumChannelCount())
    return widest if device.isFormatSupported(widest) else preferred


class Recorder(QObject):
    """Records from one channel of one microphone at a time.

    Signals:
        devices_changed: A microphone came or went.
        failed: Recording broke off; what was recorded is kept for `stop`.
                arg: The sentence for the user.
    """

    devices_changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None, longest: float = LONGEST) -> None:
        super().__init__(parent)
        self._longest = longest
        self._source: QAudioSource | None = None
        self._stream: QIODevice | None = None
        self._format = QAudioFormat()
        self._id = b""
        self._channel = 1
        self._rest = b""
        self._blocks: list[Samples] = []
        self._others: list[tuple[Samples, ...]] = []
        self._length = 0
        self._watch = QTimer(self, interval=_STALLED)
        self._watch.timeout.connect(self._stall)
        self._devices = QMediaDevices(self)
        self._devices.audioInputsChanged.connect(self._look_for_device)

    @property
    def level(self) -> float:
        """The newest block's peak, 0 to 1; 0 when not recording."""
        return float(np.abs(self._blocks[-1]).max(initial=0.0)) if self._source and self._blocks else 0.0

    @property
    def seconds(self) -> float:
        """How much has been recorded."""
        return self._length / self._format.sampleRate() if self._length else 0.0

    def after(self, seconds: float) -> Recording:
        """What has been recorded from a moment on, in seconds since `start`; recording goes on."""
        rate = self._format.sampleRate() or 1
        wanted, blocks = self._length - round(seconds * rate), []
        for block in reversed(self._blocks):
            if wanted <= 0:
                break
            blocks.append(block[-wanted:])
            wanted -= len(block)
        return Recording(np.concatenate(blocks[::-1]) if blocks else np.empty(0, np.float32), rate)

    def start(self, name: str = "", channel: int = 1) -> None:
        """Begin to record; a recording under way is forgotten.

        Args:
            name: The microphone's; empty for the system's usual one.
            channel: The input that carries the voice, from 1.

        Raises:
            RecordingError: There is no such microphone or channel, or it cannot be opened.
        """
        self.cancel()
        if app := QCoreApplication.instance():
            ask(app, self, self.failed.emit)
        device = _device(name)
        self._format = _format(device)
        channels = self._format.channelCount()
        if not 1 <= channel <= channels:
            count = f"{channels} input channel{'s' * (channels != 1)}"
            raise RecordingError(
                f"{device.description()} has {count}, and no channel {channel}. Choose another channel."
            )
        self._id, self._channel = bytes(device.id().data()), channel
        self._open(device)

    def stop(self) -> Recording:
        """End, and hand over what was recorded since `start`, with the other inputs for where there are no words in it.

        Raises:
            RecordingError: Nothing was.
        """
        self._read()
        self._close()
        rate, blocks, others = self._format.sampleRate(), self._blocks, self._others
        self._forget()
        if not blocks:
            raise RecordingError("The microphone gave no sound. Try again, or choose another one.")
        inputs = distinct(np.concatenate(each) for each in (blocks, *zip(*others, strict=True)))
        return Recording(inputs[0], rate, inputs[1:])

    def cancel(self) -> None:
        """End, and forget what was recorded."""
        self._close()
        self._forget()

    def _open(self, device: QAudioDevice) -> None:
        self._source = QAudioSource(device, self._format, self)
        self._source.setBufferSize(self._format.bytesForDuration(_BUFFER))
        self._source.stateChanged.connect(self._look_at_state)
        self._stream = self._source.start()
        if self._stream is None or self._source.error().name not in _FINE:
            self._close()
            raise RecordingError(
                f"The microphone {device.description()} cannot be opened. Close the program that holds it, "
                f"or choose another one.{_KEPT_BACK}"
            )
        self._stream.readyRead.connect(self._take)
        self._watch.start()
        logger.info("Recording from %s, channel %d", device.description(), self._channel)

    def _close(self) -> None:
        """Let go of the microphone."""
        self._watch.stop()
        if self._stream:
            self._stream.readyRead.disconnect(self._take)
        if self._source:
            self._source.stateChanged.disconnect(self._look_at_state)
            self._source.stop()
            self._source.deleteLater()
        self._source = self._stream = None

    def _forget(self) -> None:
        self._blocks, self._others = [], []
        self._length = 0
        self._rest = b""

    def _take(self) -> None:
        self._read()
        if self.seconds >= self._longest:
            self._break_off(f"Recording stopped after {self._longest:.0f} seconds: a request is a sentence.")

    def _read(self) -> None:
        """Keep what the microphone has delivered; half a frame waits for its other half."""
        if not self._stream:
            return
        channels, kind = self._format.channelCount(), self._format.sampleFormat().name
        block = self._rest + bytes(self._stream.readAll().data())
        whole = len(block) - len(block) % frame_size(kind, channels)
        self._rest = block[whole:]
        if whole:
            self._blocks.append(one_channel(block[:whole], kind, channels, self._channel))
            others = (each for each in range(1, min(channels, _INPUTS) + 1) if each != self._channel)
            self._others.append(tuple(one_channel(block[:whole], kind, channels, each) for each in others))
            self._length += len(self._blocks[-1])
            self._watch.start()

    def _look_for_device(self) -> None:
        """A microphone that was unplugged goes on to deliver: the server puts another one in its place."""
        ids = {bytes(device.id().data()) for device in QMediaDevices.audioInputs()}
        if self._source and self._id not in ids:
            self._break_off(_GONE)
        self.devices_changed.emit()

    def _look_at_state(self) -> None:
        if self._source and self._source.error().name not in _FINE:
            self._break_off(_GONE)

    def _stall(self) -> None:
        self._break_off(_GONE)

    def _break_off(self, sentence: str) -> None:
        self._close()
        self.failed.emit(sentence)
