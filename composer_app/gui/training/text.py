"""How long a piece of work will still take, from how fast it went so far."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from composer_app.engine.events import FineTuned, FolderScan
from composer_app.gui.text.format import format_percent
from composer_app.gui.text.translation import translate_term
from composer_app.harmony.model.user_models import UserModel

_MAX_NAMED_FILES = 3  # of the files that could not be read
translate = QCoreApplication.translate


def describe_scan(scan: FolderScan) -> str:
    """What is in a folder, in sentences."""
    told = translate("MyMusic", "Files read: {files}. Pieces: {pieces}. Chords: {chords}.").format(
        files=scan.files, pieces=scan.pieces, chords=scan.chords
    )
    return "\n".join(part for part in (told, _describe_skipped_files(scan), scan.problem) if part)


def format_time_left(seconds: float | None) -> str:
    """How long it will still take, as a person would say it; empty while nobody knows."""
    if seconds is None:
        return ""
    if seconds < 10:
        return translate("MyMusic", "a few seconds left")
    if seconds < 95:
        return translate("MyMusic", "about {count} seconds left").format(count=round(seconds / 10) * 10)
    return translate("MyMusic", "about {count} minutes left").format(count=round(seconds / 60))


def describe_training_result(result: FineTuned) -> str:
    """What was learned, and whether it helped, by what is guessed of the pieces kept aside."""
    gained = result.accuracy_after > result.accuracy_before
    verdict = (
        translate("MyMusic", "The next {emotion} take will use it.")
        if gained
        else translate(
            "MyMusic",
            "Accuracy did not improve: the pieces may have little in common. Undo it, or add more music.",
        )
    )
    score = translate("MyMusic", "Accuracy on held-out pieces: {before} → {after}.").format(
        before=format_percent(result.accuracy_before), after=format_percent(result.accuracy_after)
    )
    done = translate("MyMusic", "Trained {emotion}.")
    return f"{done} {score} {verdict}".replace("{emotion}", translate_term(result.emotion))


def describe_model(model: UserModel) -> str:
    """A machine that a person trained, in a line."""
    if model.damaged:
        return translate("MyMusic", "{emotion} · damaged: undo, then train again").format(
            emotion=translate_term(model.emotion).capitalize()
        )
    before, after = (format_percent(share) for share in model.accuracies)
    return translate("MyMusic", "{emotion} · pieces: {pieces} · accuracy {before} → {after}").format(
        emotion=translate_term(model.emotion).capitalize(), pieces=model.pieces, before=before, after=after
    )


def describe_undo(model: UserModel) -> str:
    """What undoing the last training of a machine leads to."""
    if model.has_earlier_version:
        return translate("MyMusic", "Restore the previous model")
    return translate("MyMusic", "Restore the model that came with Composer")


def _describe_skipped_files(scan: FolderScan) -> str:
    """Which files could not be read, the first few by name."""
    if not scan.skipped:
        return ""
    named = "; ".join(
        f"{_relative_to(path, scan.folder)}: {why}" for path, why in scan.skipped[:_MAX_NAMED_FILES]
    )
    more = len(scan.skipped) - _MAX_NAMED_FILES
    rest = translate("MyMusic", "; and {count} more").format(count=more) if more > 0 else ""
    return translate("MyMusic", "Not read: {named}.").format(named=named + rest)


def _relative_to(path: Path, folder: Path) -> str:
    """A path as seen from a folder."""
    return str(path.relative_to(folder)) if path.is_relative_to(folder) and path != folder else path.name


_MIN_ELAPSED_S = 2.0  # seconds in which a guess is worth nothing


class EtaEstimator:
    """Guesses from the share that is done."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._started_at: float | None = None

    def start(self) -> None:
        """The work begins now."""
        self._started_at = self._now()

    def remaining_seconds(self, done: int, total: int) -> float | None:
        """Seconds that are left when so much is done; None while nobody can know."""
        if self._started_at is None or not 0 < done <= total:
            return None
        took = self._now() - self._started_at
        return took / done * (total - done) if took >= _MIN_ELAPSED_S else None
