"""A fake microphone for tests without a sound server: it plays back a recording."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from composer_app.errors import RecordingError
from composer_app.speech.microphone import MAX_RECORDING_S, Microphone
from composer_app.speech.recording import Recording, read_recording

_BLOCK = 0.05
_INTERVAL = 2  # faster than real time


class Reel(QObject):
    """A recorder that reads from a file after `start`; it passes the same tests as `Recorder`.

    The file's audio is on every channel of its only microphone.
    """

    devices_changed = Signal()
    failed = Signal(str)

    def __init__(
        self,
        wav: Path,
        longest: float = MAX_RECORDING_S,
        interval: int = _INTERVAL,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.microphone: Microphone | None = Microphone("Reel", 2)
        self._spoken = read_recording(wav)
        self._longest = longest
        self._place = 0
        self._timer = QTimer(self, interval=interval)
        self._timer.timeout.connect(self._turn)

    @property
    def level(self) -> float:
        block = self._spoken.samples[max(0, self._place - self._block) : self._place]
        return float(np.abs(block).max(initial=0.0)) if self._timer.isActive() else 0.0

    @property
    def seconds(self) -> float:
        return self._place / self._spoken.rate

    def recording_since(self, seconds: float) -> Recording:
        samples, rate = self._spoken.samples, self._spoken.rate
        return Recording(samples[round(seconds * rate) : self._place], rate)

    def start(self, name: str = "", channel: int = 1) -> None:
        self.cancel()
        if self.microphone is None:
            raise RecordingError("There is no microphone. Plug one in, or type what you feel.")
        if name not in ("", self.microphone.name):
            raise RecordingError(f"The microphone {name} is not there. Plug it in, or choose another one.")
        if not 1 <= channel <= self.microphone.channels:
            raise RecordingError(f"{self.microphone.name} has no channel {channel}. Choose another channel.")
        self._timer.start()

    def stop(self) -> Recording:
        self._timer.stop()
        samples, self._place = self._spoken.samples[: self._place], 0
        if not len(samples):
            raise RecordingError("The microphone gave no sound. Try again, or choose another one.")
        return Recording(samples, self._spoken.rate)

    def cancel(self) -> None:
        self._timer.stop()
        self._place = 0

    def unplug(self) -> None:
        """Disconnect, even during a recording."""
        self.microphone = None
        if self._timer.isActive():
            self._break_off("The microphone went away while you spoke. Choose another one.")
        self.devices_changed.emit()

    @property
    def _block(self) -> int:
        return int(_BLOCK * self._spoken.rate)

    def _turn(self) -> None:
        self._place = min(self._place + self._block, len(self._spoken.samples))
        if self.seconds >= self._longest:
            self._break_off("Recording stopped: a request is a sentence.")

    def _break_off(self, sentence: str) -> None:
        self._timer.stop()
        self.failed.emit(sentence)
