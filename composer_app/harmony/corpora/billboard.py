"""McGill Billboard's `salami_chords.txt` (Burgoyne, Wild and Fujinaga, ISMIR 2011).

Its head names title, artist, metre and tonic; the last two may change on the way. A line has a time in seconds, labels
of sections, and bars:

    22.346394557    B, verse, | A:min | C:maj . . G:7 | (3/4) F:maj | x2, (voice

The symbols of a bar part it evenly and "." repeats one; a metre in parentheses rules its bar alone; "x2" plays the line
twice; "&pause" holds the time still; "*" is what nobody could write down.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from composer_app.harmony.corpora.chart import Chart, Span, charts_of
from composer_app.harmony.corpora.harte import read_harte
from composer_app.harmony.corpora.text import read_lines
from composer_app.music.chord import Chord
from composer_app.music.metre import COMMON, Metre, read_metre
from composer_app.music.pitch import read_pitch_class

SOURCE = "McGill Billboard"
_HEAD = re.compile(r"#\s*(\w+):\s*(.*?)\s*")
_BARS = re.compile(r"\|(.*)\|(?:\s*x(\d{1,2})\b)?")


@dataclass(frozen=True, slots=True)
class _State:
    """What holds for the next line."""

    tonic: int | None = None
    metre: Metre = COMMON


def read_billboard(path: Path) -> Iterator[Chart | str]:
    """The charts of one song, one for each key; and a sentence for each line that could not be read.

    Raises:
        ValueError: It is not such a file.
    """
    head: dict[str, str] = {}
    spans: list[Span] = []
    state = _State()
    for number, line in enumerate(read_lines(path), 1):
        try:
            if found := _HEAD.fullmatch(line):
                head.setdefault(found[1], found[2])
                state = _changed(state, found[1], found[2])
            else:
                spans += _spans(line, state)
        except ValueError as error:
            yield f"line {number}: {error}"
    group = f"{head.get('artist', '')} - {head.get('title', path.parent.name)}"
    yield from charts_of(spans, SOURCE, group)


def is_billboard(lines: list[str]) -> bool:
    """Whether a text has the head and the bars of such a file."""
    return any(line.startswith("# tonic:") for line in lines) and any("|" in line for line in lines)


def _changed(state: _State, name: str, value: str) -> _State:
    if name == "tonic":
        return replace(state, tonic=read_pitch_class(value))
    return replace(state, metre=read_metre(value)) if name == "metre" else state


def _spans(line: str, state: _State) -> list[Span]:
    """The bars of a line, as often as it is played."""
    found = _BARS.search(line)
    if not found:
        return []
    if state.tonic is None:
        raise ValueError("it has bars before any tonic")
    return [
        Span(chord, beats / len(chords), state.tonic, metre)
        for bar in found[1].split("|")
        for metre, chords in [_bar(bar.split(), state.metre)]
        for beats in [metre.beats]
        for chord in chords
    ] * int(found[2] or 1)


def _bar(symbols: list[str], metre: Metre) -> tuple[Metre, list[Chord | None]]:
    """The metre of one bar, and the chords that part it evenly."""
    chords: list[Chord | None] = []
    for symbol in symbols:
        if re.fullmatch(r"\(\d+/\d+\)", symbol):
            metre = read_metre(symbol[1:-1])
        elif symbol == ".":
            chords.append(chords[-1] if chords else None)
        elif symbol != "&pause":
            chords.append(None if symbol == "*" else read_harte(symbol))
    return metre, chords or [None]
