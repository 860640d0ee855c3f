"""From a request to a take, step by step: what the window asks of the engine, one thing at a time."""

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
from composer_app.music.chord_advice import ChordAdvice
from composer_app.music.constraints import Constraints
from composer_app.music.editing import Change
from composer_app.music.generation_settings import GenerationSettings
from composer_app.music.performance import Performance
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.request.dialogue.turn import DialogueState, DialogueTurn
from composer_app.request.emotion.mood import Emotion, Mood
from composer_app.request.request import Request
from composer_app.sound.synth import Audio
from composer_app.speech.recording import Recording, Transcript

_MAX_SEED = 2**31 - 1


def random_seed() -> int:
    """A seed that was probably never used before."""
    return random.SystemRandom().randint(1, _MAX_SEED)


def with_emotion(request: Request, emotion: Emotion) -> Request:
    """A request that means one emotion, whatever its words were taken for."""
    mood = Mood(((emotion.name, 1.0),), emotion.valence, emotion.arousal, request.mood.words)
    return replace(request, mood=mood)


class EngineSession(QObject):
    """Asks the engine for one thing at a time; whatever is asked next stops what was asked before.

    Signals:
        ready: The engine has loaded its parts.
        progressed: It reached a step, with the `FineTuningResult`.
        transcribed: Speech became words, with the `Transcript`.
        partially_transcribed: What somebody who still speaks has said so far, with the `Transcript`, or None.
        request_parsed: A sentence was read, with the `Request`.
        turn_interpreted: A sentence was read that may change what is there, with the `DialogueTurn`.
        composed: A take was made, with the `Composed`.
        chords_suggested: Why the chords of a take fit, with the `ChordAdvice`.
        exported: A take was written as a file, with its path.
        previewed: A chord has its sound, with the `Audio`.
        rendered: An older take has its sound again, with the `Audio`.
        failed: It cannot be done, with the `ComposerError`.
        cancelled: It was cancelled.
        engine_died: The engine's process has gone, with the `ComposerError`; another is being started.
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
        self.constraint_overrides, self.performance_settings, self.generation_settings = (
            Constraints(),
            PerformanceSettings(),
            GenerationSettings(),
        )
        self.dialogue_state: DialogueState | None = None
        self._make_engine, self._make_seed = make_engine, make_seed
        self._task_number: int | None = None
        self._suggestion_number: int | None = None
        self._export_numbers: set[int] = set()
        self._preview_number: int | None = None
        self._partial_number: int | None = None
        self._is_engine_ready = False
        self._last_task: Task | None = None
        # The engine speaks from a thread of its own; this signal brings each word to the window's.
        self._event_received.connect(self._on_event)
        self._engine = make_engine(self._event_received.emit, weights)

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._task_number is not None

    @property
    def is_transcribing_partial(self) -> bool:
        """Whether the words so far are being looked for."""
        return self._partial_number is not None

    def start(self) -> None:
        """Let the engine get ready."""
        self._engine.start()

    def restart(self, weights: str) -> None:
        """Go on with another engine, which takes Whisper's weights from elsewhere."""
        self.cancel()
        self._engine.close()
        self._export_numbers.clear()
        self._is_engine_ready, self._partial_number = False, None
        self._engine = self._make_engine(self._event_received.emit, weights)
        self._engine.start()

    def transcribe(self, recording: Recording, language: str) -> None:
        """Make a take of what was said; `language` is Whisper's name for it, or empty to find it out."""
        self.cancel_partial()
        self._submit(Transcribe(recording, language))

    def transcribe_partial(self, recording: Recording, language: str) -> bool:
        """Ask for the words so far, unless there is anything else to do; whether it was asked."""
        if not self._is_engine_ready or self.is_busy or self.is_transcribing_partial:
            return False
        self._partial_number = self._engine.submit(TranscribePartial(recording, language))
        return True

    def cancel_partial(self) -> None:
        """Whatever was said so far, it is not asked for any more."""
        if self._partial_number is not None:
            self._engine.cancel(self._partial_number)
            self._partial_number = None

    def await_partial(self, recording: Recording, language: str) -> None:
        """Make a take of the words that are being overheard: the whole recording holds no others."""
        self._last_task = Transcribe(recording, language)
        self._task_number, self._partial_number = self._partial_number, None

    def use_transcript(self, transcript: Transcript) -> None:
        """Make a take of words that are known already."""
        self._advance_pipeline(transcript)

    def interpret(self, transcript: Transcript) -> None:
        """Make a take of a sentence."""
        if transcript.text:
            self._submit(Interpret(transcript, self.dialogue_state))
        else:
            self.failed.emit(RequestError("There is nothing to compose yet. Say or write what you feel."))

    def compose(self, request: Request, seed: int | None = None) -> None:
        """Make a take of a request; another one each time, unless a seed is given."""
        seed = self._make_seed() if seed is None else seed
        self._submit(
            Compose(
                request, self.constraint_overrides, seed, self.performance_settings, self.generation_settings
            )
        )

    def regenerate_chords(self, composition: Composition, locked: frozenset[int]) -> None:
        """Make a take with other chords, but for those that are kept, by their numbers."""
        self._submit(RegenerateChords(composition, locked, self._make_seed()))

    def rearrange(
        self,
        composition: Composition,
        request: Request,
        constraint_overrides: Constraints,
        performance_settings: PerformanceSettings,
    ) -> None:
        """Play the chords of a take in another way; `constraint_overrides` go before what the request asks for."""
        asked = replace(request, constraints=request.constraints.overridden_by(constraint_overrides))
        self._submit(Rearrange(composition, asked, performance_settings))

    def export(self, composition: Composition, path: Path, kind: str, options: ExportOptions) -> None:
        """Write a take as a file, when nothing else is under way; nothing is stopped for it."""
        self._export_numbers.add(self._engine.submit(Export(composition, path, kind, options)))

    def edit(self, composition: Composition, *changes: Change) -> None:
        """Make a take that is changed in a place or more, one after the other."""
        self._submit(Edit(composition, changes))

    def suggest_chords(self, composition: Composition) -> None:
        """Ask why the chords of a take fit, and what else could stand there; nothing waits for it."""
        self._suggestion_number = self._engine.submit(SuggestChords(composition))

    def preview(self, chord: Performance) -> None:
        """Ask for the sound of a chord, and no longer for that of the one before; nothing waits for it."""
        if self._preview_number is not None:
            self._engine.cancel(self._preview_number)
        self._preview_number = self._engine.submit(Render(chord))

    def render(self, performance: Performance) -> None:
        """Make the sound of a take that has none any more."""
        self._submit(Render(performance))

    def retry(self) -> None:
        """Ask once more for what was asked last."""
        if self._last_task:
            self._submit(self._last_task)

    def cancel(self) -> None:
        """Stop what is under way; its outcome is never shown."""
        if self._task_number is not None:
            self._engine.cancel(self._task_number)
            self._task_number = None
            self.cancelled.emit()

    def close(self) -> None:
        """End the engine."""
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
        """What was under way is over."""
        match outcome:
            case Succeeded(_, result):
                self._advance_pipeline(result)
            case Failed(_, error):
                self.failed.emit(error)
            case TaskCancelled():
                self.cancelled.emit()

    def _on_background_event(self, outcome: Outcome) -> None:
        """Word of what nothing waits for; that of what was given up is let pass."""
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
        """Each result leads to the next question, until there is a take."""
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
