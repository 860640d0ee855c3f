"""The controller of speech input: from the record button or key to a transcript."""

from PySide6.QtCore import QObject

from composer_app.errors import RecordingError
from composer_app.gui.input.live_transcription import LiveTranscription
from composer_app.gui.input.panel import InputPanel
from composer_app.gui.input.recording_session import LastRecording, RecordingSession
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.output_player import OutputPlayer
from composer_app.gui.session.preferences import Preferences
from composer_app.gui.session.status import StatusReporter
from composer_app.speech.recording import Recording


class SpeechInputController(QObject):
    """Records speech and requests its transcription; a recording that was not transcribed can be restored."""

    def __init__(
        self,
        panel: InputPanel,
        recording_session: RecordingSession,
        session: EngineSession,
        output_player: OutputPlayer,
        preferences: Preferences,
        last_recording: LastRecording,
        status: StatusReporter,
    ) -> None:
        super().__init__(panel)
        self._panel, self._recording_session, self._session = panel, recording_session, session
        self._output_player, self._preferences = output_player, preferences
        self._last_recording, self._status = last_recording, status
        self._untranscribed: Recording | None = None
        self._is_key_down = False
        self.live_transcription = LiveTranscription(recording_session, session, preferences)

    def start_recording(self) -> None:
        """Start recording; playback stops, because the microphone would record it."""
        self._output_player.stop()
        self._session.cancel()
        self._status.hide_message()
        self._recording_session.begin(
            self._preferences.settings.microphone, self._preferences.settings.input_channel
        )

    def transcribe_last_recording(self) -> None:
        """Compose from the last recording again."""
        if recording := self._last_recording.load():
            self._transcribe(recording)

    def restore_recording(self) -> None:
        """Compose from the recording that was not transcribed."""
        if recording := self._untranscribed:
            self._transcribe(recording)

    def on_talk_key(self, down: bool) -> None:
        """Record while the push-to-talk key is down."""
        self._is_key_down = down
        if down:
            self.start_recording()
        else:
            self._recording_session.end()

    def on_recording_began(self) -> None:
        """Show that the microphone records."""
        self.forget_untranscribed()
        self._panel.show_recording(True)
        self._status.show_busy(self.tr("Recording… Esc discards it."))

    def on_recording_ended(self) -> None:
        """Show that the microphone no longer records."""
        self._panel.show_recording(False)
        self._status.show_idle()

    def on_endpoint_detected(self) -> None:
        """End the recording after silence, unless the user holds the button or the key."""
        held = self._is_key_down or self._panel.record_button.isDown()
        if self._preferences.settings.hands_free and not held:
            self._panel.on_auto_stopped()
            self._recording_session.end()

    def on_recorded(self, recording: Recording) -> None:
        """Transcribe a recording, and save it as the last one."""
        self._begin_transcribing(recording)
        self.live_transcription.transcribe_recording(recording)
        self._last_recording.save(recording)

    def on_set_aside(self, recording: Recording) -> None:
        """Save a recording that is not transcribed, and offer to restore it."""
        self.discard_partial()
        self._last_recording.save(recording)
        self._untranscribed = recording
        self.offer_restore()

    def on_failed(self, error: RecordingError) -> None:
        """Report that recording failed."""
        self.discard_partial()
        self._status.show_error(error)

    def discard_partial(self) -> None:
        """Drop the partial transcript, and show the earlier text again."""
        self._session.cancel_partial()
        self._panel.request_field.restore_committed_text()

    def forget_untranscribed(self) -> None:
        """Forget the recording that was not transcribed, because another task begins."""
        if self._untranscribed:
            self._panel.request_field.restore_committed_text()
        self._untranscribed = None
        self._panel.show_restore_button(False)

    def offer_restore(self) -> None:
        """Show the earlier text again, and offer to restore the recording that was not transcribed."""
        self._panel.request_field.restore_committed_text()
        if self._untranscribed:
            self._panel.show_restore_button(True)
            self._status.show_result(
                self.tr("Recording discarded; you can restore it until you record again.")
            )

    def _transcribe(self, recording: Recording) -> None:
        self._begin_transcribing(recording)
        self._session.transcribe(recording, self._preferences.settings.language)

    def _begin_transcribing(self, recording: Recording) -> None:
        self._status.begin_task(self.tr("Transcribing"))
        self._untranscribed = recording
