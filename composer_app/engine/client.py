"""Client of the engine: sends tasks, receives events, and restarts the process if it dies."""

import itertools
import logging
import threading
from collections.abc import Callable
from pathlib import Path

from composer_app.composer import Composer
from composer_app.engine.events import EngineDied, Event, Failed, Progressed, Ready, Succeeded, TaskCancelled
from composer_app.engine.process import EngineProcess
from composer_app.engine.tasks import Cancel, NumberedTask, Task
from composer_app.engine.training_service import TrainingService
from composer_app.errors import EngineError

logger = logging.getLogger(__name__)

# After this many failed starts in a row, another attempt would fail too.
_MAX_FAILED_STARTS = 3
_DIED_MESSAGE = "The part of Composer that {does} has stopped, and is started again. Try that once more."
_GAVE_UP_MESSAGE = (
    "The part of Composer that {does} does not start. "
    "Try again; if that does not help, install Composer again."
)


class Engine:
    """A composer in a process of its own.

    Each task gets exactly one of `Succeeded`, `Failed` and `TaskCancelled`, unless the engine is closed first.

    Events:
        Ready: Everything that can be loaded ahead has been loaded.
        Progressed: A task reached a step.
        Succeeded, Failed, TaskCancelled: A task has ended.
        EngineDied: The process died, and its tasks have failed. A new process is started, unless several failed
            to start: then the next task tries again.
    """

    def __init__(
        self,
        listener: Callable[[Event], None],
        whisper_weights: str = "",
        factory: Callable[[Path | None], Composer | TrainingService] = Composer,
        activity: str = "composes",
        models_folder: Path | None = None,
    ) -> None:
        """Prepare the engine without starting it.

        Args:
            listener: Called with each event, on a thread of the engine. It must not raise or call `close`.
            whisper_weights: A file with Whisper's weights; empty for the default locations.
            factory: The class or function that creates the composer; called with the weights.
            activity: What the engine does, for the message that reports its death.
            models_folder: The folder of the user's own models; None for the default location.
        """
        self._listener = listener
        self._whisper_weights = Path(whisper_weights) if whisper_weights else None
        self._activity, self._models_folder = activity, models_folder
        self._factory_path = f"{factory.__module__}:{factory.__qualname__}"
        self._task_numbers = itertools.count(1)
        self._lock = threading.Lock()  # guards the fields below
        self._pending_tasks: dict[int, NumberedTask] = {}
        self._cancelled: set[int] = set()
        self._process: EngineProcess | None = None
        self._supervisor: threading.Thread | None = None
        self._closed = False

    def start(self) -> None:
        """Start the process before the first task, without waiting for it."""
        with self._lock:
            self._ensure_supervised()

    def submit(self, task: Task) -> int:
        """Queue a task, and return its number, which its events carry."""
        numbered_task = NumberedTask(next(self._task_numbers), task)
        with self._lock:
            self._pending_tasks[numbered_task.number] = numbered_task
            if self._process:
                self._process.send(numbered_task)
            self._ensure_supervised()
        return numbered_task.number

    def cancel(self, number: int) -> None:
        """Cancel a task that waits or runs, at its next step. Does nothing if the task has ended."""
        with self._lock:
            if number in self._pending_tasks:
                self._cancelled.add(number)
                if self._process:
                    self._process.send(Cancel(number))

    def close(self) -> None:
        """End the process within seconds, by force if necessary. No event is reported after this."""
        with self._lock:
            self._closed = True
            process, supervisor = self._process, self._supervisor
        if process:
            process.shut_down()
        if supervisor:
            supervisor.join()

    def _ensure_supervised(self) -> None:
        """Start the supervisor thread, unless it runs or the engine is closed. Called with the lock held."""
        if not self._closed and not self._supervisor:
            self._supervisor = threading.Thread(target=self._supervise, name="engine-keeper", daemon=True)
            self._supervisor.start()

    def _supervise(self) -> None:
        """Run one process after the other, until `_should_stop`. Runs in the supervisor thread."""
        failures = 0
        while not self._should_stop(failures):
            failures %= _MAX_FAILED_STARTS
            failures = 0 if self._run_process() else failures + 1
            message = _GAVE_UP_MESSAGE if failures == _MAX_FAILED_STARTS else _DIED_MESSAGE
            self._fail_pending(EngineError(message.format(does=self._activity)))

    def _should_stop(self, failures: int) -> bool:
        """Return whether to stop restarting the process. A waiting task is always worth another attempt."""
        with self._lock:
            if self._closed or (failures == _MAX_FAILED_STARTS and not self._pending_tasks):
                self._supervisor = None
                return True
            return False

    def _run_process(self) -> bool:
        """Run a process until it ends, and return whether it was ever ready."""
        try:
            process = self._start_process()
        except OSError:
            logger.warning("The system starts no process for the engine", exc_info=True)
            return False
        if not process:
            return False
        ready = self._forward_events(process)
        code = process.reap()
        if not self._closed:
            logger.warning("The engine's process ended with code %s", code)
        return ready

    def _start_process(self) -> EngineProcess | None:
        """Start a process and send it all pending tasks; return None if the engine is closed."""
        with self._lock:
            if self._closed:
                return None
            self._process = EngineProcess(self._factory_path, self._whisper_weights, self._models_folder)
            for numbered_task in self._pending_tasks.values():
                self._process.send(numbered_task)
            # The last first: otherwise cancelling one task would let the next start before it is cancelled too.
            for number in sorted(self._cancelled, reverse=True):
                self._process.send(Cancel(number))
            return self._process

    def _forward_events(self, process: EngineProcess) -> bool:
        """Forward a process's events until it ends, and return whether it was ever ready."""
        ready = False
        for message in process.messages():
            ready = ready or isinstance(message, Ready)
            if event := self._event_for(message):
                self._listener(event)
        return ready

    def _event_for(self, message: object) -> Event | None:
        """Update the pending tasks, and return the event for the listener; None if the engine is closed."""
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
        """Fail all pending tasks, and report that the engine died."""
        with self._lock:
            if self._closed:
                return
            outcomes = [
                TaskCancelled(n) if n in self._cancelled else Failed(n, error) for n in self._pending_tasks
            ]
            self._pending_tasks.clear()
            self._cancelled.clear()
            self._process = None
        for event in (*outcomes, EngineDied(error)):
            self._listener(event)
