"""The shelf: every take that was made, each in a MIDI file that may be dragged away and stays.

Beside each file lies a record of the same name with all that is known of the take, by which it is found
again after a restart.
"""

import itertools
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from composer_app.composer import Composition
from composer_app.errors import FileError
from composer_app.library import record
from composer_app.library.take import Take
from composer_app.midi.file import file_name, save_midi
from composer_app.paths import ensure, write_whole

logger = logging.getLogger(__name__)

_RECORD = ".json"
# How many takes a shelf remembers from earlier runs.
_REMEMBERED = 100


def _now() -> datetime:
    return datetime.now(UTC)


class Shelf:
    """The takes, newest first. One run never removes a file: a music program may be using it."""

    def __init__(self, folder: Path, clock: Callable[[], datetime] = _now) -> None:
        """Open a shelf.

        Args:
            folder: Where its files lie; made when the first take comes.
            clock: What time it is.
        """
        self._folder = folder
        self._clock = clock
        self._takes = sorted(_remembered(folder), key=lambda take: take.made, reverse=True)

    def takes(self) -> tuple[Take, ...]:
        """The takes, newest first, those of earlier runs included."""
        return tuple(self._takes)

    def keep(self, composition: Composition) -> Take:
        """Put a take on the shelf and write its file; never over another's.

        Raises:
            FileError: The file cannot be written. The take is kept without one, as the first of `takes`.
        """
        made = self._clock()
        try:
            file = self._write(composition, made)
        except FileError:
            self._takes.insert(0, Take(composition, made, None))
            raise
        self._takes.insert(0, Take(composition, made, file))
        return self._takes[0]

    def _write(self, composition: Composition, made: datetime) -> Path:
        """Write a take's file and its record."""
        file = _new_file(ensure(self._folder), file_name(composition.title))
        try:
            save_midi(composition.performance, file, composition.title, composition.provenance)
            note = {"made": made.isoformat(), "composition": record.plain(composition)}
            write_whole(file.with_suffix(_RECORD), json.dumps(note, ensure_ascii=False).encode())
        except FileError:
            with suppress(OSError):
                file.unlink()
            raise
        return file


def _new_file(folder: Path, name: str) -> Path:
    """An empty file of that name, or with a number where it is taken."""
    first = folder / name
    for number in itertools.count(1):
        file = first if number == 1 else first.with_stem(f"{first.stem} {number}")
        if file.with_suffix(_RECORD).exists():
            continue
        try:
            file.touch(exist_ok=False)
        except FileExistsError:
            continue
        except OSError as error:
            raise FileError(
                f"Nothing can be written to {folder}. Choose another folder, or free some space."
            ) from error
        return file
    raise AssertionError("numbers do not end")


def _records(folder: Path) -> Iterator[Path]:
    """The records on a shelf, with those files that are none."""
    if folder.is_dir():
        yield from folder.glob(f"*{_RECORD}")


def _touched(note: Path) -> float:
    """When a take's files were last written, in seconds since 1970."""
    files = (note, note.with_suffix(".mid"))
    return max((file.stat().st_mtime for file in files if file.exists()), default=0.0)


def _remembered(folder: Path) -> list[Take]:
    """The youngest takes of earlier runs."""
    notes = sorted(_records(folder), key=_touched, reverse=True)
    return [take for note in notes[:_REMEMBERED] if (take := _take(note))]


def _take(note: Path) -> Take | None:
    """The take that a record tells of; None where it tells of none, or is damaged."""
    try:
        table = json.loads(note.read_text(encoding="utf-8"))
        made, composition = datetime.fromisoformat(table["made"]), record.read(table["composition"])
    except (OSError, ValueError, TypeError, KeyError):
        logger.info("%s is not the record of a take; it is left as it is", note, exc_info=True)
        return None
    file = note.with_suffix(".mid")
    return Take(composition, made, file if file.exists() else None)
