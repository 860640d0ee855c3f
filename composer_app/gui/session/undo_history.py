"""Undo and redo, without Qt: the states that things were in, and the acts that led from one to the next."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

State = TypeVar("State")
_MAX_UNDO_STEPS = 500  # acts that can be undone


@dataclass(frozen=True, slots=True)
class UndoEntry(Generic[State]):
    """A state, and the name of the act that led to it; empty for the first."""

    action: str
    state: State


class UndoHistory(Generic[State]):
    """A row of states with a place in it. States are frozen: undoing only moves the place."""

    def __init__(self, state: State) -> None:
        self._entries = [UndoEntry("", state)]
        self._position = 0

    @property
    def current(self) -> State:
        """The state that things are in."""
        return self._entries[self._position].state

    @property
    def undo_label(self) -> str:
        """The act that would be undone; empty where there is none."""
        return self._entries[self._position].action

    @property
    def redo_label(self) -> str:
        """The act that would be done again; empty where there is none."""
        return self._entries[self._position + 1].action if self._position + 1 < len(self._entries) else ""

    def push(self, action: str, state: State, *, merge: bool = False) -> None:
        """An act led to a state; what was undone before is given up. An act without an effect is none.

        Args:
            action: What a person would call it.
            state: Where it led.
            merge: Whether it goes on with an act of the same name just before, and is undone together with it.
        """
        if state == self.current:
            return
        del self._entries[self._position + 1 :]
        if merge and self._position and self.undo_label == action:
            self._entries.pop()
        if state != self._entries[-1].state:
            self._entries.append(UndoEntry(action, state))
        del self._entries[: -_MAX_UNDO_STEPS - 1]
        self._entries[0] = UndoEntry("", self._entries[0].state)
        self._position = len(self._entries) - 1

    def undo(self) -> State:
        """Go back to the state before the last act; the present state where there was no act."""
        self._position = max(0, self._position - 1)
        return self.current

    def redo(self) -> State:
        """Go to the state after the act that was undone last; the present state where there is none."""
        self._position = min(len(self._entries) - 1, self._position + 1)
        return self.current

    def transform_all(self, transform: Callable[[State], State]) -> None:
        """Change all states alike: something turns out to have been there all the time."""
        self._entries = [UndoEntry(each.action, transform(each.state)) for each in self._entries]
