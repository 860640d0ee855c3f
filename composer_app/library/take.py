"""A take: a composition that was made, with its place on the shelf."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from composer_app.composer import Composition


@dataclass(frozen=True, slots=True)
class Take:
    """A composition that was made.

    Attributes:
        composition: What it is.
        made: When it was made, with its time zone.
        file: Its MIDI file, which stays where it is; None where it could not be written.
    """

    composition: Composition
    made: datetime
    file: Path | None
