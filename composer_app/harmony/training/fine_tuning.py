"""A person's own music: an emotion's machine that learned from it, with the one before kept for undo."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors import SafetensorError

from composer_app.errors import CorpusError, FileError
from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.generation.registry import ModelRegistry
from composer_app.harmony.model.chord_rbm import ChordRBM
from composer_app.harmony.model.phrase_rbm import PhraseRBM
from composer_app.harmony.model.user_models import check_writable, install, staging_path
from composer_app.harmony.model.weights_file import SavedModel, save_model
from composer_app.harmony.training.dataset import WindowDataset, build_dataset, is_held_out
from composer_app.harmony.training.phrase_trainer import PhraseConfig, PhraseTrainer, phrases_of
from composer_app.harmony.training.trainer import Trainer, TrainingConfig, best_device, infill_accuracy
from composer_app.job import Job

_CONFIG = TrainingConfig(steps=400, learning_rate=0.002)
_PHRASE_CONFIG = PhraseConfig(steps=150, learning_rate=0.003, pull=0.02, batch_size=128)
_MIN_STEPS = 50
_MIN_CHANGES = 20  # chord changes below which nothing can be learned
_MONITOR_WINDOWS, _MONITOR_CHECKS = 100, 25  # by how many windows, and how often, training is watched


@dataclass(frozen=True, slots=True)
class FineTuningResult:
    """What training on own music did for one emotion.

    Attributes:
        emotion: Its name.
        pieces: How many pieces it learned from, with those kept aside.
        scores_before: The share of hidden chords guessed in pieces kept from training, and the nats, by the
            old machine.
        scores_after: The same, by the new one.
        windows: How many windows they were judged by.
    """

    emotion: str
    pieces: int
    scores_before: tuple[float, float]
    scores_after: tuple[float, float]
    windows: int


def fine_tune(
    charts: Sequence[Chart], emotion: str, models: ModelRegistry, folder: Path, seed: int, job: Job
) -> FineTuningResult:
    """Teach an emotion's machine own music, on top of what it knows; the new one goes before the old from now on.

    Raises:
        CorpusError: There is too little music.
        FileError: The folder cannot be written to.
        Cancelled: The job was cancelled; the old machine stays.
    """
    check_writable(folder)
    learned, judged = _split(charts)
    pieces = len({chart.group for chart in charts})
    old = models.load(emotion)
    machine = ChordRBM(old.chords.hidden_bias.numel()).to(best_device())
    machine.load_state_dict(old.chords.state_dict())
    before = infill_accuracy(machine, judged)
    # A step a window: little music learned for long is learned by heart, and all else forgotten.
    plan = replace(_CONFIG, steps=min(_CONFIG.steps, max(_MIN_STEPS, len(learned))))
    rng = torch.Generator().manual_seed(seed)
    fitting = Trainer(machine, learned, torch.ones(len(learned)), plan, rng)
    _train_monitored(fitting, emotion, judged, before[0], job)
    after = infill_accuracy(machine, judged)
    phrases, chains = _fit_phrases(old, learned.charts, rng)
    job.step("Saving the model", fitting.step_count, fitting.step_count, after[0])
    card = {
        **old.card,
        "top1": round(after[0], 4),
        "was": round(before[0], 4),
        "nats": round(after[1], 4),
        "windows": len(judged),
        "own": pieces,
    }
    _install(
        SavedModel(machine, phrases, card, chains),
        emotion,
        folder,
        keep=emotion not in models.damaged,
    )
    return FineTuningResult(emotion, pieces, before, after, len(judged))


def check_enough_music(charts: Sequence[Chart]) -> None:
    """Refuse what is too little to learn from.

    Raises:
        CorpusError: It is too little.
    """
    _split(charts)


def _train_monitored(
    trainer: Trainer, emotion: str, held_out_windows: WindowDataset, before: float, job: Job
) -> None:
    """Fit a machine to its end, and tell on the way what it guesses of music that is kept from it."""
    some = held_out_windows.subset(
        torch.randperm(len(held_out_windows), generator=torch.Generator().manual_seed(0))[:_MONITOR_WINDOWS]
    )
    guessed: float = before
    every = max(1, trainer.step_count // _MONITOR_CHECKS)
    while not trainer.is_finished:
        looks = trainer.steps_done % every == 0
        if looks and trainer.steps_done:
            guessed = infill_accuracy(trainer.model, some)[0]
        stage = f"Learning {emotion} from your music (a hidden chord guessed {guessed:.0%})"
        job.step(stage, trainer.steps_done, trainer.step_count, guessed if looks else None)
        trainer.step()


def _fit_phrases(
    old: SavedModel, charts: Sequence[Chart], rng: torch.Generator
) -> tuple[PhraseRBM, torch.Tensor]:
    """The phrase model with the phrases of own music, and its chains; as it was if none has eight bars."""
    phrases, weights = phrases_of(charts)
    if not len(phrases):
        return old.phrases, old.phrase_chains
    model = PhraseRBM(old.phrases.hidden_bias.numel())
    model.load_state_dict(old.phrases.state_dict())
    trainer = PhraseTrainer(model, phrases, weights, _PHRASE_CONFIG, rng)
    while not trainer.is_finished:
        trainer.step()
    return model, trainer.final_chains(len(old.phrase_chains))


def _split(charts: Sequence[Chart]) -> tuple[WindowDataset, WindowDataset]:
    """What is learned and what is kept from it; of a few pieces one at least is kept, the last by name.

    Raises:
        CorpusError: There is too little.
    """
    groups = sorted({chart.group for chart in charts})
    kept = {chart.group for chart in charts if is_held_out(chart)} or set(groups[-1:])
    kept = kept if len(kept) < len(groups) else set(groups[-1:])
    learned = build_dataset((chart for chart in charts if chart.group not in kept), keep_repeats=False)
    judged = build_dataset((chart for chart in charts if chart.group in kept), keep_repeats=True)
    changes = sum(len(chart.chords) for chart in learned.charts)
    if changes < _MIN_CHANGES or not len(learned) or not len(judged):
        raise CorpusError(
            "There is too little music to learn from: it takes at least two pieces, with some twenty chord changes "
            "each. Add more to the folder."
        )
    return learned, judged


def _install(saved: SavedModel, emotion: str, folder: Path, *, keep: bool) -> None:
    """Put a machine in its place, the one that is there beside it."""
    new = staging_path(emotion, folder)
    try:
        save_model(saved, new)
        install(new, emotion, folder, keep=keep)
    except (OSError, SafetensorError) as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise FileError(
            f"The machine cannot be written to {folder}, and is as it was before. Free some space, then try again."
        ) from error
