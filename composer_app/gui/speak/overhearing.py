"""Words while one speaks: asked for when the engine has nothing else to do, and shown until the last ones come."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from composer_app.gui.speak.dictation import Dictation
from composer_app.gui.speak.so_far import SoFar
from composer_app.gui.workflow import Workflow
from composer_app.speech.recording import Recording, Transcript


class Overhearing(QObject):
    """Joins a dictation to the engine while it goes on, and when it has ended.

    Whoever pauses before letting go has been understood by then: what was overheard up to the pause is the whole.
    """

    def __init__(
        self,
        dictation: Dictation,
        workflow: Workflow,
        language: Callable[[], str],
        show: Callable[[str], None],
    ) -> None:
        """`language` is asked for what is spoken, and `show` is told of the words so far."""
        super().__init__(dictation)
        self._dictation, self._workflow = dictation, workflow
        self._language, self._show = language, show
        self._so_far = SoFar()
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
        self._so_far = SoFar()

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
