"""What the window and the engine say to each other: frozen values, pickled through a pipe.

A task goes one way. With its number come back any number of `Progressed`, then exactly one of `Succeeded`,
`Failed` and `Stopped`.
"""

from dataclasses import dataclass, field
from pathlib import Path

from composer_app.composer import Composition
from composer_app.errors import ComposerError
from composer_app.export import Choices
from composer_app.music.advice import Advice
from composer_app.music.constraints import Constraints
from composer_app.music.editing import Change
from composer_app.music.manner import Manner
from composer_app.music.performance import Performance
from composer_app.music.taste import Taste
from composer_app.request.request import Request
from composer_app.request.turn import State, Turn
from composer_app.sound.synth import Audio
from composer_app.speech.recording import Recording, Transcript
from composer_app.work import Progress


@dataclass(frozen=True, slots=True, eq=False)
class Transcribe:
    """Turn speech into words; succeeds with a `Transcript`."""

    recording: Recording
    language: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Overhear:
    """Say which words somebody has said so far; succeeds with `Overheard`."""

    recording: Recording
    language: str = ""


@dataclass(frozen=True, slots=True)
class Understand:
    """Read a sentence; succeeds with a `Request`, or with a `Turn` where there is a state that it may change."""

    transcript: Transcript
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Compose:
    """Make a take; succeeds with `Composed`."""

    request: Request
    wishes: Constraints
    seed: int
    manner: Manner = field(default_factory=Manner)
    taste: Taste = field(default_factory=Taste)


@dataclass(frozen=True, slots=True)
class Redo:
    """Find other chords for a take, but for those that are kept, by their numbers; succeeds with `Composed`."""

    composition: Composition
    kept: frozenset[int]
    seed: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Change a take in a place or more, one after the other; succeeds with `Composed`."""

    composition: Composition
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Perform:
    """Play the chords of a take as another request and manner have it; succeeds with `Composed`."""

    composition: Composition
    request: Request
    manner: Manner


@dataclass(frozen=True, slots=True)
class Export:
    """Write a take as a file of a format in `export.FORMATS`; succeeds with `Exported`."""

    composition: Composition
    path: Path
    format: str
    choices: Choices


@dataclass(frozen=True, slots=True)
class Advise:
    """Say why the chords of a take fit, and what else could stand there; succeeds with an `Advice`."""

    composition: Composition


@dataclass(frozen=True, slots=True)
class Render:
    """Play a performance into memory; succeeds with an `Audio`."""

    performance: Performance


@dataclass(frozen=True, slots=True)
class Survey:
    """Look what music there is in a folder; a `Teacher` succeeds with `Surveyed`."""

    folder: Path


@dataclass(frozen=True, slots=True)
class Teach:
    """Teach an emotion the music in a folder; its machine is kept in `machines`. A `Teacher` succeeds with `Taught`."""

    emotion: str
    folder: Path
    machines: Path


Task = (
    Transcribe
    | Overhear
    | Understand
    | Compose
    | Redo
    | Edit
    | Perform
    | Export
    | Advise
    | Render
    | Survey
    | Teach
)


@dataclass(frozen=True, slots=True, eq=False)
class Order:
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

    `revises` says that it is the take that was sent, changed in places, and not another one. `midi` is its MIDI file:
    made here, for it would hold the window up. `warnings` are to be told with it.
    """

    composition: Composition
    audio: Audio | None
    revises: bool = False
    midi: bytes = b""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """A take is a file now."""

    path: Path


@dataclass(frozen=True, slots=True)
class Overheard:
    """The words so far; None where there are none yet."""

    transcript: Transcript | None


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What music there is in a folder.

    Attributes:
        folder: Which one.
        files: How many files could be read.
        pieces: How many pieces they hold; versions of one count once.
        chords: How many chords.
        passed_over: Files and folders that could not be read, and why in words.
        trouble: Why it is too little to learn from; empty when it is enough.
    """

    folder: Path
    files: int
    pieces: int
    chords: int
    passed_over: tuple[tuple[Path, str], ...]
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Taught:
    """What an emotion's machine learned.

    Attributes:
        emotion: Its emotion.
        pieces: How many pieces it learned from, with those kept aside.
        before, after: The share of hidden chords guessed in music kept aside, 0 to 1.
        windows: By how many windows of eight chords that was judged.
    """

    emotion: str
    pieces: int
    before: float
    after: float
    windows: int


Result = Transcript | Overheard | Request | Turn | Composed | Exported | Advice | Audio | Surveyed | Taught


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
class Stopped:
    """A task was cancelled."""

    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Died:
    """The engine's process has gone, for the reason that `error` gives.

    Its tasks were failed before this. A new process is being started, unless the last few died before they
    were ready.
    """

    error: ComposerError


Outcome = Succeeded | Failed | Stopped
Event = Ready | Progressed | Outcome | Died
