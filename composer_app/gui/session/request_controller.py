"""Asking for a take: of a sentence, of another feeling, of the same again, of what the controls fix."""

from PySide6.QtCore import QObject, Signal

from composer_app.gui.session.engine_session import EngineSession, with_emotion
from composer_app.gui.session.open_takes import OpenTake, OpenTakes
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.text.format import describe_translation
from composer_app.request.emotion.mood import Mood, emotions
from composer_app.request.request import Request
from composer_app.speech.recording import Transcript

_NEUTRAL_MOOD = Mood((), 0.0, 0.0)


class RequestController(QObject):
    """Knows what is being asked for.

    Signals:
        request_changed: Something is asked for, or was for the take that is shown, with the `Request`.
    """

    request_changed = Signal(object)

    def __init__(
        self, window: MainWindow, session: EngineSession, open_takes: OpenTakes, status: StatusReporter
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._open_takes, self._status = window, session, open_takes, status
        self._transcript: Transcript | None = None
        self.request: Request | None = None
        session.transcribed.connect(self._show_transcript)
        session.request_parsed.connect(self.show_request)
        window.input_panel.text_submitted.connect(self.submit_text)
        window.mood_panel.emotion_chosen.connect(self.choose_emotion)
        window.transport_bar.new_variation_requested.connect(self.new_variation)

    def submit_text(self, text: str) -> None:
        """Compose what was typed, or what was said and perhaps mended."""
        if not (self._transcript and self._transcript.text == text):
            self._transcript = Transcript(text, "", text)
        self._status.begin_task(self.tr("Analysing request"))
        self._session.interpret(self._transcript)

    def show_request(self, request: Request) -> None:
        """Show what was understood."""
        self.request = request
        self._window.mood_panel.show_request(request)
        self._window.input_panel.show_request(request)
        self.request_changed.emit(request)

    def choose_emotion(self, name: str) -> None:
        """A person says which feeling was meant."""
        asked = self.request or Request(self._window.input_panel.text or name, "en", name, _NEUTRAL_MOOD)
        self._compose(with_emotion(asked, emotions()[name]))

    def revise_request(self, request: Request) -> None:
        """A person asks for something else in some respect: the take that is shown follows, by the same seed."""
        shown = self._open_takes.shown
        self._compose(request, shown.composition.seed if shown else None)

    def new_variation(self) -> None:
        """Another take of what is shown."""
        if shown := self._open_takes.shown:
            self._compose(shown.original_request)

    def regenerate_same_seed(self) -> None:
        """The take that is shown once more, from the same seed, as what is fixed now asks for it."""
        if shown := self._open_takes.shown:
            self._compose(shown.original_request, shown.composition.seed)

    def on_take_shown(self, open_take: OpenTake) -> None:
        """A take is shown: what was asked for it is what is asked for."""
        self.show_request(open_take.original_request)
        if open_take.original_request.text != self._window.input_panel.text:
            self._window.input_panel.show_text(open_take.original_request.text)
        self._window.input_panel.hide_examples()

    def _compose(self, request: Request, seed: int | None = None) -> None:
        self.show_request(request)
        self._status.begin_task(self.tr("Generating chords"))
        self._session.compose(request, seed)

    def _show_transcript(self, transcript: Transcript) -> None:
        self._transcript = transcript
        self._window.input_panel.show_text(transcript.text, describe_translation(transcript))
