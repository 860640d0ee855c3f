"""What the window and the engine say to each other: frozen values, pickled through a pipe.

A task goes one way. With its number come back any number of `Progressed`, then exactly one of `Succeeded`,
`Failed` and `TaskCancelled`.
"""

from dataclasses import dataclass, field
from pathlib import Path

from composer_app.composition import Composition
from composer_app.errors import ComposerError
from composer_app.export import ExportOptions
from composer_app.job import Progress
from composer_app.music.chord_advice import ChordAdvice
from composer_app.music.constraints import Constraints
from composer_app.music.editing import Change
from composer_app.music.generation_settings import GenerationSettings
from composer_app.music.performance import Performance
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.request.dialogue.turn import DialogueState, DialogueTurn
from composer_app.request.request import Request
from composer_app.sound.synth import Audio
from composer_app.speech.recording import Recording, Transcript


@dataclass(frozen=True, slots=True, eq=False)
class Transcribe:
    """Turn speech into words; succeeds with a `Transcript`."""

    recording: Recording
    language: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class TranscribePartial:
    """Say which words somebody has said so far; succeeds with `PartialTranscript`."""

    recording: Recording
    language: str = ""


@dataclass(frozen=True, slots=True)
class Interpret:
    """Read a sentence; succeeds with a `Request`, or with a `DialogueTurn` if there is a state to change."""

    transcript: Transcript
    state: DialogueState | None = None


@dataclass(frozen=True, slots=True)
class Compose:
    """Make a take; succeeds with `Composed`."""

    request: Request
    constraint_overrides: Constraints
    seed: int
    performance_settings: PerformanceSettings = field(default_factory=PerformanceSettings)
    generation_settings: GenerationSettings = field(default_factory=GenerationSettings)


@dataclass(frozen=True, slots=True)
class RegenerateChords:
    """Find other chords for a take, but for those that are kept, by their numbers; succeeds with `Composed`."""

    composition: Composition
    locked: frozenset[int]
    seed: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Change a take in a place or more, one after the other; succeeds with `Composed`."""

    composition: Composition
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Rearrange:
    """Play the chords of a take as another request and manner have it; succeeds with `Composed`."""

    composition: Composition
    request: Request
    performance_settings: PerformanceSettings


@dataclass(frozen=True, slots=True)
class Export:
    """Write a take as a file of a format in `export.FORMATS`; succeeds with `Exported`."""

    composition: Composition
    path: Path
    format: str
    options: ExportOptions


@dataclass(frozen=True, slots=True)
class SuggestChords:
    """Say why the chords of a take fit, and what else could stand there; succeeds with an `ChordAdvice`."""

    composition: Composition


@dataclass(frozen=True, slots=True)
class Render:
    """Play a performance into memory; succeeds with an `Audio`."""

    performance: Performance


@dataclass(frozen=True, slots=True)
class ScanFolder:
    """Look what music there is in a folder; a `TrainingService` succeeds with `FolderScan`."""

    folder: Path


@dataclass(frozen=True, slots=True)
class FineTune:
    """Fine-tune an emotion's model on the music in a folder and keep it in `models_folder`.

    A `TrainingService` succeeds with `FineTuned`.
    """

    emotion: str
    folder: Path
    models_folder: Path


Task = (
    Transcribe
    | TranscribePartial
    | Interpret
    | Compose
    | RegenerateChords
    | Edit
    | Rearrange
    | Export
    | SuggestChords
    | Render
    | ScanFolder
    | FineTune
)


@dataclass(frozen=True, slots=True, eq=False)
class NumberedTask:
    """A task and its number, on its way to the engine."""

    number: int
    task: Task


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop the task of this number, on its way to the engine."""

    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Composed:
    """A take and its sound; None where that cannot be made, as whoever asks for it is told.

    `is_revision` says that it is the take that was sent, changed in places, and not another one. `midi` is its
    MIDI file:
    made here, for it would hold the window up. `warnings` are to be told with it.
    """

    composition: Composition
    audio: Audio | None
    is_revision: bool = False
    midi: bytes = b""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """A take is a file now."""

    path: Path


@dataclass(frozen=True, slots=True)
class PartialTranscript:
    """The words so far; None where there are none yet."""

    transcript: Transcript | None


@dataclass(frozen=True, slots=True)
class FolderScan:
    """What music there is in a folder.

    Attributes:
        folder: Which one.
        files: How many files could be read.
        pieces: How many pieces they hold; versions of one count once.
        chords: How many chords.
        skipped: Files and folders that could not be read, and why in words.
        problem: Why it is too little to learn from; empty when it is enough.
    """

    folder: Path
    files: int
    pieces: int
    chords: int
    skipped: tuple[tuple[Path, str], ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FineTuned:
    """What an emotion's machine learned.

    Attributes:
        emotion: Its emotion.
        pieces: How many pieces it learned from, with those kept aside.
        before, after: The share of hidden chords guessed in music kept aside, 0 to 1.
        evaluation_windows: By how many windows of eight chords that was judged.
    """

    emotion: str
    pieces: int
    accuracy_before: float
    accuracy_after: float
    evaluation_windows: int


Result = (
    Transcript
    | PartialTranscript
    | Request
    | DialogueTurn
    | Composed
    | Exported
    | ChordAdvice
    | Audio
    | FolderScan
    | FineTuned
)


@dataclass(frozen=True, slots=True)
class Ready:
    """The engine has loaded what it can load ahead."""


@dataclass(frozen=True, slots=True)
class Progressed:
    """A task reached a step."""

    number: int
    progress: Progress


@dataclass(frozen=True, slots=True, eq=False)
class Succeeded:
    """A task is done."""

    number: int
    result: Result


@dataclass(frozen=True, slots=True, eq=False)
class Failed:
    """A task could not be done; the error's text is the sentence for the user."""

    number: int
    error: ComposerError


@dataclass(frozen=True, slots=True)
class TaskCancelled:
    """A task was cancelled."""

    number: int


@dataclass(frozen=True, slots=True, eq=False)
class EngineDied:
    """The engine's process has gone, for the reason that `error` gives.

    Its tasks were failed before this. A new process is being started, unless the last few died before they
    were ready.
    """

    error: ComposerError


Outcome = Succeeded | Failed | TaskCancelled
Event = Ready | Progressed | Outcome | EngineDied
