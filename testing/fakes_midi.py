"""Stand-ins for the MIDI port and the clock; `Tape` passes the tests that the real port passes."""

from collections.abc import Callable
from threading import Condition, Event

from composer_app.midi.port import OutputPort


class FakeClock:
    """A clock that nobody waits for: to wait is to turn it on. What is planned happens when its time
    comes.
    """

    def __init__(self) -> None:
        self._now = 100.0
        self._plans: list[tuple[float, Callable[[], None]]] = []

    def at(self, seconds: float, plan: Callable[[], None]) -> None:
        """Do something, in whichever thread waits then, some seconds from now."""
        self._plans.append((self._now + seconds, plan))
        self._plans.sort(key=lambda planned: planned[0])

    def now(self) -> float:
        return self._now

    def wait(self, condition: Condition, seconds: float) -> None:  # noqa: ARG002 - nobody waits
        until = self._now + seconds
        while self._plans and self._plans[0][0] <= until:
            self._now, plan = self._plans.pop(0)
            plan()
        self._now = until


class Tape(OutputPort):
    """A port into a tape: keeps what was sent, and when."""

    def __init__(self, clock: FakeClock | None = None) -> None:
        super().__init__()
        self._clock = clock or FakeClock()
        self._cut = False
        self._jam: Event | None = None
        self._more = Condition()
        self.recorded: list[tuple[float, bytes]] = []

    @property
    def heard(self) -> list[bytes]:
        """What was sent, in order."""
        return [message for _, message in self.recorded]

    def wait_for(self, enough: Callable[[list[bytes]], bool]) -> list[bytes]:
        """Wait until what was sent is enough; fail when it is not in ten seconds."""
        with self._more:
            assert self._more.wait_for(lambda: enough(self.heard), 10), f"only heard {self.heard}"
        return self.heard

    def cut(self) -> None:
        """Let the other end vanish."""
        self._cut = True

    def jam(self) -> Event:
        """Let `send` not return, as a dead server's does, until the event is set."""
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
