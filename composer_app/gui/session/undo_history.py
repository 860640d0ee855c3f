"""Undo and redo, without Qt: the states that things were in, and the acts that led from one to the next."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

State = TypeVar("State")
_MOST = 500  # acts that can be undone


@dataclass(frozen=True, slots=True)
class UndoEntry(Generic[State]):
    """A state, and the name of the act that led to it; empty for the first."""

    act: str
    state: State


class UndoHistory(Generic[State]):
    """A row of states with a place in it. States are frozen: undoing only moves the place."""

    def __init__(self, state: State) -> None:
        self._moments = [UndoEntry("", state)]
        self._place = 0

    @property
    def now(self) -> State:
        """The state that things are in."""
        return self._moments[self._place].state

    @property
    def undoable(self) -> str:
        """The act that would be undone; empty where there is none."""
        return self._moments[self._place].act

    @property
    def redoable(self) -> str:
        """The act that would be done again; empty where there is none."""
        return self._moments[self._place + 1].act if self._place + 1 < len(self._moments) else ""

    def do(self, act: str, state: State, *, merge: bool = False) -> None:
        """An act led to a state; what was undone before is given up. An act without an effect is none.

        Args:
            act: What a person would call it.
            state: Where it led.
            merge: Whether it goes on with an act of the same name just before, and is undone together with it.
        """
        if state == self.now:
            return
        del self._moments[self._place + 1 :]
        if merge and self._place and self.undoable == act:
            self._moments.pop()
        if state != self._moments[-1].state:
            self._moments.append(UndoEntry(act, state))
        del self._moments[: -_MOST - 1]
        self._moments[0] = UndoEntry("", self._moments[0].state)
        self._place = len(self._moments) - 1

    def undo(self) -> State:
        """Go back to the state before the last act; the present state where there was no act."""
        self._place = max(0, self._place - 1)
        return self.now

    def redo(self) -> State:
        """Go to the state after the act that was undone last; the present state where there is none."""
        self._place = min(len(self._moments) - 1, self._place + 1)
        return self.now

    def rebase(self, change: Callable[[State], State]) -> None:
        """Change all states alike: something turns out to have been there all the time."""
        self._moments = [UndoEntry(each.act, change(each.state)) for each in self._moments]
