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
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from composer_app.codec import parse_datetime
from composer_app.composition import Composition
from composer_app.errors import FileError
from composer_app.export import midi_bytes
from composer_app.files import read_file
from composer_app.library import jsonl as lines
from composer_app.library import summary as index
from composer_app.library.summary import TakeSummary, summarize
from composer_app.library.take import Take, TakeMarks
from composer_app.library.take_codec import CODEC, VERSION, check_version
from composer_app.midi.file import safe_file_name
from composer_app.paths import ensure_private, touch_private, write_atomically
from composer_app.request.request import Request

logger = logging.getLogger(__name__)

_RECORD_SUFFIX = ".json"
_MOST_BYTES = 20_000_000  # of a record
_INDEX_FILE, _MARKS_FILE = "index.jsonl", "marks.jsonl"
Annotation = tuple[str, TakeMarks | str]
"""A take's id, with its marks or with the id of the version it was left at."""


def _now() -> datetime:
    return datetime.now(UTC)


class TakeStore:
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

    def add(
        self,
        composition: Composition,
        original_request: Request | None = None,
        take_id: str = "",
        parent_version_id: str = "",
        midi: bytes = b"",
    ) -> tuple[Take, FileError | None]:
        """Put a take on the shelf and write its files; never over another's.

        Args:
            composition: The take.
            original_request: What was understood, where the controls fixed something else.
            take_id: The take that it is a version of.
            parent_version_id: The version that it went on from.
            midi: Its MIDI file, where somebody made that already.

        Returns:
            The take; and, where its files cannot be written, why: then it is without one until `keep_again`.
        """
        made, original_request = self._clock(), original_request or composition.request
        try:
            file = _create_file(ensure_private(self._folder), safe_file_name(composition.title))
            take = Take(
                file.stem, composition, original_request, made, file, take_id or file.stem, parent_version_id
            )
            self._write_files(take, file, midi)
        except FileError as error:
            name = _name_of_its_own(composition)
            return Take(
                name, composition, original_request, made, None, take_id or name, parent_version_id
            ), error
        return take, None

    def keep_again(self, take: Take, midi: bytes = b"") -> Take:
        """Write the files of a take that could not be written; the take with its file.

        Raises:
            FileError: They still cannot be.
        """
        file = ensure_private(self._folder) / f"{take.id}.mid"
        written = replace(take, midi_path=file)
        self._write_files(written, file, midi)
        return written

    def unread(self, name: str) -> bool:
        """Whether the shelf has a record of that id, whatever is in it."""
        return (self._folder / f"{name}{_RECORD_SUFFIX}").exists()

    def newly_unreadable(self) -> tuple[str, ...]:
        """Those of `unreadable` that nobody was told of yet; from now on they are told of."""
        told = {
            str(table["unreadable"])
            for table in lines.read(self._folder / _MARKS_FILE)
            if "unreadable" in table
        }
        new = tuple(name for name in self.unreadable if name not in told)
        for name in new:
            with suppress(FileError):
                lines.append(self._folder / _MARKS_FILE, {"unreadable": name})
        return new

    def load(self, version_id: str) -> Take | None:
        """The take of an id; None where the shelf has none, or its record is damaged."""
        return _read_take(self._folder / f"{version_id}{_RECORD_SUFFIX}")

    def summaries(self) -> Iterator[TakeSummary | None]:
        """What is on the shelf, in short: what the index knows, then what has only a record.

        Each step is short, so that others can have their turn in between; one that found nothing gives None.
        """
        names = _record_ids(self._folder)
        listed: set[str] = set()
        for table in lines.read(self._folder / _INDEX_FILE):
            summary = _read_summary(table)
            if summary and summary.id in names and summary.id not in listed:
                listed.add(summary.id)
                yield summary
            else:
                yield None
        for name in sorted(names - listed):
            take = self.load(name)
            if not take:
                self.unreadable.append(name)
            yield self._add_to_index(take) if take else None

    def save_marks(self, take_id: str, marks: TakeMarks) -> None:
        """Note the marks of a take.

        Raises:
            FileError: They cannot be written.
        """
        lines.append(self._folder / _MARKS_FILE, {"take": take_id, **CODEC.encode(marks)})

    def save_shown_version(self, take_id: str, version_id: str) -> None:
        """Note which version of a take is shown when it is gone back to.

        Raises:
            FileError: It cannot be written.
        """
        lines.append(self._folder / _MARKS_FILE, {"take": take_id, "version": version_id})

    def annotations(self) -> Iterator[Annotation]:
        """What was noted on takes, in the order it was noted: the last word holds."""
        for table in lines.read(self._folder / _MARKS_FILE):
            match table:
                case {"take": str(name), "version": str(version)}:
                    yield name, version
                case {"take": str(name), "star": _}:
                    with suppress(ValueError):
                        yield name, CODEC.decode(TakeMarks, table)

    def _add_to_index(self, take: Take) -> TakeSummary:
        """A take in short, which the index knows from now on; the record is what counts."""
        summary = summarize(take)
        with suppress(FileError):
            lines.append(self._folder / _INDEX_FILE, index.CODEC.encode(summary))
        return summary

    def _write_files(self, take: Take, file: Path, midi: bytes) -> None:
        """Write a take's file, its record, and its line in the index."""
        composition, note = take.composition, file.with_suffix(_RECORD_SUFFIX)
        try:
            write_atomically(file, midi or midi_bytes(composition), private=True)
            write_atomically(note, json.dumps(_to_record(take), ensure_ascii=False).encode(), private=True)
        except FileError:
            with suppress(OSError):
                file.unlink()
            raise
        self._add_to_index(take)


def _read_summary(table: dict[str, object]) -> TakeSummary | None:
    """The summary in a line of the index; None where it is none, or one of another version."""
    try:
        return index.CODEC.decode(TakeSummary, table)
    except ValueError:
        return None


def _to_record(take: Take) -> dict[str, object]:
    """What a take's record holds."""
    return {
        "version": VERSION,
        "made": CODEC.encode(take.created_at),
        "of": take.take_id,
        "source": take.parent_version_id,
        "asked": CODEC.encode(take.original_request),
        "composition": CODEC.encode(take.composition),
    }


def _name_of_its_own(composition: Composition) -> str:
    """What a take is called that has no file yet, and its file as soon as it has one: nothing else is called so."""
    import secrets  # as in `write_whole`

    return f"{Path(safe_file_name(composition.title)).stem} {secrets.token_hex(4)}"


def _create_file(folder: Path, name: str) -> Path:
    """An empty file of that name, or with a number where it is taken."""
    first = folder / name
    for number in itertools.count(1):
        file = first if number == 1 else first.with_stem(f"{first.stem} {number}")
        if file.with_suffix(_RECORD_SUFFIX).exists():
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


def _record_ids(folder: Path) -> set[str]:
    """The ids of the takes that have a record."""
    try:
        with os.scandir(folder) as found:
            return {each.name[: -len(_RECORD_SUFFIX)] for each in found if each.name.endswith(_RECORD_SUFFIX)}
    except OSError:
        return set()


def _read_take(record_path: Path) -> Take | None:
    """The take that a record tells of; None where it tells of none, or is damaged."""
    name = record_path.name[: -len(_RECORD_SUFFIX)]
    try:
        table = json.loads(read_file(record_path, _MOST_BYTES).decode())
        check_version(table)
        made, composition = parse_datetime(table["made"]), CODEC.decode(Composition, table["composition"])
        # A take of an older version is its own, and was asked for as it was made.
        asked = CODEC.decode(Request, table["asked"]) if "asked" in table else composition.request
        of, source = str(table.get("of") or name), str(table.get("source") or "")
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # Not which: a take is named after what was said.
        logger.info("A file is not the record of a take; it is left as it is", exc_info=True)
        logger.debug("It is %s", record_path)
        return None
    file = record_path.with_name(f"{name}.mid")
    return Take(name, composition, asked, made, file if file.exists() else None, of, source)
