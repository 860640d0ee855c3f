"""The machines that a person trained, as files: which there are, what their cards say, and the way back.

No torch: the window asks this, too.
"""

import json
import os
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from composer_app.errors import FileError
from composer_app.files import open_file, place_of
from composer_app.paths import close_to_others, ensure_private

CARD = "card"
"""The entry of a machine's metadata that holds its card, as JSON."""
MOST_BYTES = 100_000_000
"""How large a machine's file may be; one that ships has less than one million."""
_SUFFIX = ".safetensors"
_BEFORE = ".before"
_LONGEST_HEAD = 1_000_000  # bytes; a machine's head has some hundreds


@dataclass(frozen=True, slots=True)
class Owned:
    """A machine that a person trained.

    Attributes:
        emotion: Its emotion.
        pieces: How many pieces of theirs it learned from last.
        guessed: The share of hidden chords guessed in pieces that were kept aside, 0 to 1, before and after.
        again: Whether it was trained before that, too, so that undoing leads to another machine of theirs.
        damaged: Whether its file cannot be read; then nothing else is known of it but the way back.
    """

    emotion: str
    pieces: int
    guessed: tuple[float, float]
    again: bool
    damaged: bool = False


def owned(folder: Path) -> tuple[Owned, ...]:
    """The machines in a person's folder, by name."""
    return tuple(_each(folder))


def undo(emotion: str, folder: Path) -> bool:
    """Take an emotion's machine back to what it was before the last training; False when there was none.

    Raises:
        FileError: The folder cannot be written to.
    """
    file = _place(emotion, folder)
    before = _before(file)
    if not file.exists():
        return False
    try:
        if before.exists():
            before.replace(place_of(file))
        else:
            file.unlink()
    except OSError as error:
        raise FileError(f"The machine {file} cannot be taken back. Remove it yourself.") from error
    return True


def check_writable(folder: Path) -> None:
    """Refuse a folder in which no machine could be kept, before the work rather than after it.

    Raises:
        FileError: It cannot be made, or not be written to.
    """
    there = next(place for place in (folder, *folder.parents) if place.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise FileError(
            f"Nothing can be written to {folder}, where your machines are kept. Allow it, or move what is in the way."
        )


def put(new: Path, emotion: str, folder: Path, *, keep: bool = True) -> None:
    """Move a machine's file into its place; the one that was there stays beside it. There is one at any moment.

    One that is damaged leads nowhere, so it is not to be kept: then what stood beside it stays.

    Raises:
        OSError: It cannot be moved; then all is as it was.
    """
    file = _place(emotion, folder)
    place = place_of(file)
    if file.exists() and keep:
        _copy(file, _before(file))
    close_to_others(new).replace(place)


def beside(emotion: str, folder: Path) -> Path:
    """Where a new machine is written before it is `put` in its place; the folder is made.

    Raises:
        FileError: The folder cannot be made.
    """
    return ensure_private(folder) / f"{emotion}.new"


def _place(emotion: str, folder: Path) -> Path:
    return folder / f"{emotion}{_SUFFIX}"


def _before(file: Path) -> Path:
    return file.with_suffix(_SUFFIX + _BEFORE)


def _copy(file: Path, to: Path) -> None:
    """Copy a file, whole or not at all."""
    part = to.with_suffix(".part")
    try:
        shutil.copy2(file, part)
        part.replace(to)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _each(folder: Path) -> Iterator[Owned]:
    for file in sorted(folder.glob(f"*{_SUFFIX}")):
        again = _before(file).exists()
        try:
            card = _card(file)
            now = float(card["top1"])
            own = Owned(file.stem, int(card["own"]), (float(card.get("was", now)), now), again)
        except (OSError, ValueError, LookupError, TypeError, RecursionError, OverflowError, struct.error):
            own = Owned(file.stem, 0, (0.0, 0.0), again, damaged=True)
        yield own


def _card(file: Path) -> dict[str, Any]:
    """The card in the head of a safetensors file: eight bytes of length, then JSON."""
    with open_file(file, MOST_BYTES) as content:
        (length,) = struct.unpack("<Q", content.read(8))
        if length > _LONGEST_HEAD:
            raise ValueError("no head of a machine is that long")
        card: dict[str, Any] = json.loads(json.loads(content.read(length))["__metadata__"][CARD])
    return card
