"""Events from the engine: frozen values, pickled through a pipe.

Each task in `tasks` gets any number of `Progressed`, then exactly one of `Succeeded`, `Failed` and `TaskCancelled`,
all with the task's number.
"""

from dataclasses import dataclass
from pathlib import Path

from composer_app.composition import Composition
from composer_app.errors import ComposerError
from composer_app.job import Progress
from composer_app.music.chord_advice import ChordAdvice
from composer_app.request.dialogue.turn import DialogueTurn
from composer_app.request.request import Request
from composer_app.sound.synth import Audio
from composer_app.speech.recording import Transcript


@dataclass(frozen=True, slots=True, eq=False)
class Composed:
    """A composed or edited take.

    Attributes:
        composition: The take.
        audio: Its audio; None if it cannot be rendered. Rendering it on request reports the reason.
        is_revision: Whether it is an edited version of the take in the task, not a new take.
        midi: Its MIDI file, encoded by the engine because encoding would block the window.
        warnings: Messages to show with the take.
    """

    composition: Composition
    audio: Audio | None
    is_revision: bool = False
    midi: bytes = b""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """The path of an exported file."""

    path: Path


@dataclass(frozen=True, slots=True)
class PartialTranscript:
    """The transcript so far; None if there are no words yet."""

    transcript: Transcript | None


@dataclass(frozen=True, slots=True)
class FolderScan:
    """The music in a folder.

    Attributes:
        folder: The folder.
        files: The number of readable files.
        pieces: The number of pieces in them; versions of the same piece count once.
        chords: The number of chords.
        skipped: Files and folders that could not be read, with the reasons.
        problem: Why there is too little music to train on; empty if there is enough.
    """

    folder: Path
    files: int
    pieces: int
    chords: int
    skipped: tuple[tuple[Path, str], ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FineTuned:
    """The result of fine-tuning an emotion's model.

    Attributes:
        emotion: The emotion.
        pieces: The number of pieces, including the held-out ones.
        accuracy_before, accuracy_after: The share of hidden chords guessed in held-out music, 0 to 1.
        evaluation_windows: The number of held-out windows of eight chords.
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
    """The engine has loaded everything that it loads ahead."""


@dataclass(frozen=True, slots=True)
class Progressed:
    """A task has reached a step."""

    number: int
    progress: Progress


@dataclass(frozen=True, slots=True, eq=False)
class Succeeded:
    """A task has succeeded."""

    number: int
    result: Result


@dataclass(frozen=True, slots=True, eq=False)
class Failed:
    """A task has failed; the error's text is the message for the user."""

    number: int
    error: ComposerError


@dataclass(frozen=True, slots=True)
class TaskCancelled:
    """A task was cancelled."""

    number: int


@dataclass(frozen=True, slots=True, eq=False)
class EngineDied:
    """The engine's process died; `error` has the message for the user.

    Its tasks have already failed. A new process is started, unless the last few failed to start.
    """

    error: ComposerError


Outcome = Succeeded | Failed | TaskCancelled
Event = Ready | Progressed | Outcome | EngineDied
