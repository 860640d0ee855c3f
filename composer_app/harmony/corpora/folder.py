"""A folder of music as charts: each file by the reader that knows it, broken ones named and passed over."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from composer_app.errors import CorpusError
from composer_app.harmony.corpora import (
    billboard,
    chordpro,
    grids,
    ireal,
    musicxml,
    pop909,
    progressions,
    rock,
    tables,
)
from composer_app.harmony.corpora import progression_lists as roman
from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.corpora.midi import file as midi
from composer_app.harmony.corpora.text import read_lines
from composer_app.job import Job

# A reader gives the charts of a file, and a sentence for each part of it that it had to leave out.
ChartReader = Callable[[Path], Iterator[Chart | str]]


@dataclass(frozen=True, slots=True)
class CorpusScan:
    """What was found in a folder.

    Attributes:
        charts: In the order of the files' names.
        skipped: Files that could not be read, as a whole or in part, and why in words.
        files: How many files the charts are from.
    """

    charts: tuple[Chart, ...]
    skipped: tuple[tuple[Path, str], ...]
    files: int


_TEXT = ".txt"


@dataclass(frozen=True, slots=True)
class ImportFormat:
    """A kind of file that charts are read from.

    Attributes:
        read: Its reader.
        names: Whole names of files, in lower case, by which it is known.
        suffixes: Ends of names by which it is known.
        matches: Whether the lines of a text are in it; None if the name tells.
        text_suffixes: Ends of names of the texts that `matches` is tried on.
    """

    read: ChartReader
    names: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    matches: Callable[[list[str]], bool] | None = None
    text_suffixes: frozenset[str] = frozenset({_TEXT})


# The first row that knows a file's name reads it, else the first that knows its suffix, else the first that matches its
# text; other files are not music.
IMPORT_FORMATS = {
    "table of charts": ImportFormat(tables.read_table, names=tables.TABLE_FILES),
    "POP909": ImportFormat(pop909.read_song, names=frozenset(pop909.CHORD_FILES)),
    "McGill Billboard": ImportFormat(
        billboard.read_billboard, names=frozenset({"salami_chords.txt"}), matches=billboard.is_billboard
    ),
    "free-midi-chords": ImportFormat(
        roman.read_free_midi_chords, names=frozenset({roman.FREE_MIDI_CHORDS_FILE})
    ),
    "MIDI file": ImportFormat(midi.read_midi, suffixes=frozenset({".mid", ".midi", ".kar"})),
    "RS200 rules": ImportFormat(rock.read_rules, suffixes=frozenset({".har"}), matches=rock.is_expanded),
    "RS200 list": ImportFormat(rock.read_list, suffixes=frozenset({".clt"})),
    "iReal Pro": ImportFormat(
        ireal.read_ireal, matches=ireal.is_ireal, text_suffixes=frozenset({_TEXT, ".html", ".htm"})
    ),
    "ChordPro": ImportFormat(
        chordpro.read_chordpro,
        suffixes=frozenset({".cho", ".crd", ".chopro", ".chordpro", ".pro"}),
        matches=chordpro.is_chordpro,
    ),
    "MusicXML": ImportFormat(musicxml.read_musicxml, suffixes=frozenset({".musicxml", ".mxl", ".xml"})),
    "progressions with a feeling": ImportFormat(
        progressions.read_progressions, suffixes=frozenset({".toml"})
    ),
    "chord chart": ImportFormat(grids.read_grid, matches=grids.is_grid),
    "list of progressions": ImportFormat(roman.read_list, matches=roman.is_list),
}
"""By name."""
_COMPANION_FILES = frozenset({"beat_midi.txt", "beat_audio.txt", "key_audio.txt"})


def read_charts(folder: Path, job: Job) -> CorpusScan:
    """All charts in a folder and its sub-folders; a file in a sub-folder has the sub-folder's name as a mood word.

    Args:
        folder: Where the music is.
        job: Hears of each file; can stop the reading.

    Raises:
        CorpusError: Nothing in the folder can be used, or there is no such folder.
        Cancelled: A stop was asked for.
    """
    passed_over: list[tuple[Path, str]] = []
    files = _find_files(folder, job, passed_over)
    charts: list[Chart] = []
    used = 0
    for number, path in enumerate(files):
        job.step("Reading music", number, len(files))
        found, faults = _read_file(path)
        used += bool(found)
        moods = path.relative_to(folder).parts[:-1][:1]
        charts += [replace(chart, moods=(*chart.moods, *moods)) for chart in found]
        passed_over += [(path, fault) for fault in faults]
    job.step("Reading music", len(files), len(files))
    if not charts:
        raise CorpusError(_nothing_found_message(folder, passed_over))
    return CorpusScan(tuple(charts), tuple(passed_over), used)


def _nothing_found_message(folder: Path, passed_over: list[tuple[Path, str]]) -> str:
    """Why a folder cannot be used, as a sentence."""
    told = "; ".join(f"{path.name}: {fault}" for path, fault in passed_over[:3])
    return (
        f"There are no chords to learn from in {folder}. It should hold MIDI files, chord charts or lists of "
        f"progressions.{f' What is there cannot be read: {told}.' if told else ''}"
    )


def _find_files(folder: Path, job: Job, passed_over: list[tuple[Path, str]]) -> list[Path]:
    """All files that may be music, by name; of two forms of one song the better alone."""

    def note(error: OSError) -> None:
        if error.filename != str(folder) or not isinstance(error, FileNotFoundError):
            passed_over.append((Path(error.filename), f"it cannot be opened ({error.strerror})"))

    found = []
    for place, _, names in os.walk(folder, onerror=note):
        job.step("Looking for music")
        found += [
            Path(place, name)
            for name in names
            if not name.startswith(".") and name.lower() not in _COMPANION_FILES
        ]
    found.sort()
    annotated = {path.parent for path in found if path.name in pop909.CHORD_FILES}
    rules = {path.stem for path in found if path.suffix == ".har"}
    return [path for path in found if not _has_better_form(path, annotated, rules)]


def _has_better_form(path: Path, annotated: set[Path], rules: set[str]) -> bool:
    """Whether the same song is there in a form that says more.

    POP909's chords say more than its MIDI files beside and below them, and those from the notes more than those from
    the sound; a `.har` file says more than a `.clt` or an expanded `.txt` file of its name.
    """
    if path.name == pop909.CHORD_FILES[1]:
        return path.with_name(pop909.CHORD_FILES[0]).exists()
    if _known_reader(path) is midi.read_midi:
        return bool(annotated.intersection(path.parents))
    return path.suffix in {".clt", ".txt"} and path.stem in rules


def _read_file(path: Path) -> tuple[list[Chart], list[str]]:
    """The charts of a file, and what is wrong with it; neither for a file that is not music."""
    found: list[Chart | str] = []
    try:
        reader = _reader_for(path)
        if reader is None:
            return [], []
        found.extend(reader(path))
    except OSError as error:
        found.append(f"it cannot be read ({error.strerror or error})")
    except ValueError as error:
        found.append(str(error))
    return (
        [chart for chart in found if isinstance(chart, Chart)],
        [fault for fault in found if isinstance(fault, str)]
        or ([] if found else ["it has no two different chords"]),
    )


def _reader_for(path: Path) -> ChartReader | None:
    """The reader of a file; None for a file that is not music.

    Raises:
        ValueError: It is a text, but none that a reader knows.
    """
    if known := _known_reader(path):
        return known
    suffix = path.suffix.lower()
    formats = [each for each in IMPORT_FORMATS.values() if each.matches and suffix in each.text_suffixes]
    lines = read_lines(path) if formats else []
    for each in formats:
        if each.matches and each.matches(lines):
            return each.read
    if suffix == _TEXT:
        raise ValueError("it is a text without chords")
    return None


def _known_reader(path: Path) -> ChartReader | None:
    """Return the reader of a file by its whole name, else by its suffix; None if neither is known."""
    name, suffix = path.name.lower(), path.suffix.lower()
    by_name = (each.read for each in IMPORT_FORMATS.values() if name in each.names)
    by_suffix = (each.read for each in IMPORT_FORMATS.values() if suffix in each.suffixes)
    return next(chain(by_name, by_suffix), None)
