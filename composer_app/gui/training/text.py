"""Texts of the My music dialog, and the estimate of the time left."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from composer_app.engine.events import FineTuned, FolderScan
from composer_app.gui.text.format import format_percent
from composer_app.gui.text.translation import translate_term
from composer_app.harmony.model.user_models import UserModel

_MAX_NAMED_FILES = 3  # of skipped files
translate = QCoreApplication.translate


def describe_scan(scan: FolderScan) -> str:
    """Return the result of a folder scan in sentences."""
    counts = translate("MyMusic", "Files read: {files}. Pieces: {pieces}. Chords: {chords}.").format(
        files=scan.files, pieces=scan.pieces, chords=scan.chords
    )
    return "\n".join(part for part in (counts, _describe_skipped_files(scan), scan.problem) if part)


def format_time_left(seconds: float | None) -> str:
    """Return the time left as a rounded text; empty if it is not known yet."""
    if seconds is None:
        return ""
    if seconds < 10:
        return translate("MyMusic", "a few seconds left")
    if seconds < 95:
        return translate("MyMusic", "about {count} seconds left").format(count=round(seconds / 10) * 10)
    return translate("MyMusic", "about {count} minutes left").format(count=round(seconds / 60))


def describe_training_result(result: FineTuned) -> str:
    """Return the result of a training: the accuracy on held-out pieces, and whether it improved."""
    has_improved = result.accuracy_after > result.accuracy_before
    verdict = (
        translate("MyMusic", "The next {emotion} take will use it.")
        if has_improved
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
    """Return a model that the user trained as a line of text."""
    if model.damaged:
        return translate("MyMusic", "{emotion} · damaged: undo, then train again").format(
            emotion=translate_term(model.emotion).capitalize()
        )
    before, after = (format_percent(share) for share in model.accuracies)
    return translate("MyMusic", "{emotion} · pieces: {pieces} · accuracy {before} → {after}").format(
        emotion=translate_term(model.emotion).capitalize(), pieces=model.pieces, before=before, after=after
    )


def describe_undo(model: UserModel) -> str:
    """Return the effect of undoing the last training of a model."""
    if model.has_earlier_version:
        return translate("MyMusic", "Restore the previous model")
    return translate("MyMusic", "Restore the model that came with Composer")


def _describe_skipped_files(scan: FolderScan) -> str:
    """Return the files that could not be read, the first few by name."""
    if not scan.skipped:
        return ""
    names = "; ".join(
        f"{_relative_to(path, scan.folder)}: {reason}" for path, reason in scan.skipped[:_MAX_NAMED_FILES]
    )
    unnamed_count = len(scan.skipped) - _MAX_NAMED_FILES
    rest = translate("MyMusic", "; and {count} more").format(count=unnamed_count) if unnamed_count > 0 else ""
    return translate("MyMusic", "Not read: {named}.").format(named=names + rest)


def _relative_to(path: Path, folder: Path) -> str:
    """Return a path relative to a folder, or else the file name."""
    return str(path.relative_to(folder)) if path.is_relative_to(folder) and path != folder else path.name


_MIN_ELAPSED_S = 2.0  # an earlier estimate is too uncertain


class EtaEstimator:
    """Estimates the time left from the progress, at constant speed."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._started_at: float | None = None

    def start(self) -> None:
        """Start the clock."""
        self._started_at = self._now()

    def remaining_seconds(self, done: int, total: int) -> float | None:
        """Return the estimated seconds left; None if it is too early to tell."""
        if self._started_at is None or not 0 < done <= total:
            return None
        elapsed = self._now() - self._started_at
        return elapsed / done * (total - done) if elapsed >= _MIN_ELAPSED_S else None
