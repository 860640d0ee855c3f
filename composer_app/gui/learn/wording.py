"""What My music says: what was found, how long it takes, what came of it."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from composer_app.engine.messages import Surveyed, Taught
from composer_app.gui.phrases import percent
from composer_app.harmony.owned import Owned

_NAMED = 3  # of the files that could not be read


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("MyMusic", text, None, count)


def found(survey: Surveyed) -> str:
    """What is in a folder, in sentences."""
    translate = QCoreApplication.translate
    lines = [
        translate("MyMusic", "{files} read: {pieces}, {chords}.").format(
            files=_files(survey.files), pieces=_pieces(survey.pieces), chords=_chords(survey.chords)
        )
    ]
    if survey.passed_over:
        lines.append(_passed_over(survey.passed_over, survey.folder))
    if survey.trouble:
        lines.append(survey.trouble)
    return "\n".join(lines)


def time_left(seconds: float | None) -> str:
    """How long it will still take, as a person would say it; empty while nobody knows."""
    translate = QCoreApplication.translate
    if seconds is None:
        return ""
    if seconds < 10:
        return translate("MyMusic", "a few seconds left")
    if seconds < 90:
        return translate("MyMusic", "about {count} seconds left").format(count=round(seconds, -1))
    return translate("MyMusic", "about {count} minutes left").format(count=round(seconds / 60))
