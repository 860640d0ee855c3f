"""Turns of a conversation: what is there, what a sentence does to it, and by which steps."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from composer_app.music.constraints import Constraints
from composer_app.music.editing import Change
from composer_app.request.request import Request


class DialogueAct(StrEnum):
    """What a sentence does."""

    NEW = "new"  # asks for something else
    CHANGE = "change"  # changes what was asked for
    NEW_VARIATION = "another"  # asks for another take of the same
    PLAY = "play"
    STOP = "stop"
    SAVE = "save"
    GO_BACK = "back"
    EDIT_CHORDS = "edit"  # shapes single chords
    REGENERATE_UNLOCKED = "rest"  # asks for others in place of the chords that are not kept


@dataclass(frozen=True, slots=True)
class ChangeStep:
    """One step of a change.

    Attributes:
        dimension: "valence", "arousal", "tempo", "length", "tonic", or an emotion's name.
        amount: How far: 1 is a plain "more", negative is less. Semitones along the tonic; along tempo and length a
            factor where `is_factor` says so.
        is_factor: Whether `amount` multiplies.
    """

    dimension: str
    amount: float
    is_factor: bool = False

    def partial_inverse(self) -> "ChangeStep":
        """The way back, a little shorter: what "too much" means."""
        return replace(self, amount=1 / self.amount if self.is_factor else -0.7 * self.amount)


@dataclass(frozen=True, slots=True)
class DialogueState:
    """What is there when a sentence is said.

    Attributes:
        request: What was asked for last.
        current_constraints: Key, tempo, metre and length of what sounds, where they are known.
        last_steps: The last change, which "more" goes on with.
        chord_symbols: The symbols of the chords that sound, by which a sentence may name them: "Em", "D".
    """

    request: Request
    current_constraints: Constraints = field(default_factory=Constraints)
    last_steps: tuple[ChangeStep, ...] = ()
    chord_symbols: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DialogueTurn:
    """What a sentence does.

    Attributes:
        act: What to do.
        request: What is asked for from now on; None where nothing was yet.
        chords_to_lock: Chords to keep, counted from 1, from the end where negative; 0 stands for all.
        takes_back: How many takes to go back.
        steps: The change, for "more" and "too much".
        chord_edits: What is done to single chords, one after the other.
        note: A sentence for the person, where what is done is not quite what was said.
    """

    act: DialogueAct
    request: Request | None
    chords_to_lock: tuple[int, ...] = ()
    takes_back: int = 1
    steps: tuple[ChangeStep, ...] = ()
    chord_edits: tuple[Change, ...] = ()
    note: str = ""
