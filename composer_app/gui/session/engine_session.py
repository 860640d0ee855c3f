"""The window's client of the engine: submits one task at a time, and chains transcript, request and take."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from composer_app.composition import Composition
from composer_app.engine.events import (
    Composed,
    EngineDied,
    Event,
    Exported,
    Failed,
    Outcome,
    PartialTranscript,
    Progressed,
    Ready,
    Result,
    Succeeded,
    TaskCancelled,
)
from composer_app.engine.tasks import (
    Compose,
    Edit,
    Export,
    Interpret,
    Rearrange,
    RegenerateChords,
    Render,
    SuggestChords,
    Task,
    Transcribe,
    TranscribePartial,
)
from composer_app.errors import RequestError
from composer_app.export import ExportOptions
from composer_app.gui.session.devices import EngineLike
from composer_app.gui.session.overrides import NO_OVERRIDES, Overrides
from composer_app.music.chord_advice import ChordAdvice
from composer_app.music.editing import Change
from composer_app.music.performance import Performance
from composer_app.request.dialogue.turn import DialogueState, DialogueTurn
from composer_app.request.emotion.mood import Emotion, Mood
from composer_app.request.request import Request
from composer_app.sound.synth import Audio
from composer_app.speech.recording import Recording, Transcript

_MAX_SEED = 2**31 - 1


def random_seed() -> int:
    """Return a random seed."""
    return random.SystemRandom().randint(1, _MAX_SEED)


def with_emotion(request: Request, emotion: Emotion) -> Request:
    """Return a request with one emotion instead of the detected mood."""
    mood = Mood(((emotion.name, 1.0),), emotion.valence, emotion.arousal, request.mood.words)
    return replace(request, mood=mood)


class EngineSession(QObject):
    """A queue of length one: a new task cancels the current one. Background tasks do not count.

    Signals:
        ready: The engine has loaded its models.
        progressed: The current task reached a step, with the `Progress`.
        transcribed: A recording was transcribed, with the `Transcript`.
        partially_transcribed: A recording in progress was transcribed, with the `Transcript`, or None without words.
        request_parsed: A sentence was read, with the `Request`.
        turn_interpreted: A sentence was read that may change the shown take, with the `DialogueTurn`.
        composed: A take was composed, with the `Composed`.
        chords_suggested: The chords of a take were explained, with the `ChordAdvice`.
        exported: A take was written to a file, with its path.
        previewed: A chord was rendered for its preview, with the `Audio`.
        rendered: A take was rendered again, with the `Audio`.
        failed: A task failed, with the `ComposerError`.
        cancelled: The current task was cancelled.
        engine_died: The engine's process ended, with the `EngineError`; a new one starts.
    """

    ready = Signal()
    progressed = Signal(object)
    transcribed = Signal(object)
    partially_transcribed = Signal(object)
    request_parsed = Signal(object)
    turn_interpreted = Signal(object)
    composed = Signal(object)
    chords_suggested = Signal(object)
    exported = Signal(object)
    previewed = Signal(object)
    rendered = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    engine_died = Signal(object)
    _event_received = Signal(object)

    def __init__(
        self,
        make_engine: Callable[[Callable[[Event], None], str], EngineLike],
        weights: str = "",
        make_seed: Callable[[], int] = random_seed,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._overrides = NO_OVERRIDES
        self._dialogue_state: DialogueState | None = None
        self._make_engine, self._make_seed = make_engine, make_seed
        self._task_number: int | None = None
        self._suggestion_number: int | None = None
        self._export_numbers: set[int] = set()
        self._preview_number: int | None = None
        self._partial_number: int | None = None
        self._is_engine_ready = False
        self._last_task: Task | None = None
        # The engine calls its listener in a thread of its own; this signal brings each event to the main thread.
        self._event_received.connect(self._on_event)
        self._engine = make_engine(self._event_received.emit, weights)

    @property
    def overrides(self) -> Overrides:
        """The overrides that `compose` applies."""
        return self._overrides

    @property
    def dialogue_state(self) -> DialogueState | None:
        """The take and the request that the next sentence may change; None if it is always a new request."""
        return self._dialogue_state

    @property
    def is_busy(self) -> bool:
        """Whether a task is in progress."""
        return self._task_number is not None

    @property
    def is_transcribing_partial(self) -> bool:
        """Whether a partial transcript was requested."""
        return self._partial_number is not None

    def start(self) -> None:
        """Start the engine."""
        self._engine.start()

    def set_overrides(self, overrides: Overrides) -> None:
        """Apply these overrides to every request from now on."""
        self._overrides = overrides

    def set_dialogue_state(self, state: DialogueState | None) -> None:
        """Set what the next sentence may change; None if it is always a new request."""
        self._dialogue_state = state

    def restart(self, weights: str) -> None:
        """Replace the engine by one with another file of Whisper weights."""
        self.cancel()
        self._engine.close()
        self._export_numbers.clear()
        self._is_engine_ready, self._partial_number = False, None
        self._engine = self._make_engine(self._event_received.emit, weights)
        self._engine.start()

    def transcribe(self, recording: Recording, language: str) -> None:
        """Compose from a recording; `language` is Whisper's code, or "" to detect it."""
        self.cancel_partial()
        self._submit(Transcribe(recording, language))

    def transcribe_partial(self, recording: Recording, language: str) -> bool:
        """Request a partial transcript if the engine is idle; return whether it was requested."""
        if not self._is_engine_ready or self.is_busy or self.is_transcribing_partial:
            return False
        self._partial_number = self._engine.submit(TranscribePartial(recording, language))
        return True

    def cancel_partial(self) -> None:
        """Drop the requested partial transcript."""
        if self._partial_number is not None:
            self._engine.cancel(self._partial_number)
            self._partial_number = None

    def await_partial(self, recording: Recording, language: str) -> None:
        """Compose from the partial transcript in progress, which covers the whole recording."""
        self._last_task = Transcribe(recording, language)
        self._task_number, self._partial_number = self._partial_number, None

    def use_transcript(self, transcript: Transcript) -> None:
        """Compose from a complete transcript."""
        self._advance_pipeline(transcript)

    def interpret(self, transcript: Transcript) -> None:
        """Read a sentence, as a new request or as a change of the shown take."""
        if transcript.text:
            self._submit(Interpret(transcript, self._dialogue_state))
        else:
            self.failed.emit(RequestError("There is nothing to compose yet. Say or write what you feel."))

    def compose(self, request: Request, seed: int | None = None) -> None:
        """Compose a request, with a new seed unless one is given."""
        seed = self._make_seed() if seed is None else seed
        now = self._overrides
        self._submit(
            Compose(request, now.constraints, seed, now.performance_settings, now.generation_settings)
        )

    def regenerate_chords(self, composition: Composition, locked: frozenset[int]) -> None:
        """Generate other chords, except for the locked ones, by their numbers."""
        self._submit(RegenerateChords(composition, locked, self._make_seed()))

    def rearrange(self, composition: Composition, request: Request) -> None:
        """Arrange the chords of a take again, for a request and the current overrides."""
        constraints = request.constraints.overridden_by(self._overrides.constraints)
        self._submit(
            Rearrange(
                composition, replace(request, constraints=constraints), self._overrides.performance_settings
            )
        )

    def export(self, composition: Composition, path: Path, kind: str, options: ExportOptions) -> None:
        """Write a take to a file in the background."""
        self._export_numbers.add(self._engine.submit(Export(composition, path, kind, options)))

    def edit(self, composition: Composition, *changes: Change) -> None:
        """Apply changes to the chords of a take, in order."""
        self._submit(Edit(composition, changes))

    def suggest_chords(self, composition: Composition) -> None:
        """Request explanations and alternatives of a take's chords in the background."""
        self._suggestion_number = self._engine.submit(SuggestChords(composition))

    def preview(self, chord: Performance) -> None:
        """Render a chord in the background, instead of the chord requested before."""
        if self._preview_number is not None:
            self._engine.cancel(self._preview_number)
        self._preview_number = self._engine.submit(Render(chord))

    def render(self, performance: Performance) -> None:
        """Render a take whose audio is no longer cached."""
        self._submit(Render(performance))

    def retry(self) -> None:
        """Submit the last task again."""
        if self._last_task:
            self._submit(self._last_task)

    def cancel(self) -> None:
        """Cancel the current task; its outcome is ignored."""
        if self._task_number is not None:
            self._engine.cancel(self._task_number)
            self._task_number = None
            self.cancelled.emit()

    def close(self) -> None:
        """Close the engine."""
        self._task_number = None
        self._engine.close()

    def _submit(self, task: Task) -> None:
        if self._task_number is not None:
            self._engine.cancel(self._task_number)
        self._last_task = task
        self._task_number = self._engine.submit(task)

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        match event:
            case Ready():
                self._is_engine_ready = True
                self.ready.emit()
            case EngineDied(error):
                self._is_engine_ready = False
                self.engine_died.emit(error)
            case Progressed(number, progress) if number == self._task_number:
                self.progressed.emit(progress)
            case Succeeded(number) | Failed(number) | TaskCancelled(number) if number == self._task_number:
                self._task_number = None
                self._on_outcome(event)
            case Succeeded() | Failed() | TaskCancelled():
                self._on_background_event(event)

    def _on_outcome(self, outcome: Outcome) -> None:
        """Handle the outcome of the current task."""
        match outcome:
            case Succeeded(_, result):
                self._advance_pipeline(result)
            case Failed(_, error):
                self.failed.emit(error)
            case TaskCancelled():
                self.cancelled.emit()

    def _on_background_event(self, outcome: Outcome) -> None:
        """Handle the outcome of a background task; ignore tasks that were dropped."""
        match outcome:
            case Succeeded(number, PartialTranscript(transcript)) if number == self._partial_number:
                self._partial_number = None
                self.partially_transcribed.emit(transcript)
            case Failed(number) | TaskCancelled(number) if number == self._partial_number:
                self._partial_number = None
            case Succeeded(number, ChordAdvice() as advice) if number == self._suggestion_number:
                self.chords_suggested.emit(advice)
            case Succeeded(number, Audio() as audio) if number == self._preview_number:
                self.previewed.emit(audio)
            case Succeeded(number, Exported(path)) if number in self._export_numbers:
                self._export_numbers.remove(number)
                self.exported.emit(path)
            case Failed(number, error) if number in {self._preview_number, *self._export_numbers}:
                self._export_numbers.discard(number)
                self.failed.emit(error)

    def _advance_pipeline(self, result: Result) -> None:
        """Submit the task that follows a result, until there is a take."""
        match result:
            case Transcript():
                self.transcribed.emit(result)
                self.interpret(result)
            case PartialTranscript(transcript):
                self._advance_pipeline(transcript) if transcript else self.retry()
            case Request():
                self.request_parsed.emit(result)
                self.compose(result)
            case DialogueTurn():
                self.turn_interpreted.emit(result)
            case Composed():
                self.composed.emit(result)
            case Audio():
                self.rendered.emit(result)
