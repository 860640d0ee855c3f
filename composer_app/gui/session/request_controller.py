"""Asking for a take: of a sentence, of another feeling, of the same again, of what the controls fix."""

from PySide6.QtCore import QObject, Signal

from composer_app.gui.session.engine_session import EngineSession, with_emotion
from composer_app.gui.session.open_takes import OpenTake, OpenTakes
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.text.format import reading
from composer_app.request.emotion.mood import Mood, emotions
from composer_app.request.request import Request
from composer_app.speech.recording import Transcript

_NO_MOOD = Mood((), 0.0, 0.0)


class RequestController(QObject):
    """Knows what is being asked for.

    Signals:
        requested: Something is asked for, or was for the take that is shown, with the `Request`.
    """

    requested = Signal(object)

    def __init__(
        self, window: MainWindow, workflow: EngineSession, history: OpenTakes, status: StatusReporter
    ) -> None:
        super().__init__(window)
        self._window, self._workflow, self._history, self._status = window, workflow, history, status
        self._transcript: Transcript | None = None
        self.request: Request | None = None
        workflow.transcribed.connect(self._show_transcript)
        workflow.understood.connect(self.show_request)
        window.speak.typed.connect(self.write)
        window.mood.chosen.connect(self.mean)
        window.transport.another.connect(self.another)

    def write(self, text: str) -> None:
        """Compose what was typed, or what was said and perhaps mended."""
        if not (self._transcript and self._transcript.text == text):
            self._transcript = Transcript(text, "", text)
        self._status.begin(self.tr("Understanding"))
        self._workflow.read(self._transcript)

    def show_request(self, request: Request) -> None:
        """Show what was understood."""
        self.request = request
        self._window.mood.show_request(request)
        self._window.speak.show_request(request)
        self.requested.emit(request)

    def mean(self, name: str) -> None:
        """A person says which feeling was meant."""
        asked = self.request or Request(self._window.speak.text or name, "en", name, _NO_MOOD)
        self._compose(with_emotion(asked, emotions()[name]))

    def mend(self, request: Request) -> None:
        """A person asks for something else in some respect: the take that is shown follows, by the same seed."""
        shown = self._history.shown
        self._compose(request, shown.composition.seed if shown else None)

    def another(self) -> None:
        """Another take of what is shown."""
        if shown := self._history.shown:
            self._compose(shown.asked)

    def again(self) -> None:
        """The take that is shown once more, from the same seed, as what is fixed now asks for it."""
        if shown := self._history.shown:
            self._compose(shown.asked, shown.composition.seed)

    def heed(self, entry: OpenTake) -> None:
        """A take is shown: what was asked for it is what is asked for."""
        self.show_request(entry.asked)
        if entry.asked.text != self._window.speak.text:
            self._window.speak.show_text(entry.asked.text)
        self._window.speak.hide_examples()

    def _compose(self, request: Request, seed: int | None = None) -> None:
        self.show_request(request)
        self._status.begin(self.tr("Finding the harmony"))
        self._workflow.compose(request, seed)

    def _show_transcript(self, transcript: Transcript) -> None:
        self._transcript = transcript
        self._window.speak.show_text(transcript.text, reading(transcript))
