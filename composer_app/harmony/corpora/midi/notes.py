"""What sounds in a MIDI file, on a grid of beats: how long each pitch class, and which one lies lowest."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from composer_app.harmony.corpora.midi.validation import check_midi
from composer_app.harmony.corpora.text import read_whole
from composer_app.music.metre import COMMON, Metre

Array = npt.NDArray[np.float64]

_MAX_BEATS = 20_000.0  # an hour and more at any tempo
_STEPS_PER_BEAT = 12  # players are late by less than the twelfth of a beat that triplets and sixteenths share
# The bass is what lies within a fifth of the lowest note around; above that a broken chord goes on without it.
_BASS_RANGE_SEMITONES = 7
_NO_PITCH = 999


@dataclass(frozen=True, slots=True)
class Notes:
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
class Grid:
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


def read_notes(path: Path) -> Notes:
    """The notes of a MIDI file.

    Raises:
        ValueError: It is not a whole MIDI file, or has no notes but drums.
        OSError: It cannot be read.
    """
    from symusic.core import ScoreTick

    content = read_whole(path)
    if not content:
        raise ValueError("it is empty")
    check_midi(content)
    try:
        score = ScoreTick.from_midi(content)
    except (RuntimeError, ValueError) as error:
        raise ValueError("it is not a whole MIDI file") from error
    tracks = [track.notes.numpy() for track in score.tracks if not track.is_drum and len(track.notes)]
    if score.ticks_per_quarter < 1 or not tracks:
        raise ValueError("it has no notes" + (" but drums" if score.tracks else ""))
    time, duration, pitch = (
        np.concatenate([track[name] for track in tracks]) for name in ("time", "duration", "pitch")
    )
    start = np.round(time * _STEPS_PER_BEAT / score.ticks_per_quarter) / _STEPS_PER_BEAT
    end = (
        np.round((time + duration.astype(np.int64)) * _STEPS_PER_BEAT / score.ticks_per_quarter)
        / _STEPS_PER_BEAT
    )
    if end.max() > _MAX_BEATS:
        raise ValueError("it is longer than any piece")
    signatures = [
        (s.time / score.ticks_per_quarter, s.numerator, s.denominator) for s in score.time_signatures
    ]
    return Notes(
        start,
        np.maximum(end, start + 1 / _STEPS_PER_BEAT),
        pitch.astype(np.int64),
        tuple(_metres(signatures)),
    )


def build_grid(notes: Notes) -> Grid:
    """Notes on a grid of pulses, from the beginning to the bar line after the last note."""
    edges, level = _step_edges(notes)
    tones, lowest = _tones_per_step(notes, edges)
    near = _lowest_nearby(lowest, edges, max(metre.beats for _, metre in notes.metres))
    bass = np.zeros_like(tones)
    low = np.flatnonzero((lowest <= near + _BASS_RANGE_SEMITONES) & (lowest < _NO_PITCH))
    bass[low, lowest[low] % 12] = np.diff(edges)[low]
    return Grid(edges, level, tones, bass, max(metre.beats for _, metre in notes.metres))


def _metres(signatures: list[tuple[float, int, int]]) -> Iterator[tuple[float, Metre]]:
    """The file's time signatures; 4/4 before the first, and for those that are no metre."""
    if not signatures or signatures[0][0] > 0:
        yield 0.0, COMMON
    for beat, count, unit in signatures:
        try:
            yield beat, Metre(count, unit)
        except ValueError:
            yield beat, COMMON


def _step_edges(notes: Notes) -> tuple[Array, npt.NDArray[np.int64]]:
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


def _tones_per_step(notes: Notes, edges: Array) -> tuple[Array, npt.NDArray[np.int64]]:
    """Beats of each pitch class in each step, and the lowest pitch in each step."""
    steps = len(edges) - 1
    first = np.clip(np.searchsorted(edges, notes.start, side="right") - 1, 0, steps - 1)
    last = np.clip(np.searchsorted(edges, notes.end, side="left"), first + 1, steps)
    count = last - first
    note = np.repeat(np.arange(len(count)), count)
    step = first[note] + np.arange(len(note)) - np.repeat(np.cumsum(count) - count, count)
    beats = np.minimum(notes.end[note], edges[step + 1]) - np.maximum(notes.start[note], edges[step])
    tones = np.zeros((steps, 12))
    np.add.at(tones, (step, notes.pitch[note] % 12), np.maximum(beats, 0))
    lowest = np.full(steps, _NO_PITCH)
    np.minimum.at(lowest, step, notes.pitch[note])
    total = tones.sum(axis=1, keepdims=True)
    scale = np.divide(np.diff(edges)[:, None], total, out=np.zeros_like(total), where=total > 0)
    return tones * scale, lowest


def _lowest_nearby(lowest: npt.NDArray[np.int64], edges: Array, reach: float) -> npt.NDArray[np.int64]:
    """The lowest pitch within a bar of each step, before or after it."""
    around = [bisect_right(edges, edge + reach / 2) for edge in edges[:-1]]
    before = [bisect_right(edges, edge - reach / 2 - 1e-9) for edge in edges[:-1]]
    return np.array([lowest[low:high].min() for low, high in zip(before, around, strict=True)])
