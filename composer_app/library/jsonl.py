"""Append-only files with one JSON object per line, which survive a crash."""

import json
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path

from composer_app.errors import FileError
from composer_app.files import irregular_kind, read_file
from composer_app.paths import ensure_private, touch_private

logger = logging.getLogger(__name__)

_MOST_BYTES = 500_000_000  # about a million takes


def append(path: Path, table: Mapping[str, object]) -> None:
    """Append a line.

    Raises:
        FileError: If the file cannot be written.
    """
    line = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    ensure_private(path.parent)
    try:
        if kind := irregular_kind(path):
            raise FileExistsError(f"{path} is {kind}")
        touch_private(path)
        with path.open("ab") as file:
            file.write(f"\n{line}\n".encode())  # starts with a line break, in case the last line was cut off
    except (OSError, ValueError) as error:
        raise FileError(
            f"Nothing can be written to {path.parent}. Free some space, and try again."
        ) from error


def read(path: Path) -> Iterator[dict[str, object]]:
    """Yield the objects in the order they were written; skip lines that are not JSON objects."""
    try:
        lines = read_file(path, _MOST_BYTES).split(b"\n")
    except (OSError, ValueError):
        return
    for line in lines:
        if not line:
            continue
        try:
            table = json.loads(line)
        except (ValueError, RecursionError):
            logger.info("A damaged line of %s is passed over", path)
            continue
        if isinstance(table, dict):
            yield table
