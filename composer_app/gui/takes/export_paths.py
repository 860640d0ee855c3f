"""Paths for exported files: default folders, proposed names and the suffixes of the formats."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from composer_app.composition import Composition
from composer_app.export import FORMATS
from composer_app.paths import close_to_others, ensure_private

AUDIO_FORMATS = tuple(name for name, each in FORMATS.items() if each.is_audio)


def format_title(format_name: str) -> str:
    """Return the title of a format in the window's language; `format_name` is its name in `FORMATS`."""
    return QCoreApplication.translate("Formats", FORMATS[format_name].title)


def with_format_suffix(path: Path, format_name: str) -> tuple[Path, str]:
    """Return a path with the suffix of its format, and the format.

    A known suffix decides the format. Otherwise the suffix of the chosen format is added, as for a name that ends in
    "84.5 bpm".
    """
    suffix = path.suffix.lower()
    suffixes = {name: f".{file_format.suffix.rpartition('.')[2]}" for name, file_format in FORMATS.items()}
    if suffix == suffixes[format_name]:
        return path, format_name
    names_by_suffix = {own_suffix: name for name, own_suffix in reversed(suffixes.items())}
    names_by_suffix |= {
        other_suffix: name
        for name, file_format in FORMATS.items()
        for other_suffix in file_format.other_suffixes
    }
    if matching_name := names_by_suffix.get(suffix):
        return path, matching_name
    return path.with_name(path.name + FORMATS[format_name].suffix), format_name


def default_folder(format_name: str) -> Path:
    """Return the user's music folder for audio, the documents folder for other formats."""
    locations = QStandardPaths.StandardLocation
    for location in (
        locations.MusicLocation if FORMATS[format_name].is_audio else locations.DocumentsLocation,
        locations.HomeLocation,
    ):
        folder = Path(QStandardPaths.writableLocation(location))
        if folder.is_dir():
            return folder
    return Path.home()


def ask_export_path(
    parent: QWidget, take: Composition, format_name: str, folder: Path
) -> tuple[Path, str] | None:
    """Ask for the path of an export, and return it with its format; None if the user cancels."""
    from composer_app.midi.file import safe_file_name  # imports mido, which is not needed to open the window

    suffix = FORMATS[format_name].suffix
    title = QCoreApplication.translate("Keeper", "Save the take as {kind}").format(
        kind=format_title(format_name)
    )
    proposed = str(folder / safe_file_name(take.title, suffix))
    chosen, _ = QFileDialog.getSaveFileName(
        parent, title, proposed, f"{format_title(format_name)} (*{suffix})"
    )
    return with_format_suffix(Path(chosen), format_name) if chosen else None


def write_part_file(take: Composition, part: str, midi_path: Path) -> Path:
    """Write one part of a take as a MIDI file, in a folder next to its MIDI file.

    Raises:
        FileError: If it cannot be written.
    """
    from composer_app.midi.file import save_midi

    path = make_sidecar_path(midi_path, "Parts", f"{midi_path.stem} – {part}.mid")
    save_midi(take.performance.only_part(part), path, f"{part} – {take.title}", take.provenance)
    return close_to_others(path)


def make_sidecar_path(midi_path: Path, folder: str, name: str) -> Path:
    """Return a path in a folder next to a take's MIDI file, and create the folder.

    Raises:
        FileError: If the folder cannot be created.
    """
    return ensure_private(midi_path.parent / folder) / name
