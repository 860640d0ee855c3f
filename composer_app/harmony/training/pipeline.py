"""Training the models: the base on all music, then from it those of the emotions, on progressions that say them."""

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from composer_app.errors import CorpusError, FileError
from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.generation.novelty_filter import NoveltyFilter
from composer_app.harmony.generation.registry import BASE_MODEL, CORPUS_FILTER_FILE
from composer_app.harmony.model.chord_rbm import ChordRBM
from composer_app.harmony.model.encoding import WINDOW_SLOTS, SlotColumn
from composer_app.harmony.model.evidence import evidence
from composer_app.harmony.model.phrase_rbm import PhraseRBM
from composer_app.harmony.model.weights_file import SavedModel, save_model
from composer_app.harmony.training.checkpoint import Checkpoint
from composer_app.harmony.training.dataset import (
    WindowDataset,
    build_dataset,
    is_held_out,
    padded_sequences,
    unit_frequencies,
)
from composer_app.harmony.training.emotion_trainer import EmotionConfig, EmotionTrainer
from composer_app.harmony.training.fit import Fit
from composer_app.harmony.training.phrase_trainer import (
    PhraseConfig,
    PhraseTrainer,
    phrase_frequencies,
    phrases_of,
)
from composer_app.harmony.training.trainer import Trainer, TrainingConfig, best_device, infill_accuracy
from composer_app.job import Cancelled, Job
from composer_app.paths import ensure_folder, write_atomically

_OWN_SHARE = 0.15  # share of the base model's examples that are progressions with a feeling
_PHRASE_CHAINS = 256
_CHECKPOINT_STEPS = 500
_REPORT_STEPS = 20
_PHRASES_STAGE, _EMOTIONS_STAGE = "phrases", "emotions"
_SCALES = torch.linspace(0.1, 3.0, 30)  # candidates for the scale of the evidence


@dataclass(frozen=True, slots=True)
class TrainingRecipe:
    """How the models are trained.

    Attributes:
        filter_count: How many filters each chord model has.
        hidden_count: How many hidden units each phrase model has.
        base: The configuration of the base chord model.
        phrases: The configuration of the base phrase model.
        emotions: The configuration of the emotions' chord models, which start from the base.
        emotion_phrases: The configuration of each emotion's phrase model, which starts from the base.
        evaluation_windows: How many held-out windows the base is judged by.
    """

    filter_count: int
    hidden_count: int
    base: TrainingConfig
    phrases: PhraseConfig
    emotions: EmotionConfig
    emotion_phrases: PhraseConfig
    evaluation_windows: int


SHIPPED_RECIPE = TrainingRecipe(
    filter_count=64,
    hidden_count=96,
    base=TrainingConfig(steps=6_000, learning_rate=0.03),
    phrases=PhraseConfig(steps=9_000, learning_rate=0.003),
    emotions=EmotionConfig(
        steps=400,
        learning_rate=0.006,
        pulls={
            "shared": 0.05, "visible_bias": 0.005, "whole_weight": 0.01, "hidden_bias": 0.01, "place_bias": 0.01,
            "whole_bias": 0.01, "repeat_weight": 0.01, "repeat_bias": 0.01,
        },
        discriminative_weight=1.0,
    ),
    emotion_phrases=PhraseConfig(steps=250, learning_rate=0.004, pull=0.02, batch_size=256),
    evaluation_windows=2_000,
)  # fmt: skip


def shorten(recipe: TrainingRecipe, steps: int) -> TrainingRecipe:
    """A recipe with so many steps for the base model, and the rest in proportion."""
    part = steps / recipe.base.steps

    def scaled(count: int) -> int:
        return max(20, round(count * part))

    return replace(
        recipe,
        base=replace(recipe.base, steps=steps),
        phrases=replace(recipe.phrases, steps=scaled(recipe.phrases.steps)),
        emotions=replace(recipe.emotions, steps=scaled(recipe.emotions.steps)),
        emotion_phrases=replace(recipe.emotion_phrases, steps=scaled(recipe.emotion_phrases.steps)),
        evaluation_windows=max(100, round(recipe.evaluation_windows * min(1.0, part))),
    )


@dataclass(frozen=True, slots=True)
class EvaluationScore:
    """How a model does on held-out windows: the share of hidden chords guessed, and the mean surprise in nats."""

    name: str
    top1: float
    nats: float
    windows: int


@dataclass(frozen=True, slots=True, eq=False)
class DatasetSplit:
    """Music to learn from, and music to be judged by, which share no group of songs.

    Attributes:
        training: Windows of all music.
        held_out: Windows of the songs that are kept from training.
        own: The progressions of each emotion to learn from.
        own_held_out: Those that are kept from training.
    """

    training: WindowDataset
    held_out: WindowDataset
    own: Mapping[str, tuple[Chart, ...]]
    own_held_out: Mapping[str, tuple[Chart, ...]]


def split_charts(charts: Sequence[Chart], emotions: Sequence[str]) -> DatasetSplit:
    """Charts on the two sides of the split.

    Raises:
        CorpusError: There is too little on either side.
    """
    learned = [chart for chart in charts if not is_held_out(chart)]
    kept = [chart for chart in charts if is_held_out(chart)]
    training = build_dataset(learned, keep_repeats=False)
    songs = [chart for chart in kept if not set(chart.moods) & set(emotions)]
    held_out = build_dataset(songs, keep_repeats=True)
    if not len(training) or not len(held_out):
        raise CorpusError("There are too few songs: some must be kept from training. Add more.")
    own = {name: tuple(chart for chart in learned if name in chart.moods) for name in emotions}
    if missing := [name for name, found in own.items() if not found]:
        raise CorpusError(
            f"There is no progression to learn {missing[0]} from. Put some into a folder of that name."
        )
    own_kept = {name: tuple(chart for chart in kept if name in chart.moods) for name in emotions}
    return DatasetSplit(training, held_out, own, own_kept)


def train(
    charts: Sequence[Chart],
    out: Path,
    emotions: Sequence[str],
    seed: int,
    job: Job,
    recipe: TrainingRecipe = SHIPPED_RECIPE,
) -> list[EvaluationScore]:
    """Train the base model and one model for each emotion; write them into `out`.

    A training that was cancelled goes on where it stood when it is called again with the same charts, seed and recipe.

    Args:
        charts: Music; charts whose moods name an emotion are its progressions.
        out: The folder of the models.
        emotions: The emotions.
        seed: The random seed.
        job: Hears of each step, and can stop them.
        recipe: How.

    Raises:
        CorpusError: There is too little to learn from.
        FileError: `out` cannot be written to.
        Cancelled: The job was cancelled.
    """
    music = split_charts(charts, emotions)
    ensure_folder(out)
    checkpoint = Checkpoint(out, (seed, recipe, len(music.training), tuple(sorted(emotions))))
    base = _train_base(music, seed, recipe, job, checkpoint)
    phrase_trainer = _train_phrases(music, seed, recipe, job, checkpoint)
    chains = phrase_trainer.final_chains(_PHRASE_CHAINS)
    judged = sample_windows(music.held_out, recipe.evaluation_windows, seed)
    card = _card(BASE_MODEL, base, judged, len(music.training), seed)
    _write_corpus_filter(music, out)
    rng = torch.Generator().manual_seed(seed)
    trainer = EmotionTrainer(base, music.own, recipe.emotions, rng)
    _run(trainer, _EMOTIONS_STAGE, job, checkpoint)
    scale = _evidence_scale(base, trainer, music.own_held_out)
    scores = [_save(SavedModel(base, phrase_trainer.model, {**card, "evidence_scale": scale}, chains), out)]
    for number, (name, model) in enumerate(trainer.models.items()):
        phrases, own_chains = _emotion_phrases(phrase_trainer.model, chains, music.own[name], seed, recipe)
        held_out = build_dataset(music.own_held_out[name] or music.own[name], keep_repeats=True)
        own_card = _card(name, model, held_out, len(music.own[name]), seed)
        own_card["evidence_offset"] = round(trainer.offsets[number].item(), 4)
        scores.append(_save(SavedModel(model, phrases, own_card, own_chains), out))
        job.step(f"Training the {name} model", number + 1, len(emotions))
    checkpoint.clear()
    return scores


def _train_base(
    music: DatasetSplit, seed: int, recipe: TrainingRecipe, job: Job, checkpoint: Checkpoint
) -> ChordRBM:
    rng = torch.Generator().manual_seed(seed)
    base = ChordRBM(recipe.filter_count).to(best_device())
    base.initialize(rng, unit_frequencies(music.training))
    trainer = Trainer(base, music.training, _example_weights(music), recipe.base, rng)
    _run(trainer, BASE_MODEL, job, checkpoint)
    return base


def _train_phrases(
    music: DatasetSplit, seed: int, recipe: TrainingRecipe, job: Job, checkpoint: Checkpoint
) -> PhraseTrainer:
    rng = torch.Generator().manual_seed(seed)
    phrases, weights = phrases_of(music.training.charts)
    if not len(phrases):
        raise CorpusError("No song has eight bars in a row. Add longer ones.")
    model = PhraseRBM(recipe.hidden_count)
    model.initialize(rng, phrase_frequencies(phrases, weights))
    trainer = PhraseTrainer(model, phrases, weights, recipe.phrases, rng)
    _run(trainer, _PHRASES_STAGE, job, checkpoint)
    return trainer


def _emotion_phrases(
    base: PhraseRBM, base_chains: Tensor, charts: Sequence[Chart], seed: int, recipe: TrainingRecipe
) -> tuple[PhraseRBM, Tensor]:
    """The phrase model of an emotion and its chains; those of the base if no progression has eight bars."""
    phrases, weights = phrases_of(charts)
    if not len(phrases):
        return base, base_chains
    model = PhraseRBM(recipe.hidden_count)
    model.load_state_dict(base.state_dict())
    rng = torch.Generator().manual_seed(seed)
    trainer = PhraseTrainer(model, phrases, weights, recipe.emotion_phrases, rng)
    while not trainer.is_finished:
        trainer.step()
    return model, trainer.final_chains(_PHRASE_CHAINS)


def _example_weights(music: DatasetSplit) -> Tensor:
    """The share of each window: the progressions with a feeling have a fixed part together."""
    named = {id(chart) for own in music.own.values() for chart in own}
    is_own = torch.tensor([id(chart) in named for chart in music.training.charts])[
        music.training.chart_indices
    ]
    weights = torch.ones(len(music.training))
    if is_own.any() and not is_own.all():
        weights[is_own] = _OWN_SHARE / (1 - _OWN_SHARE) * (~is_own).sum() / is_own.sum()
    return weights


def sample_windows(dataset: WindowDataset, count: int, seed: int) -> WindowDataset:
    """Windows to judge a model by; the same for the same seed."""
    rng = torch.Generator().manual_seed(seed)
    return dataset.subset(torch.randint(len(dataset), (count,), generator=rng))


def _run(trainer: Fit, name: str, job: Job, checkpoint: Checkpoint) -> None:
    """Fit to the end, or on from where it stood when this was cancelled before."""
    checkpoint.restore(name, trainer)
    while not trainer.is_finished:
        loss = trainer.step()
        if trainer.steps_done % _CHECKPOINT_STEPS == 0:
            checkpoint.save(name, trainer)  # Ctrl-C may come anywhere
        if trainer.steps_done % _REPORT_STEPS == 0 or trainer.is_finished:
            try:
                job.step(
                    f"Training the {name} model (loss {loss:.2f})", trainer.steps_done, trainer.step_count
                )
            except Cancelled:
                checkpoint.save(name, trainer)
                raise
    checkpoint.save(name, trainer)


@torch.no_grad()
def _evidence_scale(
    base: ChordRBM, trainer: EmotionTrainer, held_out: Mapping[str, Sequence[Chart]]
) -> float:
    """The factor of the evidence that makes its softmax honest on progressions kept from training (Guo et al. 2017)."""
    charts = [chart for own in held_out.values() for chart in own]
    if not charts:
        return 1.0
    slots, wholes, lengths = (each.to(base.device) for each in padded_sequences(charts))
    owners = torch.cat([torch.full((len(own),), n) for n, own in enumerate(held_out.values())]).to(
        base.device
    )
    energies = torch.stack([model.free_energy(slots, wholes) for model in trainer.models.values()], 1)
    found = evidence(energies, base.free_energy(slots, wholes), lengths) + trainer.offsets
    losses = [cross_entropy(scale * found, owners).item() for scale in _SCALES.tolist()]
    return round(_SCALES[losses.index(min(losses))].item(), 3)


def _card(name: str, model: ChordRBM, dataset: WindowDataset, learned: int, seed: int) -> dict[str, Any]:
    top1, nats = infill_accuracy(model, dataset)
    return {
        "name": name,
        "seed": seed,
        "filters": model.hidden_bias.numel(),
        "top1": round(top1, 4),
        "nats": round(nats, 4),
        "windows": len(dataset),
        "learned": learned,
        "made with": f"torch {torch.__version__.split('+')[0]}, {platform.machine()}, {model.device.type}",
    }


def _save(saved: SavedModel, out: Path) -> EvaluationScore:
    """Write a model with its card."""
    card = saved.card
    try:
        save_model(saved, out / f"{card['name']}.safetensors")
    except OSError as error:
        raise FileError(
            f"The model cannot be written to {out}. Choose another folder, or free some space."
        ) from error
    return EvaluationScore(card["name"], card["top1"], card["nats"], card["windows"])


def _write_corpus_filter(music: DatasetSplit, out: Path) -> None:
    """Remember which rows of chords stand in a song; our own progressions belong to everybody."""
    named = {id(chart) for own in music.own.values() for chart in own}
    songs = [number for number, chart in enumerate(music.training.charts) if id(chart) not in named]
    of_songs = torch.isin(music.training.chart_indices, torch.tensor(songs, dtype=torch.long))
    whole = of_songs & (music.training.lengths == WINDOW_SLOTS)
    rows = music.training.window_slots()[whole][:, :, SlotColumn.CHORD].tolist()
    write_atomically(out / CORPUS_FILTER_FILE, NoveltyFilter.from_sequences(rows).to_bytes())
