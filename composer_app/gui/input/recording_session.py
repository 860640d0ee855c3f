"""A recording from start to end: the microphone, its level, and the detection of its end."""

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
    """The file of the last recording; errors are passed to a callback."""

    def __init__(self, path: Path, on_error: Callable[[ComposerError], None]) -> None:
        self._path, self._on_error = path, on_error

    def save(self, recording: Recording) -> None:
        """Save a recording in place of the last one."""
        try:
            ensure_private(self._path.parent)
            save_recording(recording, self._path)
        except (FileError, RecordingError) as error:
            self._on_error(error)

    def load(self) -> Recording | None:
        """Return the last recording; None if there is none."""
        try:
            return read_recording(self._path)
        except RecordingError as error:
            self._on_error(error)
            return None


_METER_INTERVAL_MS = 40
MIN_RECORDING_S = 0.3
"""A shorter recording is an accidental click."""
_TOO_SHORT_MESSAGE = (
    "That was too short. Hold the button while you speak; or click it, speak, and click it again."
)


class RecordingSession(QObject):
    """Records from the microphone.

    Signals:
        began: Recording began.
        recorded: A recording is complete, with the `Recording`.
        recording_set_aside: A recording is complete but shall not be transcribed yet, with the `Recording`.
        discarded: The recording was discarded.
        ended: The microphone was released, after success or failure.
        level_changed: The level was measured: the peak (0 to 1) and the seconds recorded so far.
        endpoint_detected: The user has spoken, and has been silent for a while.
        failed: Recording failed or was interrupted, with the `RecordingError`.
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
        """Whether the microphone records."""
        return self._is_recording

    @property
    def voice_until(self) -> float:
        """The time of the last detected voice, in seconds from the beginning; 0 if there was none."""
        return self._endpoint_detector.last_voice_seconds

    def recording_so_far(self) -> Recording:
        """Return the audio recorded so far, without ending the recording."""
        return self._recorder.recording_since(0.0)

    def begin(self, microphone: str, channel: int) -> None:
        """Start recording a channel of a microphone; "" is the system default."""
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
        """End the recording, and emit it."""
        if self._is_recording and (recording := self._finish_recording()):
            if recording.seconds < MIN_RECORDING_S:
                self.failed.emit(RecordingError(_TOO_SHORT_MESSAGE))
            else:
                self.recorded.emit(recording)

    def set_aside(self) -> None:
        """End the recording, and emit it as set aside."""
        if self._is_recording and (recording := self._finish_recording()):
            self.recording_set_aside.emit(recording)

    def cancel(self) -> None:
        """End the recording, and discard it."""
        if self._is_recording:
            self._mark_ended()
            self._recorder.cancel()
            self.discarded.emit()

    def _finish_recording(self) -> Recording | None:
        """Stop the microphone and return the recording; None, and emit `failed`, if there is none."""
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
        """Run voice detection on the audio recorded since the last call."""
        if len(new.samples):
            self._analysed_seconds += new.seconds
            self._endpoint_detector.add_level(mean_level(new.samples), self._analysed_seconds)

    def _on_recorder_failed(self, sentence: str) -> None:
        """Report that the microphone was disconnected, and use the audio recorded so far."""
        self.failed.emit(RecordingError(sentence))
        self.end()
