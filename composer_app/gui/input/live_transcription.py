"""Words while one speaks: asked for when the engine has nothing else to do, and shown until the last ones come."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from composer_app.gui.input.recording_session import RecordingSession
from composer_app.gui.session.engine_session import EngineSession
from composer_app.speech.recording import Recording, Transcript

EVERY = 1.0
"""Seconds of new sound after which it is worth asking again."""
MARGIN = 0.2
"""Seconds of silence after the last word with which it is heard whole; longer than most gaps between words."""
SETTLED = 0.4
"""Seconds of silence after which words that are known sooner are worth more than an answer that is on its way."""


class PartialTranscriptState:
    """What is known of one recording while it is made; all times in seconds from its beginning."""

    def __init__(self) -> None:
        self._asked = self._known = 0.0
        self._transcript: Transcript | None = None

    def due(self, seconds: float, voice_until: float) -> bool:
        """Whether to ask now: nobody has asked for some time, or a pause has come and all can be heard whole."""
        if not voice_until or self.asked_for_all(voice_until):
            return False
        return seconds - self._asked >= EVERY or seconds >= voice_until + MARGIN

    def ask(self, seconds: float) -> None:
        """The words until a moment are asked for."""
        self._asked = seconds

    def hear(self, transcript: Transcript | None) -> None:
        """The words that were asked for last; None where there were none."""
        self._known, self._transcript = self._asked, transcript

    def asked_for_all(self, voice_until: float) -> bool:
        """Whether what was asked for last holds all that was said."""
        return self._asked >= voice_until + MARGIN

    def outrun(self, seconds: float, voice_until: float) -> bool:
        """Whether to ask anew though an answer is on its way: all was said, it seems, and that was asked too soon."""
        return bool(voice_until) and seconds >= voice_until + SETTLED and not self.asked_for_all(voice_until)

    def all(self, voice_until: float) -> Transcript | None:
        """All that was said, if it is known."""
        return self._transcript if self._known >= voice_until + MARGIN else None


class LiveTranscription(QObject):
    """Joins a dictation to the engine while it goes on, and when it has ended.

    Whoever pauses before letting go has been understood by then: what was overheard up to the pause is the whole.
    """

    def __init__(
        self,
        dictation: RecordingSession,
        workflow: EngineSession,
        language: Callable[[], str],
        show: Callable[[str], None],
    ) -> None:
        """`language` is asked for what is spoken, and `show` is told of the words so far."""
        super().__init__(dictation)
        self._dictation, self._workflow = dictation, workflow
        self._language, self._show = language, show
        self._so_far = PartialTranscriptState()
        dictation.began.connect(self._begin)
        dictation.level.connect(self._listen)
        workflow.overheard.connect(self._hear)

    def finish(self, recording: Recording) -> None:
        """Make a take of what was said: of the words that are known, or are coming, where those are all."""
        voice_until = self._dictation.voice_until
        if transcript := self._so_far.all(voice_until):
            self._workflow.say(transcript)
        elif self._workflow.overhearing and self._so_far.asked_for_all(voice_until):
            self._workflow.await_overheard(recording, self._language())
        else:
            self._workflow.hear(recording, self._language())

    def _begin(self) -> None:
        self._so_far = PartialTranscriptState()

    def _listen(self, _peak: float, seconds: float) -> None:
        voice_until = self._dictation.voice_until
        if self._so_far.outrun(seconds, voice_until):
            self._workflow.overhear_no_more()
        due = self._so_far.due(seconds, voice_until)
        if due and self._workflow.overhear(self._dictation.so_far(), self._language()):
            self._so_far.ask(seconds)

    def _hear(self, transcript: Transcript | None) -> None:
        self._so_far.hear(transcript)
        if transcript and self._dictation.recording:
            self._show(transcript.text)
