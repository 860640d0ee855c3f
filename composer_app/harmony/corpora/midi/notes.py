"""What sounds in a MIDI file, on a grid of beats: how long each pitch class, and which one lies lowest."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from composer_app.files import read_file
from composer_app.harmony.corpora.midi.validation import File, read_smf
from composer_app.music.metre import COMMON, Metre

Array = npt.NDArray[np.float64]

_MOST_BYTES = 4_000_000  # ten times the longest symphony; more is an attack, or a picture drawn in notes
_MAX_BEATS = 10_000.0  # an hour at 160 beats a minute
_MOST_STEPS = 12_000
_DRUMS = 9  # the channel that General MIDI plays them on, from 0
_STEPS_PER_BEAT = 12  # players are late by less than the twelfth of a beat that triplets and sixteenths share
# The bass is what lies within a fifth of the lowest note around; above that a broken chord goes on without it.
_BASS_RANGE_SEMITONES = 7
_NO_PITCH = 999
_PITCHES = 128
_TINY = 1e-9
# Players strike a chord up to 50 ms before its beat, and let go of it after the next: a sixth of a beat at 200 bpm.
_LEAN = 1 / 6


@dataclass(frozen=True, slots=True)
class NoteList:
    """All notes of a file but the drums.

    Attributes:
        start, end: In beats (quarter notes), shape (N,), snapped to twelfths.
        pitch: MIDI note numbers, shape (N,).
        metres: Each metre with the beat from which it rules, in order; the first from 0.
    """

    start: Array
    end: Array
    pitch: npt.NDArray[np.int64]
    metres: tuple[tuple[float, Metre], ...]


@dataclass(frozen=True, slots=True)
class PitchClassGrid:
    """What sounds in each step of a piece, S steps of a pulse each.

    Attributes:
        edges: The beats at which steps start, and the last one's end, shape (S + 1,).
        level: For each edge 0 on a bar line, 1 on a half bar, 2 elsewhere, shape (S + 1,).
        tones: How many beats of each step belong to each pitch class, shape (S, 12); a row sums to the step's length,
            or to 0 in silence.
        bass: The same for the lowest note, shape (S, 12).
        bar: The beats of the longest bar.
    """

    edges: Array
    level: npt.NDArray[np.int64]
    tones: Array
    bass: Array
    bar: float


def read_notes(path: Path) -> NoteList:
    """The notes of a MIDI file.

    Raises:
        ValueError: It is not a whole MIDI file, or has no notes but drums.
        OSError: It cannot be read.
    """
    content = read_file(path, _MOST_BYTES)
    if not content:
        raise ValueError("it is empty")
    file = read_smf(content)
    rows = np.array([note for note in file.notes if note[3] != _DRUMS], np.int64).reshape(-1, 4)
    if not len(rows):
        raise ValueError("it has no notes" + (" but drums" if file.notes else ""))
    start, end = (
        np.round(ticks * _STEPS_PER_BEAT / file.ticks) / _STEPS_PER_BEAT for ticks in (rows[:, 0], rows[:, 1])
    )
    if end.max() > _MAX_BEATS:
        raise ValueError("it is longer than any piece")
    return NoteList(start, np.maximum(end, start + 1 / _STEPS_PER_BEAT), rows[:, 2], tuple(_metres(file)))


def build_grid(notes: NoteList) -> PitchClassGrid:
    """Notes on a grid of pulses, from the beginning to the bar line after the last note.

    Raises:
        ValueError: It has more pulses than any piece.
    """
    notes = _on_the_beat(notes, _step_edges(notes)[0])
    edges, level = _step_edges(notes)
    if len(edges) > _MOST_STEPS:
        raise ValueError("it is longer than any piece")
    tones, lowest = _tones_per_step(notes, edges)
    near = _lowest_nearby(lowest, edges, max(metre.beats for _, metre in notes.metres))
    bass = np.zeros_like(tones)
    low = np.flatnonzero((lowest <= near + _BASS_RANGE_SEMITONES) & (lowest < _NO_PITCH))
    bass[low, lowest[low] % 12] = np.diff(edges)[low]
    return PitchClassGrid(edges, level, tones, bass, max(metre.beats for _, metre in notes.metres))


def _metres(file: File) -> Iterator[tuple[float, Metre]]:
    """The file's time signatures; 4/4 before the first, and for those that are no metre.

    Of several at one tick the last rules, as in sequencers; but none with one beat a bar, by which some of them only
    count in.
    """
    if not file.signatures or file.signatures[0][0] > 0:
        yield 0.0, COMMON
    for tick, together in groupby(file.signatures, key=lambda signature: signature[0]):
        named = [metre for _, count, unit in together if (metre := _metre(count, unit))]
        wholes = [metre for metre in named if metre.count > 1] or named or [COMMON]
        yield tick / file.ticks, wholes[-1]


def _metre(count: int, unit: int) -> Metre | None:
    try:
        return Metre(count, unit)
    except ValueError:
        return None


def _on_the_beat(notes: NoteList, edges: Array) -> NoteList:
    """Notes struck a little before a beat, as if on it; and those let go of a little after one, as another follows.

    What no other note near it follows goes on carrying what lies above it.
    """
    after = edges[np.minimum(np.searchsorted(edges, notes.start - _TINY), len(edges) - 1)]
    early = (after - notes.start <= _LEAN + _TINY) & (notes.end - after > _LEAN)
    start = np.where(early, np.maximum(after, notes.start), notes.start)
    struck = np.full(len(edges), _NO_PITCH)
    at = np.searchsorted(edges, start + _TINY) - 1
    np.minimum.at(struck, at, np.where(start - edges[at] <= _LEAN + _TINY, notes.pitch, _NO_PITCH))
    place = np.searchsorted(edges, notes.end + _TINY) - 1
    late = (notes.end - edges[place] <= _LEAN + _TINY) & (edges[place] - start > _LEAN)
    followed = struck[place] <= notes.pitch + _BASS_RANGE_SEMITONES
    return replace(notes, start=start, end=np.where(late & followed, edges[place], notes.end))


def _step_edges(notes: NoteList) -> tuple[Array, npt.NDArray[np.int64]]:
    """The steps' edges and their levels: each metre counts its bars from where it starts."""
    last = float(notes.end.max())
    edges: list[float] = []
    level: list[int] = []
    for (start, metre), (until, _) in pairwise((*notes.metres, (np.inf, COMMON))):
        step = metre.pulse if metre.is_compound else min(1.0, metre.pulse)
        per_bar = round(metre.beats / step)
        bars = np.ceil((min(until, last) - start) / metre.beats - 1e-9)
        for index in range(int(max(0.0, bars)) * per_bar):
            if start + index * step < until - 1e-9:
                edges.append(start + index * step)
                level.append(0 if index % per_bar == 0 else 1 if 2 * (index % per_bar) == per_bar else 2)
    end = edges[-1] + (edges[-1] - edges[-2] if len(edges) > 1 else 1.0) if edges else last
    return np.array([*edges, max(end, last)]), np.array([*level, 0])


def _tones_per_step(notes: NoteList, edges: Array) -> tuple[Array, npt.NDArray[np.int64]]:
    """Beats of each pitch class in each step, and the lowest pitch in each step."""
    steps, length = len(edges) - 1, np.diff(edges)
    first = np.clip(np.searchsorted(edges, notes.start, side="right") - 1, 0, steps - 1)
    last = np.clip(np.searchsorted(edges, notes.end, side="left"), first + 1, steps)
    # How many notes of each pitch begin to sound in a step, less those that no longer do: summed up, how many sound.
    sounding = np.zeros((steps + 1, _PITCHES), np.int64)
    np.add.at(sounding, (first, notes.pitch), 1)
    np.add.at(sounding, (last, notes.pitch), -1)
    sounding = np.cumsum(sounding[:-1], axis=0)
    tones = np.zeros((steps, 12))
    np.add.at(tones.T, np.arange(_PITCHES) % 12, sounding.T * length)
    np.subtract.at(tones, (first, notes.pitch % 12), np.maximum(notes.start - edges[first], 0))
    np.subtract.at(tones, (last - 1, notes.pitch % 12), np.maximum(edges[last] - notes.end, 0))
    lowest = np.where(sounding.any(axis=1), (sounding > 0).argmax(axis=1), _NO_PITCH)
    tones = np.where(tones > _TINY, tones, 0)
    total = tones.sum(axis=1, keepdims=True)
    scale = np.divide(length[:, None], total, out=np.zeros_like(total), where=total > 0)
    return tones * scale, lowest


def _lowest_nearby(lowest: npt.NDArray[np.int64], edges: Array, reach: float) -> npt.NDArray[np.int64]:
    """The lowest pitch within a bar of each step, before or after it."""
    around = [bisect_right(edges, edge + reach / 2) for edge in edges[:-1]]
    before = [bisect_right(edges, edge - reach / 2 - 1e-9) for edge in edges[:-1]]
    return np.array([lowest[low:high].min() for low, high in zip(before, around, strict=True)])
