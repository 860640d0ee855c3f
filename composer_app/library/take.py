"""A take: a composition that was made, with its place on the shelf; and what a person noted on it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from composer_app.composition import Composition
from composer_app.request.request import Request


@dataclass(frozen=True, slots=True)
class Take:
    """A composition that was made: a take, or another version of one.

    Attributes:
        id: What the shelf calls it; no two are called the same.
        composition: What it is.
        original_request: What was understood, before the controls fixed something else.
        created_at: When it was made, with its time zone.
        midi_path: Its MIDI file, which stays where it is; None where it could not be written.
        take_id: The take that it is a version of; its own id where it is the first.
        parent_version_id: The version that it went on from; empty where it began with a sentence.
    """

    id: str
    composition: Composition
    original_request: Request
    created_at: datetime
    midi_path: Path | None
    take_id: str
    parent_version_id: str = ""


@dataclass(frozen=True, slots=True)
class TakeMarks:
    """What a person noted on a take.

    Attributes:
        starred: Whether it has a star.
        name: What it is called; empty while it goes by its sentence.
        removed: Whether it was taken off the list. Its files stay.
    """

    starred: bool = False
    name: str = ""
    removed: bool = False


NO_MARKS = TakeMarks()
