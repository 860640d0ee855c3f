"""Every kind of file that a take can be: one table of formats, each with its name, suffix and writer."""

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
    """What may be chosen of files.

    Attributes:
        chord_markers: Whether the chords' names stand in the MIDI file as markers.
        bit_depth: Of audio, 16 or 24.
        private: Whether only its owner may read it; else, who may is the system's to say.
    """

    chord_markers: bool = False
    bit_depth: int = 24
    private: bool = False


_DEFAULT_OPTIONS = ExportOptions()
RenderAudio = Callable[[], "Audio"]
FileWriter = Callable[[Composition, RenderAudio, Path, ExportOptions], None]


def midi_bytes(composition: Composition, markers: "Progression | None" = None) -> bytes:
    """A take's MIDI file; with the names of chords as markers, where some are given."""
    from composer_app.midi.file import encode_midi_file  # brings mido, which a window can open without

    return encode_midi_file(
        composition.performance, composition.title, composition.provenance, markers=markers
    )


def _write_midi(composition: Composition, _: RenderAudio, path: Path, options: ExportOptions) -> None:
    markers = composition.progression if options.chord_markers else None
    write_atomically(path, midi_bytes(composition, markers))


def _write_audio(
    file_type: str, _: Composition, render_audio: RenderAudio, path: Path, options: ExportOptions
) -> None:
    from composer_app.sound.file import save_audio  # brings libsndfile, which a window can open without

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
    """A kind of file.

    Attributes:
        title: What it is called.
        suffix: How its names end.
        write: What writes it.
        option_fields: Which fields of `ExportOptions` matter to it.
        required_library: A library of the extra `notation` that it needs.
        other_suffixes: Other ends of names by which users mean it.
        is_audio: Whether it is sound.
    """

    title: str
    suffix: str
    write: FileWriter
    option_fields: tuple[str, ...] = ()
    required_library: str = ""
    other_suffixes: tuple[str, ...] = ()
    is_audio: bool = False

    @property
    def missing_library_message(self) -> FileError | None:
        """What the user is told of how to get what it needs; None where all is there."""
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
"""By the name that the command line and the settings give them, in the order of menus."""


def export(
    composition: Composition,
    render_audio: RenderAudio,
    path: Path,
    format_name: str,
    options: ExportOptions = _DEFAULT_OPTIONS,
) -> None:
    """Write a take as a file, whole or not at all; one that is there is replaced.

    Args:
        composition: The take.
        render_audio: Makes its sound; asked only where the format is one of audio.
        path: Where to.
        format_name: A name in `FORMATS`.
        options: What may be chosen of it.

    Raises:
        FileError: It cannot be written, or what writes it is not installed.
        ModelError: The sound bank is damaged.
    """
    if missing := FORMATS[format_name].missing_library_message:
        raise missing
    FORMATS[format_name].write(composition, render_audio, path, options)
    if options.private:
        close_to_others(path)


def unused_file_path(composition: Composition, folder: Path, suffix: str) -> Path:
    """A new file in a folder, named after a take; numbered where that name is taken.

    Raises:
        FileError: The folder cannot be looked into.
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
