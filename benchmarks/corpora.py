"""How well chords, key and metre are recognized in MIDI files: charts arranged by Composer, and read back.

    python benchmarks/corpora.py FOLDER

FOLDER holds `chord_charts.jsonl`. Only songs whose names have an odd hash are used; the reader's constants were fitted
on the others. Each chart gives 8, 16 or 32 bars in root position (the arranger plays no other), at a random activity,
valence and seed; every second one with a melody that wanders through the scale above it. Accuracies are per half-beat
for chords, and per piece for key and metre.
"""

import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.corpora.midi.file import read_midi
from composer_app.harmony.corpora.tables import read_table
from composer_app.midi.file import save_midi
from composer_app.music.arrangement import arrange
from composer_app.music.chord import Chord
from composer_app.music.cues import cues_at
from composer_app.music.performance import Note, Part, Performance
from composer_app.music.progression import Progression, TimedChord

REPEATS = 3
PIECES = 100


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of correct answers."""

    chord: float
    root: float
    key: float
    metre: float


def progression(chart: Chart, rng: random.Random) -> Progression | None:
    """Return some bars of a chart on its pulse, without gaps; None if there are too few."""
    metre = chart.metre
    until = rng.choice((8, 16, 32)) * metre.beats
    chords: list[TimedChord] = []
    now = 0.0
    for timed in chart.chords[rng.randrange(max(1, len(chart.chords) - 8)) :]:
        beats = min(until - now, max(1, round(timed.beats / metre.pulse)) * metre.pulse)
        if beats > 0:
            chords.append(TimedChord(Chord(timed.chord.root, timed.chord.quality), now, beats))
            now += beats
    return Progression(chart.key, metre, tuple(chords)) if len(chords) > 3 and now == until else None


def with_melody(performance: Performance, rng: random.Random) -> Performance:
    """Return a performance with a second part that wanders through the scale."""
    scale = [pitch for pitch in range(60, 85) if pitch % 12 in performance.key.scale]
    notes, at, step = [], 0.0, len(scale) // 2
    while at < performance.beats:
        length = min(rng.choice((0.5, 0.5, 1.0, 1.0, 2.0)), performance.beats - at)
        step = max(0, min(len(scale) - 1, step + rng.choice((-2, -1, -1, 0, 1, 1, 2))))
        notes.append(Note(at, scale[step], length, 80))
        at += length
    return replace(performance, parts=(*performance.parts, Part("Melody", 73, tuple(notes))))


def pieces(charts: list[Chart], seed: int, *, melody: bool) -> Iterator[tuple[Progression, Performance]]:
    rng = random.Random(seed)
    count = 0
    for chart in rng.sample(charts, len(charts)):
        if count < PIECES and (arranged := progression(chart, rng)):
            count += 1
            cues = cues_at(rng.uniform(-1, 1), rng.uniform(-1, 1), arranged.metre)
            performance = arrange(arranged, cues, seed)
            yield arranged, with_melody(performance, rng) if melody else performance


def at(chords: tuple[TimedChord, ...], beat: float) -> Chord | None:
    return next((timed.chord for timed in chords if timed.start - 1e-9 <= beat < timed.end - 1e-9), None)


def judge(charts: list[Chart], seed: int, folder: Path, *, melody: bool) -> Score:
    chord, root, key, metre = [], [], [], []
    for number, (played, performance) in enumerate(pieces(charts, seed, melody=melody)):
        path = folder / f"{seed} {melody} {number}.mid"
        save_midi(performance, path, "piece")
        recognized_chart = next((chart for chart in read_midi(path) if isinstance(chart, Chart)), None)
        key.append(recognized_chart is not None and recognized_chart.key == played.key)
        metre.append(recognized_chart is not None and recognized_chart.metre == played.metre)
        for half_beat in range(int(played.beats * 2)):
            expected = at(played.chords, half_beat / 2)
            recognized = at(recognized_chart.chords, half_beat / 2) if recognized_chart else None
            chord.append(recognized == expected)
            root.append(recognized is not None and expected is not None and recognized.root == expected.root)
    return Score(*(statistics.mean(shares) for shares in (chord, root, key, metre)))


def main() -> None:
    table = Path(sys.argv[1]) / "chord_charts.jsonl"
    charts = [
        chart
        for chart in read_table(table)
        if isinstance(chart, Chart) and hashlib.sha256(chart.group.encode()).digest()[0] % 2
    ]
    with tempfile.TemporaryDirectory() as folder:
        for melody in (False, True):
            scores = [judge(charts, seed, Path(folder), melody=melody) for seed in range(REPEATS)]
            print("with a melody" if melody else "chords alone")
            for name in ("chord", "root", "key", "metre"):
                shares = [getattr(score, name) for score in scores]
                print(f"  {name:6} {statistics.mean(shares):.3f} ({min(shares):.3f} to {max(shares):.3f})")
        files = sorted(Path(folder).glob("*.mid"))
        started = time.process_time()
        for path in files:
            list(read_midi(path))
        print(
            f"{1000 * (time.process_time() - started) / len(files):.1f} ms of processor a file, {len(files)} files"
        )


if __name__ == "__main__":
    main()
