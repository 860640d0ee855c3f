"""The values of a dialogue: its state before a sentence, and the turn that the sentence makes."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from composer_app.music.constraints import Constraints
from composer_app.music.editing import Change
from composer_app.request.request import Request


class DialogueAct(StrEnum):
    """The kinds of turns."""

    NEW = "new"  # a new request
    CHANGE = "change"  # a change of the current request
    NEW_VARIATION = "another"  # another take of the current request
    PLAY = "play"
    STOP = "stop"
    SAVE = "save"
    GO_BACK = "back"
    EDIT_CHORDS = "edit"
    REGENERATE_UNLOCKED = "rest"


@dataclass(frozen=True, slots=True)
class ChangeStep:
    """One step of a relative change.

    Attributes:
        dimension: "valence", "arousal", "tempo", "bpm", "length", "tonic", or the name of an emotion.
        amount: The size: 1 for "more", negative for less; semitones for the tonic, beats per minute for "bpm".
        is_factor: Whether tempo or length is multiplied by `amount`.
    """

    dimension: str
    amount: float
    is_factor: bool = False

    def partial_inverse(self) -> "ChangeStep":
        """Return a step that undoes most of this one, for "too much"."""
        return replace(self, amount=1 / self.amount if self.is_factor else -0.7 * self.amount)


@dataclass(frozen=True, slots=True)
class DialogueState:
    """The state of the dialogue before a sentence.

    Attributes:
        request: The current request.
        current_constraints: The key, tempo, metre and length of the current take, as far as they are known.
        last_steps: The last change, which "more" repeats.
        chord_symbols: The symbols of the current chords, by which a sentence may name them: "Em", "D".
    """

    request: Request
    current_constraints: Constraints = field(default_factory=Constraints)
    last_steps: tuple[ChangeStep, ...] = ()
    chord_symbols: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DialogueTurn:
    """The interpretation of a sentence.

    Attributes:
        act: The kind of turn.
        request: The new current request; None if there is none yet.
        chords_to_lock: The numbers of chords to lock, from 1, from the end if negative; 0 for all.
        takes_back: How many takes to go back.
        steps: The change, for a following "more" or "too much".
        chord_edits: The changes of single chords, in order.
        note: A sentence for the user if the result is not exactly what was said.
    """

    act: DialogueAct
    request: Request | None
    chords_to_lock: tuple[int, ...] = ()
    takes_back: int = 1
    steps: tuple[ChangeStep, ...] = ()
    chord_edits: tuple[Change, ...] = ()
    note: str = ""
