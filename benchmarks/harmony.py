"""How good the models are, compared with other models in the same run, on held-out songs.

    python -m benchmarks.harmony FOLDER [--machines MACHINES] [--only infill,chains,takes,emotions,speed]

FOLDER holds the charts. Three repeats with other held-out windows and other seeds; prints the mean and the range.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import pad

from benchmarks.baselines import Attentive, Recurrent, asked, bigram, count_weights, train_network, trigram
from composer_app.harmony.corpora import read_charts
from composer_app.harmony.generation.harmonist import Harmonist
from composer_app.harmony.generation.product_of_experts import single_threaded
from composer_app.harmony.generation.registry import BASE_MODEL, ModelRegistry
from composer_app.harmony.generation.request import GenerationRequest
from composer_app.harmony.model.encoding import (
    BLANK_UNIT,
    CHORDS,
    MODES,
    WINDOW_SLOTS,
    SequenceGroup,
    SlotGroup,
    chord_unit,
    sequence_units,
    slot_units,
)
from composer_app.harmony.model.rbm import CONTEXT_SLOTS
from composer_app.harmony.training import emotion_weights as affinity
from composer_app.harmony.training.pipeline import DatasetSplit, split_charts
from composer_app.harmony.training.trainer import infill_accuracy
from composer_app.job import Job
from composer_app.music.constraints import Constraints
from composer_app.music.harmonic_function import function_of_chord
from composer_app.music.progression import Progression
from composer_app.paths import resource_path
from composer_app.request.emotion.mood import emotions

REPEATS = 3
TAKES = 100
CHAINS = 512
LINK_STEPS = 1_000
NETWORK_STEPS = 4_000
ASKED = (("hopeful", 0.5), ("wonder", 0.5))


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
        learned.window_slots()[:, :, SlotGroup.CHORD],
        learned.sequence_units[:, SequenceGroup.MODE],
    )
    found: dict[str, list[tuple[float, float]]] = {}
    base = bench.machines.load(BASE_MODEL).model
    counted = {"bigram": bigram(chords), "trigram": trigram(chords)}
    base_weights = base.weight.numel() + base.visible_bias.numel() + base.hidden_bias.numel()
    peers = f"LSTM {count_weights(Recurrent()):,}, Transformer {count_weights(Attentive()):,}"
    print(f"weights: the base machine {base_weights:,}, {peers}")
    for repeat in range(REPEATS):
        drawn = held.subset(
            torch.randperm(len(held), generator=torch.Generator().manual_seed(repeat))[:2_000]
        )
        shown, key = drawn.window_slots()[:, :, SlotGroup.CHORD], drawn.sequence_units[:, SequenceGroup.MODE]
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


def divergence(first: Tensor, second: Tensor) -> float:
    """Return the Jensen-Shannon divergence of two counts, in nats."""
    p, q = first / first.sum(), second / second.sum()
    middle = (p + q) / 2
    return float(
        sum(torch.special.xlogy(d, d).sum() - torch.special.xlogy(d, middle).sum() for d in (p, q)) / 2
    )


def counts(chords: Tensor) -> tuple[Tensor, Tensor]:
    """Count each chord and each pair of neighbours in sequences, shape (chords,) and (chords ** 2,)."""
    size = len(CHORDS)
    pairs = chords[:, :-1] * size + chords[:, 1:]
    return torch.bincount(chords.flatten(), minlength=size), torch.bincount(
        pairs.flatten(), minlength=size**2
    )


def judge_chains(bench: Bench) -> None:
    """Compare the results of a thousand Gibbs steps with as many windows of held-out songs."""
    corpus = counts(bench.music.training.window_slots()[:, :, SlotGroup.CHORD])
    base = bench.machines.load(BASE_MODEL).model
    fresh: list[tuple[float, ...]] = []
    ended: list[tuple[float, ...]] = []
    for repeat in range(REPEATS):
        rng = torch.Generator().manual_seed(repeat)
        held = bench.music.held_out.subset(torch.randperm(len(bench.music.held_out), generator=rng)[:CHAINS])
        fresh.append(tuple(map(divergence, counts(held.window_slots()[:, :, SlotGroup.CHORD]), corpus)))
        started = bench.music.training.subset(
            torch.randint(len(bench.music.training), (CHAINS,), generator=rng)
        )
        rows, wholes = (
            pad(started.window_slots(), (0, 0, CONTEXT_SLOTS, CONTEXT_SLOTS), value=BLANK_UNIT),
            started.sequence_units,
        )
        for _ in range(LINK_STEPS):
            rows, wholes = base.gibbs_step(rows, wholes, rng)
        ended.append(
            tuple(map(divergence, counts(rows[:, CONTEXT_SLOTS:-CONTEXT_SLOTS, SlotGroup.CHORD]), corpus))
        )
    for index, what in enumerate(("chords", "pairs of chords")):
        spread(
            f"Jensen-Shannon to the corpus, {what}: {CHAINS} held-out windows",
            [each[index] for each in fresh],
        )
        spread(
            f"Jensen-Shannon to the corpus, {what}: after {LINK_STEPS:,} steps",
            [each[index] for each in ended],
        )


def judge_takes(bench: Bench) -> None:
    """Compare a hundred takes of one request."""
    learned, held = bench.music.training, bench.music.held_out
    charts = {
        tuple(row) for side in (learned, held) for row in side.window_slots()[:, :, SlotGroup.CHORD].tolist()
    }
    named, known, distinct = [], [], []
    for repeat in range(REPEATS):
        takes = [
            bench.harmonist.harmonize(GenerationRequest(ASKED), 1_000 * repeat + seed, Job())
            for seed in range(TAKES)
        ]
        distinct.append(len({(take.key.mode, units(take)) for take in takes}))
        named.append(
            statistics.mean(
                function_of_chord(t.chord, take.key) is not None for take in takes for t in take.chords
            )
        )
        rows = [
            units(take)[at : at + WINDOW_SLOTS]
            for take in takes
            for at in range(len(take.chords) - WINDOW_SLOTS + 1)
        ]
        known.append(statistics.mean(row in charts for row in rows) if rows else 0.0)
    spread("hopeful and wonder: in the key or a named borrowing", named)
    spread(f"hopeful and wonder: distinct progressions in {TAKES} takes", distinct, "{:.0f}".format)
    spread("hopeful and wonder: rows of 8 chords that stand whole in a chart", known)


def judge_emotions(bench: Bench) -> None:
    """Judge whether emotions can be told apart, and ordered by valence, by their chords alone."""
    from sklearn.linear_model import LogisticRegression

    rank, right, named = [], [], []
    for repeat in range(REPEATS):
        windows: list[list[tuple[int, int, int]]] = []
        wholes, owners, roles = [], [], []
        for index, name in enumerate(emotions()):
            for seed in range(60):
                take = bench.harmonist.harmonize(
                    GenerationRequest(((name, 1.0),), Constraints(bars=8)),
                    10_000 * repeat + 100 * index + seed,
                    Job(),
                )
                bar = take.metre.beats
                row = [slot_units(t.chord, t.beats / bar, take.key.tonic) for t in take.chords]
                windows.append((row * WINDOW_SLOTS)[:WINDOW_SLOTS])
                wholes.append(sequence_units(take.key.mode, take.metre))
                owners.append(index)
                roles += [function_of_chord(t.chord, take.key) is not None for t in take.chords]
        slots, whole, owner = torch.tensor(windows), torch.tensor(wholes), torch.tensor(owners)
        heard = affinity.valence_scores(affinity.standardized_features(slots, whole))
        means = [float(heard[owner == index].mean()) for index in range(len(emotions()))]
        rank.append(spearman([e.valence for e in emotions().values()], means))
        features = judge_features(slots, whole).numpy()
        taught_on = torch.arange(len(owner)) % 60 < 40
        judge = LogisticRegression(C=0.1, max_iter=2_000).fit(features[taught_on], owner[taught_on])
        right.append(float(judge.score(features[~taught_on], owner[~taught_on])))
        named.append(statistics.mean(roles))
    spread("sixteen emotions: in the key or a named borrowing", named)
    spread("valence asked for against the valence of the chords, Spearman", rank)
    spread(f"sixteen emotions told apart by chords alone (chance {1 / 16:.3f})", right)


def judge_features(slots: Tensor, wholes: Tensor) -> Tensor:
    """Return a judge's features: chords, durations and mode, shape (windows, features)."""
    found = affinity.standardized_features(slots, wholes)
    names = [name for name in found if name != "length"]
    bag = torch.zeros(len(slots), len(CHORDS)).scatter_add_(
        1, slots[:, :, SlotGroup.CHORD], torch.ones(slots.shape[:2])
    )
    mode = (wholes[:, SequenceGroup.MODE : SequenceGroup.MODE + 1] == torch.arange(len(MODES))).float()
    return torch.cat([torch.stack([found[name] for name in names], 1), bag, mode], 1)


def spearman(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the rank correlation."""
    from scipy.stats import spearmanr

    return float(spearmanr(first, second).statistic)


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
    "infill": judge_infill, "chains": judge_chains, "takes": judge_takes, "emotions": judge_emotions,
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
    bench = Bench(split_charts(read_charts(options.folder, Job()).charts), machines, Harmonist(machines))
    for name in options.only.split(","):
        JUDGES[name](bench)


if __name__ == "__main__":
    main()
