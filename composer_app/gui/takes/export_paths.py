"""Keeping a take where a person wants it: names that make sense, and always end as their kind of file does."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from composer_app.composition import Composition
from composer_app.export import FORMATS
from composer_app.paths import close_to_others, ensure_private

AUDIO_FORMATS = tuple(name for name, each in FORMATS.items() if each.is_audio)


def format_title(kind: str) -> str:
    """What a format is called in the window; `kind` is a name in `FORMATS`."""
    return QCoreApplication.translate("Formats", FORMATS[kind].title)


def with_format_suffix(path: Path, kind: str) -> tuple[Path, str]:
    """A path that ends as its format does, and the format: the one that its end names, else the one that was chosen.

    "84.5 bpm" names none.
    """
    end = path.suffix.lower()
    ends = {name: f".{each.suffix.rpartition('.')[2]}" for name, each in FORMATS.items()}
    if end == ends[kind]:
        return path, kind
    by_end = {own: name for name, own in reversed(ends.items())}
    by_end |= {other: name for name, each in FORMATS.items() for other in each.other_suffixes}
    if found := by_end.get(end):
        return path, found
    return path.with_name(path.name + FORMATS[kind].suffix), kind


def default_folder(kind: str) -> Path:
    """Where a person would look for such a file first."""
    places = QStandardPaths.StandardLocation
    for place in (
        places.MusicLocation if FORMATS[kind].is_audio else places.DocumentsLocation,
        places.HomeLocation,
    ):
        folder = Path(QStandardPaths.writableLocation(place))
        if folder.is_dir():
            return folder
    return Path.home()


def ask_export_path(parent: QWidget, take: Composition, kind: str, folder: Path) -> tuple[Path, str] | None:
    """Ask where to save a take, and perhaps as what else; None when the person thinks better of it."""
    from composer_app.midi.file import safe_file_name  # brings mido, which a window opens without

    suffix = FORMATS[kind].suffix
    title = QCoreApplication.translate("Keeper", "Save the take as {kind}").format(kind=format_title(kind))
    proposed = str(folder / safe_file_name(take.title, suffix))
    chosen, _ = QFileDialog.getSaveFileName(parent, title, proposed, f"{format_title(kind)} (*{suffix})")
    return with_format_suffix(Path(chosen), kind) if chosen else None


def write_part_file(take: Composition, part: str, midi_path: Path) -> Path:
    """Write one part of a take as a MIDI file, near the file of all; it stays there.

    Raises:
        FileError: It cannot be written.
    """
    from composer_app.midi.file import save_midi

    path = make_sidecar_path(midi_path, "Parts", f"{midi_path.stem} – {part}.mid")
    save_midi(take.performance.only_part(part), path, f"{part} – {take.title}", take.provenance)
    return close_to_others(path)


def make_sidecar_path(midi_path: Path, folder: str, name: str) -> Path:
    """A place for a file that goes with a take's own, in a folder beside it, which is made.

    Raises:
        FileError: The folder cannot be made.
    """
    return ensure_private(midi_path.parent / folder) / name
