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
from composer_app.harmony.generation.registry import BASE_MODEL, CORPUS_FILTER_FILE
from composer_app.harmony.model.encoding import SlotGroup
from composer_app.harmony.model.rbm import CONTEXT_SLOTS, RBM, SavedModel, save_model
from composer_app.harmony.training import emotion_weights as affinity
from composer_app.harmony.training.checkpoint import Checkpoint
from composer_app.harmony.training.dataset import WindowDataset, build_dataset, is_held_out, unit_frequencies
from composer_app.harmony.training.trainer import Trainer, TrainingConfig, best_device, infill_accuracy
from composer_app.job import Cancelled, Job
from composer_app.paths import ensure_folder, write_atomically

Point = tuple[float, float]
"""Valence and arousal."""

_TAGGED_SHARE = 0.15  # share of an emotion's lessons that come from progressions tagged with it


@dataclass(frozen=True, slots=True)
class TrainingRecipe:
    """How the machines are trained.

    Attributes:
        filter_count: How many filters each has.
        base_config: The plan for the base machine, which learns all charts.
        emotion_config: The plan for each emotion's machine, which starts from the base machine.
        evaluation_windows: How many held-out windows each is judged by.
    """

    filter_count: int
    base_config: TrainingConfig
    emotion_config: TrainingConfig
    evaluation_windows: int


SHIPPED_RECIPE = TrainingRecipe(
    filter_count=64,
    base_config=TrainingConfig(steps=8_000, learning_rate=0.03, batch_size=128),
    emotion_config=TrainingConfig(steps=250, learning_rate=0.005, batch_size=128, chain_phase_share=1.0),
    evaluation_windows=2_000,
)


def shorten(recipe: TrainingRecipe, steps: int) -> TrainingRecipe:
    """A recipe with so many steps for the base machine, and the rest in proportion."""
    part = steps / recipe.base_config.steps
    emotion = replace(recipe.emotion_config, steps=max(20, round(recipe.emotion_config.steps * part)))
    judged = max(100, round(recipe.evaluation_windows * min(1.0, part)))
    return replace(
        recipe,
        base_config=replace(recipe.base_config, steps=steps),
        emotion_config=emotion,
        evaluation_windows=judged,
    )


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

    training: WindowDataset
    held_out: WindowDataset


def split_charts(charts: Sequence[Chart]) -> DatasetSplit:
    """Charts on the two sides of the split; progressions with mood words are for learning alone.

    Raises:
        CorpusError: There is too little on either side.
    """
    learned = build_dataset((chart for chart in charts if not is_held_out(chart)), keep_repeats=False)
    judged = build_dataset(
        (chart for chart in charts if is_held_out(chart) and not emotions_of(chart)), keep_repeats=True
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
    recipe: TrainingRecipe = SHIPPED_RECIPE,
) -> list[EvaluationScore]:
    """Train the base and one machine for each emotion of `points`; write them into `out`.

    What was cancelled goes on where it stood when it is called again with the same charts, seed and recipe.

    Raises:
        CorpusError: There is too little to learn from.
        FileError: `out` cannot be written to.
        Cancelled: The job was cancelled; machines that were finished stay.
    """
    music = split_charts(charts)
    ensure_folder(out)
    checkpoint = Checkpoint(out, (seed, recipe, len(music.training), tuple(sorted(points))))
    rng = torch.Generator().manual_seed(seed)
    base = RBM(recipe.filter_count).to(best_device())
    base.initialize(rng, unit_frequencies(music.training))
    fitting = Trainer(base, music.training, torch.ones(len(music.training)), recipe.base_config, rng)
    _train_model(fitting, BASE_MODEL, music, job, checkpoint)
    scores = [
        _evaluate_and_save(
            fitting,
            BASE_MODEL,
            sample_windows(music.held_out, None, recipe.evaluation_windows, seed),
            out,
            seed,
        )
    ]
    _write_corpus_filter(music.training, out)
    found = affinity.standardized_features(music.training.window_slots(), music.training.sequence_units)
    for name, point in points.items():
        rng = torch.Generator().manual_seed(seed)  # each the same, whichever others are trained
        machine = RBM(recipe.filter_count).to(base.device)
        machine.load_state_dict(base.state_dict())
        shares = with_tagged(affinity.example_weights(found, name, point), music.training, name)
        fitting = Trainer(machine, music.training, shares, recipe.emotion_config, rng)
        _train_model(fitting, name, music, job, checkpoint)
        judged = sample_windows(music.held_out, (name, point), recipe.evaluation_windows, seed)
        scores.append(_evaluate_and_save(fitting, name, judged, out, seed))
    checkpoint.clear()
    return scores


def with_tagged(shares: Tensor, dataset: WindowDataset, name: str) -> Tensor:
    """Shares in which what somebody tagged with the emotion, and what suits it, takes a fixed part together."""
    tagged = torch.tensor([name in emotions_of(chart) for chart in dataset.charts] or [False])[
        dataset.song_indices
    ]
    chosen = shares * tagged
    return (
        (1 - _TAGGED_SHARE) * shares + _TAGGED_SHARE * chosen / chosen.sum() if chosen.sum() > 0 else shares
    )


def emotions_of(chart: Chart) -> frozenset[str]:
    """The emotions that a chart was tagged with; other words, such as a folder's name, say nothing."""
    named = (affinity.EMOTION_BY_MOOD_WORD.get(mood.lower(), mood.lower()) for mood in chart.moods)
    return frozenset(named) & affinity.COLOUR_WEIGHTS.keys()


def sample_windows(
    dataset: WindowDataset, emotion: tuple[str, Point] | None, count: int, seed: int
) -> WindowDataset:
    """Windows to judge a machine by, those that suit its emotion the oftener; the same for the same seed."""
    if emotion:
        shares = affinity.example_weights(
            affinity.standardized_features(dataset.window_slots(), dataset.sequence_units), *emotion
        )
    else:
        shares = torch.ones(len(dataset))
    rng = torch.Generator().manual_seed(seed)
    return dataset.subset(torch.multinomial(shares, count, replacement=True, generator=rng))


def _train_model(
    trainer: Trainer, name: str, dataset_split: DatasetSplit, job: Job, checkpoint: Checkpoint
) -> None:
    """Fit a machine to its end, or to where it stood when this was cancelled before."""
    checkpoint.restore(name, trainer)
    watched = sample_windows(dataset_split.held_out, None, 200, 0) if name == BASE_MODEL else None
    guessed = ""
    while not trainer.is_finished:
        loss = trainer.step()
        if watched and trainer.steps_done % 500 == 0:
            guessed = f", held out {infill_accuracy(trainer.model, watched)[0]:.0%} guessed"
        if trainer.steps_done % 500 == 0:
            checkpoint.save(name, trainer)  # Ctrl-C may come anywhere
        if trainer.steps_done % 20 == 0 or trainer.is_finished:
            try:
                job.step(
                    f"Training the {name} machine (loss {loss:.2f}{guessed})",
                    trainer.steps_done,
                    trainer.step_count,
                )
            except Cancelled:
                checkpoint.save(name, trainer)
                raise
    checkpoint.save(name, trainer)


def _evaluate_and_save(
    trainer: Trainer, name: str, evaluation_windows: WindowDataset, out: Path, seed: int
) -> EvaluationScore:
    """Judge a machine by held-out windows and write it with its card."""
    top1, nats = infill_accuracy(trainer.model, evaluation_windows)
    card = {
        "name": name,
        "seed": seed,
        "filters": trainer.model.hidden_bias.numel(),
        "top1": round(top1, 4),
        "nats": round(nats, 4),
        "windows": len(evaluation_windows),
        "learned": len(trainer.dataset),
        "made with": f"torch {torch.__version__.split('+')[0]}, {platform.machine()}, {trainer.model.device.type}",
    }
    rows, wholes = trainer.final_chains()
    try:
        save_model(
            SavedModel(trainer.model, card, rows[:, CONTEXT_SLOTS:-CONTEXT_SLOTS], wholes),
            out / f"{name}.safetensors",
        )
    except OSError as error:
        raise FileError(
            f"The machine cannot be written to {out}. Choose another folder, or free some space."
        ) from error
    return EvaluationScore(name, top1, nats, len(evaluation_windows))


def _write_corpus_filter(dataset: WindowDataset, out: Path) -> None:
    """Remember which rows of chords stand in a chart."""
    rows = dataset.window_slots()[:, :, SlotGroup.CHORD].tolist()
    write_atomically(out / CORPUS_FILTER_FILE, NoveltyFilter.from_sequences(rows).to_bytes())
