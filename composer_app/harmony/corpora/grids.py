"""Chord charts as plain text: bars between bar lines, or, where there are none, lines of chords over words.

    Song of the sea                  any text that is not chords
    G major, 92 bpm, 4/4             what our own charts have there; or "Key: G", "Time: 3/4"
    |: G  D/F# | Em . . D7 :| x2     the chords of a bar part it evenly, "." and "/" continue one
    Bridge | C | % |                 "%" is a bar again; in our own charts, one in which its last chord goes on

A chord without bar lines is a bar.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.corpora.text import read_lines
from composer_app.harmony.corpora.written import (
    MOST_BARS,
    Cell,
    charts,
    even,
    group_of,
    is_german,
    read_chord_symbol,
)
from composer_app.music.chord import Chord
from composer_app.music.key import Key, read_key
from composer_app.music.metre import COMMON, Metre, read_metre

REPEAT = "%"
CONTINUED = frozenset({".", "/", "-", "_"})
_TWO_AGAIN = "%%"
_PARTS = re.compile(r"(:?\|+[.:\]]?:?|[‖𝄆𝄇]|\[\|)")
_TIMES = re.compile(r"[(\s]*(?:x\s*(\d{1,2})|(\d{1,2})\s*x)[)\s]*", re.IGNORECASE)
_OWN = re.compile(r"([A-G][#b]? (?:major|minor)), [\d.]+ bpm, (\d{1,2}/\d)")
_KEY = re.compile(r"\W*(?:key|tonart|tonality)\s*[:=]\s*(?:of\s+)?(.+?)\s*", re.IGNORECASE)
_TIME = re.compile(r"\W*(?:time|metre|meter|time signature|takt)\s*[:=]\s*(.+?)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,–—]+-?[\s,–—]*")
_SYMBOL = re.compile(r"(?![A-H]o\b)[A-HN].*")  # "Go" and "Do" are words


@dataclass(slots=True)
class Grid:
    """Bars as they are read, with what was named between them.

    Attributes:
        holds: Whether "%" lets a chord go on, as our own charts do; it plays the bar before again otherwise.
        metre: The metre that rules.
        key: The key that was named last.
        bars: The bars so far, each the cells of its symbols.
        start: The bar from which a repeat sign repeats.
    """

    holds: bool = False
    metre: Metre = COMMON
    key: Key | None = None
    bars: list[list[Cell]] = field(default_factory=list)
    start: int = 0

    @property
    def cells(self) -> list[Cell]:
        """All bars as one row."""
        return [cell for bar in self.bars for cell in bar]

    def add(self, symbols: list[str], *, german: bool) -> None:
        """Add a bar, or the bars that are played again.

        Raises:
            ValueError: One of its symbols is none; the others part it as if that one was not there.
        """
        if symbols in ([REPEAT], [_TWO_AGAIN]) and self.bars and not self.holds:
            self.again(self.bars[-1 if symbols == [REPEAT] else -2 :])
            return
        chords: list[Chord | None] = []
        fault: ValueError | None = None
        for symbol in symbols:
            if symbol in CONTINUED or symbol == REPEAT:
                chords.append(chords[-1] if chords else self._last())
                continue
            try:
                chords.append(read_chord_symbol(symbol, german=german))
            except ValueError as error:
                fault = error
        if chords:
            self.again([even(chords, self.metre, self.key)])
        if fault:
            raise fault

    def again(self, bars: list[list[Cell]]) -> None:
        """Add bars.

        Raises:
            ValueError: There are too many.
        """
        if len(self.bars) + len(bars) > MOST_BARS:
            raise ValueError("it is longer than any piece")
        self.bars += bars

    def _last(self) -> Chord | None:
        return self.bars[-1][-1].chord if self.bars else None


def read_grid(path: Path) -> Iterator[Chart | str]:
    """The chart of a text; and a sentence for each chord that could not be read.

    Raises:
        ValueError: It is no such text, or too long.
        OSError: It cannot be read.
    """
    lines = read_lines(path)
    german = is_german(symbol for line in lines if is_row(line) for symbol in _symbols(line))
    barred = any("|" in line and is_row(line) for line in lines)
    grid = Grid(holds=any(_OWN.fullmatch(line) for line in lines[:3]))
    for number, line in enumerate(lines, 1):
        if is_row(line) and ("|" in line or not barred):
            yield from (f"line {number}: {fault}" for fault in add_row(grid, line, german=german))
        else:
            _note(grid, line)
    yield from charts(grid.cells, group_of(path))


def is_grid(lines: list[str]) -> bool:
    """Whether a text has two chords in rows at least."""
    rows = [symbol for line in lines[:2000] if is_row(line) for symbol in _symbols(line)]
    return len(set(rows)) > 1


def is_row(line: str) -> bool:
    """Whether a line is one of chords: most of what is in its bars, or all of it where it has none."""
    barred = "|" in line
    words = [word for bar in _bars(line) for word in bar if word not in CONTINUED]
    read = sum(word == REPEAT or _reads(word) for word in words)
    return bool(words) and (2 * read > len(words) if barred else read == len(words))


def add_row(grid: Grid, line: str, *, german: bool = False) -> Iterator[str]:
    """Add a line of bars, those between repeat signs twice; a sentence for each chord that is none."""
    first = len(grid.bars)
    for part in _cut(line):
        if isinstance(part, list):
            try:
                grid.add(part, german=german)
            except ValueError as error:
                yield str(error)
            continue
        if part[0] in ":𝄇":
            grid.again(grid.bars[grid.start :])
        grid.start = len(grid.bars)
    if "|" in line and (times := _TIMES.search(_PARTS.split(line)[-1])):
        grid.again(grid.bars[first:] * (int(times[1] or times[2]) - 1))


def _cut(line: str) -> Iterator[str | list[str]]:
    """A line as its bars, lists of symbols, and the repeat signs between them; without label and remark."""
    parts = _PARTS.split(line)
    if len(parts) == 1:
        yield from ([symbol] for symbol in _BETWEEN.split(line) if symbol)
        return
    for place, part in enumerate(parts):
        if place % 2:
            if ":" in part or part in "𝄆𝄇":
                yield part
        elif symbols := part.split():
            outside = place in {0, len(parts) - 1}
            if not outside or _belongs(symbols, closed=not parts[-1].strip()):
                yield symbols


def _belongs(symbols: list[str], *, closed: bool) -> bool:
    """Whether what stands before the first bar line, or after the last, is a bar and no label: "C | Am | F"."""
    return not closed and all(_reads(symbol) or symbol in {REPEAT, *CONTINUED} for symbol in symbols)


def _bars(line: str) -> Iterator[list[str]]:
    return (part for part in _cut(line) if isinstance(part, list))


def _symbols(line: str) -> Iterator[str]:
    return (symbol for bar in _bars(line) for symbol in bar if _reads(symbol))


def _reads(symbol: str) -> bool:
    """Whether it is a chord, and written as one rather than as a word: with a large letter."""
    if not _SYMBOL.match(symbol):
        return False
    try:
        read_chord_symbol(symbol)
    except ValueError:
        return False
    return True


def _note(grid: Grid, line: str) -> None:
    """Take a key and a metre from a line that names them."""
    own, key, time = _OWN.fullmatch(line), _KEY.fullmatch(line), _TIME.fullmatch(line)
    with suppress(ValueError):
        if named := (own and own[1]) or (key and key[1]):
            grid.key = read_key(named)
    with suppress(ValueError):
        if named := (own and own[2]) or (time and time[1]):
            grid.metre = read_metre(named)
