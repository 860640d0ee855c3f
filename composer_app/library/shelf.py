"""The shelf: every take that was made, each in a MIDI file that may be dragged away and stays.

Beside each file lies a record of the same name with all that is known of the take. Two files that only grow make
thousands of takes quick to find: an index with a summary of each, which is made again where it is lost, and the
marks, which hold what a person noted.
"""

import itertools
import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from composer_app.composer import Composition
from composer_app.errors import FileError
from composer_app.export import midi_of
from composer_app.files import read_file
from composer_app.library import lines, record
from composer_app.library.summary import Summary, plain, read, summary_of
from composer_app.library.take import Marks, Take
from composer_app.midi.file import file_name
from composer_app.paths import ensure_private, touch_private, write_whole
from composer_app.request.request import Request

logger = logging.getLogger(__name__)

_RECORD = ".json"
_MOST_BYTES = 20_000_000  # of a record
_INDEX, _MARKS = "index.jsonl", "marks.jsonl"
Noted = tuple[str, Marks | str]
"""A take's id, with its marks or with the id of the version it was left at."""


def _now() -> datetime:
    return datetime.now(UTC)


class Shelf:
    """The takes. No run ever removes a file: a music program may be using it.

    Attributes:
        unreadable: The ids of takes whose records `summaries` could not read: damaged, or made by a newer version.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime] = _now) -> None:
        """Open a shelf; nothing is read yet.

        Args:
            folder: Where its files lie; made when the first take comes.
            clock: What time it is.
        """
        self._folder, self._clock = folder, clock
        self.unreadable: list[str] = []

    def keep(
        self,
        composition: Composition,
        asked: Request | None = None,
        of: str = "",
        source: str = "",
        midi: bytes = b"",
    ) -> tuple[Take, FileError | None]:
        """Put a take on the shelf and write its files; never over another's.

        Args:
            composition: The take.
            asked: What was understood, where the controls fixed something else.
            of: The take that it is a version of.
            source: The version that it went on from.
            midi: Its MIDI file, where somebody made that already.

        Returns:
            The take; and, where its files cannot be written, why: then it is without one until `keep_again`.
        """
        made, asked = self._clock(), asked or composition.request
        try:
            file = _new_file(ensure_private(self._folder), file_name(composition.title))
            take = Take(file.stem, composition, asked, made, file, of or file.stem, source)
            self._write(take, file, midi)
        except FileError as error:
            name = _name_of_its_own(composition)
            return Take(name, composition, asked, made, None, of or name, source), error
        return take, None

    def keep_again(self, take: Take, midi: bytes = b"") -> Take:
        """Write the files of a take that could not be written; the take with its file.

        Raises:
            FileError: They still cannot be.
        """
        file = ensure_private(self._folder) / f"{take.id}.mid"
        written = replace(take, file=file)
        self._write(written, file, midi)
        return written

    def unread(self, name: str) -> bool:
        """Whether the shelf has a record of that id, whatever is in it."""
        return (self._folder / f"{name}{_RECORD}").exists()

    def newly_unreadable(self) -> tuple[str, ...]:
        """Those of `unreadable` that nobody was told of yet; from now on they are told of."""
        told = {
            str(table["unreadable"]) for table in lines.read(self._folder / _MARKS) if "unreadable" in table
        }
        new = tuple(name for name in self.unreadable if name not in told)
        for name in new:
            with suppress(FileError):
                lines.append(self._folder / _MARKS, {"unreadable": name})
        return new

    def open(self, name: str) -> Take | None:
        """The take of an id; None where the shelf has none, or its record is damaged."""
        return _take(self._folder / f"{name}{_RECORD}")

    def summaries(self) -> Iterator[Summary | None]:
        """What is on the shelf, in short: what the index knows, then what has only a record.

        Each step is short, so that others can have their turn in between; one that found nothing gives None.
        """
        names = _records(self._folder)
        listed: set[str] = set()
        for table in lines.read(self._folder / _INDEX):
            summary = _summary(table)
            if summary and summary.id in names and summary.id not in listed:
                listed.add(summary.id)
                yield summary
            else:
                yield None
        for name in sorted(names - listed):
            take = self.open(name)
            if not take:
                self.unreadable.append(name)
            yield self._indexed(take) if take else None

    def mark(self, name: str, marks: Marks) -> None:
        """Note the marks of a take.

        Raises:
            FileError: They cannot be written.
        """
        lines.append(self._folder / _MARKS, {"take": name, **asdict(marks)})

    def leave_at(self, name: str, version: str) -> None:
        """Note which version of a take is shown when it is gone back to.

        Raises:
            FileError: It cannot be written.
        """
        lines.append(self._folder / _MARKS, {"take": name, "version": version})

    def noted(self) -> Iterator[Noted]:
        """What was noted on takes, in the order it was noted: the last word holds."""
        for table in lines.read(self._folder / _MARKS):
            match table:
                case {"take": str(name), "version": str(version)}:
                    yield name, version
                case {"take": str(name), "star": bool(star), "name": str(called), "removed": bool(removed)}:
                    yield name, Marks(star, called, removed)

    def _indexed(self, take: Take) -> Summary:
        """A take in short, which the index knows from now on; the record is what counts."""
        summary = summary_of(take)
        with suppress(FileError):
            lines.append(self._folder / _INDEX, plain(summary))
        return summary

    def _write(self, take: Take, file: Path, midi: bytes) -> None:
        """Write a take's file, its record, and its line in the index."""
        composition, note = take.composition, file.with_suffix(_RECORD)
        try:
            write_whole(file, midi or midi_of(composition), private=True)
            write_whole(note, json.dumps(_note(take), ensure_ascii=False).encode(), private=True)
        except FileError:
            with suppress(OSError):
                file.unlink()
            raise
        self._indexed(take)


def _summary(table: dict[str, object]) -> Summary | None:
    """The summary in a line of the index; None where it is none, or one of another version."""
    try:
        return read(table)
    except ValueError:
        return None


def _note(take: Take) -> dict[str, object]:
    """What a take's record holds."""
    return {
        "made": take.made.isoformat(),
        "of": take.of,
        "source": take.source,
        "asked": asdict(take.asked),
        "composition": record.plain(take.composition),
    }


def _name_of_its_own(composition: Composition) -> str:
    """What a take is called that has no file yet, and its file as soon as it has one: nothing else is called so."""
    import secrets  # as in `write_whole`

    return f"{Path(file_name(composition.title)).stem} {secrets.token_hex(4)}"


def _new_file(folder: Path, name: str) -> Path:
    """An empty file of that name, or with a number where it is taken."""
    first = folder / name
    for number in itertools.count(1):
        file = first if number == 1 else first.with_stem(f"{first.stem} {number}")
        if file.with_suffix(_RECORD).exists():
            continue
        try:
            touch_private(file, exist_ok=False)
        except FileExistsError:
            continue
        except OSError as error:
            raise FileError(
                f"Nothing can be written to {folder}. Choose another folder, or free some space."
            ) from error
        return file
    raise AssertionError("numbers do not end")


def _records(folder: Path) -> set[str]:
    """The ids of the takes that have a record."""
    try:
        with os.scandir(folder) as found:
            return {each.name[: -len(_RECORD)] for each in found if each.name.endswith(_RECORD)}
    except OSError:
        return set()


def _take(note: Path) -> Take | None:
    """The take that a record tells of; None where it tells of none, or is damaged."""
    name = note.name[: -len(_RECORD)]
    try:
        table = json.loads(read_file(note, _MOST_BYTES).decode())
        made, composition = record.moment(table["made"]), record.read(table["composition"])
        # A take of an older version is its own, and was asked for as it was made.
        asked = record.read_as(Request, table["asked"]) if "asked" in table else composition.request
        of, source = str(table.get("of") or name), str(table.get("source") or "")
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # Not which: a take is named after what was said.
        logger.info("A file is not the record of a take; it is left as it is", exc_info=True)
        logger.debug("It is %s", note)
        return None
    file = note.with_name(f"{name}.mid")
    assert isinstance(asked, Request)
    return Take(name, composition, asked, made, file if file.exists() else None, of, source)
