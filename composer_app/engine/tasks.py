"""Tasks for the engine: frozen values, pickled through a pipe. Their results are in `events`."""

from dataclasses import dataclass, field
from pathlib import Path

from composer_app.composition import Composition
from composer_app.export import ExportOptions
from composer_app.music.constraints import Constraints
from composer_app.music.editing import Change
from composer_app.music.generation_settings import GenerationSettings
from composer_app.music.performance import Performance
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.request.dialogue.turn import DialogueState
from composer_app.request.request import Request
from composer_app.speech.recording import Recording, Transcript


@dataclass(frozen=True, slots=True, eq=False)
class Transcribe:
    """Transcribe a recording; the result is a `Transcript`."""

    recording: Recording
    language: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class TranscribePartial:
    """Transcribe an unfinished recording; the result is a `PartialTranscript`."""

    recording: Recording
    language: str = ""


@dataclass(frozen=True, slots=True)
class Interpret:
    """Interpret a sentence; the result is a `Request` or, with a dialogue state, a `DialogueTurn`."""

    transcript: Transcript
    state: DialogueState | None = None


@dataclass(frozen=True, slots=True)
class Compose:
    """Compose a take; the result is a `Composed`."""

    request: Request
    constraint_overrides: Constraints
    seed: int
    performance_settings: PerformanceSettings = field(default_factory=PerformanceSettings)
    generation_settings: GenerationSettings = field(default_factory=GenerationSettings)


@dataclass(frozen=True, slots=True)
class RegenerateChords:
    """Regenerate the chords of a take except the locked ones; the result is a `Composed`.

    Attributes:
        composition: The take.
        locked: The indices of the locked chords.
        seed: The seed of the new chords.
    """

    composition: Composition
    locked: frozenset[int]
    seed: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Apply changes to a take in order; the result is a `Composed`."""

    composition: Composition
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Rearrange:
    """Keep the chords of a take and arrange them for a new request and settings; the result is a `Composed`."""

    composition: Composition
    request: Request
    performance_settings: PerformanceSettings


@dataclass(frozen=True, slots=True)
class Export:
    """Write a take to a file, in a format from `export.FORMATS`; the result is an `Exported`."""

    composition: Composition
    path: Path
    format: str
    options: ExportOptions


@dataclass(frozen=True, slots=True)
class SuggestChords:
    """Explain the chords of a take, and suggest alternatives; the result is a `ChordAdvice`."""

    composition: Composition


@dataclass(frozen=True, slots=True)
class Render:
    """Render a performance to audio; the result is an `Audio`."""

    performance: Performance


@dataclass(frozen=True, slots=True)
class ScanFolder:
    """Scan a folder for music; a `TrainingService` returns a `FolderScan`."""

    folder: Path


@dataclass(frozen=True, slots=True)
class FineTune:
    """Fine-tune an emotion's model on the music in a folder and save it in `models_folder`.

    A `TrainingService` returns a `FineTuned`.
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
    """A task with its number, as sent to the engine."""

    number: int
    task: Task


@dataclass(frozen=True, slots=True)
class Cancel:
    """A message to the engine to cancel the task of this number."""

    number: int
