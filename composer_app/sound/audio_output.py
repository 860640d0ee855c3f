"""Loudspeakers: which there are, and playing the built-in sound through one of them.

The tune is rendered whole beforehand; Qt reads it when the device wants more, and where it is heard is
read from the device. A sound server that dies says nothing, so somebody looks whether the sound goes on.
"""

import logging
from collections import Counter

from PySide6.QtCore import QObject, QTimer, Signal, Slot

# WORKAROUND PySide6 6.11: without QAudio imported, connecting to stateChanged raises a TypeError.
from PySide6.QtMultimedia import (
    QAudio,
    QAudioDevice,
    QAudioFormat,
    QAudioSink,
    QMediaDevices,
)

from composer_app.errors import SoundError
from composer_app.sound.loop_stream import LoopStream
from composer_app.sound.sample_format import DeviceFormat, SampleType
from composer_app.sound.synth import SAMPLE_RATE, Audio

logger = logging.getLogger(__name__)

_BUFFER_S = 0.1  # seconds of sound that wait in the device: enough for a busy window, and what a stop takes
_WATCHDOG_INTERVAL_MS = 250  # milliseconds between two looks at whether the sound goes on
_MAX_IDLE_CHECKS = 8  # looks without any progress that mean that it does not
_NON_FATAL_ERRORS = ("NoError", "UnderrunError")
_DISCONNECTED_MESSAGE = (
    "The loudspeaker went away while it played. Connect it again, or choose another one, and press Play."
)
_SAMPLE_TYPES = {
    QAudioFormat.SampleFormat.Float: SampleType.FLOAT,
    QAudioFormat.SampleFormat.Int32: SampleType.INT32,
    QAudioFormat.SampleFormat.Int16: SampleType.INT16,
    QAudioFormat.SampleFormat.UInt8: SampleType.UINT8,
}


def list_audio_outputs() -> tuple[str, ...]:
    """Those that are connected now, by name; needs a `QCoreApplication`."""
    return tuple(_devices_by_name())


class AudioOutput(QObject):
    """Plays one sound at a time.

    Signals:
        ended: The sound came to its end; not for one that was stopped or replaced by another.
        failed: The loudspeaker went away while it played.
                arg: The sentence for the user.
    """

    ended = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stream: _Stream | None = None
        self._gain = 1.0
        self._watchdog = QTimer(self, interval=_WATCHDOG_INTERVAL_MS)
        self._watchdog.timeout.connect(self._check_progress)
        self._last_played_seconds, self._idle_checks = -1.0, 0

    @property
    def seconds(self) -> float | None:
        """Where in the tune it is that is heard now, up to the last bar line; None when nothing plays."""
        return self._stream.seconds if self._stream else None

    def play(self, audio: Audio, loop: bool, device: str = "") -> None:
        """Play a sound instead of the one that plays.

        Args:
            audio: The sound.
            loop: Whether to start again at the last bar line, with the tail over the beginning.
            device: The loudspeaker's name; empty for the usual one.

        Raises:
            SoundError: There is no such loudspeaker, or it cannot be opened.
        """
        self.stop()
        found = _find_device(device)
        wanted = _choose_format(found)
        sound = _Stream(LoopStream(audio, _device_format(wanted), loop), found, wanted, self)
        sound.changed.connect(self._on_stream_changed)
        sound.sink.setVolume(self._gain)
        sound.start()
        self._stream, self._last_played_seconds, self._idle_checks = sound, -1.0, 0
        self._watchdog.start()

    def set_volume(self, percent: int) -> None:
        """How loud it is, 0 to 100, from now on: half of it is 12 dB less, which the ear takes for about half."""
        self._gain = (percent / 100) ** 2
        if self._stream:
            self._stream.sink.setVolume(self._gain)

    def switch_at_bar_line(self, audio: Audio, bar_seconds: float, from_start: bool = True) -> bool:
        """Go on with another sound at the next bar line; False where nothing plays that has one.

        From its start, or, for one of the same bars, from the bar that would have come.
        """
        return self._stream is not None and self._stream.source.switch_at_bar_line(
            audio, bar_seconds, from_start
        )

    @property
    def is_switch_pending(self) -> bool:
        """Whether what is heard is still the sound before the one that follows."""
        return self._stream is not None and self._stream.is_switch_pending

    def stop(self) -> None:
        """Stop within a tenth of a second, without a click."""
        self._watchdog.stop()
        if self._stream:
            self._stream.fade_out()
            self._stream = None

    @Slot(QObject)
    def _on_stream_changed(self, stream: "_Stream") -> None:
        """Heed the device: a sound is over, or cannot go on."""
        broken = stream.sink.error().name not in _NON_FATAL_ERRORS
        over = stream.sink.state().name == QAudio.State.IdleState.name and stream.source.is_finished
        if stream is not self._stream:
            if broken or over:
                stream.close()
        elif broken:
            self._fail()
        elif over:
            self._discard_stream()
            self.ended.emit()

    def _check_progress(self) -> None:
        """See whether the sound goes on."""
        if self._stream is None:
            return
        heard = self._stream.played_seconds
        self._idle_checks = 0 if heard > self._last_played_seconds else self._idle_checks + 1
        self._last_played_seconds = heard
        if self._idle_checks >= _MAX_IDLE_CHECKS:
            self._fail()

    def _fail(self) -> None:
        logger.info("The loudspeaker takes no more sound")
        self._discard_stream()
        self.failed.emit(_DISCONNECTED_MESSAGE)

    def _discard_stream(self) -> None:
        """Forget the sound at once."""
        self._watchdog.stop()
        if self._stream:
            self._stream.close()
            self._stream = None


class _Stream(QObject):
    """One sound on its way through one device.

    Signals:
        changed: The device did something.
                 arg: This sound.
    """

    changed = Signal(QObject)

    def __init__(
        self, source: LoopStream, device: QAudioDevice, audio_format: QAudioFormat, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.sink = QAudioSink(device, audio_format, self)
        self.source = source
        # A slot of its own, which is no more when the sink is deleted and says so.
        self.sink.stateChanged.connect(self._state_changed)
        self.source.setParent(self)  # after the sink, which must not outlive what it reads
        self.sink.setBufferSize(round(_BUFFER_S * audio_format.sampleRate()) * audio_format.bytesPerFrame())
        self._rate = audio_format.sampleRate()

    @property
    def played_seconds(self) -> float:
        """Seconds that the device has played."""
        return max(0.0, self.sink.processedUSecs() / 1e6)

    @property
    def seconds(self) -> float:
        """Where in the tune that is."""
        return self.source.clip_at(round(self.played_seconds * self._rate))[1] / self._rate

    @property
    def is_switch_pending(self) -> bool:
        """Whether another sound waits for its bar line."""
        return self.source.clip_at(round(self.played_seconds * self._rate))[0] < self.source.clip_count - 1

    def start(self) -> None:
        """Begin to play.

        Raises:
            SoundError: The device cannot be opened.
        """
        self.sink.start(self.source)
        if self.sink.error().name not in _NON_FATAL_ERRORS:
            self.close()
            raise SoundError("The loudspeaker cannot be opened. Choose another one, or a MIDI port.")

    def fade_out(self) -> None:
        """Fade away, and close when that was heard."""
        self.source.fade_out()

    def close(self) -> None:
        """Let go of the device."""
        self.sink.stateChanged.disconnect()
        self.sink.stop()
        self.deleteLater()

    @Slot()
    def _state_changed(self) -> None:
        self.changed.emit(self)


def _devices_by_name() -> dict[str, QAudioDevice]:
    """The devices by names of which no two are the same."""
    seen: Counter[str] = Counter()
    named = {}
    for device in QMediaDevices.audioOutputs():
        name = device.description()
        seen[name] += 1
        named[name if seen[name] == 1 else f"{name} ({seen[name]})"] = device
    return named


def _find_device(name: str) -> QAudioDevice:
    """The device of a name; for an empty one, the system's usual."""
    device = _devices_by_name().get(name) if name else QMediaDevices.defaultAudioOutput()
    if device is None:
        raise SoundError(f"The loudspeaker {name} is not there. Connect it, or choose another one.")
    if device.isNull():
        raise SoundError("There is no loudspeaker. Connect one, or choose a MIDI port.")
    return device


def _choose_format(device: QAudioDevice) -> QAudioFormat:
    """Ours where the device takes it, else the device's own."""
    ours = QAudioFormat()
    ours.setSampleRate(SAMPLE_RATE)
    ours.setChannelCount(2)
    ours.setSampleFormat(QAudioFormat.SampleFormat.Float)
    if device.isFormatSupported(ours):
        return ours
    own = device.preferredFormat()
    if own.sampleFormat() not in _SAMPLE_TYPES:
        own.setSampleFormat(QAudioFormat.SampleFormat.Float)
    return own


def _device_format(audio_format: QAudioFormat) -> DeviceFormat:
    return DeviceFormat(
        audio_format.sampleRate(), audio_format.channelCount(), _SAMPLE_TYPES[audio_format.sampleFormat()]
    )
