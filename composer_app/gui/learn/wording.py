"""What My music says: what was found, how long it takes, what came of it."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from composer_app.engine.messages import Surveyed, Taught
from composer_app.gui.phrases import percent
from composer_app.gui.translation import term
from composer_app.harmony.owned import Owned

_NAMED = 3  # of the files that could not be read
translate = QCoreApplication.translate


def found(survey: Surveyed) -> str:
    """What is in a folder, in sentences."""
    told = translate("MyMusic", "Files read: {files}. Pieces: {pieces}. Chords: {chords}.").format(
        files=survey.files, pieces=survey.pieces, chords=survey.chords
    )
    return "\n".join(part for part in (told, _passed_over(survey), survey.trouble) if part)


def time_left(seconds: float | None) -> str:
    """How long it will still take, as a person would say it; empty while nobody knows."""
    if seconds is None:
        return ""
    if seconds < 10:
        return translate("MyMusic", "a few seconds left")
    if seconds < 95:
        return translate("MyMusic", "about {count} seconds left").format(count=round(seconds / 10) * 10)
    return translate("MyMusic", "about {count} minutes left").format(count=round(seconds / 60))


def came_of_it(taught: Taught) -> str:
    """What was learned, and whether it helped, by what is guessed of the pieces kept aside."""
    gained = taught.after > taught.before
    verdict = (
        translate("MyMusic", "The next {emotion} take is made with it.")
        if gained
        else translate(
            "MyMusic",
            "It did not help: the pieces may have little in common. Undo it, or add more of them to the folder.",
        )
    )
    score = translate(
        "MyMusic", "Of hidden chords in pieces kept aside, {after} are guessed now, {before} before."
    ).format(before=percent(taught.before), after=percent(taught.after))
    done = translate("MyMusic", "Learned for {emotion}.")
    return f"{done} {score} {verdict}".replace("{emotion}", term(taught.emotion))


def machine(own: Owned) -> str:
    """A machine that a person trained, in a line."""
    if own.damaged:
        return translate("MyMusic", "{emotion} · damaged: undo, and learn it again").format(
            emotion=term(own.emotion).capitalize()
        )
    before, after = (percent(share) for share in own.guessed)
    return translate("MyMusic", "{emotion} · pieces: {pieces} · guessed {before} → {after}").format(
        emotion=term(own.emotion).capitalize(), pieces=own.pieces, before=before, after=after
    )


def leads_to(own: Owned) -> str:
    """What undoing the last training of a machine leads to."""
    if own.again:
        return translate("MyMusic", "Go back to what it had learned before that")
    return translate("MyMusic", "Go back to the machine that came with Composer")


def _passed_over(survey: Surveyed) -> str:
    """Which files could not be read, the first few by name."""
    if not survey.passed_over:
        return ""
    named = "; ".join(f"{_within(path, survey.folder)}: {why}" for path, why in survey.passed_over[:_NAMED])
    more = len(survey.passed_over) - _NAMED
    rest = translate("MyMusic", "; and {count} more").format(count=more) if more > 0 else ""
    return translate("MyMusic", "Not read: {named}.").format(named=named + rest)


def _within(path: Path, folder: Path) -> str:
    """A path as seen from a folder."""
    return str(path.relative_to(folder)) if path.is_relative_to(folder) and path != folder else path.name
