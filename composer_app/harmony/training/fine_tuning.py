"""A person's own music: an emotion's machine that learned from it, with the one before kept for undo."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors import SafetensorError

from composer_app.errors import CorpusError, FileError
from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.model.rbm import RBM, REACH, SavedModel, save
from composer_app.harmony.model.registry import ModelRegistry
from composer_app.harmony.model.user_models import beside, check_writable, put
from composer_app.harmony.training.dataset import WindowDataset, held_out, lessons_of
from composer_app.harmony.training.trainer import Trainer, TrainingConfig, best_device, infill_accuracy
from composer_app.job import Job

_PLAN = TrainingConfig(steps=400, rate=0.004, batch=128, chained=1.0)
_FEWEST_STEPS = 50
_FEW = 20  # windows below which nothing can be learned
_WATCHED, _LOOKS = 100, 25  # by how many windows, and how often, training is watched


@dataclass(frozen=True, slots=True)
class FineTuningResult:
    """What training on own music did for one emotion.

    Attributes:
        emotion: Its name.
        pieces: How many pieces it learned from, with those kept aside.
        before: The share of hidden chords guessed in pieces kept from training, and the nats, by the old machine.
        after: The same, by the new one.
        windows: How many windows they were judged by.
    """

    emotion: str
    pieces: int
    before: tuple[float, float]
    after: tuple[float, float]
    windows: int


def train_own(
    charts: Sequence[Chart], emotion: str, machines: ModelRegistry, folder: Path, seed: int, job: Job
) -> FineTuningResult:
    """Teach an emotion's machine own music, on top of what it knows; the new one goes before the old from now on.

    Raises:
        CorpusError: There is too little music.
        FileError: The folder cannot be written to.
        Cancelled: The job was cancelled; the old machine stays.
    """
    check_writable(folder)
    learned, judged = _sides(charts)
    pieces = len({chart.group for chart in charts})
    old = machines.saved(emotion)
    machine = RBM(old.machine.hidden_bias.numel()).to(best_device())
    machine.load_state_dict(old.machine.state_dict())
    before = infill_accuracy(machine, judged)
    # A step a window: little music learned for long is learned by heart, and all else forgotten.
    plan = replace(_PLAN, steps=min(_PLAN.steps, max(_FEWEST_STEPS, len(learned))))
    fitting = Trainer(machine, learned, torch.ones(len(learned)), plan, torch.Generator().manual_seed(seed))
    _watch(fitting, emotion, judged, before[0], job)
    after = infill_accuracy(machine, judged)
    rows, wholes = fitting.ending()
    job.step("Keeping what was learned", fitting.steps, fitting.steps, after[0])
    card = {
        **old.card,
        "top1": round(after[0], 4),
        "was": round(before[0], 4),
        "nats": round(after[1], 4),
        "windows": len(judged),
        "own": pieces,
    }
    _put(
        SavedModel(machine, card, rows[:, REACH:-REACH], wholes),
        emotion,
        folder,
        keep=emotion not in machines.damaged,
    )
    return FineTuningResult(emotion, pieces, before, after, len(judged))


def check_enough(charts: Sequence[Chart]) -> None:
    """Refuse what is too little to learn from.

    Raises:
        CorpusError: It is too little.
    """
    _sides(charts)


def _watch(fitting: Trainer, emotion: str, judged: WindowDataset, before: float, job: Job) -> None:
    """Fit a machine to its end, and tell on the way what it guesses of music that is kept from it."""
    some = judged.of(torch.randperm(len(judged), generator=torch.Generator().manual_seed(0))[:_WATCHED])
    guessed: float = before
    every = max(1, fitting.steps // _LOOKS)
    while not fitting.over:
        looks = fitting.done % every == 0
        if looks and fitting.done:
            guessed = infill_accuracy(fitting.machine, some)[0]
        stage = f"Learning {emotion} from your music (a hidden chord guessed {guessed:.0%})"
        job.step(stage, fitting.done, fitting.steps, guessed if looks else None)
        fitting.step()


def _sides(charts: Sequence[Chart]) -> tuple[WindowDataset, WindowDataset]:
    """What is learned and what is kept from it; of a few pieces one at least is kept, the last by name.

    Raises:
        CorpusError: There is too little.
    """
    groups = sorted({chart.group for chart in charts})
    kept = {chart.group for chart in charts if held_out(chart)} or set(groups[-1:])
    kept = kept if len(kept) < len(groups) else set(groups[-1:])
    learned = lessons_of((chart for chart in charts if chart.group not in kept), repeats=False)
    judged = lessons_of((replace(chart, moods=()) for chart in charts if chart.group in kept), repeats=True)
    if len(learned) < _FEW or not len(judged):
        raise CorpusError(
            "There is too little music to learn from: it takes at least two pieces, with some twenty chord changes "
            "each. Add more to the folder."
        )
    return learned, judged


def _put(saved: SavedModel, emotion: str, folder: Path, *, keep: bool) -> None:
    """Put a machine in its place, the one that is there beside it."""
    new = beside(emotion, folder)
    try:
        save(saved, new)
        put(new, emotion, folder, keep=keep)
    except (OSError, SafetensorError) as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise FileError(
            f"The machine cannot be written to {folder}, and is as it was before. Free some space, then try again."
        ) from error
