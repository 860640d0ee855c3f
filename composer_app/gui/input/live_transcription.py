"""Live transcription: partial transcripts while the user speaks."""

from PySide6.QtCore import QObject, Signal

from composer_app.gui.input.recording_session import RecordingSession
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.preferences import Preferences
from composer_app.speech.recording import Recording, Transcript

REQUEST_INTERVAL_S = 1.0
"""Seconds of new audio after which another partial transcript is requested."""
TRAILING_SILENCE_S = 0.2
"""Seconds of silence that complete the last word; longer than most gaps between words."""
SETTLED_SILENCE_S = 0.4
"""Seconds of silence after which a request that began too soon is replaced by a new one."""


class PartialTranscriptState:
    """The partial transcript of a recording in progress; all times in seconds from its beginning."""

    def __init__(self) -> None:
        self._requested_until = self._transcribed_until = 0.0
        self._transcript: Transcript | None = None

    def should_request(self, seconds: float, voice_until: float) -> bool:
        """Return whether to request now: the last request is old, or the user paused."""
        if not voice_until or self.covers_all_speech(voice_until):
            return False
        return (
            seconds - self._requested_until >= REQUEST_INTERVAL_S
            or seconds >= voice_until + TRAILING_SILENCE_S
        )

    def mark_requested(self, seconds: float) -> None:
        """Record that a transcript up to a time was requested."""
        self._requested_until = seconds

    def receive(self, transcript: Transcript | None) -> None:
        """Store the requested transcript; None if it has no words."""
        self._transcribed_until, self._transcript = self._requested_until, transcript

    def covers_all_speech(self, voice_until: float) -> bool:
        """Return whether the last request covers everything said."""
        return self._requested_until >= voice_until + TRAILING_SILENCE_S

    def should_restart(self, seconds: float, voice_until: float) -> bool:
        """Return whether to replace the request in progress: the user paused, and it began too soon."""
        return (
            bool(voice_until)
            and seconds >= voice_until + SETTLED_SILENCE_S
            and not self.covers_all_speech(voice_until)
        )

    def complete_transcript(self, voice_until: float) -> Transcript | None:
        """Return the transcript if it covers everything said, else None."""
        return self._transcript if self._transcribed_until >= voice_until + TRAILING_SILENCE_S else None


class LiveTranscription(QObject):
    """Requests partial transcripts during a recording, and reuses the last one at its end.

    If the user pauses before ending the recording, the transcript up to the pause is complete and ready.

    Signals:
        partial_text_changed: A partial transcript arrived, with its text.
    """

    partial_text_changed = Signal(str)

    def __init__(
        self,
        recording_session: RecordingSession,
        session: EngineSession,
        preferences: Preferences,
    ) -> None:
        super().__init__(recording_session)
        self._recording_session, self._session = recording_session, session
        self._preferences = preferences
        self._partial = PartialTranscriptState()

    def transcribe_recording(self, recording: Recording) -> None:
        """Compose from a recording, with the partial transcript if that is complete."""
        voice_until = self._recording_session.voice_until
        if transcript := self._partial.complete_transcript(voice_until):
            self._session.use_transcript(transcript)
        elif self._session.is_transcribing_partial and self._partial.covers_all_speech(voice_until):
            self._session.await_partial(recording, self._preferences.settings.language)
        else:
            self._session.transcribe(recording, self._preferences.settings.language)

    def reset(self) -> None:
        """Start again for a new recording."""
        self._partial = PartialTranscriptState()

    def on_level_changed(self, _peak: float, seconds: float) -> None:
        """Request a partial transcript if it is time to."""
        voice_until = self._recording_session.voice_until
        if self._partial.should_restart(seconds, voice_until):
            self._session.cancel_partial()
        due = self._partial.should_request(seconds, voice_until)
        if due and self._session.transcribe_partial(
            self._recording_session.recording_so_far(), self._preferences.settings.language
        ):
            self._partial.mark_requested(seconds)

    def on_partially_transcribed(self, transcript: Transcript | None) -> None:
        """Store a partial transcript, and show it during the recording."""
        self._partial.receive(transcript)
        if transcript and self._recording_session.is_recording:
            self.partial_text_changed.emit(transcript.text)
