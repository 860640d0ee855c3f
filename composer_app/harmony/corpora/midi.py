"""Chords, key and metre of one MIDI file, of whatever instruments and however many.

The notes are cut into stretches, each with the chord that makes what sounds in it likeliest: a chord's tones share most
of the time, all others the rest, and its root is most of the bass. Changing chords costs something, less on bar lines
than within, and rare qualities cost more; the cheapest cut of the whole piece is found at once (dynamic programming
over segments). The key is the one whose profile fits best (Krumhansl and Kessler 1982).

A file has to have been played to its own beat: one recorded without a click has its bar lines anywhere.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from composer_app.harmony.corpora.chart import Chart, Span, charts_of
from composer_app.harmony.corpora.notes import grid_of, read_notes
from composer_app.harmony.corpora.profiles import find_key
from composer_app.harmony.corpora.segments import chords_of
from composer_app.harmony.corpora.written import group_of

SOURCE = "MIDI files"


def read_midi(path: Path) -> Iterator[Chart | str]:
    """The chart of one file.

    Raises:
        ValueError: It is not a whole MIDI file, or there are no chords in it.
        OSError: It cannot be read.
    """
    notes = read_notes(path)
    grid = grid_of(notes)
    chords = chords_of(grid)
    key = find_key(grid.tones.sum(axis=0))
    starts = [start for start, _ in notes.metres]
    spans = [
        Span(chord, end - start, key.tonic, notes.metres[bisect_right(starts, start) - 1][1], key.mode)
        for chord, (start, end) in zip(chords, pairwise(grid.edges.tolist()), strict=True)
    ]
    yield from charts_of(spans, SOURCE, group_of(path))
