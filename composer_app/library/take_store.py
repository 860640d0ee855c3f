"""The take store: every take in a MIDI file that may be dragged elsewhere and is never removed.

Next to each MIDI file is a record of the same name with everything known about the take. Two append-only files make
thousands of takes quick to list: an index with a summary of each, which is rebuilt if it is lost, and the user's
marks.
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
_MOST_BYTES = 20_000_000  # the largest record that is read
_INDEX_FILE, _MARKS_FILE = "index.jsonl", "marks.jsonl"
Annotation = tuple[str, TakeMarks | str]
"""A take's id, with its marks or with the id of the version that was last shown."""


def _now() -> datetime:
    return datetime.now(UTC)


class TakeStore:
    """The stored takes. A MIDI file is never removed, because a music program may be using it.

    Attributes:
        unreadable: The ids of takes whose records `summaries` could not read: damaged, or from a newer version.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime] = _now) -> None:
        """Open a take store without reading it.

        Args:
            folder: The folder of its files; created when the first take is added.
            clock: Returns the current time.
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
        """Add a take and write its files; never overwrite another take's.

        Args:
            composition: The take.
            original_request: The request as understood, if overrides changed it.
            take_id: The take that it is a version of.
            parent_version_id: The version that it was made from.
            midi: Its MIDI file, if it has been encoded already.

        Returns:
            The take and, if its files cannot be written, the error: then it has no file until `retry_writing`.
        """
        created_at, original_request = self._clock(), original_request or composition.request
        try:
            file = _create_file(ensure_private(self._folder), safe_file_name(composition.title))
            take = Take(
                file.stem,
                composition,
                original_request,
                created_at,
                file,
                take_id or file.stem,
                parent_version_id,
            )
            self._write_files(take, file, midi)
        except FileError as error:
            name = _unique_name(composition)
            return Take(
                name, composition, original_request, created_at, None, take_id or name, parent_version_id
            ), error
        return take, None

    def retry_writing(self, take: Take, midi: bytes = b"") -> Take:
        """Write the files of a take that could not be written before; return the take with its path.

        Raises:
            FileError: If they still cannot be written.
        """
        file = ensure_private(self._folder) / f"{take.id}.mid"
        written = replace(take, midi_path=file)
        self._write_files(written, file, midi)
        return written

    def has_record(self, name: str) -> bool:
        """Return whether a record of that id exists, readable or not."""
        return (self._folder / f"{name}{_RECORD_SUFFIX}").exists()

    def newly_unreadable(self) -> tuple[str, ...]:
        """Return the ids in `unreadable` that were not reported before, and mark them as reported."""
        reported = {
            str(table["unreadable"])
            for table in lines.read(self._folder / _MARKS_FILE)
            if "unreadable" in table
        }
        new = tuple(name for name in self.unreadable if name not in reported)
        for name in new:
            with suppress(FileError):
                lines.append(self._folder / _MARKS_FILE, {"unreadable": name})
        return new

    def load(self, version_id: str) -> Take | None:
        """Load a take by its id; return None if there is no record, or if it is damaged."""
        return _read_take(self._folder / f"{version_id}{_RECORD_SUFFIX}")

    def summaries(self) -> Iterator[TakeSummary | None]:
        """Yield the summaries: first those in the index, then those of records missing from it.

        Each step is short, so that other work can run in between; a step without a summary yields None.
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
        """Save the marks of a take.

        Raises:
            FileError: If they cannot be written.
        """
        lines.append(self._folder / _MARKS_FILE, {"take": take_id, **CODEC.encode(marks)})

    def save_shown_version(self, take_id: str, version_id: str) -> None:
        """Save which version of a take to show when it is opened.

        Raises:
            FileError: If it cannot be written.
        """
        lines.append(self._folder / _MARKS_FILE, {"take": take_id, "version": version_id})

    def annotations(self) -> Iterator[Annotation]:
        """Yield the marks and shown versions in the order they were saved; the last one for a take applies."""
        for table in lines.read(self._folder / _MARKS_FILE):
            match table:
                case {"take": str(name), "version": str(version)}:
                    yield name, version
                case {"take": str(name), "star": _}:
                    with suppress(ValueError):
                        yield name, CODEC.decode(TakeMarks, table)

    def _add_to_index(self, take: Take) -> TakeSummary:
        """Append a take's summary to the index, and return it. Ignores failures: the record is authoritative."""
        summary = summarize(take)
        with suppress(FileError):
            lines.append(self._folder / _INDEX_FILE, index.CODEC.encode(summary))
        return summary

    def _write_files(self, take: Take, file: Path, midi: bytes) -> None:
        """Write a take's MIDI file, its record, and its line in the index."""
        composition, record_path = take.composition, file.with_suffix(_RECORD_SUFFIX)
        try:
            write_atomically(file, midi or midi_bytes(composition), private=True)
            write_atomically(
                record_path, json.dumps(_to_record(take), ensure_ascii=False).encode(), private=True
            )
        except FileError:
            with suppress(OSError):
                file.unlink()
            raise
        self._add_to_index(take)


def _read_summary(table: dict[str, object]) -> TakeSummary | None:
    """Decode a line of the index; return None if it is not a summary, or of another format version."""
    try:
        return index.CODEC.decode(TakeSummary, table)
    except ValueError:
        return None


def _to_record(take: Take) -> dict[str, object]:
    """Return a take's record as JSON."""
    return {
        "version": VERSION,
        "made": CODEC.encode(take.created_at),
        "of": take.take_id,
        "source": take.parent_version_id,
        "asked": CODEC.encode(take.original_request),
        "composition": CODEC.encode(take.composition),
    }


def _unique_name(composition: Composition) -> str:
    """Return a unique name for a take without a file; its file gets the same name later."""
    import secrets  # imported late, as in `write_atomically`

    return f"{Path(safe_file_name(composition.title)).stem} {secrets.token_hex(4)}"


def _create_file(folder: Path, name: str) -> Path:
    """Create an empty file of that name; append a number if the name is taken."""
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
    """Return the ids of the takes that have a record."""
    try:
        with os.scandir(folder) as entries:
            return {
                entry.name[: -len(_RECORD_SUFFIX)] for entry in entries if entry.name.endswith(_RECORD_SUFFIX)
            }
    except OSError:
        return set()


def _read_take(record_path: Path) -> Take | None:
    """Load the take of a record; return None if it is damaged or not a record."""
    name = record_path.name[: -len(_RECORD_SUFFIX)]
    try:
        table = json.loads(read_file(record_path, _MOST_BYTES).decode())
        check_version(table)
        created_at, composition = (
            parse_datetime(table["made"]),
            CODEC.decode(Composition, table["composition"]),
        )
        # A record from an older version has no take id and no original request.
        original_request = CODEC.decode(Request, table["asked"]) if "asked" in table else composition.request
        take_id, parent_version_id = str(table.get("of") or name), str(table.get("source") or "")
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # Without the file name, which contains the user's words.
        logger.info("A file is not the record of a take; it is left as it is", exc_info=True)
        logger.debug("It is %s", record_path)
        return None
    file = record_path.with_name(f"{name}.mid")
    return Take(
        name,
        composition,
        original_request,
        created_at,
        file if file.exists() else None,
        take_id,
        parent_version_id,
    )
