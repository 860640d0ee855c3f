"""Saving a take where a person wants it: names that make sense, and always with an extension."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from composer_app.composer import Composition
from composer_app.midi.file import file_name, save_midi
from composer_app.sound.synth import Audio


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: what the dialog calls it, and its extensions, the usual one first."""

    title: str
    suffixes: tuple[str, ...]

    @property
    def filter(self) -> str:
        """As Qt's file dialog wants it."""
        return f"{self.title} ({' '.join(f'*{suffix}' for suffix in self.suffixes)})"


MIDI = Format("MIDI file", (".mid", ".midi"))
AUDIO = Format("Audio", (".wav", ".flac"))


def with_extension(path: Path, kind: Format) -> Path:
    """A path that ends in one of a format's extensions; "84.5 bpm" is no extension."""
    return path if path.suffix.lower() in kind.suffixes else path.with_name(path.name + kind.suffixes[0])


def usual_folder(kind: Format) -> Path:
    """Where a person would look for such a file first."""
    places = QStandardPaths.StandardLocation
    for place in (places.MusicLocation if kind is AUDIO else places.DocumentsLocation, places.HomeLocation):
        folder = Path(QStandardPaths.writableLocation(place))
        if folder.is_dir():
            return folder
    return Path.home()


def ask_path(parent: QWidget, composition: Composition, kind: Format, folder: Path) -> Path | None:
    """Ask where to save a take; None when the person thinks better of it."""
    proposed = folder / (file_name(composition.title, kind.suffixes[0]))
    title = parent.tr("Save the take as {kind}").format(kind=kind.title)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), kind.filter)
    return with_extension(Path(chosen), kind) if chosen else None


def write(composition: Composition, audio: Audio | None, path: Path, kind: Format) -> None:
    """Save a take as a MIDI file, or its sound.

    Raises:
        FileError: It cannot be written there.
    """
    if kind is MIDI:
        save_midi(composition.performance, path, composition.title, composition.provenance)
    elif audio:
        from composer_app.sound.file import save_audio  # brings libsndfile, which the window can open without

        save_audio(audio, path)
