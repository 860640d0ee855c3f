"""Turns of a conversation: what is there, what a sentence does to it, and by which steps."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from composer_app.music.constraints import Constraints
from composer_app.music.editing import Change
from composer_app.request.request import Request


class Act(StrEnum):
    """What a sentence does."""

    NEW = "new"  # asks for something else
    CHANGE = "change"  # changes what was asked for
    ANOTHER = "another"  # asks for another take of the same
    PLAY = "play"
    STOP = "stop"
    SAVE = "save"
    BACK = "back"
    EDIT = "edit"  # shapes single chords
    REST = "rest"  # asks for others in place of the chords that are not kept


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a change.

    Attributes:
        along: "valence", "arousal", "tempo", "length", "tonic", or an emotion's name.
        by: How far: 1 is a plain "more", negative is less. Semitones along the tonic; along tempo and length a
            factor where `factor` says so.
        factor: Whether `by` multiplies.
    """

    along: str
    by: float
    factor: bool = False

    def reversed(self) -> "Step":
        """The way back, a little shorter: what "too much" means."""
        return replace(self, by=1 / self.by if self.factor else -0.7 * self.by)


@dataclass(frozen=True, slots=True)
class State:
    """What is there when a sentence is said.

    Attributes:
        request: What was asked for last.
        heard: Key, tempo, metre and length of what sounds, where they are known.
        steps: The last change, which "more" goes on with.
        chords: The symbols of the chords that sound, by which a sentence may name them: "Em", "D".
    """

    request: Request
    heard: Constraints = field(default_factory=Constraints)
    steps: tuple[Step, ...] = ()
    chords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What a sentence does.

    Attributes:
        act: What to do.
        request: What is asked for from now on; None where nothing was yet.
        keep: Chords to keep, counted from 1, from the end where negative; 0 stands for all.
        takes: How many takes to go back.
        steps: The change, for "more" and "too much".
        changes: What is done to single chords, one after the other.
        note: A sentence for the person, where what is done is not quite what was said.
    """

    act: Act
    request: Request | None
    keep: tuple[int, ...] = ()
    takes: int = 1
    steps: tuple[Step, ...] = ()
    changes: tuple[Change, ...] = ()
    note: str = ""
