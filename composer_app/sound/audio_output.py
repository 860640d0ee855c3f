"""Lists audio outputs, and plays rendered audio through one of them.

Audio is rendered completely before playback. Qt reads it when the device needs more, and the playback position is read
from the device. A sound server that dies reports nothing, so a timer checks for progress.
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

_BUFFER_S = 0.1  # audio queued in the device: enough for a busy window; also the delay of a stop
_WATCHDOG_INTERVAL_MS = 250  # between two checks for progress
_MAX_IDLE_CHECKS = 8  # checks without progress until playback counts as failed
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
    """Return the connected outputs by name; needs a `QCoreApplication`."""
    return tuple(_devices_by_name())


class AudioOutput(QObject):
    """Plays one clip at a time.

    Signals:
        ended: Playback reached the end; not emitted if it was stopped or replaced.
        failed: The output was disconnected during playback.
                arg: The message for the user.
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
        """The playback position in the clip, up to the last bar line; None if nothing plays."""
        return self._stream.seconds if self._stream else None

    def play(self, audio: Audio, loop: bool, device: str = "") -> None:
        """Play audio, replacing the current clip.

        Args:
            audio: The audio.
            loop: Whether to repeat from the last bar line, with the tail over the beginning.
            device: The output's name; empty for the system default.

        Raises:
            SoundError: If there is no such output, or if it cannot be opened.
        """
        self.stop()
        output_device = _find_device(device)
        audio_format = _choose_format(output_device)
        stream = _Stream(
            LoopStream(audio, _device_format(audio_format), loop), output_device, audio_format, self
        )
        stream.changed.connect(self._on_stream_changed)
        stream.sink.setVolume(self._gain)
        stream.start()
        self._stream, self._last_played_seconds, self._idle_checks = stream, -1.0, 0
        self._watchdog.start()

    def set_volume(self, percent: int) -> None:
        """Set the volume, 0 to 100; half of it is 12 dB less, which sounds about half as loud."""
        self._gain = (percent / 100) ** 2
        if self._stream:
            self._stream.sink.setVolume(self._gain)

    def switch_at_bar_line(self, audio: Audio, bar_seconds: float, from_start: bool = True) -> bool:
        """Switch to other audio at the next bar line; return False if nothing plays, or no bar line follows.

        It starts at its beginning or, if it has the same bars, at the next bar.
        """
        return self._stream is not None and self._stream.source.switch_at_bar_line(
            audio, bar_seconds, from_start
        )

    @property
    def is_switch_pending(self) -> bool:
        """Whether the next clip still waits for its bar line."""
        return self._stream is not None and self._stream.is_switch_pending

    def stop(self) -> None:
        """Stop within a tenth of a second, without a click."""
        self._watchdog.stop()
        if self._stream:
            self._stream.fade_out()
            self._stream = None

    @Slot(QObject)
    def _on_stream_changed(self, stream: "_Stream") -> None:
        """Handle a state change of the device: playback has ended or failed."""
        failed = stream.sink.error().name not in _NON_FATAL_ERRORS
        ended = stream.sink.state().name == QAudio.State.IdleState.name and stream.source.is_finished
        if stream is not self._stream:
            if failed or ended:
                stream.close()
        elif failed:
            self._fail()
        elif ended:
            self._discard_stream()
            self.ended.emit()

    def _check_progress(self) -> None:
        """Check that playback makes progress."""
        if self._stream is None:
            return
        played_seconds = self._stream.played_seconds
        self._idle_checks = 0 if played_seconds > self._last_played_seconds else self._idle_checks + 1
        self._last_played_seconds = played_seconds
        if self._idle_checks >= _MAX_IDLE_CHECKS:
            self._fail()

    def _fail(self) -> None:
        logger.info("The loudspeaker takes no more sound")
        self._discard_stream()
        self.failed.emit(_DISCONNECTED_MESSAGE)

    def _discard_stream(self) -> None:
        """Discard the current stream at once."""
        self._watchdog.stop()
        if self._stream:
            self._stream.close()
            self._stream = None


class _Stream(QObject):
    """The playback of one clip through one device.

    Signals:
        changed: The device's state has changed.
                 arg: This stream.
    """

    changed = Signal(QObject)

    def __init__(
        self, source: LoopStream, device: QAudioDevice, audio_format: QAudioFormat, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.sink = QAudioSink(device, audio_format, self)
        self.source = source
        # A bound slot of this object: Qt disconnects it before the sink is deleted and emits again.
        self.sink.stateChanged.connect(self._state_changed)
        self.source.setParent(self)  # after the sink, which must not outlive the device that it reads
        self.sink.setBufferSize(round(_BUFFER_S * audio_format.sampleRate()) * audio_format.bytesPerFrame())
        self._rate = audio_format.sampleRate()

    @property
    def played_seconds(self) -> float:
        """The seconds that the device has played."""
        return max(0.0, self.sink.processedUSecs() / 1e6)

    @property
    def seconds(self) -> float:
        """The playback position in the current clip, in seconds."""
        return self.source.clip_at(round(self.played_seconds * self._rate))[1] / self._rate

    @property
    def is_switch_pending(self) -> bool:
        """Whether another clip waits for its bar line."""
        return self.source.clip_at(round(self.played_seconds * self._rate))[0] < self.source.clip_count - 1

    def start(self) -> None:
        """Start playback.

        Raises:
            SoundError: If the device cannot be opened.
        """
        self.sink.start(self.source)
        if self.sink.error().name not in _NON_FATAL_ERRORS:
            self.close()
            raise SoundError("The loudspeaker cannot be opened. Choose another one, or a MIDI port.")

    def fade_out(self) -> None:
        """Fade out, and close the device at the end of the fade."""
        self.source.fade_out()

    def close(self) -> None:
        """Close the device."""
        self.sink.stateChanged.disconnect()
        self.sink.stop()
        self.deleteLater()

    @Slot()
    def _state_changed(self) -> None:
        self.changed.emit(self)


def _devices_by_name() -> dict[str, QAudioDevice]:
    """Return the devices by unique names."""
    seen: Counter[str] = Counter()
    devices = {}
    for device in QMediaDevices.audioOutputs():
        name = device.description()
        seen[name] += 1
        devices[name if seen[name] == 1 else f"{name} ({seen[name]})"] = device
    return devices


def _find_device(name: str) -> QAudioDevice:
    """Return the device of that name; the system default if the name is empty."""
    device = _devices_by_name().get(name) if name else QMediaDevices.defaultAudioOutput()
    if device is None:
        raise SoundError(f"The loudspeaker {name} is not there. Connect it, or choose another one.")
    if device.isNull():
        raise SoundError("There is no loudspeaker. Connect one, or choose a MIDI port.")
    return device


def _choose_format(device: QAudioDevice) -> QAudioFormat:
    """Return Composer's own format if the device supports it, otherwise the device's preferred format."""
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
