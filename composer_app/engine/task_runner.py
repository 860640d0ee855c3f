"""Runs the engine's tasks one after the other, in the order they arrived."""

import logging
from collections.abc import Callable, Iterator
from functools import partial
from queue import Empty, SimpleQueue

from composer_app.composer import Composer
from composer_app.composition import Composition
from composer_app.engine.events import (
    Composed,
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
    Cancel,
    Compose,
    Edit,
    Export,
    FineTune,
    Interpret,
    NumberedTask,
    Rearrange,
    RegenerateChords,
    Render,
    ScanFolder,
    SuggestChords,
    Task,
    Transcribe,
    TranscribePartial,
)
from composer_app.engine.training_service import TrainingService
from composer_app.errors import ComposerError, EngineError, ModelError
from composer_app.export import export, midi_bytes
from composer_app.job import Cancelled, Job, Progress
from composer_app.music.chord_advice import ChordAdvice
from composer_app.music.performance import Performance
from composer_app.sound.synth import Audio

logger = logging.getLogger(__name__)


class TaskRunner:
    """A queue of tasks for one worker. `receive` and `close` are safe to call from any thread."""

    def __init__(self, worker: Composer | TrainingService, send: Callable[[object], None]) -> None:
        self._worker = worker
        self._send = send
        self._queue: SimpleQueue[NumberedTask | None] = SimpleQueue()
        self._jobs: dict[int, Job] = {}

    def receive(self, message: object) -> None:
        """Queue a task, or cancel one that waits or runs."""
        match message:
            case NumberedTask(number):
                self._jobs[number] = Job(lambda progress: self._report(number, progress))
                self._queue.put(message)
            case Cancel(number) if job := self._jobs.get(number):
                job.cancel()

    def close(self) -> None:
        """Cancel all tasks, and accept no more."""
        for job in tuple(self._jobs.values()):
            job.cancel()
        self._queue.put(None)

    def run(self) -> None:
        """Run tasks until `close`."""
        for numbered_task in self._tasks_in_order():
            outcome = _run_task(self._worker, numbered_task, self._jobs[numbered_task.number])
            del self._jobs[numbered_task.number]
            self._send(outcome)

    def _report(self, number: int, progress: Progress) -> None:
        self._send(Progressed(number, progress))

    def _tasks_in_order(self) -> Iterator[NumberedTask]:
        """Yield the tasks in order. Between warm-up steps, yield tasks that are already waiting."""
        for _ in _warm_up_steps(self._worker):
            try:
                while numbered_task := self._queue.get_nowait():
                    yield numbered_task
            except Empty:
                continue
            return
        self._send(Ready())
        while numbered_task := self._queue.get():
            yield numbered_task


def _warm_up_steps(worker: Composer | TrainingService) -> Iterator[None]:
    """Load the composer's parts. If one cannot be loaded, the task that needs it reports the error later."""
    try:
        yield from worker.warm_up()
    except ComposerError:
        logger.info("Not everything could be loaded ahead", exc_info=True)


def _run_task(worker: Composer | TrainingService, numbered_task: NumberedTask, job: Job) -> Outcome:
    """Run one task, and return exactly one outcome, whatever happens."""
    try:
        function = worker.run_task if isinstance(worker, TrainingService) else partial(_dispatch, worker)
        return Succeeded(numbered_task.number, function(numbered_task.task, job))
    except Cancelled:
        return TaskCancelled(numbered_task.number)
    except ComposerError as error:
        logger.info("Task %d cannot be done", numbered_task.number, exc_info=True)
        return Failed(numbered_task.number, error)
    except Exception:
        logger.exception("Task %d failed", numbered_task.number)
        return Failed(
            numbered_task.number,
            EngineError("Composer made a mistake of its own. Try again, or say it another way."),
        )


def _dispatch(composer: Composer, task: Task, job: Job) -> Result:
    match task:
        case Transcribe(recording, language):
            return composer.transcribe(recording, language, job)
        case TranscribePartial(recording, language):
            return PartialTranscript(composer.transcribe_partial(recording, language, job))
        case Interpret(transcript, state):
            return composer.interpret(transcript, state, job) if state else composer.read(transcript, job)
        case SuggestChords() | Render() | Export():
            return _dispatch_read_only(composer, task, job)
        case Compose() | RegenerateChords() | Edit() | Rearrange():
            composition = _dispatch_composition(composer, task, job)
            audio = _render_if_possible(composer, composition.performance, job)
            is_revision = isinstance(task, Edit | Rearrange)
            warnings = composer.warnings(composition.request)
            return Composed(composition, audio, is_revision, midi_bytes(composition), warnings)
        case ScanFolder() | FineTune():
            raise TypeError("a composer does not teach")


def _dispatch_read_only(
    composer: Composer, task: SuggestChords | Render | Export, job: Job
) -> ChordAdvice | Audio | Exported:
    """Run a task that reads a take and does not change it."""
    match task:
        case SuggestChords(take):
            return composer.advise(take)
        case Render(performance):
            return composer.render(performance, job)
        case Export(take, path, name, options):
            export(take, lambda: composer.render(take.performance, job), path, name, options)
            return Exported(path)


def _dispatch_composition(
    composer: Composer, task: Compose | RegenerateChords | Edit | Rearrange, job: Job
) -> Composition:
    match task:
        case Compose(request, constraints, seed, performance_settings, generation_settings):
            return composer.compose(
                request, constraints, seed, job, performance_settings, generation_settings
            )
        case RegenerateChords(take, locked, seed):
            return composer.regenerate_chords(take, locked, seed, job)
        case Edit(take, changes):
            return composer.edit(take, changes, job)
        case Rearrange(take, request, performance_settings):
            return composer.rearrange(take, request, performance_settings, job)


def _render_if_possible(composer: Composer, performance: Performance, job: Job) -> Audio | None:
    """Render a take; return None if the SoundFont is damaged, so that the take itself is not lost."""
    try:
        return composer.render(performance, job)
    except ModelError:
        logger.info("The take is kept without its sound", exc_info=True)
        return None
