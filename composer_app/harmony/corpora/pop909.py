"""POP909's annotations (Wang et al., ISMIR 2020): a folder for each song.

`chord_midi.txt` has start, end (seconds) and symbol; `beat_midi.txt` a beat a line, its time first and last whether it
is a downbeat; `key_audio.txt` start, end and key. `chord_audio.txt` and `beat_audio.txt`, whose second column counts
the beats of a bar, are used where the others are missing. Nothing tells quarters from dotted quarters, so every beat
counts as a quarter.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from composer_app.harmony.corpora.chart import Chart, Span, charts_of
from composer_app.harmony.corpora.harte import read_harte
from composer_app.harmony.corpora.text import read_lines
from composer_app.music.key import Key, read_key
from composer_app.music.metre import COMMON, Metre

SOURCE = "POP909"
# From the best: chords that were found in the notes, then those found in the sound.
CHORD_FILES = ("chord_midi.txt", "chord_audio.txt")
_BEAT_FILES = {"chord_midi.txt": "beat_midi.txt", "chord_audio.txt": "beat_audio.txt"}
_METRES = {2: Metre(2, 4), 3: Metre(3, 4), 6: Metre(6, 4)}
_STEPS_PER_BEAT = 2  # chords start on half beats at the finest; what is finer is the clock's own unevenness

Times = npt.NDArray[np.float64]


def read_song(path: Path) -> Iterator[Chart | str]:
    """The charts of one song, one for each key, from the path of its chords.

    Raises:
        ValueError: The chords, the beats or the keys are not what they should be.
        OSError: One of the three files is missing.
    """
    times, downbeats = _beats(path.with_name(_BEAT_FILES[path.name]))
    metre = _METRES.get(_beats_per_bar(downbeats), COMMON)
    # Bar lines fall on whole bars from 0, so that what comes before the first is the end of a bar.
    upbeat = -downbeats[0] % round(metre.beats) if downbeats else 0
    keys = [(float(start), _key(name)) for start, _, name in _rows(path.with_name("key_audio.txt"))]
    spans: list[Span] = []
    now = 0.0
    for start, end, symbol in _rows(path):
        until = _beat_at(float(end), times) + upbeat
        begin = max(now, _beat_at(float(start), times) + upbeat)
        key = _key_at(float(start), keys)
        for beats, chord in ((begin - now, None), (until - begin, read_harte(symbol))):
            if beats > 0:
                spans.append(Span(chord, beats, key.tonic, metre, key.mode))
        now = max(now, until)
    yield from charts_of(spans, SOURCE, path.parent.name)


def _rows(path: Path) -> list[tuple[str, str, str]]:
    """Lines of three fields."""
    rows = [line.split() for line in read_lines(path) if line.strip()]
    if not rows or any(len(row) != 3 for row in rows):
        raise ValueError(f"{path.name} does not have three fields a line")
    return [(start, end, value) for start, end, value in rows]


def _beats(path: Path) -> tuple[Times, list[int]]:
    """The times of all beats, in seconds, and the indices of those that are downbeats."""
    rows = [[float(field) for field in line.split()] for line in read_lines(path) if line.strip()]
    if len(rows) < 2 or any(len(row) < 2 for row in rows):
        raise ValueError(f"{path.name} does not have a beat a line")
    times = np.array([row[0] for row in rows])
    if not (np.diff(times) > 0).all():
        raise ValueError(f"the beats of {path.name} go back in time")
    return times, [index for index, row in enumerate(rows) if row[-1] == 1.0]


def _beats_per_bar(downbeats: list[int]) -> int:
    """The most frequent number of beats between downbeats; 0 where there are none."""
    steps = Counter(after - before for before, after in pairwise(downbeats))
    return steps.most_common(1)[0][0] if steps else 0


def _beat_at(seconds: float, times: Times) -> float:
    """A time in beats from the first, which may lie before the first or after the last."""
    index = int(np.clip(np.searchsorted(times, seconds, side="right") - 1, 0, len(times) - 2))
    beat = index + (seconds - times[index]) / (times[index + 1] - times[index])
    return max(0.0, round(float(beat) * _STEPS_PER_BEAT) / _STEPS_PER_BEAT)


def _key(name: str) -> Key:
    return read_key(name.replace(":", " "))


def _key_at(seconds: float, keys: list[tuple[float, Key]]) -> Key:
    """The key at a time; the first one's before it."""
    return next((key for start, key in reversed(keys) if start <= seconds), keys[0][1])
