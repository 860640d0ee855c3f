"""A take: a composition with its place in the take store, and the user's marks on it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from composer_app.composition import Composition
from composer_app.request.request import Request


@dataclass(frozen=True, slots=True)
class Take:
    """A stored composition: a take, or another version of one.

    Attributes:
        id: Its unique id in the take store.
        composition: The composition.
        original_request: The request as it was understood, before any overrides.
        created_at: When it was made, with its time zone.
        midi_path: Its MIDI file, which is never moved; None if it could not be written.
        take_id: The take that it is a version of; its own id if it is the first version.
        parent_version_id: The version that it was made from; empty if it was made from a sentence.
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
    """The user's marks on a take.

    Attributes:
        starred: Whether it has a star.
        name: The name that the user gave it; empty if it is listed by its sentence.
        removed: Whether it is hidden from the list. Its files are not deleted.
    """

    starred: bool = False
    name: str = ""
    removed: bool = False


NO_MARKS = TakeMarks()
