"""Words while one speaks: asked for when the engine has nothing else to do, and shown until the last ones come."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from composer_app.gui.input.recording_session import RecordingSession
from composer_app.gui.session.engine_session import EngineSession
from composer_app.speech.recording import Recording, Transcript

REQUEST_INTERVAL_S = 1.0
"""Seconds of new sound after which it is worth asking again."""
TRAILING_SILENCE_S = 0.2
"""Seconds of silence after the last word with which it is heard whole; longer than most gaps between words."""
SETTLED_SILENCE_S = 0.4
"""Seconds of silence after which words that are known sooner are worth more than an answer that is on its way."""


class PartialTranscriptState:
    """What is known of one recording while it is made; all times in seconds from its beginning."""

    def __init__(self) -> None:
        self._requested_until = self._transcribed_until = 0.0
        self._transcript: Transcript | None = None

    def should_request(self, seconds: float, voice_until: float) -> bool:
        """Whether to ask now: nobody has asked for some time, or a pause has come and all can be heard whole."""
        if not voice_until or self.covers_all_speech(voice_until):
            return False
        return (
            seconds - self._requested_until >= REQUEST_INTERVAL_S
            or seconds >= voice_until + TRAILING_SILENCE_S
        )

    def mark_requested(self, seconds: float) -> None:
        """The words until a moment are asked for."""
        self._requested_until = seconds

    def receive(self, transcript: Transcript | None) -> None:
        """The words that were asked for last; None where there were none."""
        self._transcribed_until, self._transcript = self._requested_until, transcript

    def covers_all_speech(self, voice_until: float) -> bool:
        """Whether what was asked for last holds all that was said."""
        return self._requested_until >= voice_until + TRAILING_SILENCE_S

    def should_restart(self, seconds: float, voice_until: float) -> bool:
        """Whether to ask anew though an answer is on its way: all was said, it seems, and that was asked too soon."""
        return (
            bool(voice_until)
            and seconds >= voice_until + SETTLED_SILENCE_S
            and not self.covers_all_speech(voice_until)
        )

    def complete_transcript(self, voice_until: float) -> Transcript | None:
        """All that was said, if it is known."""
        return self._transcript if self._transcribed_until >= voice_until + TRAILING_SILENCE_S else None


class LiveTranscription(QObject):
    """Joins a dictation to the engine while it goes on, and when it has ended.

    Whoever pauses before letting go has been understood by then: what was overheard up to the pause is the whole.
    """

    def __init__(
        self,
        recording_session: RecordingSession,
        session: EngineSession,
        language: Callable[[], str],
        show: Callable[[str], None],
    ) -> None:
        """`language` is asked for what is spoken, and `show` is told of the words so far."""
        super().__init__(recording_session)
        self._recording_session, self._session = recording_session, session
        self._language, self._show = language, show
        self._partial = PartialTranscriptState()
        recording_session.began.connect(self._reset)
        recording_session.level_changed.connect(self._on_level_changed)
        session.partially_transcribed.connect(self._on_partially_transcribed)

    def transcribe_recording(self, recording: Recording) -> None:
        """Make a take of what was said: of the words that are known, or are coming, where those are all."""
        voice_until = self._recording_session.voice_until
        if transcript := self._partial.complete_transcript(voice_until):
            self._session.use_transcript(transcript)
        elif self._session.is_transcribing_partial and self._partial.covers_all_speech(voice_until):
            self._session.await_partial(recording, self._language())
        else:
            self._session.transcribe(recording, self._language())

    def _reset(self) -> None:
        self._partial = PartialTranscriptState()

    def _on_level_changed(self, _peak: float, seconds: float) -> None:
        voice_until = self._recording_session.voice_until
        if self._partial.should_restart(seconds, voice_until):
            self._session.cancel_partial()
        due = self._partial.should_request(seconds, voice_until)
        if due and self._session.transcribe_partial(
            self._recording_session.recording_so_far(), self._language()
        ):
            self._partial.mark_requested(seconds)

    def _on_partially_transcribed(self, transcript: Transcript | None) -> None:
        self._partial.receive(transcript)
        if transcript and self._recording_session.is_recording:
            self._show(transcript.text)
