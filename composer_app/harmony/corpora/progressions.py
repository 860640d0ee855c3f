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
from itertools import pairwise
from pathlib import Path
from typing import Any

from composer_app.files import read_file
from composer_app.harmony.corpora.chart import Chart
from composer_app.music.chord import Chord
from composer_app.music.chord_symbol import read_symbol
from composer_app.music.key import CHURCH_MODES, Key, Mode
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
    chords, bars = read_bars(row["chords"], metre)
    if bars <= _SHORT_LOOP_BARS:
        chords = [*chords, *(TimedChord(c.chord, c.start + bars * metre.beats, c.beats) for c in chords)]
    mode = str(row["mode"])
    return Chart(
        "progressions",
        f"{feeling} {number}",
        Key(0, CHURCH_MODES.get(mode) or Mode(mode)),
        metre,
        tuple(_joined(chords)),
        (feeling, *row.get("also", ())),
        scale=mode if mode in CHURCH_MODES else "",
    )


def read_bars(text: str, metre: Metre) -> tuple[list[TimedChord], int]:
    """The chords of bars between "|", and how many bars there are.

    Raises:
        ValueError: A bar is empty, or holds something that is no chord.
    """
    bars = [bar.split() for bar in text.strip().strip("|").split("|")]
    starts: list[tuple[float, Chord]] = []
    for number, bar in enumerate(bars):
        cells = bars[number - 1] if bar == ["%"] and number else bar
        if not cells:
            raise ValueError(f"bar {number + 1} is empty")
        bars[number] = cells
        for place, cell in enumerate(cells):
            if cell != ".":
                starts.append((metre.beats * (number + place / len(cells)), read_symbol(cell)))
    if not starts or starts[0][0] > 0:
        raise ValueError("it does not begin with a chord")
    end = len(bars) * metre.beats
    ends = [start for start, _ in starts[1:]] + [end]
    return [TimedChord(chord, at, to - at) for (at, chord), to in zip(starts, ends, strict=True)], len(bars)


def _joined(chords: list[TimedChord]) -> Iterator[TimedChord]:
    """Chords, a repeated one joined to the one before it."""
    first = 0
    for number, (chord, following) in enumerate(pairwise([*chords, None]), 1):
        assert chord
        if following is None or following.chord != chord.chord:
            yield TimedChord(chord.chord, chords[first].start, chord.end - chords[first].start)
            first = number
