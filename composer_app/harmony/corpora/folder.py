"""A folder of music as charts: each file by the reader that knows it, broken ones named and passed over."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
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


# By the file's whole name, then by its suffix; any other text by what is in it. The rest is not music.
_READERS_BY_NAME: dict[str, ChartReader] = {
    **dict.fromkeys(tables.TABLE_FILES, tables.read_table),
    **dict.fromkeys(pop909.CHORD_FILES, pop909.read_song),
    "salami_chords.txt": billboard.read_billboard,
    roman.FREE_MIDI_CHORDS_FILE: roman.read_free_midi_chords,
}
_READERS_BY_SUFFIX: dict[str, ChartReader] = {
    **dict.fromkeys((".mid", ".midi", ".kar"), midi.read_midi),
    ".har": rock.read_rules,
    ".clt": rock.read_list,
    ".toml": progressions.read_progressions,
    **dict.fromkeys((".cho", ".crd", ".chopro", ".chordpro", ".pro"), chordpro.read_chordpro),
    **dict.fromkeys((".musicxml", ".mxl", ".xml"), musicxml.read_musicxml),
}
_READERS_BY_CONTENT: tuple[tuple[Callable[[list[str]], bool], ChartReader], ...] = (
    (billboard.is_billboard, billboard.read_billboard),
    (rock.is_expanded, rock.read_rules),
    (ireal.is_ireal, ireal.read_ireal),
    (chordpro.is_chordpro, chordpro.read_chordpro),
    (grids.is_grid, grids.read_grid),
    (roman.is_list, roman.read_list),
)
_PAGES = frozenset({".html", ".htm"})
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
    if _READERS_BY_SUFFIX.get(path.suffix.lower()) is midi.read_midi:
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
    suffix = path.suffix.lower()
    known = _READERS_BY_NAME.get(path.name.lower()) or _READERS_BY_SUFFIX.get(suffix)
    if known or suffix not in {".txt", *_PAGES}:
        return known
    lines = read_lines(path)
    if suffix in _PAGES:
        return ireal.read_ireal if ireal.is_ireal(lines) else None
    for knows, reader in _READERS_BY_CONTENT:
        if knows(lines):
            return reader
    raise ValueError("it is a text without chords")
