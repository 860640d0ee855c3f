"""An engine and someone who listens to it."""

import queue
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from composer_app.composer import Composer
from composer_app.engine.client import Engine
from composer_app.engine.events import Event, Failed, Outcome, Succeeded, TaskCancelled
from composer_app.engine.training_service import TrainingService
from testing.patience import PATIENCE
from tests.engine.composers import Metronome

E = TypeVar("E")


class Listener:
    """Keeps events until they are asked for."""

    def __init__(self) -> None:
        self._events: queue.Queue[Event] = queue.Queue()
        self.heard: list[Event] = []

    def __call__(self, event: Event) -> None:
        self._events.put(event)

    def next_event(self) -> Event:
        """The next event that was not asked for yet."""
        event = self._events.get(timeout=PATIENCE)
        self.heard.append(event)
        return event

    def until(self, kind: type[E]) -> E:
        """The next event of a kind."""
        while not isinstance(event := self.next_event(), kind):
            pass
        return event

    def outcome(self, number: int) -> Outcome:
        """What becomes of a task."""
        while not (
            isinstance(event := self.next_event(), Succeeded | Failed | TaskCancelled)
            and event.number == number
        ):
            pass
        return event

    def none_left(self) -> bool:
        """Whether all events were asked for."""
        return self._events.empty()


@pytest.fixture
def listener() -> Listener:
    return Listener()


StartEngine = Callable[..., Engine]


@pytest.fixture
def start_engine(listener: Listener) -> Iterator[StartEngine]:
    engines: list[Engine] = []

    def start(
        make: Callable[[Path | None], Composer | TrainingService] = Metronome, weights: str = ""
    ) -> Engine:
        engine = Engine(listener, weights, make)
        engines.append(engine)
        engine.start()
        return engine

    yield start
    for engine in engines:
        engine.close()
