"""Composing a request: from text, from a chosen emotion, from a point of the map, or again with another seed."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from composer_app.gui.session.engine_session import EngineSession, with_emotion
from composer_app.gui.session.open_takes import OpenTake, OpenTakes
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.text.format import describe_translation
from composer_app.request.emotion.mood import Mood, emotions
from composer_app.request.emotion.plane import mood_at
from composer_app.request.request import Request
from composer_app.speech.recording import Transcript

_NEUTRAL_MOOD = Mood((), 0.0, 0.0)


class RequestController(QObject):
    """The current request, and the ways to compose it.

    Signals:
        request_changed: The current request changed, with the `Request`.
        text_changed: The text field is to show a text, with the text and its English translation or "".
        text_restored: The text field is to show the text of the shown take, with the text.
    """

    request_changed = Signal(object)
    text_changed = Signal(str, str)
    text_restored = Signal(str)

    def __init__(self, session: EngineSession, open_takes: OpenTakes, status: StatusReporter) -> None:
        super().__init__(session)
        self._session, self._open_takes, self._status = session, open_takes, status
        self._transcript: Transcript | None = None
        self._typed_text = ""
        self._request: Request | None = None

    @property
    def request(self) -> Request | None:
        """The current request; None before the first."""
        return self._request

    def set_typed_text(self, text: str) -> None:
        """Store what the text field holds, for requests that begin on the map."""
        self._typed_text = text

    def submit_text(self, text: str) -> None:
        """Compose a text that was typed, or transcribed and perhaps corrected."""
        if not (self._transcript and self._transcript.text == text):
            self._transcript = Transcript(text, "", text)
        self._status.begin_task(self.tr("Analysing request"))
        self._session.interpret(self._transcript)

    def show_transcript(self, transcript: Transcript) -> None:
        """Show a transcript in the text field."""
        self._transcript = transcript
        self.show_text(transcript.text, describe_translation(transcript))

    def show_text(self, text: str, translation: str = "") -> None:
        """Show a text in the text field."""
        self.text_changed.emit(text, translation)

    def show_request(self, request: Request) -> None:
        """Make a request the current one, and show it."""
        self._request = request
        self.request_changed.emit(request)

    def choose_emotion(self, name: str) -> None:
        """Compose again with the emotion that the user chose."""
        asked = self._request or self._request_without_text(name, _NEUTRAL_MOOD)
        self._compose(with_emotion(asked, emotions()[name]))

    def choose_point(self, valence: float, arousal: float) -> None:
        """Compose again with the mood at a point of the emotion map."""
        asked = self._request
        mood = mood_at(valence, arousal, asked.mood.words if asked else ())
        name = mood.strongest_emotion or ""
        self.revise_request(replace(asked, mood=mood) if asked else self._request_without_text(name, mood))

    def revise_request(self, request: Request) -> None:
        """Compose a changed request with the seed of the shown take."""
        shown = self._open_takes.shown
        self._compose(request, shown.composition.seed if shown else None)

    def new_variation(self) -> None:
        """Compose the request of the shown take with a new seed."""
        if shown := self._open_takes.shown:
            self._compose(shown.original_request)

    def regenerate_same_seed(self) -> None:
        """Compose the request of the shown take with its seed and the current overrides."""
        if shown := self._open_takes.shown:
            self._compose(shown.original_request, shown.composition.seed)

    def on_take_shown(self, open_take: OpenTake) -> None:
        """Make the request of the shown take the current one."""
        self.show_request(open_take.original_request)
        self.text_restored.emit(open_take.original_request.text)

    def _request_without_text(self, name: str, mood: Mood) -> Request:
        """Return a request for a mood chosen on the map; its text is what was typed, or the emotion's name."""
        return Request(self._typed_text or name, "en", name, mood)

    def _compose(self, request: Request, seed: int | None = None) -> None:
        self.show_request(request)
        self._status.begin_task(self.tr("Generating chords"))
        self._session.compose(request, seed)
