"""The engine's desk: tasks lie on it in the order they came, and are done one after the other."""

import logging
from collections.abc import Callable, Iterator
from functools import partial
from queue import Empty, SimpleQueue

from composer_app.composer import Composer, Composition
from composer_app.engine.messages import (
    Advise,
    Cancel,
    Compose,
    Composed,
    Edit,
    Export,
    Exported,
    Failed,
    Order,
    Outcome,
    Overhear,
    Overheard,
    Perform,
    Progressed,
    Ready,
    Redo,
    Render,
    Result,
    Stopped,
    Succeeded,
    Survey,
    Task,
    Teach,
    Transcribe,
    Understand,
)
from composer_app.engine.teacher import Teacher
from composer_app.errors import ComposerError, EngineError, ModelError
from composer_app.export import export, midi_of
from composer_app.music.advice import Advice
from composer_app.music.performance import Performance
from composer_app.sound.synth import Audio
from composer_app.work import Cancelled, Job, Progress

logger = logging.getLogger(__name__)


class Desk:
    """One composer, or one teacher, at work. `hear` and `close` may be called from another thread than `work`."""

    def __init__(self, composer: Composer | Teacher, send: Callable[[object], None]) -> None:
        self._composer = composer
        self._send = send
        self._orders: SimpleQueue[Order | None] = SimpleQueue()
        self._jobs: dict[int, Job] = {}

    def hear(self, message: object) -> None:
        """Take an order, or stop one that waits or is being done."""
        match message:
            case Order(number):
                self._jobs[number] = Job(lambda progress: self._report(number, progress))
                self._orders.put(message)
            case Cancel(number) if job := self._jobs.get(number):
                job.cancel()

    def close(self) -> None:
        """Stop the work and take no more."""
        for job in tuple(self._jobs.values()):
            job.cancel()
        self._orders.put(None)

    def work(self) -> None:
        """Do what is ordered until `close`."""
        for order in self._in_turn():
            outcome = _outcome(self._composer, order, self._jobs[order.number])
            del self._jobs[order.number]
            self._send(outcome)

    def _report(self, number: int, progress: Progress) -> None:
        self._send(Progressed(number, progress))

    def _in_turn(self) -> Iterator[Order]:
        """The orders; while the composer warms up, they need not wait for parts that they can do without."""
        for _ in _warming(self._composer):
            try:
                while order := self._orders.get_nowait():
                    yield order
            except Empty:
                continue
            return
        self._send(Ready())
        while order := self._orders.get():
            yield order


def _warming(composer: Composer | Teacher) -> Iterator[None]:
    """Load the composer's parts; what cannot be loaded is told to whoever asks for it, later."""
    try:
        yield from composer.warm_up()
    except ComposerError:
        logger.info("Not everything could be loaded ahead", exc_info=True)


def _outcome(composer: Composer | Teacher, order: Order, job: Job) -> Outcome:
    """Do one order; whatever happens, there is exactly one outcome."""
    try:
        does = composer.do if isinstance(composer, Teacher) else partial(_do, composer)
        return Succeeded(order.number, does(order.task, job))
    except Cancelled:
        return Stopped(order.number)
    except ComposerError as error:
        logger.info("Task %d cannot be done", order.number, exc_info=True)
        return Failed(order.number, error)
    except Exception:
        logger.exception("Task %d failed", order.number)
        return Failed(
            order.number, EngineError("Composer made a mistake of its own. Try again, or say it another way.")
        )


def _do(composer: Composer, task: Task, job: Job) -> Result:
    match task:
        case Transcribe(recording, language):
            return composer.transcribe(recording, language, job)
        case Overhear(recording, language):
            return Overheard(composer.overhear(recording, language, job))
        case Understand(transcript, state):
            return composer.answer(transcript, state, job) if state else composer.read(transcript, job)
        case Advise() | Render() | Export():
            return _derive(composer, task, job)
        case Compose() | Redo() | Edit() | Perform():
            composition = _compose(composer, task, job)
            sound = _sound(composer, composition.performance, job)
            revises = isinstance(task, Edit | Perform)
            warnings = composer.warnings(composition.request)
            return Composed(composition, sound, revises, midi_of(composition), warnings)
        case Survey() | Teach():
            raise TypeError("a composer does not teach")


def _derive(composer: Composer, task: Advise | Render | Export, job: Job) -> Advice | Audio | Exported:
    """What can be said, or made, of a take that is there."""
    match task:
        case Advise(take):
            return composer.advise(take)
        case Render(performance):
            return composer.render(performance, job)
        case Export(take, path, name, choices):
            export(take, lambda: composer.render(take.performance, job), path, name, choices)
            return Exported(path)


def _compose(composer: Composer, task: Compose | Redo | Edit | Perform, job: Job) -> Composition:
    match task:
        case Compose(request, wishes, seed, manner, taste):
            return composer.compose(request, wishes, seed, job, manner, taste)
        case Redo(take, kept, seed):
            return composer.redo(take, kept, seed, job)
        case Edit(take, changes):
            return composer.edit(take, changes, job)
        case Perform(take, request, manner):
            return composer.perform(take, request, manner, job)


def _sound(composer: Composer, performance: Performance, job: Job) -> Audio | None:
    """A take's sound; none where it cannot be had, for a damaged sound bank must not cost a take."""
    try:
        return composer.render(performance, job)
    except ModelError:
        logger.info("The take is kept without its sound", exc_info=True)
        return None
