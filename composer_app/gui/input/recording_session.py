"""From pressing the button to a recording: the microphone, held by the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from composer_app.errors import ComposerError, FileError, RecordingError
from composer_app.gui.session.devices import RecorderLike
from composer_app.paths import ensure_private
from composer_app.speech.endpointing import EndpointDetector
from composer_app.speech.recording import Recording, read_recording, save_recording
from composer_app.speech.voice_activity import mean_level


class LastRecording:
    """One file; whoever cannot use it is told why."""

    def __init__(self, path: Path, fail: Callable[[ComposerError], None]) -> None:
        self._path, self._fail = path, fail

    def keep(self, recording: Recording) -> None:
        """Put a recording in the place of the one before."""
        try:
            ensure_private(self._path.parent)
            save_recording(recording, self._path)
        except (FileError, RecordingError) as error:
            self._fail(error)

    def find(self) -> Recording | None:
        """The recording that was kept; None where there is none."""
        try:
            return read_recording(self._path)
        except RecordingError as error:
            self._fail(error)
            return None


_METER_INTERVAL = 40  # milliseconds
SHORTEST = 0.3
"""Less than this many seconds is a slip of the finger and no sentence."""
_TOO_SHORT = "That was too short. Hold the button while you speak; or click it, speak, and click it again."


class RecordingSession(QObject):
    """Records while it is asked to.

    Signals:
        began: The microphone listens.
        heard: It is done, with the `Recording`.
        set_by: It is done, but nothing is to be made of the `Recording` for now.
        forgotten: Nothing is kept of it.
        ended: The microphone listens no more, whatever came of it.
        level: What is being heard: peak (0 to 1) and seconds so far.
        said: Somebody has spoken, and has been silent for a while.
        failed: There is no recording, or it broke off, with the `RecordingError`.
    """

    began = Signal()
    heard = Signal(object)
    set_by = Signal(object)
    forgotten = Signal()
    ended = Signal()
    level = Signal(float, float)
    said = Signal()
    failed = Signal(object)

    def __init__(self, recorder: RecorderLike, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recorder = recorder
        self._recording = False
        self._ending, self._until = EndpointDetector(), 0.0
        recorder.failed.connect(self._broke_off)
        self._meter = QTimer(self, interval=_METER_INTERVAL)
        self._meter.timeout.connect(self._show_level)

    @property
    def recording(self) -> bool:
        """Whether the microphone listens."""
        return self._recording

    @property
    def voice_until(self) -> float:
        """When a voice was last heard, in seconds from the beginning; 0 before the first."""
        return self._ending.voice_until

    def so_far(self) -> Recording:
        """What has been heard until now; the microphone listens on."""
        return self._recorder.after(0.0)

    def begin(self, microphone: str, channel: int) -> None:
        """Listen to one channel of a microphone; "" is the usual one."""
        if self._recording:
            return
        try:
            self._recorder.start(microphone, channel)
        except RecordingError as error:
            self.failed.emit(error)
            return
        self._recording = True
        self._ending, self._until = EndpointDetector(), 0.0
        self._meter.start()
        self.began.emit()

    def end(self) -> None:
        """Stop listening, and hand over what was heard."""
        if self._recording and (recording := self._stop()):
            if recording.seconds < SHORTEST:
                self.failed.emit(RecordingError(_TOO_SHORT))
            else:
                self.heard.emit(recording)

    def set_aside(self) -> None:
        """Stop listening; what was heard is kept, and nothing made of it."""
        if self._recording and (recording := self._stop()):
            self.set_by.emit(recording)

    def cancel(self) -> None:
        """Stop listening, and forget it."""
        if self._recording:
            self._leave()
            self._recorder.cancel()
            self.forgotten.emit()

    def _stop(self) -> Recording | None:
        """What was heard; None, and word of it, when there is nothing."""
        self._leave()
        try:
            recording = self._recorder.stop()
        except RecordingError as error:
            self.failed.emit(error)
            return None
        self._heed(Recording(recording.samples[round(self._until * recording.rate) :], recording.rate))
        return recording

    def _leave(self) -> None:
        self._recording = False
        self._meter.stop()
        self.ended.emit()

    def _show_level(self) -> None:
        self._heed(self._recorder.after(self._until))
        self.level.emit(self._recorder.level, self._recorder.seconds)
        if self._ending.over:
            self.said.emit()

    def _heed(self, new: Recording) -> None:
        """Hear whether there is a voice in what was recorded since the last time."""
        if len(new.samples):
            self._until += new.seconds
            self._ending.hear(mean_level(new.samples), self._until)

    def _broke_off(self, sentence: str) -> None:
        """The microphone went away in the middle: say so, and make do with what was heard."""
        self.failed.emit(RecordingError(sentence))
        self.end()
