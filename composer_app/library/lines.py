"""A file that only grows, one JSON object a line: what was written before a crash is there after it."""

import json
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path

from composer_app.errors import FileError
from composer_app.files import irregular, read_file
from composer_app.paths import ensure_private, touch_private

logger = logging.getLogger(__name__)

_MOST_BYTES = 500_000_000  # a million takes


def append(path: Path, table: Mapping[str, object]) -> None:
    """Add a line.

    Raises:
        FileError: It cannot be written.
    """
    line = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    ensure_private(path.parent)
    try:
        if kind := irregular(path):
            raise FileExistsError(f"{path} is {kind}")
        touch_private(path)
        with path.open("ab") as file:
            file.write(f"\n{line}\n".encode())  # after a line of its own, in case the last was cut off
    except (OSError, ValueError) as error:
        raise FileError(
            f"Nothing can be written to {path.parent}. Free some space, and try again."
        ) from error


def read(path: Path) -> Iterator[dict[str, object]]:
    """The lines in the order they were written; what is no JSON object is passed over."""
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
