"""A person's own music: an emotion's machine that learned from it, with the one before kept for undo."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from composer_app.errors import CorpusError, FileError
from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.fitting import Fit, Plan, infill, quickest
from composer_app.harmony.lessons import Lessons, held_out, lessons_of
from composer_app.harmony.machines import Machines
from composer_app.harmony.rbm import RBM, REACH, Saved, save
from composer_app.paths import ensure
from composer_app.work import Job

_PLAN = Plan(steps=400, rate=0.004, batch=128, chained=1.0)
_FEWEST_STEPS = 50
_FEW = 20  # windows below which nothing can be learned
_BEFORE = ".before"


@dataclass(frozen=True, slots=True)
class Progress:
    """What training on own music did for one emotion.

    Attributes:
        emotion: Its name.
        charts: How many pieces it learned from.
        before: The share of hidden chords guessed in pieces kept from training, and the nats, by the old machine.
        after: The same, by the new one.
        windows: How many windows they were judged by.
    """

    emotion: str
    charts: int
    before: tuple[float, float]
    after: tuple[float, float]
    windows: int


def train_own(
    charts: Sequence[Chart], emotion: str, machines: Machines, folder: Path, seed: int, job: Job
) -> Progress:
    """Teach an emotion's machine own music, on top of what it knows; the new one goes before the old from now on.

    Raises:
        CorpusError: There is too little music.
        FileError: The folder cannot be written to.
        Cancelled: The job was cancelled; the old machine stays.
    """
    learned, judged = _sides(charts)
    old = machines.saved(emotion)
    machine = RBM(old.machine.hidden_bias.numel()).to(quickest())
    machine.load_state_dict(old.machine.state_dict())
    before = infill(machine, judged)
    # A step a window: little music learned for long is learned by heart, and all else forgotten.
    plan = replace(_PLAN, steps=min(_PLAN.steps, max(_FEWEST_STEPS, len(learned))))
    fitting = Fit(machine, learned, torch.ones(len(learned)), plan, torch.Generator().manual_seed(seed))
    while not fitting.over:
        loss = fitting.step()
        job.step(f"Learning {emotion} from your music (loss {loss:.2f})", fitting.done, fitting.steps)
    after = infill(machine, judged)
    rows, wholes = fitting.ending()
    card = {
        **old.card,
        "top1": round(after[0], 4),
        "nats": round(after[1], 4),
        "windows": len(judged),
        "own": len(charts),
    }
    _put(Saved(machine, card, rows[:, REACH:-REACH], wholes), emotion, folder)
    machines.forget()
    return Progress(emotion, len(charts), before, after, len(judged))


def undo(emotion: str, machines: Machines, folder: Path) -> bool:
    """Take an emotion's machine back to what it was before the last training; False when there was none.

    Raises:
        FileError: The folder cannot be written to.
    """
    file = folder / f"{emotion}.safetensors"
    before = file.with_suffix(file.suffix + _BEFORE)
    if not file.exists():
        return False
    try:
        if before.exists():
            before.replace(file)
        else:
            file.unlink()
    except OSError as error:
        raise FileError(f"The machine {file} cannot be taken back. Remove it yourself.") from error
    machines.forget()
    return True


def _sides(charts: Sequence[Chart]) -> tuple[Lessons, Lessons]:
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


def _put(saved: Saved, emotion: str, folder: Path) -> None:
    """Put a machine in its place, the one that is there beside it."""
    file = ensure(folder) / f"{emotion}.safetensors"
    new = file.with_suffix(".new")
    try:
        save(saved, new)
        if file.exists():
            file.replace(file.with_suffix(file.suffix + _BEFORE))
        new.replace(file)
    except OSError as error:
        raise FileError(
            f"The machine cannot be written to {folder}. Free some space, then try again."
        ) from error
