"""iReal Pro's songs: links of its two kinds, in a page that it exported or in any other text.

`irealbook://Title=Composer=Style=Key=n=Music` is open (irealpro.com/ireal-pro-file-format). In `irealb://`, whose songs
are `Title=Composer=(unused)=Style=Key=(transposed)=Music=Groove=Tempo=Repeats`, the music begins with a fixed mark, and
each fifty signs of it are shuffled.

The music is a row of cells: a chord or an empty one, with bar lines, metres ("T34"), repeats ("{ N1 } N2") and remarks
between them.
"""

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.corpora.grids import Grid
from composer_app.harmony.corpora.text import read_lines
from composer_app.harmony.corpora.written import Cell, charts, even, read_chord_symbol
from composer_app.music.chord import Chord
from composer_app.music.key import read_key
from composer_app.music.metre import Metre
from composer_app.music.pitch import read_pitch_class

SOURCE = "iReal Pro"
_LINK = re.compile(
    r"(?P<quote>[\"'])ireal(?:b|book)://(?P<quoted>.*?)(?P=quote)|ireal(?:b|book)://(?P<bare>[^\"'<>]+)"
)
_MARK = "1r34LbKcu7"
_OPEN = "n"  # what stands before the music of an open song
_BLOCK, _SWAPPED = 50, (*range(5), *range(10, 24))
_SHORT = (("XyQ", "   "), ("Kcl", "| x"), ("LZ", "|"))
_TOKEN = re.compile(
    r"(?P<remark><[^>]*>|\([^)]*\)|\*[A-Za-z])"
    r"|T(?P<metre>\d\d)"
    r"|N(?P<ending>\d)"
    r"|(?P<bar>[|\[\]{}Z])"
    r"|(?P<chord>[A-GW][#b]?(?:\*[^*]*\*|sus|alt|add|[-^+ohø\d#b])*(?:/[A-G][#b]?)?)"
    r"|(?P<cell>[xrpn ])"
)
_TWELVE_EIGHT = "12"


def read_ireal(path: Path) -> Iterator[Chart | str]:
    """The charts of all songs in a page; and a sentence for each chord that could not be read.

    Raises:
        ValueError: It is not text, or has a song that is too long.
        OSError: It cannot be read.
    """
    for found in _LINK.finditer(html.unescape("\n".join(read_lines(path)))):
        fields = unquote(found["quoted"] or found["bare"]).split("=")
        for place, music in enumerate(fields):
            if music.startswith(_MARK) and place >= 6:
                title, writer, key = fields[place - 6], fields[place - 5], fields[place - 2]
                yield from _song(f"{writer} - {title}", key, unscrambled(music.removeprefix(_MARK)))
            elif place >= 5 and fields[place - 1] == _OPEN:
                title, writer, key = fields[place - 5], fields[place - 4], fields[place - 2]
                yield from _song(f"{writer} - {title}", key, music)


def is_ireal(lines: list[str]) -> bool:
    """Whether a text has a link to a song."""
    return any("irealb://" in line or "irealbook://" in line for line in lines)


def unscrambled(music: str) -> str:
    """The music of an `irealb` link in order: a block of fifty swaps some signs with those as far from its end.

    A block that at most one sign follows was left as it is.
    """
    blocks = [music[at : at + _BLOCK] for at in range(0, len(music), _BLOCK)]
    last = len(blocks) - (2 if len(blocks) > 1 and len(blocks[-1]) < 2 else 1)
    return "".join(_swapped(block) if at < last else block for at, block in enumerate(blocks))


def _swapped(block: str) -> str:
    signs = list(block)
    for place in _SWAPPED:
        signs[place], signs[-1 - place] = signs[-1 - place], signs[place]
    return "".join(signs)


def _song(group: str, key: str, music: str) -> Iterator[Chart | str]:
    reading = _Song()
    with suppress(ValueError):
        reading.grid.key = read_key(key.replace("-", "m"))
    for written, meant in _SHORT:
        music = music.replace(written, meant)
    for token in _TOKEN.finditer(music):
        try:
            reading.take(token)
        except ValueError as error:
            yield f"{group}: {error}"
    reading.close()
    yield from charts(reading.grid.cells, group, SOURCE)


class _Song:
    """A song while its cells are read: the bar so far, where a repeat begins, and where its first ending."""

    def __init__(self) -> None:
        self.grid = Grid()
        self._bar: list[Chord | str | None] = []
        self._start = 0
        self._ending: int | None = None

    def take(self, token: re.Match[str]) -> None:
        """Read one token.

        Raises:
            ValueError: It is a chord that there is none of, or there are too many bars.
        """
        if token["metre"]:
            count, unit = (12, 8) if token["metre"] == _TWELVE_EIGHT else map(int, token["metre"])
            self.grid.metre = Metre(count, unit)
        elif token["ending"] == "1":
            self.close()
            self._ending = len(self.grid.bars)
        elif token["bar"]:
            self._cross(token["bar"])
        elif token["chord"]:
            self._bar.append(self._chord(token["chord"]))
        elif token["cell"]:
            self._bar.append(token["cell"])

    def _cross(self, line: str) -> None:
        """End a bar, and begin a repeat or play it again."""
        self.close()
        if line == "{":
            self._start, self._ending = len(self.grid.bars), None
        elif line == "}":
            self.grid.again(self.grid.bars[self._start : self._ending])
            self._start, self._ending = len(self.grid.bars), None

    def close(self) -> None:
        """End a bar: its chords by their cells where there is a cell for each count, evenly otherwise."""
        cells, self._bar = self._bar, []
        bars = self.grid.bars
        if "r" in cells or "x" in cells:
            self.grid.again(bars[-2 if "r" in cells else -1 :])
        elif any(cell != " " for cell in cells):
            last = bars[-1][-1].chord if bars else None
            parts: list[Chord | None] = []
            struck: list[Chord | None] = []
            for cell in cells:
                if not isinstance(cell, str):
                    last = cell
                elif cell == "n":
                    last = None
                parts.append(last)
                if cell != " ":
                    struck.append(last)
            counted = len(cells) == self.grid.metre.count and cells[0] != " "
            self.grid.again([even(parts if counted else struck, self.grid.metre, self.grid.key)])

    def _chord(self, symbol: str) -> Chord | None:
        """The chord of a symbol; W is the chord before, over another bass."""
        if not symbol.startswith("W"):
            return read_chord_symbol(re.sub(r"\*[^*]*\*", "", symbol))
        before = (
            next((cell for cell in reversed(self._bar) if isinstance(cell, Chord)), None) or self._before()
        )
        _, _, bass = symbol.partition("/")
        return Chord(before.root, before.quality, read_pitch_class(bass)) if before and bass else before

    def _before(self) -> Chord | None:
        cells: list[Cell] = self.grid.bars[-1] if self.grid.bars else []
        return cells[-1].chord if cells else None
