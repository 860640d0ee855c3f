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

    def __init__(self, path: Path, on_error: Callable[[ComposerError], None]) -> None:
        self._path, self._on_error = path, on_error

    def save(self, recording: Recording) -> None:
        """Put a recording in the place of the one before."""
        try:
            ensure_private(self._path.parent)
            save_recording(recording, self._path)
        except (FileError, RecordingError) as error:
            self._on_error(error)

    def load(self) -> Recording | None:
        """The recording that was kept; None where there is none."""
        try:
            return read_recording(self._path)
        except RecordingError as error:
            self._on_error(error)
            return None


_METER_INTERVAL_MS = 40  # milliseconds
MIN_RECORDING_S = 0.3
"""Less than this many seconds is a slip of the finger and no sentence."""
_TOO_SHORT_MESSAGE = (
    "That was too short. Hold the button while you speak; or click it, speak, and click it again."
)


class RecordingSession(QObject):
    """Records while it is asked to.

    Signals:
        began: The microphone listens.
        recorded: It is done, with the `Recording`.
        recording_set_aside: It is done, but nothing is to be made of the `Recording` for now.
        discarded: Nothing is kept of it.
        ended: The microphone listens no more, whatever came of it.
        level_changed: What is being heard: peak (0 to 1) and seconds so far.
        endpoint_detected: Somebody has spoken, and has been silent for a while.
        failed: There is no recording, or it broke off, with the `RecordingError`.
    """

    began = Signal()
    recorded = Signal(object)
    recording_set_aside = Signal(object)
    discarded = Signal()
    ended = Signal()
    level_changed = Signal(float, float)
    endpoint_detected = Signal()
    failed = Signal(object)

    def __init__(self, recorder: RecorderLike, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recorder = recorder
        self._is_recording = False
        self._endpoint_detector, self._analysed_seconds = EndpointDetector(), 0.0
        recorder.failed.connect(self._on_recorder_failed)
        self._meter_timer = QTimer(self, interval=_METER_INTERVAL_MS)
        self._meter_timer.timeout.connect(self._update_level)

    @property
    def is_recording(self) -> bool:
        """Whether the microphone listens."""
        return self._is_recording

    @property
    def voice_until(self) -> float:
        """When a voice was last heard, in seconds from the beginning; 0 before the first."""
        return self._endpoint_detector.last_voice_seconds

    def recording_so_far(self) -> Recording:
        """What has been heard until now; the microphone listens on."""
        return self._recorder.recording_since(0.0)

    def begin(self, microphone: str, channel: int) -> None:
        """Listen to one channel of a microphone; "" is the usual one."""
        if self._is_recording:
            return
        try:
            self._recorder.start(microphone, channel)
        except RecordingError as error:
            self.failed.emit(error)
            return
        self._is_recording = True
        self._endpoint_detector, self._analysed_seconds = EndpointDetector(), 0.0
        self._meter_timer.start()
        self.began.emit()

    def end(self) -> None:
        """Stop listening, and hand over what was heard."""
        if self._is_recording and (recording := self._finish_recording()):
            if recording.seconds < MIN_RECORDING_S:
                self.failed.emit(RecordingError(_TOO_SHORT_MESSAGE))
            else:
                self.recorded.emit(recording)

    def set_aside(self) -> None:
        """Stop listening; what was heard is kept, and nothing made of it."""
        if self._is_recording and (recording := self._finish_recording()):
            self.recording_set_aside.emit(recording)

    def cancel(self) -> None:
        """Stop listening, and forget it."""
        if self._is_recording:
            self._mark_ended()
            self._recorder.cancel()
            self.discarded.emit()

    def _finish_recording(self) -> Recording | None:
        """What was heard; None, and word of it, when there is nothing."""
        self._mark_ended()
        try:
            recording = self._recorder.stop()
        except RecordingError as error:
            self.failed.emit(error)
            return None
        self._detect_voice(
            Recording(recording.samples[round(self._analysed_seconds * recording.rate) :], recording.rate)
        )
        return recording

    def _mark_ended(self) -> None:
        self._is_recording = False
        self._meter_timer.stop()
        self.ended.emit()

    def _update_level(self) -> None:
        self._detect_voice(self._recorder.recording_since(self._analysed_seconds))
        self.level_changed.emit(self._recorder.level, self._recorder.seconds)
        if self._endpoint_detector.has_ended:
            self.endpoint_detected.emit()

    def _detect_voice(self, new: Recording) -> None:
        """Hear whether there is a voice in what was recorded since the last time."""
        if len(new.samples):
            self._analysed_seconds += new.seconds
            self._endpoint_detector.add_level(mean_level(new.samples), self._analysed_seconds)

    def _on_recorder_failed(self, sentence: str) -> None:
        """The microphone went away in the middle: say so, and make do with what was heard."""
        self.failed.emit(RecordingError(sentence))
        self.end()
