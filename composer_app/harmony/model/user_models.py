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

CARD_METADATA_KEY = "card"
"""The entry of a machine's metadata that holds its card, as JSON."""
MOST_BYTES = 100_000_000
"""How large a machine's file may be; one that ships has less than one million."""
_SUFFIX = ".safetensors"
_BACKUP_SUFFIX = ".before"
_MAX_HEADER_BYTES = 1_000_000  # bytes; a machine's head has some hundreds


@dataclass(frozen=True, slots=True)
class UserModel:
    """A machine that a person trained.

    Attributes:
        emotion: Its emotion.
        pieces: How many pieces of theirs it learned from last.
        accuracies: The share of hidden chords guessed in pieces that were kept aside, 0 to 1, before and after.
        has_earlier_version: Whether it was trained before that, too, so that undoing leads to another of theirs.
        damaged: Whether its file cannot be read; then nothing else is known of it but the way back.
    """

    emotion: str
    pieces: int
    accuracies: tuple[float, float]
    has_earlier_version: bool
    damaged: bool = False


def list_user_models(folder: Path) -> tuple[UserModel, ...]:
    """The machines in a person's folder, by name."""
    return tuple(_iter_user_models(folder))


def restore_previous(emotion: str, folder: Path) -> bool:
    """Take an emotion's machine back to what it was before the last training; False when there was none.

    Raises:
        FileError: The folder cannot be written to.
    """
    file = _model_path(emotion, folder)
    before = _backup_path(file)
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


def install(new: Path, emotion: str, folder: Path, *, keep: bool = True) -> None:
    """Move a machine's file into its place; the one that was there stays beside it. There is one at any moment.

    One that is damaged leads nowhere, so it is not to be kept: then what stood beside it stays.

    Raises:
        OSError: It cannot be moved; then all is as it was.
    """
    file = _model_path(emotion, folder)
    place = place_of(file)
    if file.exists() and keep:
        _copy_atomically(file, _backup_path(file))
    close_to_others(new).replace(place)


def staging_path(emotion: str, folder: Path) -> Path:
    """Where a new machine is written before it is `put` in its place; the folder is made.

    Raises:
        FileError: The folder cannot be made.
    """
    return ensure_private(folder) / f"{emotion}.new"


def _model_path(emotion: str, folder: Path) -> Path:
    return folder / f"{emotion}{_SUFFIX}"


def _backup_path(file: Path) -> Path:
    return file.with_suffix(_SUFFIX + _BACKUP_SUFFIX)


def _copy_atomically(file: Path, to: Path) -> None:
    """Copy a file, whole or not at all."""
    part = to.with_suffix(".part")
    try:
        shutil.copy2(file, part)
        part.replace(to)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _iter_user_models(folder: Path) -> Iterator[UserModel]:
    for file in sorted(folder.glob(f"*{_SUFFIX}")):
        again = _backup_path(file).exists()
        try:
            card = _read_card(file)
            now = float(card["top1"])
            own = UserModel(file.stem, int(card["own"]), (float(card.get("was", now)), now), again)
        except (OSError, ValueError, LookupError, TypeError, RecursionError, OverflowError, struct.error):
            own = UserModel(file.stem, 0, (0.0, 0.0), again, damaged=True)
        yield own


def _read_card(file: Path) -> dict[str, Any]:
    """The card in the head of a safetensors file: eight bytes of length, then JSON."""
    with open_file(file, MOST_BYTES) as content:
        (length,) = struct.unpack("<Q", content.read(8))
        if length > _MAX_HEADER_BYTES:
            raise ValueError("no head of a machine is that long")
        card: dict[str, Any] = json.loads(json.loads(content.read(length))["__metadata__"][CARD_METADATA_KEY])
    return card
