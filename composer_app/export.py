"""Export of takes: one table of file formats, each with its title, suffix and writer."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from composer_app.composition import Composition
from composer_app.errors import FileError
from composer_app.paths import close_to_others, install_line, write_atomically

if TYPE_CHECKING:
    from composer_app.music.progression import Progression
    from composer_app.sound.synth import Audio


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The options of exported files.

    Attributes:
        chord_markers: Whether a MIDI file contains the chord symbols as markers.
        bit_depth: The bit depth of audio, 16 or 24.
        private: Whether only the owner may read the file; else it gets the system's default permissions.
    """

    chord_markers: bool = False
    bit_depth: int = 24
    private: bool = False


_DEFAULT_OPTIONS = ExportOptions()
RenderAudio = Callable[[], "Audio"]
FileWriter = Callable[[Composition, RenderAudio, Path, ExportOptions], None]


def midi_bytes(composition: Composition, markers: "Progression | None" = None) -> bytes:
    """Return a take as a MIDI file, with the chord symbols of `markers` as markers."""
    from composer_app.midi.file import (
        encode_midi_file,
    )  # imports mido, which the window does not need at startup

    return encode_midi_file(
        composition.performance, composition.title, composition.provenance, markers=markers
    )


def _write_midi(composition: Composition, _: RenderAudio, path: Path, options: ExportOptions) -> None:
    markers = composition.progression if options.chord_markers else None
    write_atomically(path, midi_bytes(composition, markers))


def _write_audio(
    file_type: str, _: Composition, render_audio: RenderAudio, path: Path, options: ExportOptions
) -> None:
    from composer_app.sound.file import (
        save_audio,
    )  # loads libsndfile, which the window does not need at startup

    save_audio(render_audio(), path, options.bit_depth, file_type)


def _write_chart(composition: Composition, _: RenderAudio, path: Path, __: ExportOptions) -> None:
    from composer_app.notation.chart import chart

    text = chart(composition.title, composition.progression, composition.performance)
    write_atomically(path, text.encode())


def _write_chordpro(composition: Composition, _: RenderAudio, path: Path, __: ExportOptions) -> None:
    from composer_app.notation.chart import chordpro

    text = chordpro(composition.title, composition.progression, composition.performance)
    write_atomically(path, text.encode())


def _write_score(composition: Composition, _: RenderAudio, path: Path, __: ExportOptions) -> None:
    from composer_app.notation.score import score

    write_atomically(path, score(composition.title, composition.progression, composition.performance))


def _write_lead_sheet(composition: Composition, _: RenderAudio, path: Path, __: ExportOptions) -> None:
    from composer_app.notation.score import lead_sheet

    write_atomically(path, lead_sheet(composition.title, composition.progression, composition.performance))


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A file format.

    Attributes:
        title: Its title in menus.
        suffix: The suffix of its files.
        write: The function that writes it.
        option_fields: The fields of `ExportOptions` that it uses.
        required_library: A library of the extra `notation` that it needs.
        other_suffixes: Other suffixes that users type for it.
        is_audio: Whether it is an audio format.
    """

    title: str
    suffix: str
    write: FileWriter
    option_fields: tuple[str, ...] = ()
    required_library: str = ""
    other_suffixes: tuple[str, ...] = ()
    is_audio: bool = False

    @property
    def missing_library_error(self) -> FileError | None:
        """An error that says how to install a missing library; None if none is missing."""
        if not self.required_library or find_spec(self.required_library):
            return None
        return FileError(
            f"{self.title} needs {self.required_library}. Install it with: {install_line(self.required_library)}"
        )


FORMATS = {
    "mid": FileFormat("MIDI file", ".mid", _write_midi, ("chord_markers",), other_suffixes=(".midi",)),
    "wav": FileFormat(
        "WAV audio",
        ".wav",
        partial(_write_audio, "WAV"),
        ("bit_depth",),
        other_suffixes=(".wave",),
        is_audio=True,
    ),
    "flac": FileFormat("FLAC audio", ".flac", partial(_write_audio, "FLAC"), ("bit_depth",), is_audio=True),
    "musicxml": FileFormat("MusicXML score", ".musicxml", _write_score, required_library="music21"),
    "lead-sheet": FileFormat("Lead sheet", ".lead.musicxml", _write_lead_sheet, required_library="music21"),
    "chart": FileFormat("Chord chart", ".txt", _write_chart),
    "chordpro": FileFormat("ChordPro", ".cho", _write_chordpro),
}
"""The formats by their names on the command line and in the settings, in the order of menus."""


def export(
    composition: Composition,
    render_audio: RenderAudio,
    path: Path,
    format_name: str,
    options: ExportOptions = _DEFAULT_OPTIONS,
) -> None:
    """Write a take to a file atomically; an existing file is replaced.

    Args:
        composition: The take.
        render_audio: Renders its audio; called only for audio formats.
        path: The path of the file.
        format_name: A name in `FORMATS`.
        options: The options of the file.

    Raises:
        FileError: If it cannot be written, or a required library is not installed.
        ModelError: If the sound bank is damaged.
    """
    if error := FORMATS[format_name].missing_library_error:
        raise error
    FORMATS[format_name].write(composition, render_audio, path, options)
    if options.private:
        close_to_others(path)


def unused_file_path(composition: Composition, folder: Path, suffix: str) -> Path:
    """Return the path of a new file in a folder, named after a take, with a number if the name is in use.

    Raises:
        FileError: If the folder cannot be accessed.
    """
    from composer_app.midi.file import safe_file_name

    first = folder / safe_file_name(composition.title, suffix)
    names = (
        first if number == 1 else first.with_name(f"{first.name.removesuffix(suffix)} {number}{suffix}")
        for number in itertools.count(1)
    )
    try:
        return next(name for name in names if not name.exists())
    except OSError as error:
        raise FileError(f"The folder {folder} cannot be used. Choose another one.") from error
