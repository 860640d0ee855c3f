"""How good the models are, compared with other models in the same run, on held-out songs.

    python -m benchmarks.harmony FOLDER [--machines MACHINES] [--only infill,takes,emotions,feel,speed]

FOLDER holds the charts. Three repeats with other held-out windows and other seeds; prints the mean and the range.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import torch
from torch import Tensor

from benchmarks.baselines import Attentive, Recurrent, asked, bigram, count_weights, train_network, trigram
from composer_app.harmony.corpora import Chart, read_charts
from composer_app.harmony.corpora.progressions import read_progressions
from composer_app.harmony.generation.harmonist import Harmonist
from composer_app.harmony.generation.product_of_experts import single_threaded
from composer_app.harmony.generation.recognition import recognize_emotions
from composer_app.harmony.generation.registry import BASE_MODEL, ModelRegistry
from composer_app.harmony.generation.request import GenerationRequest
from composer_app.harmony.model.encoding import (
    CHORDS,
    MODES,
    WINDOW_SLOTS,
    SequenceGroup,
    SlotColumn,
    chord_unit,
)
from composer_app.harmony.training.pipeline import DatasetSplit, split_charts
from composer_app.harmony.training.trainer import infill_accuracy
from composer_app.job import Job
from composer_app.music.constraints import Constraints
from composer_app.music.progression import Progression
from composer_app.paths import resource_path
from composer_app.request.emotion.mood import emotions

REPEATS = 3
TAKES = 100
NETWORK_STEPS = 4_000
TAKES_PER_EMOTION = 60
COMMON_LOOP_CHORDS = 4
ASKED = (("hopeful", 0.5), ("wonder", 0.5))
TEST_SET = Path(__file__).parent / "data" / "progressions"
"""Ten progressions a feeling, by an author who saw neither the program nor its corpus."""


@dataclass(frozen=True)
class Bench:
    """The models and data to measure."""

    music: DatasetSplit
    machines: ModelRegistry
    harmonist: Harmonist


def spread(name: str, values: Sequence[float], form: Callable[[float], str] = "{:.3f}".format) -> None:
    """Print the mean and range of a figure."""
    print(
        f"{name:66} {form(statistics.mean(values))}  [{form(min(values))}, {form(max(values))}]", flush=True
    )


def units(progression: Progression) -> tuple[int, ...]:
    """Return a progression's chords as the models' units."""
    return tuple(
        chord_unit(t.chord.root - progression.key.tonic, t.chord.quality) for t in progression.chords
    )


def judge_infill(bench: Bench) -> None:
    """Predict one hidden chord of eight."""
    learned, held = bench.music.training, bench.music.held_out
    chords, modes = (
        learned.window_slots()[learned.lengths == WINDOW_SLOTS][:, :, SlotColumn.CHORD],
        learned.sequence_units[learned.lengths == WINDOW_SLOTS][:, SequenceGroup.MODE],
    )
    held = held.subset((held.lengths == WINDOW_SLOTS).nonzero()[:, 0])
    found: dict[str, list[tuple[float, float]]] = {}
    base = bench.machines.load(BASE_MODEL).chords
    counted = {"bigram": bigram(chords), "trigram": trigram(chords)}
    base_weights = sum(parameter.numel() for parameter in base.parameters())
    peers = f"LSTM {count_weights(Recurrent()):,}, Transformer {count_weights(Attentive()):,}"
    print(f"weights: the base machine {base_weights:,}, {peers}")
    for repeat in range(REPEATS):
        drawn = held.subset(
            torch.randperm(len(held), generator=torch.Generator().manual_seed(repeat))[:2_000]
        )
        shown, key = drawn.window_slots()[:, :, SlotColumn.CHORD], drawn.sequence_units[:, SequenceGroup.MODE]
        models = counted | {
            "LSTM": train_network(Recurrent, chords, modes, NETWORK_STEPS, repeat),
            "Transformer": train_network(Attentive, chords, modes, NETWORK_STEPS, repeat),
        }
        for name, model in models.items():
            found.setdefault(name, []).append(asked(model, shown, key))
        found.setdefault("the base machine", []).append(infill_accuracy(base, drawn))
    for name, scores in found.items():
        spread(f"hide one chord of 8, {name}: guessed", [top1 for top1, _ in scores])
        spread(f"hide one chord of 8, {name}: nats", [nats for _, nats in scores])


def judge_takes(bench: Bench) -> None:
    """Compare a hundred takes of one request."""
    learned, held = bench.music.training, bench.music.held_out
    charts = {
        tuple(row) for side in (learned, held) for row in side.window_slots()[:, :, SlotColumn.CHORD].tolist()
    }
    known, distinct = [], []
    for repeat in range(REPEATS):
        takes = [
            bench.harmonist.harmonize(GenerationRequest(ASKED), 1_000 * repeat + seed, Job())
            for seed in range(TAKES)
        ]
        distinct.append(len({(take.key.mode, units(take)) for take in takes}))
        rows = [
            units(take)[at : at + WINDOW_SLOTS]
            for take in takes
            for at in range(len(take.chords) - WINDOW_SLOTS + 1)
        ]
        rows = [row for row in rows if len(set(row)) > COMMON_LOOP_CHORDS]
        known.append(statistics.mean(row in charts for row in rows) if rows else 0.0)
    spread(f"hopeful and wonder: distinct progressions in {TAKES} takes", distinct, "{:.0f}".format)
    spread("hopeful and wonder: rows of 8 chords that stand whole in a chart, loops of 4 apart", known)


def judge_emotions(bench: Bench) -> None:
    """Judge whether takes of sixteen emotions can be told apart by their chords alone."""
    from sklearn.linear_model import LogisticRegression

    right = []
    for repeat in range(REPEATS):
        features, owners = [], []
        for index, name in enumerate(emotions()):
            for seed in range(TAKES_PER_EMOTION):
                take = bench.harmonist.harmonize(
                    GenerationRequest(((name, 1.0),), Constraints(bars=8)),
                    10_000 * repeat + 100 * index + seed,
                    Job(),
                )
                features.append(judge_features(take))
                owners.append(index)
        all_features, owner = torch.stack(features).numpy(), torch.tensor(owners)
        taught_on = torch.arange(len(owner)) % TAKES_PER_EMOTION < TAKES_PER_EMOTION * 2 // 3
        judge = LogisticRegression(C=0.3, max_iter=2_000).fit(all_features[taught_on], owner[taught_on])
        right.append(float(judge.score(all_features[~taught_on], owner[~taught_on])))
    spread(f"sixteen emotions told apart by chords alone (chance {1 / 16:.3f})", right)


def judge_features(take: Progression) -> Tensor:
    """Return a judge's features: the share of time of each chord, the moves of the roots, the mode."""
    found = torch.zeros(len(CHORDS) + 12 + len(MODES))
    roots = [(t.chord.root - take.key.tonic) % 12 for t in take.chords]
    for unit, timed in zip(units(take), take.chords, strict=True):
        found[unit] += 4 * timed.beats / take.beats
    for before, after in pairwise(roots):
        found[len(CHORDS) + (after - before) % 12] += 4 / len(roots)
    found[len(CHORDS) + 12 + MODES.index(str(take.key.mode))] = 1
    return found


def judge_feel(bench: Bench) -> None:
    """Ask which feeling progressions carry that were written apart from everything else."""
    names = list(emotions())
    places, quadrants, valences = [], [], []
    for name in names:
        for chart in read_progressions(TEST_SET / f"{name}.toml"):
            assert isinstance(chart, Chart)
            found = recognize_emotions(
                bench.machines, chart.chords, chart.key.tonic, chart.mode_name, chart.metre, names
            )
            order = [each.name for each in found]
            places.append(order.index(name))
            quadrants.append(quadrant(order[0]) == quadrant(name))
            valences.append(quadrant(order[0])[0] == quadrant(name)[0])
    print(f"feel, {len(places)} progressions: the feeling first {mean(p == 0 for p in places):.3f}, "
          f"among three {mean(p < 3 for p in places):.3f}, quadrant {mean(quadrants):.3f}, "
          f"sign of valence {mean(valences):.3f}")  # fmt: skip


def mean(values: Iterable[bool]) -> float:
    """Return the share of what is true."""
    return statistics.mean(map(float, values))


def quadrant(name: str) -> tuple[bool, bool]:
    """Return whether an emotion is pleasant, and whether it is activated."""
    emotion = emotions()[name]
    return emotion.valence > 0, emotion.arousal > 0


def judge_speed(bench: Bench) -> None:
    """Measure the time for eight bars on one core."""
    for name, weights in (("one machine", ASKED[:1]), ("two machines", ASKED)):
        seconds = []
        with single_threaded():
            for seed in range(TAKES):
                start = time.perf_counter()
                bench.harmonist.harmonize(GenerationRequest(tuple(weights)), seed, Job())
                seconds.append(1_000 * (time.perf_counter() - start))
        cut = statistics.quantiles(seconds[5:], n=20)[-1]
        print(f"{f'8 bars sampled, {name}':66} median {statistics.median(seconds):.0f} ms, p95 {cut:.0f} ms")


JUDGES = {
    "infill": judge_infill, "takes": judge_takes, "emotions": judge_emotions, "feel": judge_feel,
    "speed": judge_speed,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--machines", type=Path, default=resource_path("machines"))
    parser.add_argument("--only", default=",".join(JUDGES))
    options = parser.parse_args()
    machines = ModelRegistry(options.machines)
    own = read_charts(resource_path("progressions"), Job()).charts
    bench = Bench(
        split_charts((*read_charts(options.folder, Job()).charts, *own), list(emotions())),
        machines,
        Harmonist(machines),
    )
    for name in options.only.split(","):
        JUDGES[name](bench)


if __name__ == "__main__":
    main()
