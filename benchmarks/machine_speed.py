"""Training speed on one core, compared with scikit-learn's BernoulliRBM and the project's first algorithm.

    python -m benchmarks.machine_speed FOLDER

First the costly sum of a model, blockwise and plain. Then examples per second: Composer's model trains on windows of
eight chords (one slot's conditional exactly, 512 hidden units in view); BernoulliRBM on the same windows as bits (8 x
384) with as many hidden units; the first algorithm on its own data, 15 sixteenths of piano roll (2,340 bits, 50 hidden
units, CD-1). An example teaches each model a different amount, so compare the accuracies in the model card too.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from sklearn.neural_network import BernoulliRBM
from torch import Tensor
from torch.nn.functional import cross_entropy, one_hot, softplus

from composer_app.harmony.corpora import read_charts
from composer_app.harmony.model.chord_rbm import FILTER_SLOTS, ChordRBM
from composer_app.harmony.model.encoding import CHORDS, WINDOW_SLOTS, SlotColumn
from composer_app.harmony.model.softplus_sum import softplus_sum
from composer_app.harmony.training.dataset import WindowDataset, unit_frequencies
from composer_app.harmony.training.pipeline import SHIPPED_RECIPE, split_charts
from composer_app.harmony.training.trainer import Trainer
from composer_app.job import Job

BATCH, HIDDEN, ROUNDS, STEPS = (
    SHIPPED_RECIPE.base.batch_size,
    FILTER_SLOTS * SHIPPED_RECIPE.filter_count,
    7,
    20,
)


def plain(drive: Tensor, weight: Tensor) -> Tensor:
    return softplus(drive[:, None] + weight).sum(2)


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of a function call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def spread(name: str, values: list[float], unit: str) -> None:
    middle = statistics.median(values)
    print(f"{name:46} {middle:9.1f} {unit}  [{min(values):.1f}, {max(values):.1f}]", flush=True)


def compare_sums() -> None:
    rng = torch.Generator().manual_seed(0)
    drive = torch.randn(BATCH, HIDDEN, generator=rng).requires_grad_()
    weight = torch.randn(len(CHORDS), HIDDEN, generator=rng).requires_grad_()
    target = torch.randint(0, len(CHORDS), (BATCH,), generator=rng)

    def once(sums: Callable[[Tensor, Tensor], Tensor]) -> float:
        return seconds(lambda: torch.autograd.backward(cross_entropy(sums(drive, weight), target)))

    rounds = [[once(sums) for sums in (plain, softplus_sum)] for _ in range(ROUNDS + 1)][1:]
    for name, times in zip(("plain sum", "blockwise sum"), zip(*rounds, strict=True), strict=True):
        spread(name, [1_000 * each for each in times], "ms")
    spread("ratio", [before / after for before, after in rounds], "times")


def ours(lessons: WindowDataset) -> Callable[[], float]:
    rng = torch.Generator().manual_seed(0)
    machine = ChordRBM(SHIPPED_RECIPE.filter_count)
    machine.initialize(rng, unit_frequencies(lessons))
    fitting = Trainer(machine, lessons, torch.ones(len(lessons)), SHIPPED_RECIPE.base, rng)

    def rate() -> float:
        return STEPS * BATCH / seconds(lambda: [fitting.step() for _ in range(STEPS)])

    return rate


def sklearns(lessons: WindowDataset) -> Callable[[], float]:
    whole = lessons.window_slots()[lessons.lengths == WINDOW_SLOTS]
    chords = whole[: STEPS * BATCH, :, SlotColumn.CHORD]
    bits = one_hot(chords, len(CHORDS)).flatten(1).numpy().astype(np.float32)
    machine = BernoulliRBM(HIDDEN, batch_size=BATCH, n_iter=1, random_state=0)
    return lambda: len(bits) / seconds(lambda: machine.fit(bits))


def seeds() -> Callable[[], float]:
    """Train by contrastive divergence with one step on slices of piano roll, as in the project's first version."""
    rng = np.random.default_rng(0)
    visible, hidden, batch = 2_340, 50, 100
    weights = rng.normal(0, 0.01, (visible, hidden))
    bias_v, bias_h = np.zeros(visible), np.zeros(hidden)
    slices = (rng.random((batch, visible)) < 0.05).astype(float)

    def chances(drive: np.ndarray) -> np.ndarray:
        return np.asarray(1 / (1 + np.exp(-drive)))

    def learn() -> None:
        nonlocal weights, bias_v, bias_h
        up = chances(slices @ weights + bias_h)
        fantasy = (
            rng.random((batch, visible)) < chances((rng.random(up.shape) < up) @ weights.T + bias_v)
        ) * 1.0
        again = chances(fantasy @ weights + bias_h)
        weights = weights + 0.005 / batch * (slices.T @ up - fantasy.T @ again)
        bias_v = bias_v + 0.005 / batch * (slices - fantasy).sum(0)
        bias_h = bias_h + 0.005 / batch * (up - again).sum(0)

    def some() -> None:
        for _ in range(STEPS):
            learn()

    return lambda: STEPS * batch / seconds(some)


def main() -> None:
    torch.set_num_threads(1)
    compare_sums()
    lessons = split_charts(read_charts(Path(sys.argv[1]), Job()).charts, ()).training
    rates = {
        "ours": ours(lessons), "scikit-learn's BernoulliRBM": sklearns(lessons), "the seed's algorithm": seeds()
    }  # fmt: skip
    rounds = [[rate() for rate in rates.values()] for _ in range(ROUNDS + 1)][1:]
    for name, found in zip(rates, zip(*rounds, strict=True), strict=True):
        spread(name, list(found), "examples a second")


if __name__ == "__main__":
    main()
