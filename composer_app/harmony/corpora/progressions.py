"""Progressions that say a feeling, as musicians write them down: a TOML file for each feeling.

    [[progression]]
    mode = "major"
    metre = "4/4"
    form = "statement and answer"
    chords = "| C | C/E | F | Gsus4 G | Am | F | Dm7 G7 | C |"
    why = "The bass climbs by step to the half close; the answer comes home."

The tonic is C. The chords of a bar share it evenly; `.` holds the chord before for one more share; `%` repeats the bar
before. The file's name is the feeling (`hopeful.toml`); a row may name another one as well: `also = ["wonder"]`.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from composer_app.files import read_file
from composer_app.harmony.corpora.chart import Chart, timed_chords
from composer_app.harmony.corpora.grids import Grid
from composer_app.music.key import CHURCH_MODES, Key, nearest_mode
from composer_app.music.metre import Metre, read_metre
from composer_app.music.progression import TimedChord

_MOST_BYTES = 5_000_000
_SHORT_LOOP_BARS = 4  # a loop as short as that is heard twice


def read_progressions(path: Path) -> Iterator[Chart | str]:
    """A chart for each progression; a sentence for each row that is none.

    Raises:
        ValueError: It is no such file.
        OSError: It cannot be read.
    """
    try:
        rows = list(tomllib.loads(read_file(path, _MOST_BYTES).decode())["progression"])
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("it has no progressions") from error
    for number, row in enumerate(rows, 1):
        try:
            yield _chart(row, path.stem.lower(), number)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            yield f"progression {number} cannot be read: {error}"


def _chart(row: dict[str, Any], feeling: str, number: int) -> Chart:
    metre = read_metre(row["metre"])
    chords = read_bars(row["chords"], metre)
    if chords[-1].end <= _SHORT_LOOP_BARS * metre.beats:
        chords = list(timed_chords([(timed.chord, timed.beats) for timed in chords * 2]))
    mode, also = str(row["mode"]), row.get("also", [])
    if not isinstance(also, list) or not all(isinstance(word, str) for word in also):
        raise ValueError("“also” is a list of feelings")
    return Chart(
        "progressions",
        f"{feeling} {number}",
        Key(0, nearest_mode(mode)),
        metre,
        tuple(chords),
        (feeling, *also),
        scale=mode if mode in CHURCH_MODES else "",
    )


def read_bars(text: str, metre: Metre) -> list[TimedChord]:
    """The chords of bars between "|", a repeated one joined to the one before it.

    Raises:
        ValueError: A bar is empty, or holds something that is no chord.
    """
    grid = Grid(metre=metre)
    for number, bar in enumerate(text.strip().strip("|").split("|"), 1):
        symbols = bar.split()
        if not symbols:
            raise ValueError(f"bar {number} is empty")
        grid.add(symbols, german=False)
    if any(cell.chord is None for cell in grid.cells):
        raise ValueError("it does not begin with a chord, or has a bar without one")
    return list(timed_chords([(cell.chord, cell.beats) for cell in grid.cells]))
