"""Stand-ins for what the window holds: an engine that answers at once, a microphone, a loudspeaker, wires."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, QTimer, Signal

from composer_app.composition import Composition
from composer_app.engine.events import (
    Composed,
    EngineDied,
    Event,
    Exported,
    Failed,
    FineTuned,
    FolderScan,
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
    FineTune,
    Interpret,
    Rearrange,
    RegenerateChords,
    Render,
    ScanFolder,
    SuggestChords,
    Task,
    Transcribe,
    TranscribePartial,
)
from composer_app.errors import ComposerError, EngineError, MidiError, ModelError, RecordingError, SoundError
from composer_app.export import export
from composer_app.gui.session.devices import Devices
from composer_app.job import Progress
from composer_app.midi.port import OutputPort
from composer_app.music.chord_advice import ChordAdvice
from composer_app.music.constraints import Constraints
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.request.constraints.parser import read_constraints
from composer_app.request.dialogue.chord_edits import read_chord_edits
from composer_app.request.dialogue.chord_regeneration import asks_to_regenerate_unlocked
from composer_app.request.dialogue.commands import read_command, read_locked_chords
from composer_app.request.dialogue.turn import DialogueAct, DialogueState, DialogueTurn
from composer_app.request.emotion.mood import WordContribution
from composer_app.request.request import Request
from composer_app.sound.synth import Audio
from composer_app.speech.recording import Recording, Transcript
from testing import factories


class FakeEngine:
    """Answers each task when the event loop comes round; `held` keeps it from answering.

    What it answers: the transcript it was given, a request of the emotions whose names are in the sentence, a
    take in the key and of the length that were wished for.
    """

    def __init__(self, listener: Callable[[Event], None], weights: str = "") -> None:
        self.weights = weights
        self.transcript = Transcript("I want a song of hope", "en", "I want a song of hope")
        self.error: ComposerError | None = None
        self.held = self.soundless = False
        self.survey: FolderScan | None = None
        self.tasks: dict[int, Task] = {}
        self.done: list[Task] = []
        self.cancelled: list[int] = []
        self.started = self.closed = False
        self._listener = listener
        self._number = 0

    def start(self) -> None:
        self.started = True
        QTimer.singleShot(0, lambda: self._say(Ready()))

    def submit(self, task: Task) -> int:
        self._number += 1
        self.tasks[self._number] = task
        self.done.append(task)
        if not self.held:
            QTimer.singleShot(0, lambda number=self._number: self.answer(number))
        return self._number

    def cancel(self, number: int) -> None:
        self.cancelled.append(number)
        if self.tasks.pop(number, None):
            self._say(TaskCancelled(number))

    def close(self) -> None:
        self.closed = True

    def answer(self, number: int) -> None:
        """Do a task that waits."""
        if not (task := self.tasks.pop(number, None)):
            return
        self._say(Progressed(number, Progress("Generating chords")))
        try:
            self._say(Failed(number, self.error) if self.error else Succeeded(number, self._result(task)))
        except ComposerError as error:
            self._say(Failed(number, error))

    def die(self) -> None:
        """As if the process had been killed."""
        error = EngineError("The part that composes has stopped. Try that once more.")
        for number in tuple(self.tasks):
            del self.tasks[number]
            self._say(Failed(number, error))
        self._say(EngineDied(error))

    def tell(self, progress: Progress) -> None:
        """Report a step of the newest task."""
        self._say(Progressed(self._number, progress))

    def _say(self, event: Event) -> None:
        if not self.closed:
            self._listener(event)

    def _result(self, task: Task) -> Result:
        match task:
            case Transcribe():
                return self.transcript
            case TranscribePartial():
                return PartialTranscript(self.transcript)
            case Interpret(transcript, state):
                return _answer(transcript, state) if state else _request(transcript)
            case Compose() | RegenerateChords() | Edit() | Rearrange():
                sound = None if self.soundless else factories.audio()
                return Composed(_take(task), sound, is_revision=isinstance(task, Edit | Rearrange))
            case Export() | SuggestChords() | Render():
                return self._derive(task)
            case ScanFolder() | FineTune():
                return self._learn(task)

    def _derive(self, task: Export | SuggestChords | Render) -> Exported | ChordAdvice | Audio:
        match task:
            case Export(take, path, kind, choices):
                export(take, factories.audio, path, kind, choices)
                return Exported(path)
            case SuggestChords(take):
                return factories.advice(take)
            case Render():
                if self.soundless:
                    raise ModelError("The sound bank bank.sf3 is missing or damaged. Install Composer again.")
                return factories.audio()

    def _learn(self, task: ScanFolder | FineTune) -> FolderScan | FineTuned:
        match task:
            case ScanFolder(folder):
                return self.survey or FolderScan(folder, 12, 11, 340, ())
            case FineTune(emotion):
                return FineTuned(emotion, 11, 0.25, 0.5, 80)


def _answer(transcript: Transcript, state: DialogueState) -> DialogueTurn:
    """Orders and constraints as they are really read; any other sentence asks for something new."""
    constraints = read_constraints(transcript.text)
    if order := read_command(transcript.text):
        return DialogueTurn(order.act, state.request, takes_back=order.takes_back)
    if changes := read_chord_edits(transcript.text, state):
        return DialogueTurn(DialogueAct.EDIT_CHORDS, state.request, chord_edits=changes)
    if asks_to_regenerate_unlocked(transcript.text):
        return DialogueTurn(DialogueAct.REGENERATE_UNLOCKED, state.request)
    if kept := read_locked_chords(transcript.text):
        return DialogueTurn(DialogueAct.NEW_VARIATION, state.request, chords_to_lock=kept)
    if constraints != Constraints():
        return DialogueTurn(
            DialogueAct.CHANGE, replace(state.request, text=transcript.text, constraints=constraints)
        )
    return DialogueTurn(DialogueAct.NEW, _request(transcript))


def _request(transcript: Transcript) -> Request:
    said = {"hope": "hopeful", "wonder": "wonder", "sad": "sad"}
    names = [name for word, name in said.items() if word in transcript.english]
    words = tuple(
        WordContribution(w, n, 1 / len(names), negated=False) for w, n in said.items() if n in names
    )
    return Request(
        transcript.text, transcript.language, transcript.english, factories.mood(*names, words=words)
    )


def _take(task: Compose | RegenerateChords | Edit | Rearrange) -> Composition:
    match task:
        case Compose():
            return _composed(task)
        case RegenerateChords(take, kept, seed):
            chords = take.progression.chords
            return replace(take, seed=seed, locked=tuple((n, chords[n].chord) for n in sorted(kept)))
        case Edit(take, changes):
            return factories.edited(take, *changes)
        case Rearrange(take, request, manner):
            return _performed(take, request, manner)


def _performed(take: Composition, request: Request, manner: PerformanceSettings) -> Composition:
    held = request.constraints
    chords = take.progression if held.tonic is None else take.progression.transpose_to_tonic(held.tonic)
    played = factories.performance(chords, held.tempo or 96.0)
    return replace(take, request=request, performance_settings=manner, progression=chords, performance=played)


def _composed(task: Compose) -> Composition:
    held = task.request.constraints.overridden_by(task.constraint_overrides)
    key = Key(2 if held.tonic is None else held.tonic, Mode.MAJOR if held.mode is None else held.mode)
    chords = factories.progression(key, held.metre or COMMON, held.bars or 4)
    asked = replace(task.request, constraints=held)
    made = factories.composition(asked, task.seed, held.tempo or 96.0, chords)
    return replace(
        made, performance_settings=task.performance_settings, generation_settings=task.generation_settings
    )


@dataclass(frozen=True)
class FakeMicrophone:
    name: str
    channels: int


class FakeRecorder(QObject):
    """A microphone that hears a tone; `broken` makes it refuse."""

    devices_changed = Signal()
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.broken = ""
        self.started: list[tuple[str, int]] = []
        self.cancelled = 0
        self.hears: Recording = factories.recording()

    level = 0.5

    @property
    def seconds(self) -> float:
        return self.hears.seconds

    def recording_since(self, seconds: float) -> Recording:
        return Recording(self.hears.samples[round(seconds * self.hears.rate) :], self.hears.rate)

    def start(self, name: str, channel: int) -> None:
        if self.broken:
            raise RecordingError(self.broken)
        self.started.append((name, channel))

    def stop(self) -> Recording:
        return self.hears

    def cancel(self) -> None:
        self.cancelled += 1


class FakeSpeaker(QObject):
    """A loudspeaker that is silent; `broken` makes it refuse."""

    ended = Signal()
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.broken = ""
        self.played: list[tuple[Audio, bool, str]] = []
        self.seconds: float | None = None
        self.has_bar_lines = self.refuses = False
        self.followed: list[Audio] = []
        self.is_switch_pending = False
        self.volume = 100

    def set_volume(self, percent: int) -> None:
        self.volume = percent

    def switch_at_bar_line(self, audio: Audio, bar_seconds: float, from_start: bool = True) -> bool:
        assert bar_seconds > 0
        if self.refuses:
            return False
        if self.has_bar_lines:
            self.followed.append(audio)
            self.is_switch_pending = from_start
        return self.has_bar_lines

    def play(self, audio: Audio, loop: bool, device: str = "") -> None:
        if self.broken:
            raise SoundError(self.broken)
        self.played.append((audio, loop, device))
        self.seconds = 0.0

    def stop(self) -> None:
        self.seconds = None

    def end(self) -> None:
        """As if the tune were over."""
        self.seconds = None
        self.ended.emit()


class FakeWire(OutputPort):
    """A MIDI port that remembers; `gone` takes it away."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[bytes] = []
        self.gone = False
        self.shut = False

    def _send(self, message: bytes) -> None:
        self.sent.append(message)

    def _is_alive(self) -> bool:
        return not self.gone

    def _close(self) -> None:
        self.shut = True


@dataclass
class FakeDevices:
    """All of them, and what became of them."""

    ports: tuple[str, ...] | None = ("Synth", "Piano")
    microphones: tuple[FakeMicrophone, ...] = (FakeMicrophone("Headset", 1), FakeMicrophone("Interface", 4))
    recorder: FakeRecorder = field(default_factory=FakeRecorder)
    speaker: FakeSpeaker = field(default_factory=FakeSpeaker)
    signaller: FakeSpeaker = field(default_factory=FakeSpeaker)
    engines: list[FakeEngine] = field(default_factory=list)
    teachers: list[FakeEngine] = field(default_factory=list)
    wires: dict[str, FakeWire] = field(default_factory=dict)
    _speaker_made: bool = False

    @property
    def engine(self) -> FakeEngine:
        """The engine that the window speaks with now."""
        return self.engines[-1]

    @property
    def teacher(self) -> FakeEngine:
        """The engine that learns, once the window asked for it; it waits to be told to answer."""
        return self.teachers[-1]

    def as_devices(self) -> Devices:
        """As a window takes them."""
        self._speaker_made = False
        return Devices(
            self._make_engine,
            lambda: self.recorder,
            self._make_speaker,
            lambda: self.microphones,
            lambda: ("Loudspeaker",),
            self._list,
            self._open,
            lambda: self._open("Composer Out"),
            self._make_teacher,
        )

    def _make_teacher(self, listener: Callable[[Event], None]) -> FakeEngine:
        self.teachers.append(FakeEngine(listener))
        self.teacher.held = True
        return self.teacher

    def _make_engine(self, listener: Callable[[Event], None], weights: str) -> FakeEngine:
        self.engines.append(FakeEngine(listener, weights))
        return self.engine

    def _make_speaker(self) -> FakeSpeaker:
        """The first plays takes, the others give signals."""
        made, self._speaker_made = self._speaker_made, True
        return self.signaller if made else self.speaker

    def _list(self) -> tuple[str, ...]:
        if self.ports is None:
            raise MidiError("No MIDI system is running. Start one, then try again.")
        return self.ports

    def _open(self, name: str) -> FakeWire:
        if name != "Composer Out" and name not in self._list():
            raise MidiError(f"The MIDI port {name} is not there. Connect it, or choose another one.")
        self.wires[name] = FakeWire()
        return self.wires[name]
