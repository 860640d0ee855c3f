"""What charts that people write have in common: names of chords, how they part a bar, a key that is named or found."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from composer_app.harmony.corpora.chart import Chart, Span, charts_of
from composer_app.harmony.corpora.profiles import find_key
from composer_app.music.chord import Chord
from composer_app.music.chord_symbol import NoChordError, read_symbol
from composer_app.music.key import Key, Mode
from composer_app.music.metre import Metre

SOURCE = "chord charts"
MOST_BARS = 5_000
# What tells forms and versions of one piece apart at the end of their names: "Hymn (2)", "Hymn-v3", "Hymn.lead".
_VERSION = re.compile(r"[\s_-]+(\(\d+\)|v\d+|copy|copy \d+)$|\.lead$", re.IGNORECASE)
_ROOT = 1.0  # how many times more than another tone a root tells of the key
_HOME = 4.0  # beats that the first and the last chord count for more


class Cell(NamedTuple):
    """A stretch of a chart.

    Attributes:
        chord: What sounds; None for no chord.
        beats: How long.
        metre: The metre that rules.
        key: The key that is named; None where none is.
    """

    chord: Chord | None
    beats: float
    metre: Metre
    key: Key | None = None


def read_chord_symbol(text: str, *, german: bool = False) -> Chord | None:
    """The chord of a name as people write it; None for "N.C.".

    Raises:
        ValueError: It is none.
    """
    try:
        return read_symbol(text, german=german)
    except NoChordError:
        return None


def is_german(symbols: Iterable[str]) -> bool:
    """Whether chords are written with H, so that B is B flat."""
    return any(symbol.startswith("H") for symbol in symbols)


def even(chords: Sequence[Chord | None], metre: Metre, key: Key | None) -> list[Cell]:
    """A bar that its chords part evenly."""
    return [Cell(chord, metre.beats / len(chords), metre, key) for chord in chords]


def charts(cells: Sequence[Cell], group: str, source: str = SOURCE) -> Iterator[Chart]:
    """The charts of a piece, one for each key; where no key is named it is found."""
    if any(cell.chord for cell in cells):
        found = key_of(cells) if any(cell.key is None for cell in cells) else None
        keys = [cell.key or found for cell in cells]
        yield from charts_of(
            (
                Span(cell.chord, cell.beats, key.tonic, cell.metre, key.mode)
                for cell, key in zip(cells, keys, strict=True)
                if key
            ),
            source,
            group,
        )


def key_of(cells: Iterable[Cell], among: Collection[Key] | None = None) -> Key:
    """The key that goes best with the chords of a piece; where it begins and ends tells more than the rest."""
    chords = [cell for cell in cells if cell.chord]
    beats = np.zeros(12)
    for place, cell in enumerate(chords):
        assert cell.chord
        weight = cell.beats + (_HOME if place in {0, len(chords) - 1} else 0)
        beats[list(cell.chord.pitch_classes)] += weight
        beats[cell.chord.root] += weight * _ROOT
    return find_key(beats, among) if among else find_key(beats)


def relatives(fifths: int) -> tuple[Key, Key]:
    """The major and the minor key of a key signature, from its sharps, or flats below zero."""
    tonic = fifths * 7 % 12
    return Key(tonic, Mode.MAJOR), Key((tonic + 9) % 12, Mode.MINOR)


def group_of(path: Path) -> str:
    """The name of the piece that a file is a form of."""
    return _VERSION.sub("", path.stem)
