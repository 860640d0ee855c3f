"""A history of states for undo and redo, without Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

State = TypeVar("State")
_MAX_UNDO_STEPS = 500


@dataclass(frozen=True, slots=True)
class UndoEntry(Generic[State]):
    """A state, and the label of the action that led to it; "" for the first."""

    action: str
    state: State


class UndoHistory(Generic[State]):
    """A list of frozen states with a position; undo and redo move the position."""

    def __init__(self, state: State) -> None:
        self._entries = [UndoEntry("", state)]
        self._position = 0

    @property
    def current(self) -> State:
        """The current state."""
        return self._entries[self._position].state

    @property
    def undo_label(self) -> str:
        """The label of the action to undo; "" if there is none."""
        return self._entries[self._position].action

    @property
    def redo_label(self) -> str:
        """The label of the action to redo; "" if there is none."""
        return self._entries[self._position + 1].action if self._position + 1 < len(self._entries) else ""

    def push(self, action: str, state: State, *, merge: bool = False) -> None:
        """Push a state and discard the states to redo; does nothing if the state is unchanged.

        Args:
            action: The label of the action that led to the state.
            state: The new state.
            merge: Whether to replace the last state if its action has the same label.
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
        """Return to the state before the last action, if there was one."""
        self._position = max(0, self._position - 1)
        return self.current

    def redo(self) -> State:
        """Return to the state before the last undo, if there was one."""
        self._position = min(len(self._entries) - 1, self._position + 1)
        return self.current

    def transform_all(self, transform: Callable[[State], State]) -> None:
        """Apply a function to all states, for something that was true from the beginning."""
        self._entries = [UndoEntry(each.action, transform(each.state)) for each in self._entries]
