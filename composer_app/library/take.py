"""A take: a composition that was made, with its place on the shelf; and what a person noted on it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from composer_app.composer import Composition
from composer_app.request.request import Request


@dataclass(frozen=True, slots=True)
class Take:
    """A composition that was made: a take, or another version of one.

    Attributes:
        id: What the shelf calls it; no two are called the same.
        composition: What it is.
        asked: What was understood, before the controls fixed something else.
        made: When it was made, with its time zone.
        file: Its MIDI file, which stays where it is; None where it could not be written.
        of: The take that it is a version of; its own id where it is the first.
        source: The version that it went on from; empty where it began with a sentence.
    """

    id: str
    composition: Composition
    asked: Request
    made: datetime
    file: Path | None
    of: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class TakeMarks:
    """What a person noted on a take.

    Attributes:
        star: Whether it has a star.
        name: What it is called; empty while it goes by its sentence.
        removed: Whether it was taken off the list. Its files stay.
    """

    star: bool = False
    name: str = ""
    removed: bool = False


NO_MARKS = TakeMarks()
