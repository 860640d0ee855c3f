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
_TRIES = 3
_DIED = "The part of Composer that {does} has stopped, and is started again. Try that once more."
_GAVE_UP = (
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
        weights: str = "",
        make: Callable[[Path | None], Composer | TrainingService] = Composer,
        does: str = "composes",
        machines: Path | None = None,
    ) -> None:
        """Prepare; nothing is started.

        Args:
            listener: Called with each event, on a thread of the engine's. It must not raise or call `close`.
            weights: A file with Whisper's weights, or empty to look for it in the usual places.
            make: What makes the composer over there: a module's class or function, called with the weights.
            does: What it does, for the sentence that tells of its death.
            machines: Where the person's own machines are; None for the usual place.
        """
        self._listener = listener
        self._weights = Path(weights) if weights else None
        self._does, self._machines = does, machines
        self._make = f"{make.__module__}:{make.__qualname__}"
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()  # held around what follows
        self._orders: dict[int, NumberedTask] = {}
        self._cancelled: set[int] = set()
        self._child: EngineProcess | None = None
        self._keeper: threading.Thread | None = None
        self._closed = False

    def start(self) -> None:
        """Start the process ahead of the first task. Does not wait for it."""
        with self._lock:
            self._keep()

    def submit(self, task: Task) -> int:
        """Have a task done when those before it are done; its number in the events to come."""
        order = NumberedTask(next(self._numbers), task)
        with self._lock:
            self._orders[order.number] = order
            if self._child:
                self._child.send(order)
            self._keep()
        return order.number

    def cancel(self, number: int) -> None:
        """Stop a task that waits or is being done, at its next step. One that is over stays over."""
        with self._lock:
            if number in self._orders:
                self._cancelled.add(number)
                if self._child:
                    self._child.send(Cancel(number))

    def close(self) -> None:
        """End the process, politely or not, within seconds. Nothing is reported after this."""
        with self._lock:
            self._closed = True
            child, keeper = self._child, self._keeper
        if child:
            child.end()
        if keeper:
            keeper.join()

    def _keep(self) -> None:
        """Have a process kept alive, unless one is or the engine is closed. Called with the lock held."""
        if not self._closed and not self._keeper:
            self._keeper = threading.Thread(target=self._keep_alive, name="engine-keeper", daemon=True)
            self._keeper.start()

    def _keep_alive(self) -> None:
        """The keeper's life: one process after the other, until there is no point in another."""
        failures = 0
        while not self._retired(failures):
            failures %= _TRIES
            failures = 0 if self._one_life() else failures + 1
            why = _GAVE_UP if failures == _TRIES else _DIED
            self._mourn(EngineError(why.format(does=self._does)))

    def _retired(self, failures: int) -> bool:
        """Whether there is no point in another process. Even then, a task that waits is worth another try."""
        with self._lock:
            if self._closed or (failures == _TRIES and not self._orders):
                self._keeper = None
                return True
            return False

    def _one_life(self) -> bool:
        """Run a process until it has gone; whether it ever was ready."""
        try:
            child = self._begin()
        except OSError:
            logger.warning("The system starts no process for the engine", exc_info=True)
            return False
        if not child:
            return False
        ready = self._listen(child)
        code = child.bury()
        if not self._closed:
            logger.warning("The engine's process ended with code %s", code)
        return ready

    def _begin(self) -> EngineProcess | None:
        """A new process that has been told all there is to do; None when the engine is closed."""
        with self._lock:
            if self._closed:
                return None
            self._child = EngineProcess(self._make, self._weights, self._machines)
            for order in self._orders.values():
                self._child.send(order)
            # The last first: else one that waits would begin, when the one before it is stopped.
            for number in sorted(self._cancelled, reverse=True):
                self._child.send(Cancel(number))
            return self._child

    def _listen(self, child: EngineProcess) -> bool:
        """Pass on what a process reports until it has gone; whether it ever was ready."""
        ready = False
        for message in child.messages():
            ready = ready or isinstance(message, Ready)
            if event := self._event(message):
                self._listener(event)
        return ready

    def _event(self, message: object) -> Event | None:
        """What a message means to the listener; nothing once the engine is closed."""
        with self._lock:
            if self._closed:
                return None
            match message:
                case Succeeded(number) | Failed(number) | TaskCancelled(number):
                    del self._orders[number]
                    if number in self._cancelled:
                        self._cancelled.remove(number)
                        return TaskCancelled(number)
                    return message
                case Ready() | Progressed():
                    return message
        raise TypeError(f"the engine does not say {message!r}")

    def _mourn(self, error: EngineError) -> None:
        """Fail what a process had to do, and report its death."""
        with self._lock:
            if self._closed:
                return
            lost = [TaskCancelled(n) if n in self._cancelled else Failed(n, error) for n in self._orders]
            self._orders.clear()
            self._cancelled.clear()
            self._child = None
        for event in (*lost, EngineDied(error)):
            self._listener(event)
