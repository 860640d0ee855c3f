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
from composer_app.sound.synth import RATE, Audio

logger = logging.getLogger(__name__)

_AHEAD = 0.1  # seconds of sound that wait in the device: enough for a busy window, and what a stop takes
_LOOK = 250  # milliseconds between two looks at whether the sound goes on
_STALLED = 8  # looks without any progress that mean that it does not
_FINE = ("NoError", "UnderrunError")
_GONE = "The loudspeaker went away while it played. Connect it again, or choose another one, and press Play."
_KINDS = {
    QAudioFormat.SampleFormat.Float: SampleType.FLOAT,
    QAudioFormat.SampleFormat.Int32: SampleType.INT32,
    QAudioFormat.SampleFormat.Int16: SampleType.INT16,
    QAudioFormat.SampleFormat.UInt8: SampleType.UINT8,
}


def speakers() -> tuple[str, ...]:
    """Those that are connected now, by name; needs a `QCoreApplication`."""
    return tuple(_named())


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
        self._sound: _Stream | None = None
        self._gain = 1.0
        self._watch = QTimer(self, interval=_LOOK)
        self._watch.timeout.connect(self._look)
        self._last, self._idle_looks = -1.0, 0

    @property
    def seconds(self) -> float | None:
        """Where in the tune it is that is heard now, up to the last bar line; None when nothing plays."""
        return self._sound.seconds if self._sound else None

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
        found = _device(device)
        wanted = _format(found)
        sound = _Stream(LoopStream(audio, _values(wanted), loop), found, wanted, self)
        sound.changed.connect(self._changed)
        sound.sink.setVolume(self._gain)
        sound.start()
        self._sound, self._last, self._idle_looks = sound, -1.0, 0
        self._watch.start()

    def set_volume(self, percent: int) -> None:
        """How loud it is, 0 to 100, from now on: half of it is 12 dB less, which the ear takes for about half."""
        self._gain = (percent / 100) ** 2
        if self._sound:
            self._sound.sink.setVolume(self._gain)

    def follow(self, audio: Audio, bar_seconds: float, from_start: bool = True) -> bool:
        """Go on with another sound at the next bar line; False where nothing plays that has one.

        From its start, or, for one of the same bars, from the bar that would have come.
        """
        return self._sound is not None and self._sound.feed.follow(audio, bar_seconds, from_start)

    @property
    def following(self) -> bool:
        """Whether what is heard is still the sound before the one that follows."""
        return self._sound is not None and self._sound.following

    def stop(self) -> None:
        """Stop within a tenth of a second, without a click."""
        self._watch.stop()
        if self._sound:
            self._sound.fade()
            self._sound = None

    @Slot(QObject)
    def _changed(self, sound: "_Stream") -> None:
        """Heed the device: a sound is over, or cannot go on."""
        broken = sound.sink.error().name not in _FINE
        over = sound.sink.state().name == QAudio.State.IdleState.name and sound.feed.over
        if sound is not self._sound:
            if broken or over:
                sound.close()
        elif broken:
            self._fail()
        elif over:
            self._drop()
            self.ended.emit()

    def _look(self) -> None:
        """See whether the sound goes on."""
        if self._sound is None:
            return
        heard = self._sound.heard
        self._idle_looks = 0 if heard > self._last else self._idle_looks + 1
        self._last = heard
        if self._idle_looks >= _STALLED:
            self._fail()

    def _fail(self) -> None:
        logger.info("The loudspeaker takes no more sound")
        self._drop()
        self.failed.emit(_GONE)

    def _drop(self) -> None:
        """Forget the sound at once."""
        self._watch.stop()
        if self._sound:
            self._sound.close()
            self._sound = None


class _Stream(QObject):
    """One sound on its way through one device.

    Signals:
        changed: The device did something.
                 arg: This sound.
    """

    changed = Signal(QObject)

    def __init__(self, feed: LoopStream, device: QAudioDevice, wanted: QAudioFormat, parent: QObject) -> None:
        super().__init__(parent)
        self.sink = QAudioSink(device, wanted, self)
        self.feed = feed
        # A slot of its own, which is no more when the sink is deleted and says so.
        self.sink.stateChanged.connect(self._state_changed)
        self.feed.setParent(self)  # after the sink, which must not outlive what it reads
        self.sink.setBufferSize(round(_AHEAD * wanted.sampleRate()) * wanted.bytesPerFrame())
        self._rate = wanted.sampleRate()

    @property
    def heard(self) -> float:
        """Seconds that the device has played."""
        return max(0.0, self.sink.processedUSecs() / 1e6)

    @property
    def seconds(self) -> float:
        """Where in the tune that is."""
        return self.feed.heard(round(self.heard * self._rate))[1] / self._rate

    @property
    def following(self) -> bool:
        """Whether another sound waits for its bar line."""
        return self.feed.heard(round(self.heard * self._rate))[0] < self.feed.tunes - 1

    def start(self) -> None:
        """Begin to play.

        Raises:
            SoundError: The device cannot be opened.
        """
        self.sink.start(self.feed)
        if self.sink.error().name not in _FINE:
            self.close()
            raise SoundError("The loudspeaker cannot be opened. Choose another one, or a MIDI port.")

    def fade(self) -> None:
        """Fade away, and close when that was heard."""
        self.feed.fade()

    def close(self) -> None:
        """Let go of the device."""
        self.sink.stateChanged.disconnect()
        self.sink.stop()
        self.deleteLater()

    @Slot()
    def _state_changed(self) -> None:
        self.changed.emit(self)


def _named() -> dict[str, QAudioDevice]:
    """The devices by names of which no two are the same."""
    seen: Counter[str] = Counter()
    named = {}
    for device in QMediaDevices.audioOutputs():
        name = device.description()
        seen[name] += 1
        named[name if seen[name] == 1 else f"{name} ({seen[name]})"] = device
    return named


def _device(name: str) -> QAudioDevice:
    """The device of a name; for an empty one, the system's usual."""
    device = _named().get(name) if name else QMediaDevices.defaultAudioOutput()
    if device is None:
        raise SoundError(f"The loudspeaker {name} is not there. Connect it, or choose another one.")
    if device.isNull():
        raise SoundError("There is no loudspeaker. Connect one, or choose a MIDI port.")
    return device


def _format(device: QAudioDevice) -> QAudioFormat:
    """Ours where the device takes it, else the device's own."""
    ours = QAudioFormat()
    ours.setSampleRate(RATE)
    ours.setChannelCount(2)
    ours.setSampleFormat(QAudioFormat.SampleFormat.Float)
    if device.isFormatSupported(ours):
        return ours
    own = device.preferredFormat()
    if own.sampleFormat() not in _KINDS:
        own.setSampleFormat(QAudioFormat.SampleFormat.Float)
    return own


def _values(wanted: QAudioFormat) -> DeviceFormat:
    return DeviceFormat(wanted.sampleRate(), wanted.channelCount(), _KINDS[wanted.sampleFormat()])
