"""Training the machines: a base machine on all charts, then from it one machine for each emotion."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

from composer_app.errors import CorpusError, FileError
from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.generation.novelty_filter import NoveltyFilter
from composer_app.harmony.model.encoding import SlotGroup
from composer_app.harmony.model.rbm import RBM, REACH, SavedModel, save
from composer_app.harmony.model.registry import BASE, HEARD
from composer_app.harmony.training import emotion_weights as affinity
from composer_app.harmony.training.checkpoint import Checkpoint
from composer_app.harmony.training.dataset import WindowDataset, frequencies, held_out, lessons_of
from composer_app.harmony.training.trainer import Trainer, TrainingConfig, best_device, infill_accuracy
from composer_app.job import Cancelled, Job
from composer_app.paths import ensure, write_whole

Point = tuple[float, float]
"""Valence and arousal."""

_TAGGED = 0.15  # share of an emotion's lessons that come from progressions tagged with it


@dataclass(frozen=True, slots=True)
class TrainingRecipe:
    """How the machines are trained.

    Attributes:
        filters: How many filters each has.
        base: The plan for the base machine, which learns all charts.
        emotion: The plan for each emotion's machine, which starts from the base machine.
        judged: How many held-out windows each is judged by.
    """

    filters: int
    base: TrainingConfig
    emotion: TrainingConfig
    judged: int


SHIPPED = TrainingRecipe(
    filters=64,
    base=TrainingConfig(steps=8_000, rate=0.03, batch=128),
    emotion=TrainingConfig(steps=250, rate=0.005, batch=128, chained=1.0),
    judged=2_000,
)


def shortened(recipe: TrainingRecipe, steps: int) -> TrainingRecipe:
    """A recipe with so many steps for the base machine, and the rest in proportion."""
    part = steps / recipe.base.steps
    emotion = replace(recipe.emotion, steps=max(20, round(recipe.emotion.steps * part)))
    judged = max(100, round(recipe.judged * min(1.0, part)))
    return replace(recipe, base=replace(recipe.base, steps=steps), emotion=emotion, judged=judged)


@dataclass(frozen=True, slots=True)
class EvaluationScore:
    """How a machine does on held-out windows: the share of hidden chords guessed, and the mean surprise in nats."""

    name: str
    top1: float
    nats: float
    windows: int


@dataclass(frozen=True, slots=True, eq=False)
class DatasetSplit:
    """Lessons to learn from, and lessons to be judged by, which share no group of songs."""

    learned: WindowDataset
    judged: WindowDataset


def split(charts: Sequence[Chart]) -> DatasetSplit:
    """Charts on the two sides of the split; progressions with mood words are for learning alone.

    Raises:
        CorpusError: There is too little on either side.
    """
    learned = lessons_of((chart for chart in charts if not held_out(chart)), repeats=False)
    judged = lessons_of(
        (chart for chart in charts if held_out(chart) and not emotions_of(chart)), repeats=True
    )
    if not len(learned) or not len(judged):
        raise CorpusError("There are too few songs: some must be kept from training. Add more.")
    return DatasetSplit(learned, judged)


def train(
    charts: Sequence[Chart],
    out: Path,
    points: dict[str, Point],
    seed: int,
    job: Job,
    recipe: TrainingRecipe = SHIPPED,
) -> list[EvaluationScore]:
    """Train the base and one machine for each emotion of `points`; write them into `out`.

    What was cancelled goes on where it stood when it is called again with the same charts, seed and recipe.

    Raises:
        CorpusError: There is too little to learn from.
        FileError: `out` cannot be written to.
        Cancelled: The job was cancelled; machines that were finished stay.
    """
    music = split(charts)
    ensure(out)
    checkpoint = Checkpoint(out, (seed, recipe, len(music.learned), tuple(sorted(points))))
    rng = torch.Generator().manual_seed(seed)
    base = RBM(recipe.filters).to(best_device())
    base.initialize(rng, frequencies(music.learned))
    fitting = Trainer(base, music.learned, torch.ones(len(music.learned)), recipe.base, rng)
    _teach(fitting, BASE, music, job, checkpoint)
    scores = [_keep(fitting, BASE, drawn(music.judged, None, recipe.judged, seed), out, seed)]
    _write_heard(music.learned, out)
    found = affinity.features(music.learned.slots(), music.learned.wholes)
    for name, point in points.items():
        rng = torch.Generator().manual_seed(seed)  # each the same, whichever others are trained
        machine = RBM(recipe.filters).to(base.device)
        machine.load_state_dict(base.state_dict())
        shares = with_tagged(affinity.shares(found, name, point), music.learned, name)
        fitting = Trainer(machine, music.learned, shares, recipe.emotion, rng)
        _teach(fitting, name, music, job, checkpoint)
        judged = drawn(music.judged, (name, point), recipe.judged, seed)
        scores.append(_keep(fitting, name, judged, out, seed))
    checkpoint.clear()
    return scores


def with_tagged(shares: Tensor, lessons: WindowDataset, name: str) -> Tensor:
    """Shares in which what somebody tagged with the emotion, and what suits it, takes a fixed part together."""
    tagged = torch.tensor([name in emotions_of(chart) for chart in lessons.charts] or [False])[lessons.songs]
    chosen = shares * tagged
    return (1 - _TAGGED) * shares + _TAGGED * chosen / chosen.sum() if chosen.sum() > 0 else shares


def emotions_of(chart: Chart) -> frozenset[str]:
    """The emotions that a chart was tagged with; other words, such as a folder's name, say nothing."""
    named = (affinity.SYNONYMS.get(mood.lower(), mood.lower()) for mood in chart.moods)
    return frozenset(named) & affinity.COLOURS.keys()


def drawn(lessons: WindowDataset, emotion: tuple[str, Point] | None, count: int, seed: int) -> WindowDataset:
    """Windows to judge a machine by, those that suit its emotion the oftener; the same for the same seed."""
    if emotion:
        shares = affinity.shares(affinity.features(lessons.slots(), lessons.wholes), *emotion)
    else:
        shares = torch.ones(len(lessons))
    rng = torch.Generator().manual_seed(seed)
    return lessons.of(torch.multinomial(shares, count, replacement=True, generator=rng))


def _teach(fitting: Trainer, name: str, music: DatasetSplit, job: Job, checkpoint: Checkpoint) -> None:
    """Fit a machine to its end, or to where it stood when this was cancelled before."""
    checkpoint.restore(name, fitting)
    watched = drawn(music.judged, None, 200, 0) if name == BASE else None
    guessed = ""
    while not fitting.over:
        loss = fitting.step()
        if watched and fitting.done % 500 == 0:
            guessed = f", held out {infill_accuracy(fitting.machine, watched)[0]:.0%} guessed"
        if fitting.done % 500 == 0:
            checkpoint.keep(name, fitting)  # Ctrl-C may come anywhere
        if fitting.done % 20 == 0 or fitting.over:
            try:
                job.step(
                    f"Training the {name} machine (loss {loss:.2f}{guessed})", fitting.done, fitting.steps
                )
            except Cancelled:
                checkpoint.keep(name, fitting)
                raise
    checkpoint.keep(name, fitting)


def _keep(fitting: Trainer, name: str, judged: WindowDataset, out: Path, seed: int) -> EvaluationScore:
    """Judge a machine by held-out windows and write it with its card."""
    top1, nats = infill_accuracy(fitting.machine, judged)
    card = {
        "name": name,
        "seed": seed,
        "filters": fitting.machine.hidden_bias.numel(),
        "top1": round(top1, 4),
        "nats": round(nats, 4),
        "windows": len(judged),
        "learned": len(fitting.lessons),
        "made with": f"torch {torch.__version__.split('+')[0]}, {platform.machine()}, {fitting.machine.device.type}",
    }
    rows, wholes = fitting.ending()
    try:
        save(SavedModel(fitting.machine, card, rows[:, REACH:-REACH], wholes), out / f"{name}.safetensors")
    except OSError as error:
        raise FileError(
            f"The machine cannot be written to {out}. Choose another folder, or free some space."
        ) from error
    return EvaluationScore(name, top1, nats, len(judged))


def _write_heard(lessons: WindowDataset, out: Path) -> None:
    """Remember which rows of chords stand in a chart."""
    rows = lessons.slots()[:, :, SlotGroup.CHORD].tolist()
    write_whole(out / HEARD, NoveltyFilter.of(rows).dump())
