"""How good the shipped machines are, on songs kept from their training, beside a bigram model on the same windows.

    python benchmarks/harmony.py FOLDER

Three repeats with other held-out windows and other seeds; the mean and the range are printed.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor

from composer_app.harmony import affinity
from composer_app.harmony.corpus import Song, read_corpus
from composer_app.harmony.encoding import CHORDS, SIZES, SLOTS, chord_token, in_scale
from composer_app.harmony.fitting import infill
from composer_app.harmony.harmonist import Harmonist
from composer_app.music.constraints import Constraints
from composer_app.music.key import Mode
from composer_app.music.progression import Progression
from composer_app.paths import resource
from composer_app.request.emotion import emotions
from composer_app.work import Job

REPEATS = 3
TAKES = 100


def plain(songs: Sequence[Song], *, held_out: bool) -> Tensor:
    """The windows of all plain charts on one side of the split."""
    return torch.tensor([w for s in songs if not s.moods and s.held_out is held_out for w in s.windows])


def bigram(learned: Tensor, judged: Tensor) -> tuple[float, float]:
    """Top-1 and nats of p(x | before) p(x | after), each a smoothed count, at hiding each slot in turn."""
    size = len(CHORDS) + 1  # the last is "no neighbour"
    after, before = torch.full((size, size), 0.1), torch.full((size, size), 0.1)
    edge = size - 1
    for table, shift in ((after, 1), (before, -1)):
        for slot in range(SLOTS):
            near = slot - shift
            context = learned[:, near] if 0 <= near < SLOTS else torch.full((len(learned),), edge)
            table.index_put_((context, learned[:, slot]), torch.ones(len(learned)), accumulate=True)
    prior = torch.bincount(learned[:, :SLOTS].flatten(), minlength=size) + 0.1
    after, before, log_prior = ((t / t.sum(-1, keepdim=True)).log() for t in (after, before, prior))
    right, nats = 0.0, 0.0
    for slot in range(SLOTS):
        left = judged[:, slot - 1] if slot else torch.full((len(judged),), edge)
        ahead = judged[:, slot + 1] if slot < SLOTS - 1 else torch.full((len(judged),), edge)
        scores = (after[left] + before[ahead] - log_prior).log_softmax(1)
        right += (scores.argmax(1) == judged[:, slot]).sum().item()
        nats -= scores.gather(1, judged[:, slot, None]).sum().item()
    return right / judged[:, :SLOTS].numel(), nats / judged[:, :SLOTS].numel()


def spread(name: str, values: Sequence[float], form: Callable[[float], str] = "{:.3f}".format) -> None:
    print(f"{name:58} {form(statistics.mean(values))}  [{form(min(values))}, {form(max(values))}]")


def tokens(progression: Progression) -> tuple[int, ...]:
    return tuple(
        chord_token(t.chord.root - progression.key.tonic, t.chord.quality) for t in progression.chords
    )


def judge_machines(songs: Sequence[Song], harmonist: Harmonist) -> None:
    learned, held = (plain(songs, held_out=side) for side in (False, True))
    scores: dict[str, list[tuple[float, float]]] = {"bigram": [], "base machine": []}
    for repeat in range(REPEATS):
        chosen = held[torch.randperm(len(held), generator=torch.Generator().manual_seed(repeat))[:2_000]]
        scores["bigram"].append(bigram(learned, chosen))
        scores["base machine"].append(infill(harmonist.machine("base"), chosen))
    for name, found in scores.items():
        spread(f"hide one chord of 8, {name}: guessed", [top1 for top1, _ in found])
        spread(f"hide one chord of 8, {name}: nats", [nats for _, nats in found])


def judge_takes(songs: Sequence[Song], harmonist: Harmonist) -> None:
    charts = {w[:SLOTS] for s in songs for w in s.windows}
    inside, known, distinct, seconds = [], [], [], []
    for repeat in range(REPEATS):
        found = []
        for seed in range(TAKES):
            start = time.perf_counter()
            progression = harmonist.harmonize(
                [("hopeful", 0.5), ("wonder", 0.5)], Constraints(), 1000 * repeat + seed, Job()
            )
            seconds.append(time.perf_counter() - start)
            found.append((progression.key.mode, tokens(progression)))
        distinct.append(len(set(found)))
        inside.append(statistics.mean(in_scale(token, mode) for mode, row in found for token in row))
        rows = [row[at : at + SLOTS] for _, row in found for at in range(len(row) - SLOTS + 1)]
        known.append(statistics.mean(row in charts for row in rows))
    spread("chords inside the scale (hopeful and wonder)", inside)
    spread(f"distinct progressions in {TAKES} takes", distinct, "{:.0f}".format)
    spread("8-chord rows that stand whole in a chart", known)
    cuts = statistics.quantiles(seconds, n=20)
    times = f"median {1000 * statistics.median(seconds):.0f} ms, p95 {1000 * cuts[-1]:.0f} ms"
    print(f"{'8 bars sampled, two machines':58} {times}")


def judge_emotions(harmonist: Harmonist) -> None:
    """Whether takes of each emotion are as pleasant, by their chords alone, as its label says."""
    rank = []
    for repeat in range(REPEATS):
        windows, owner = [], []
        for index, name in enumerate(emotions()):
            for seed in range(12):
                progression = harmonist.harmonize(
                    [(name, 1.0)], Constraints(bars=16), 500 * repeat + seed, Job()
                )
                row = (tokens(progression) * SLOTS)[:SLOTS]
                windows.append([*row, *[3] * SLOTS, int(progression.key.mode is Mode.MINOR)])
                owner.append(index)
        heard = affinity.valence(affinity.features(torch.tensor(windows)))
        means = [float(heard[torch.tensor(owner) == index].mean()) for index in range(len(emotions()))]
        rank.append(spearman([e.valence for e in emotions().values()], means))
    spread("valence asked for against valence of the chords, Spearman", rank)


def spearman(a: Sequence[float], b: Sequence[float]) -> float:
    from scipy.stats import spearmanr

    return float(spearmanr(a, b).statistic)


def main(folder: Path) -> None:
    torch.set_num_threads(1)
    songs, harmonist = read_corpus(folder), Harmonist(resource("machines"))
    print(json.dumps({"torch": torch.__version__, "groups": len(SIZES), "songs": len(songs)}))
    judge_machines(songs, harmonist)
    judge_takes(songs, harmonist)
    judge_emotions(harmonist)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
