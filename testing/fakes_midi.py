"""Fakes of the MIDI port and the clock; `Tape` passes the same tests as the real port."""

from collections.abc import Callable
from threading import Condition, Event

from composer_app.midi.port import OutputPort


class FakeClock:
    """A clock that does not wait: `wait` advances it, and runs the actions planned for that time."""

    def __init__(self) -> None:
        self._now = 100.0
        self._plans: list[tuple[float, Callable[[], None]]] = []

    def at(self, seconds: float, plan: Callable[[], None]) -> None:
        """Run an action some seconds from now, in the thread that waits then."""
        self._plans.append((self._now + seconds, plan))
        self._plans.sort(key=lambda planned: planned[0])

    def now(self) -> float:
        return self._now

    def wait(self, condition: Condition, seconds: float) -> None:  # noqa: ARG002 - no thread waits
        end = self._now + seconds
        while self._plans and self._plans[0][0] <= end:
            self._now, plan = self._plans.pop(0)
            plan()
        self._now = end


class Tape(OutputPort):
    """A port that records the messages and their times."""

    def __init__(self, clock: FakeClock | None = None) -> None:
        super().__init__()
        self._clock = clock or FakeClock()
        self._cut = False
        self._jam: Event | None = None
        self._more = Condition()
        self.recorded: list[tuple[float, bytes]] = []

    @property
    def heard(self) -> list[bytes]:
        """The messages so far, in order."""
        return [message for _, message in self.recorded]

    def wait_for(self, enough: Callable[[list[bytes]], bool]) -> list[bytes]:
        """Wait until the messages satisfy a condition; fail after ten seconds."""
        with self._more:
            assert self._more.wait_for(lambda: enough(self.heard), 10), f"only heard {self.heard}"
        return self.heard

    def cut(self) -> None:
        """Disconnect the other end."""
        self._cut = True

    def jam(self) -> Event:
        """Make `send` block, as with a dead server, until the event is set."""
        self._jam = Event()
        return self._jam

    def _send(self, message: bytes) -> None:
        if self._jam:
            self._jam.wait()
        if not self._cut:
            with self._more:
                self.recorded.append((self._clock.now(), message))
                self._more.notify_all()

    def _is_alive(self) -> bool:
        return not self._cut

    def _close(self) -> None:
        pass
