"""Songs in ChordPro (chordpro.org, 6): chords in brackets among the words, or in grids.

    {title: Song of the sea}
    {key: Em} {time: 3/4}
    The [Em]sea is [Am7]wide            a bar for each chord: words do not tell how long it lasts
    {start_of_grid: 4x3}
    | Em . . | Am7 . B7 |               here the cells of a bar do
    {end_of_grid}

Tablature and other notations in it are passed over.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.corpora.grids import Grid, add_row
from composer_app.harmony.corpora.text import read_lines
from composer_app.harmony.corpora.written import charts, group_of, is_german
from composer_app.music.key import read_key
from composer_app.music.metre import read_metre

_DIRECTIVE = re.compile(r"\s*\{\s*([a-z_]+)(?:-\w+)?\s*(?:[:\s]\s*(.*?))?\s*\}\s*", re.IGNORECASE)
_CHORD = re.compile(r"\[([^\[\]*|][^\[\]]*)\]")
_GRID = frozenset({"start_of_grid", "sog"})
# What stands between these is no song: tablature, other notations.
_OTHER = re.compile(r"start_of_(tab|abc|ly|svg|textblock)|sot")
_KNOWN = frozenset(
    "title t subtitle st artist composer key time tempo capo comment c start_of_chorus soc start_of_verse sov "
    "start_of_bridge sob start_of_grid sog new_song ns".split()
)
_SECTION = re.compile(
    r"(intro|verse|pre-?chorus|chorus|refrain|bridge|solo|instrumental|interlude|outro|coda|ending|end|tag|break|hook)\b.*",
    re.IGNORECASE,
)


def read_chordpro(path: Path) -> Iterator[Chart | str]:
    """The chart of a song; and a sentence for each chord that could not be read.

    Raises:
        ValueError: It is not text, or too long.
        OSError: It cannot be read.
    """
    lines = read_lines(path)
    german = is_german(symbol for line in lines for symbol in _CHORD.findall(line))
    grid, inside = Grid(), ""
    for number, line in enumerate(lines, 1):
        faults: list[str] = []
        if found := _DIRECTIVE.fullmatch(line):
            inside = _inside(found[1].lower(), inside)
            _note(grid, found[1].lower(), found[2] or "")
        elif inside in _GRID and "|" in line:
            faults = list(add_row(grid, line, german=german))
        elif not inside and not line.startswith("#"):
            faults = list(_add_words(grid, line, german=german))
        yield from (f"line {number}: {fault}" for fault in faults)
    yield from charts(grid.cells, group_of(path))


def is_chordpro(lines: list[str]) -> bool:
    """Whether a text has directives of a song, or chords in brackets among its words."""
    for line in lines[:2000]:
        found = _DIRECTIVE.fullmatch(line)
        if found and found[1].lower() in _KNOWN:
            return True
    grid = Grid()
    for line in lines[:2000]:
        for _ in _add_words(grid, line, german=False):
            pass
    return len({cell.chord for cell in grid.cells}) > 1


def _inside(name: str, before: str) -> str:
    """The grid, or what is no song, that lines stand in after a directive; empty for a song's words."""
    if name in _GRID or _OTHER.fullmatch(name):
        return name
    return "" if name.startswith("end_of_") or name in {"eog", "eot"} else before


def _note(grid: Grid, name: str, value: str) -> None:
    """Take a key and a metre from a directive."""
    if name == "meta":
        name, _, value = value.partition(" ")
    with suppress(ValueError):
        if name == "key":
            grid.key = read_key(value)
        elif name == "time":
            grid.metre = read_metre(value)


def _add_words(grid: Grid, line: str, *, german: bool) -> Iterator[str]:
    """Add the chords in brackets; a sentence for each that is none, unless it names a part of the song."""
    for symbol in _CHORD.findall(line):
        try:
            if not _SECTION.fullmatch(symbol):
                grid.add([symbol], german=german)
        except ValueError as error:
            yield str(error)
