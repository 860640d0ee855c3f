"""Talking to the window: by button or by key, into a recording, and on to the engine."""

from PySide6.QtCore import QObject

from composer_app.errors import RecordingError
from composer_app.gui.input.live_transcription import LiveTranscription
from composer_app.gui.input.recording_session import LastRecording, RecordingSession
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.output_player import OutputPlayer
from composer_app.gui.session.preferences import Preferences
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.shell.main_window import MainWindow
from composer_app.speech.recording import Recording


class SpeechInputController(QObject):
    """Joins the microphone to the speak panel and the engine."""

    def __init__(
        self,
        window: MainWindow,
        recording_session: RecordingSession,
        session: EngineSession,
        output_player: OutputPlayer,
        preferences: Preferences,
        last_recording: LastRecording,
        status: StatusReporter,
    ) -> None:
        super().__init__(window)
        self._window, self._recording_session, self._session = window, recording_session, session
        self._output_player, self._preferences = output_player, preferences
        self._last_recording, self._status = last_recording, status
        self._untranscribed: Recording | None = None
        self._is_key_down = False
        speak = window.input_panel
        self._live_transcription = LiveTranscription(
            recording_session,
            session,
            lambda: preferences.settings.language,
            speak.request_field.show_partial_transcript,
        )
        window.talk_key_changed.connect(self._on_talk_key)
        speak.recording_requested.connect(self.start_recording)
        speak.recording_end_requested.connect(recording_session.end)
        speak.restore_requested.connect(self._restore)
        recording_session.began.connect(self._on_recording_began)
        recording_session.ended.connect(lambda: speak.show_recording(False))
        recording_session.ended.connect(status.show_idle)
        recording_session.level_changed.connect(speak.show_level)
        recording_session.endpoint_detected.connect(self._on_endpoint_detected)
        recording_session.recorded.connect(self._on_recorded)
        recording_session.recording_set_aside.connect(self._on_set_aside)
        recording_session.discarded.connect(self._discard_partial)
        recording_session.failed.connect(self._on_failed)
        session.transcribed.connect(self._forget_untranscribed)
        status.task_began.connect(self._forget_untranscribed)
        session.failed.connect(speak.request_field.restore_committed_text)
        session.cancelled.connect(self._offer_restore)

    def start_recording(self) -> None:
        """Listen; what sounds would be heard by the microphone, too."""
        self._output_player.stop()
        self._session.cancel()
        self._window.message_bar.hide()
        self._recording_session.begin(
            self._preferences.settings.microphone, self._preferences.settings.input_channel
        )

    def transcribe_last_recording(self) -> None:
        """Compose the last recording once more."""
        if recording := self._last_recording.load():
            self._transcribe(recording)

    def _on_talk_key(self, down: bool) -> None:
        self._is_key_down = down
        if down:
            self.start_recording()
        else:
            self._recording_session.end()

    def _on_endpoint_detected(self) -> None:
        """All was said; whoever holds the button or the key says so by letting go."""
        held = self._is_key_down or self._window.input_panel.record_button.isDown()
        if self._preferences.settings.hands_free and not held:
            self._window.input_panel.on_auto_stopped()
            self._recording_session.end()

    def _on_recording_began(self) -> None:
        self._forget_untranscribed()
        self._window.input_panel.show_recording(True)
        self._window.progress_line.show_busy(self.tr("Recording… Esc discards it."), cancellable=True)

    def _on_recorded(self, recording: Recording) -> None:
        """Keep what was said until the next time, and compose it."""
        self._begin_transcribing(recording)
        self._live_transcription.transcribe_recording(recording)
        self._last_recording.save(recording)

    def _transcribe(self, recording: Recording) -> None:
        self._begin_transcribing(recording)
        self._session.transcribe(recording, self._preferences.settings.language)

    def _begin_transcribing(self, recording: Recording) -> None:
        self._status.begin_task(self.tr("Transcribing"))
        self._untranscribed = recording

    def _forget_untranscribed(self) -> None:
        """Something else goes on: what was said and not understood yet is not waited for."""
        if self._untranscribed:
            self._window.input_panel.request_field.restore_committed_text()
        self._untranscribed = None
        self._window.input_panel.show_restore_button(False)

    def _discard_partial(self) -> None:
        """Nothing comes of what is being said; the sentence that stood there stands there again."""
        self._session.cancel_partial()
        self._window.input_panel.request_field.restore_committed_text()

    def _on_failed(self, error: RecordingError) -> None:
        self._discard_partial()
        self._status.show_error(error)

    def _on_set_aside(self, recording: Recording) -> None:
        """Not sent, and kept."""
        self._discard_partial()
        self._last_recording.save(recording)
        self._untranscribed = recording
        self._offer_restore()

    def _offer_restore(self) -> None:
        """What was said and not made words of can be brought back."""
        self._window.input_panel.request_field.restore_committed_text()
        if self._untranscribed:
            self._window.input_panel.show_restore_button(True)
            self._window.progress_line.show_idle(
                self.tr("Recording discarded; you can restore it until you record again.")
            )

    def _restore(self) -> None:
        if recording := self._untranscribed:
            self._transcribe(recording)
