"""From a request to a take, step by step: what the window asks of the engine, one thing at a time."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from composer_app.composer import Composition
from composer_app.engine.messages import (
    Compose,
    Composed,
    Edit,
    EngineDied,
    Event,
    Export,
    Exported,
    Failed,
    Interpret,
    Outcome,
    PartialTranscript,
    Progressed,
    Ready,
    Rearrange,
    RegenerateChords,
    Render,
    Result,
    Succeeded,
    SuggestChords,
    Task,
    TaskCancelled,
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

_LARGEST_SEED = 2**31 - 1


def random_seed() -> int:
    """A seed that was probably never used before."""
    return random.SystemRandom().randint(1, _LARGEST_SEED)


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
        overheard: What somebody who still speaks has said so far, with the `Transcript`, or None.
        understood: A sentence was read, with the `Request`.
        answered: A sentence was read that may change what is there, with the `DialogueTurn`.
        composed: A take was made, with the `Composed`.
        advised: Why the chords of a take fit, with the `ChordAdvice`.
        exported: A take was written as a file, with its path.
        previewed: A chord has its sound, with the `Audio`.
        rendered: An older take has its sound again, with the `Audio`.
        failed: It cannot be done, with the `ComposerError`.
        stopped: It was cancelled.
        died: The engine's process has gone, with the `ComposerError`; another is being started.
    """

    ready = Signal()
    progressed = Signal(object)
    transcribed = Signal(object)
    overheard = Signal(object)
    understood = Signal(object)
    answered = Signal(object)
    composed = Signal(object)
    advised = Signal(object)
    exported = Signal(object)
    previewed = Signal(object)
    rendered = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    died = Signal(object)
    _event = Signal(object)

    def __init__(
        self,
        engine: Callable[[Callable[[Event], None], str], EngineLike],
        weights: str = "",
        seeds: Callable[[], int] = random_seed,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.wishes, self.manner, self.taste = Constraints(), PerformanceSettings(), GenerationSettings()
        self.state: DialogueState | None = None
        self._make, self._seeds = engine, seeds
        self._number: int | None = None
        self._advice: int | None = None
        self._exports: set[int] = set()
        self._preview: int | None = None
        self._overhearing: int | None = None
        self._ready = False
        self._task: Task | None = None
        # The engine speaks from a thread of its own; this signal brings each word to the window's.
        self._event.connect(self._hear)
        self._engine = engine(self._event.emit, weights)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._number is not None

    @property
    def overhearing(self) -> bool:
        """Whether the words so far are being looked for."""
        return self._overhearing is not None

    def start(self) -> None:
        """Let the engine get ready."""
        self._engine.start()

    def restart(self, weights: str) -> None:
        """Go on with another engine, which takes Whisper's weights from elsewhere."""
        self.cancel()
        self._engine.close()
        self._exports.clear()
        self._ready, self._overhearing = False, None
        self._engine = self._make(self._event.emit, weights)
        self._engine.start()

    def hear(self, recording: Recording, language: str) -> None:
        """Make a take of what was said; `language` is Whisper's name for it, or empty to find it out."""
        self.overhear_no_more()
        self._ask(Transcribe(recording, language))

    def overhear(self, recording: Recording, language: str) -> bool:
        """Ask for the words so far, unless there is anything else to do; whether it was asked."""
        if not self._ready or self.busy or self.overhearing:
            return False
        self._overhearing = self._engine.submit(TranscribePartial(recording, language))
        return True

    def overhear_no_more(self) -> None:
        """Whatever was said so far, it is not asked for any more."""
        if self._overhearing is not None:
            self._engine.cancel(self._overhearing)
            self._overhearing = None

    def await_overheard(self, recording: Recording, language: str) -> None:
        """Make a take of the words that are being overheard: the whole recording holds no others."""
        self._task = Transcribe(recording, language)
        self._number, self._overhearing = self._overhearing, None

    def say(self, transcript: Transcript) -> None:
        """Make a take of words that are known already."""
        self._go_on(transcript)

    def read(self, transcript: Transcript) -> None:
        """Make a take of a sentence."""
        if transcript.text:
            self._ask(Interpret(transcript, self.state))
        else:
            self.failed.emit(RequestError("There is nothing to compose yet. Say or write what you feel."))

    def compose(self, request: Request, seed: int | None = None) -> None:
        """Make a take of a request; another one each time, unless a seed is given."""
        seed = self._seeds() if seed is None else seed
        self._ask(Compose(request, self.wishes, seed, self.manner, self.taste))

    def redo(self, composition: Composition, kept: frozenset[int]) -> None:
        """Make a take with other chords, but for those that are kept, by their numbers."""
        self._ask(RegenerateChords(composition, kept, self._seeds()))

    def perform(
        self, composition: Composition, request: Request, wishes: Constraints, manner: PerformanceSettings
    ) -> None:
        """Play the chords of a take in another way; `wishes` go before what the request asks for."""
        asked = replace(request, constraints=request.constraints.overridden_by(wishes))
        self._ask(Rearrange(composition, asked, manner))

    def export(self, composition: Composition, path: Path, kind: str, choices: ExportOptions) -> None:
        """Write a take as a file, when nothing else is under way; nothing is stopped for it."""
        self._exports.add(self._engine.submit(Export(composition, path, kind, choices)))

    def edit(self, composition: Composition, *changes: Change) -> None:
        """Make a take that is changed in a place or more, one after the other."""
        self._ask(Edit(composition, changes))

    def advise(self, composition: Composition) -> None:
        """Ask why the chords of a take fit, and what else could stand there; nothing waits for it."""
        self._advice = self._engine.submit(SuggestChords(composition))

    def preview(self, chord: Performance) -> None:
        """Ask for the sound of a chord, and no longer for that of the one before; nothing waits for it."""
        if self._preview is not None:
            self._engine.cancel(self._preview)
        self._preview = self._engine.submit(Render(chord))

    def render(self, performance: Performance) -> None:
        """Make the sound of a take that has none any more."""
        self._ask(Render(performance))

    def retry(self) -> None:
        """Ask once more for what was asked last."""
        if self._task:
            self._ask(self._task)

    def cancel(self) -> None:
        """Stop what is under way; its outcome is never shown."""
        if self._number is not None:
            self._engine.cancel(self._number)
            self._number = None
            self.stopped.emit()

    def close(self) -> None:
        """End the engine."""
        self._number = None
        self._engine.close()

    def _ask(self, task: Task) -> None:
        if self._number is not None:
            self._engine.cancel(self._number)
        self._task = task
        self._number = self._engine.submit(task)

    @Slot(object)
    def _hear(self, event: Event) -> None:
        match event:
            case Ready():
                self._ready = True
                self.ready.emit()
            case EngineDied(error):
                self._ready = False
                self.died.emit(error)
            case Progressed(number, progress) if number == self._number:
                self.progressed.emit(progress)
            case Succeeded(number) | Failed(number) | TaskCancelled(number) if number == self._number:
                self._number = None
                self._end(event)
            case Succeeded() | Failed() | TaskCancelled():
                self._hear_aside(event)

    def _end(self, outcome: Outcome) -> None:
        """What was under way is over."""
        match outcome:
            case Succeeded(_, result):
                self._go_on(result)
            case Failed(_, error):
                self.failed.emit(error)
            case TaskCancelled():
                self.stopped.emit()

    def _hear_aside(self, outcome: Outcome) -> None:
        """Word of what nothing waits for; that of what was given up is let pass."""
        match outcome:
            case Succeeded(number, PartialTranscript(transcript)) if number == self._overhearing:
                self._overhearing = None
                self.overheard.emit(transcript)
            case Failed(number) | TaskCancelled(number) if number == self._overhearing:
                self._overhearing = None
            case Succeeded(number, ChordAdvice() as advice) if number == self._advice:
                self.advised.emit(advice)
            case Succeeded(number, Audio() as audio) if number == self._preview:
                self.previewed.emit(audio)
            case Succeeded(number, Exported(path)) if number in self._exports:
                self._exports.remove(number)
                self.exported.emit(path)
            case Failed(number, error) if number in {self._preview, *self._exports}:
                self._exports.discard(number)
                self.failed.emit(error)

    def _go_on(self, result: Result) -> None:
        """Each result leads to the next question, until there is a take."""
        match result:
            case Transcript():
                self.transcribed.emit(result)
                self.read(result)
            case PartialTranscript(transcript):
                self._go_on(transcript) if transcript else self.retry()
            case Request():
                self.understood.emit(result)
                self.compose(result)
            case DialogueTurn():
                self.answered.emit(result)
            case Composed():
                self.composed.emit(result)
            case Audio():
                self.rendered.emit(result)
