"""The engine from outside: tasks go in, events come out, and a process that dies is replaced."""

import itertools
import logging
import threading
from collections.abc import Callable
from pathlib import Path

from composer_app.composer import Composer
from composer_app.engine.messages import (
    Cancel,
    EngineDied,
    Event,
    Failed,
    NumberedTask,
    Progressed,
    Ready,
    Succeeded,
    Task,
    TaskCancelled,
)
from composer_app.engine.process import EngineProcess
from composer_app.engine.training_service import TrainingService
from composer_app.errors import EngineError

logger = logging.getLogger(__name__)

# After so many processes in a row that died before they were ready, another one would die too.
_MAX_FAILED_STARTS = 3
_DIED_MESSAGE = "The part of Composer that {does} has stopped, and is started again. Try that once more."
_GAVE_UP_MESSAGE = (
    "The part of Composer that {does} does not start. "
    "Try again; if that does not help, install Composer again."
)


class Engine:
    """A composer in a process of its own.

    For each task exactly one of `Succeeded`, `Failed` and `TaskCancelled` comes back, unless it is closed first.

    Events:
        Ready: What can be loaded ahead is loaded.
        Progressed: A task reached a step.
        Succeeded, Failed, Stopped: A task has come to its end.
        Died: The process has gone; what it had to do has failed. A new one is being started, unless several
            died before they were ready: then the next task tries again.
    """

    def __init__(
        self,
        listener: Callable[[Event], None],
        whisper_weights: str = "",
        factory: Callable[[Path | None], Composer | TrainingService] = Composer,
        activity: str = "composes",
        models_folder: Path | None = None,
    ) -> None:
        """Prepare; nothing is started.

        Args:
            listener: Called with each event, on a thread of the engine's. It must not raise or call `close`.
            whisper_weights: A file with Whisper's weights, or empty to look for it in the usual places.
            factory: What makes the composer over there: a module's class or function, called with the weights.
            activity: What it does, for the sentence that tells of its death.
            models_folder: Where the person's own machines are; None for the usual place.
        """
        self._listener = listener
        self._whisper_weights = Path(whisper_weights) if whisper_weights else None
        self._activity, self._models_folder = activity, models_folder
        self._factory_path = f"{factory.__module__}:{factory.__qualname__}"
        self._task_numbers = itertools.count(1)
        self._lock = threading.Lock()  # held around what follows
        self._pending_tasks: dict[int, NumberedTask] = {}
        self._cancelled: set[int] = set()
        self._process: EngineProcess | None = None
        self._supervisor: threading.Thread | None = None
        self._closed = False

    def start(self) -> None:
        """Start the process ahead of the first task. Does not wait for it."""
        with self._lock:
            self._ensure_supervised()

    def submit(self, task: Task) -> int:
        """Have a task done when those before it are done; its number in the events to come."""
        order = NumberedTask(next(self._task_numbers), task)
        with self._lock:
            self._pending_tasks[order.number] = order
            if self._process:
                self._process.send(order)
            self._ensure_supervised()
        return order.number

    def cancel(self, number: int) -> None:
        """Stop a task that waits or is being done, at its next step. One that is over stays over."""
        with self._lock:
            if number in self._pending_tasks:
                self._cancelled.add(number)
                if self._process:
                    self._process.send(Cancel(number))

    def close(self) -> None:
        """End the process, politely or not, within seconds. Nothing is reported after this."""
        with self._lock:
            self._closed = True
            child, keeper = self._process, self._supervisor
        if child:
            child.shut_down()
        if keeper:
            keeper.join()

    def _ensure_supervised(self) -> None:
        """Have a process kept alive, unless one is or the engine is closed. Called with the lock held."""
        if not self._closed and not self._supervisor:
            self._supervisor = threading.Thread(target=self._supervise, name="engine-keeper", daemon=True)
            self._supervisor.start()

    def _supervise(self) -> None:
        """The keeper's life: one process after the other, until there is no point in another."""
        failures = 0
        while not self._should_stop(failures):
            failures %= _MAX_FAILED_STARTS
            failures = 0 if self._run_process() else failures + 1
            why = _GAVE_UP_MESSAGE if failures == _MAX_FAILED_STARTS else _DIED_MESSAGE
            self._fail_pending(EngineError(why.format(does=self._activity)))

    def _should_stop(self, failures: int) -> bool:
        """Whether there is no point in another process. Even then, a task that waits is worth another try."""
        with self._lock:
            if self._closed or (failures == _MAX_FAILED_STARTS and not self._pending_tasks):
                self._supervisor = None
                return True
            return False

    def _run_process(self) -> bool:
        """Run a process until it has gone; whether it ever was ready."""
        try:
            child = self._start_process()
        except OSError:
            logger.warning("The system starts no process for the engine", exc_info=True)
            return False
        if not child:
            return False
        ready = self._forward_events(child)
        code = child.reap()
        if not self._closed:
            logger.warning("The engine's process ended with code %s", code)
        return ready

    def _start_process(self) -> EngineProcess | None:
        """A new process that has been told all there is to do; None when the engine is closed."""
        with self._lock:
            if self._closed:
                return None
            self._process = EngineProcess(self._factory_path, self._whisper_weights, self._models_folder)
            for order in self._pending_tasks.values():
                self._process.send(order)
            # The last first: else one that waits would begin, when the one before it is stopped.
            for number in sorted(self._cancelled, reverse=True):
                self._process.send(Cancel(number))
            return self._process

    def _forward_events(self, process: EngineProcess) -> bool:
        """Pass on what a process reports until it has gone; whether it ever was ready."""
        ready = False
        for message in process.messages():
            ready = ready or isinstance(message, Ready)
            if event := self._event_for(message):
                self._listener(event)
        return ready

    def _event_for(self, message: object) -> Event | None:
        """What a message means to the listener; nothing once the engine is closed."""
        with self._lock:
            if self._closed:
                return None
            match message:
                case Succeeded(number) | Failed(number) | TaskCancelled(number):
                    del self._pending_tasks[number]
                    if number in self._cancelled:
                        self._cancelled.remove(number)
                        return TaskCancelled(number)
                    return message
                case Ready() | Progressed():
                    return message
        raise TypeError(f"the engine does not say {message!r}")

    def _fail_pending(self, error: EngineError) -> None:
        """Fail what a process had to do, and report its death."""
        with self._lock:
            if self._closed:
                return
            lost = [
                TaskCancelled(n) if n in self._cancelled else Failed(n, error) for n in self._pending_tasks
            ]
            self._pending_tasks.clear()
            self._cancelled.clear()
            self._process = None
        for event in (*lost, EngineDied(error)):
            self._listener(event)
