"""Whether our eight bars are built like people's: a classifier, and the statistics of both.

    python -m benchmarks.phrases FOLDER [--machines MACHINES] [--takes 400]

FOLDER holds the charts; people are Billboard, RS200 and the lead sheets, from every fourth bar line. Three repeats.
"""

import argparse
import statistics
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from benchmarks.harmony import mean, spread
from composer_app.harmony.corpora import Chart, read_charts
from composer_app.harmony.corpora.midi.key_finding import find_key
from composer_app.harmony.generation.harmonist import Harmonist
from composer_app.harmony.generation.recognition import recognize_emotions
from composer_app.harmony.generation.registry import ModelRegistry
from composer_app.harmony.generation.request import GenerationRequest
from composer_app.harmony.training.phrase_trainer import phrase_windows
from composer_app.job import Job
from composer_app.music.chord import QUALITIES
from composer_app.music.key import Key, Mode
from composer_app.music.metre import Metre
from composer_app.music.progression import Progression
from composer_app.paths import resource_path
from composer_app.request.emotion.mood import emotions

REPEATS = 3
BARS = 8
PEOPLE = ("McGill Billboard", "Rock Corpus RS200 v2.1", "OpenEWLD")
LENGTHS_BARS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
DARK_EMOTIONS = ("sad", "fearful", "angry", "tense", "mysterious")

Timed = tuple[float, float, int, object]
"""Start and length in beats, interval above the tonic, and what tells the chord apart."""


def of_people(charts: Sequence[Chart]) -> list[tuple[str, list[Timed], Metre]]:
    """Return eight bars at a time, with their song."""
    return [
        (chart.group, [(start, length, unit[0], unit[1]) for start, length, unit in window], chart.metre)
        for chart in charts
        if chart.source in PEOPLE
        for window in phrase_windows(chart)
    ]


def of_take(take: Progression) -> list[Timed]:
    """Return the chords of a take."""
    return [
        (
            t.start,
            t.beats,
            (t.chord.root - take.key.tonic) % 12,
            (t.chord.quality, t.chord.bass, t.chord.root),
        )
        for t in take.chords
    ]


def bar_contents(chords: Sequence[Timed], metre: Metre) -> list[list[tuple[float, object]]]:
    """Return what sounds in each bar: where chords begin in it, and which."""
    contents: list[list[tuple[float, object]]] = []
    for bar in range(BARS):
        begin, end = bar * metre.beats, (bar + 1) * metre.beats
        contents.append(
            [
                (round(max(start, begin) - begin, 2), (interval, chord))
                for start, length, interval, chord in chords
                if start < end - 1e-6 and start + length > begin + 1e-6
            ]
        )
    return contents


def shape(chords: Sequence[Timed], metre: Metre) -> dict[str, float]:
    """Return the features of the shape alone: lengths, places in the bar, what returns, start and end."""
    bar = metre.beats
    lengths = [length / bar for _, length, _, _ in chords]
    names = [chord for *_, chord in chords]
    bars = bar_contents(chords, metre)
    within = [start / bar % 1 for start, *_ in chords]
    found = {"chords": float(len(chords)), "different": float(len(set(names)))}
    found |= {
        f"length {each}": float(np.mean([abs(n - each) < 0.05 for n in lengths])) for each in LENGTHS_BARS
    }
    found |= {
        "mean length": float(np.mean(lengths)),
        "deviation": float(np.std(lengths)),
        "longest": max(lengths),
    }
    found |= {"first length": lengths[0], "last length": lengths[-1]}
    found |= {
        f"on beat {q + 1}": float(np.mean([abs(place - q / 4) < 0.06 for place in within])) for q in range(4)
    }
    for lag in (1, 2, 4):
        found[f"bar like {lag} before"] = float(np.mean([bars[n] == bars[n - lag] for n in range(lag, BARS)]))
        found |= {f"bar {n + 1} like {lag} before": float(bars[n] == bars[n - lag]) for n in range(lag, BARS)}
    found |= {f"chords in bar {n + 1}": float(len(each)) for n, each in enumerate(bars)}
    for place, number in (("first", 0), ("last", -1)):
        found |= {
            f"{place} is I": float(chords[number][2] == 0),
            f"{place} is V": float(chords[number][2] == 7),
        }
    found["bar 4 ends on V"] = float(_last_interval(bars[3]) == 7)
    found["begins as it ends"] = float(names[0] == names[-1])
    return found


def _last_interval(bar: Sequence[tuple[float, object]]) -> object:
    content = bar[-1][1]
    return content[0] if isinstance(content, tuple) else None


def told_apart(
    ours: Sequence[dict[str, float]], theirs: Sequence[dict[str, float]], songs: Sequence[str], seed: int
) -> float:
    """Return how often a classifier tells ours from theirs, folds grouped by song."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.model_selection import StratifiedGroupKFold

    names = list(ours[0])
    features = np.array([[row[name] for name in names] for row in (*ours, *theirs)])
    labels = np.array([0] * len(ours) + [1] * len(theirs))
    groups = np.array([*(f"take {n}" for n in range(len(ours))), *songs])
    right = np.zeros(len(labels), dtype=bool)
    for train, test in StratifiedGroupKFold(5, shuffle=True, random_state=seed).split(
        features, labels, groups
    ):
        model = HistGradientBoostingClassifier(max_iter=150, learning_rate=0.08, random_state=seed)
        right[test] = model.fit(features[train], labels[train]).predict(features[test]) == labels[test]
    return float(right.mean())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--machines", type=Path, default=resource_path("machines"))
    parser.add_argument("--takes", type=int, default=400)
    options = parser.parse_args()
    people = of_people(read_charts(options.folder, Job()).charts)
    models = ModelRegistry(options.machines)
    judge_shape(people, Harmonist(models), options.takes)
    judge_rhythm_and_mode(Harmonist(models))
    judge_blends(people, models)


def judge_shape(people: Sequence[tuple[str, list[Timed], Metre]], harmonist: Harmonist, count: int) -> None:
    """Tell takes from people's eight bars, and people from people; print the statistics of both."""
    apart, same = [], []
    names = list(emotions())
    kept: dict[str, list[dict[str, float]]] = {"ours": [], "people's": []}
    for repeat in range(REPEATS):
        takes = [
            harmonist.harmonize(GenerationRequest(((names[n % 16], 1.0),)), 100_000 * repeat + n, Job())
            for n in range(count)
        ]
        ours = [shape(of_take(take), take.metre) for take in takes]
        rng = np.random.default_rng(repeat)
        first, second = ([people[n] for n in rng.choice(len(people), count, replace=False)] for _ in range(2))
        theirs = [shape(window, metre) for _, window, metre in first]
        others = [shape(window, metre) for _, window, metre in second]
        apart.append(told_apart(ours, theirs, [song for song, *_ in first], repeat))
        same.append(told_apart(others, theirs, [song for song, *_ in first], repeat))
        kept["ours"] += ours
        kept["people's"] += theirs
    spread("told from people's eight bars by shape", apart)
    spread("people told from people by shape", same)
    for name in (
        "bar like 4 before",
        "bar like 2 before",
        "first is I",
        "chords",
        "different",
        *(f"on beat {n}" for n in (1, 2, 3, 4)),
    ):
        values = {whose: [row[name] for row in rows] for whose, rows in kept.items()}
        told = ", ".join(
            f"{whose} {statistics.mean(v):.2f} ± {statistics.pstdev(v):.2f}" for whose, v in values.items()
        )
        print(f"{name:24} {told}", flush=True)


def judge_rhythm_and_mode(harmonist: Harmonist) -> None:
    """Count stumbling chord lengths, and how often the dark feelings are in minor."""
    stumbling, minor, heard = [], [], []
    for repeat in range(REPEATS):
        takes = [
            (name, harmonist.harmonize(GenerationRequest(((name, 1.0),)), 7_000 * repeat + n, Job()))
            for name in emotions()
            for n in range(4)
        ]
        stumbling.append(sum(map(_stumbles, (take for _, take in takes))))
        dark = [take.key.mode == "minor" for name, take in takes if name in DARK_EMOTIONS]
        minor.append(statistics.mean(map(float, dark)))
        heard.append(mean(_heard_mode(take) == take.key.mode for _, take in takes))
    spread("takes with a chord of one or three beats other than a pick-up, of 64", stumbling, "{:.0f}".format)
    spread("sad, fearful, angry, tense, mysterious in minor", minor)
    spread("mode that is written heard by a key finder, of takes", heard)


def _stumbles(take: Progression) -> bool:
    """Whether a chord begins on beat 2, or on beat 4 other than just before a change on the bar line."""
    starts = {round(t.start, 3) for t in take.chords}
    bar = take.metre.beats
    return any(
        start % bar == 1 or (start % bar == 3 and start + 1 not in starts and start + 1 < take.beats)
        for start in starts
        if bar == 4
    )


def _heard_mode(take: Progression) -> str:
    """Return the mode that the key finder hears on a take's tonic, from its tones and basses."""
    beats = np.zeros(12)
    for timed in take.chords:
        beats[list(timed.chord.pitch_classes)] += timed.beats
        beats[timed.chord.bass_pitch_class] += timed.beats
    return str(find_key(beats, [Key(take.key.tonic, mode) for mode in Mode]).mode)


def judge_blends(people: Sequence[tuple[str, list[Timed], Metre]], models: ModelRegistry) -> None:
    """Compare all blends of two emotions with their parts."""
    harmonist = Harmonist(models)
    names = list(emotions())
    dominants = {
        name: _dominant_share(
            [harmonist.harmonize(GenerationRequest(((name, 1.0),)), n, Job()) for n in range(12)]
        )
        for name in names
    }
    blended, parts, both, ours = [], [], [], []
    for number, (a, b) in enumerate(combinations(names, 2)):
        take = harmonist.harmonize(GenerationRequest(((a, 0.5), (b, 0.5))), number, Job())
        blended.append(_dominant_share([take]))
        parts.append((dominants[a] + dominants[b]) / 2)
        found = recognize_emotions(models, take.chords, take.key.tonic, str(take.key.mode), take.metre, names)
        first = [each.name for each in found[:4]]
        both.append(a in first and b in first)
        ours.append(shape(of_take(take), take.metre))
    rng = np.random.default_rng(0)
    chosen = [people[n] for n in rng.choice(len(people), 4 * len(ours), replace=False)]
    theirs = [shape(window, metre) for _, window, metre in chosen]
    print(f"blends of two, {len(blended)}: share of dominant sevenths {statistics.mean(blended):.3f},")
    print(f"  of their parts {statistics.mean(parts):.3f}; both among the first four {mean(both):.3f}")
    balanced = [told_apart(ours, theirs[k::4], [song for song, *_ in chosen[k::4]], k) for k in range(4)]
    spread("blends told from people's eight bars by shape", balanced)


def _dominant_share(takes: Sequence[Progression]) -> float:
    chords = [t.chord.quality for take in takes for t in take.chords]
    return statistics.mean(float({4, 10} <= set(QUALITIES[quality].intervals)) for quality in chords)


if __name__ == "__main__":
    main()
