"""Every kind of file that a take can be: one table of formats, each with its name, suffix and writer."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from composer_app.composer import Composition
from composer_app.errors import FileError
from composer_app.paths import close_to_others, install_line, write_whole

if TYPE_CHECKING:
    from composer_app.music.progression import Progression
    from composer_app.sound.synth import Audio


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen of files.

    Attributes:
        markers: Whether the chords' names stand in the MIDI file as markers.
        bits: Of audio, 16 or 24.
        private: Whether only its owner may read it; else, who may is the system's to say.
    """

    markers: bool = False
    bits: int = 24
    private: bool = False


_USUAL = Choices()
Sound = Callable[[], "Audio"]
Writer = Callable[[Composition, Sound, Path, Choices], None]


def midi_of(composition: Composition, markers: "Progression | None" = None) -> bytes:
    """A take's MIDI file; with the names of chords as markers, where some are given."""
    from composer_app.midi.file import midi_file  # brings mido, which a window can open without

    return midi_file(composition.performance, composition.title, composition.provenance, markers=markers)


def _midi(composition: Composition, _: Sound, path: Path, choices: Choices) -> None:
    markers = composition.progression if choices.markers else None
    write_whole(path, midi_of(composition, markers))


def _audio(_: Composition, sound: Sound, path: Path, choices: Choices) -> None:
    from composer_app.sound.file import save_audio  # brings libsndfile, which a window can open without

    save_audio(sound(), path, choices.bits)


def _chart(composition: Composition, _: Sound, path: Path, __: Choices) -> None:
    from composer_app.notation.chart import chart

    text = chart(composition.title, composition.progression, composition.performance)
    write_whole(path, text.encode())


def _chordpro(composition: Composition, _: Sound, path: Path, __: Choices) -> None:
    from composer_app.notation.chart import chordpro

    text = chordpro(composition.title, composition.progression, composition.performance)
    write_whole(path, text.encode())


def _score(composition: Composition, _: Sound, path: Path, __: Choices) -> None:
    from composer_app.notation.score import score

    write_whole(path, score(composition.title, composition.progression, composition.performance))


def _lead_sheet(composition: Composition, _: Sound, path: Path, __: Choices) -> None:
    from composer_app.notation.score import lead_sheet

    write_whole(path, lead_sheet(composition.title, composition.progression, composition.performance))


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file.

    Attributes:
        title: What it is called.
        suffix: How its names end.
        write: What writes it.
        choices: Which fields of `Choices` matter to it.
        needs: A library of the extra `notation` that it needs.
    """

    title: str
    suffix: str
    write: Writer
    choices: tuple[str, ...] = ()
    needs: str = ""

    @property
    def missing(self) -> FileError | None:
        """What the user is told of how to get what it needs; None where all is there."""
        if not self.needs or find_spec(self.needs):
            return None
        return FileError(f"{self.title} needs {self.needs}. Install it with: {install_line(self.needs)}")


FORMATS = {
    "mid": Format("MIDI file", ".mid", _midi, ("markers",)),
    "wav": Format("WAV audio", ".wav", _audio, ("bits",)),
    "flac": Format("FLAC audio", ".flac", _audio, ("bits",)),
    "musicxml": Format("MusicXML score", ".musicxml", _score, needs="music21"),
    "lead-sheet": Format("Lead sheet", ".lead.musicxml", _lead_sheet, needs="music21"),
    "chart": Format("Chord chart", ".txt", _chart),
    "chordpro": Format("ChordPro", ".cho", _chordpro),
}


def export(composition: Composition, sound: Sound, path: Path, name: str, choices: Choices = _USUAL) -> None:
    """Write a take as a file, whole or not at all; one that is there is replaced.

    Args:
        composition: The take.
        sound: Makes its sound; asked only where the format is one of audio.
        path: Where to.
        name: A name in `FORMATS`.
        choices: What may be chosen of it.

    Raises:
        FileError: It cannot be written, or what writes it is not installed.
        ModelError: The sound bank is damaged.
    """
    if missing := FORMATS[name].missing:
        raise missing
    FORMATS[name].write(composition, sound, path, choices)
    if choices.private:
        close_to_others(path)


def named_after(composition: Composition, folder: Path, suffix: str) -> Path:
    """A new file in a folder, named after a take; numbered where that name is taken.

    Raises:
        FileError: The folder cannot be looked into.
    """
    from composer_app.midi.file import file_name

    first = folder / file_name(composition.title, suffix)
    names = (
        first if number == 1 else first.with_name(f"{first.name.removesuffix(suffix)} {number}{suffix}")
        for number in itertools.count(1)
    )
    try:
        return next(name for name in names if not name.exists())
    except OSError as error:
        raise FileError(f"The folder {folder} cannot be used. Choose another one.") from error
