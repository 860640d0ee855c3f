"""A person's own music: an emotion's machine that learned from it, with the one before kept for undo."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors import SafetensorError

from composer_app.errors import CorpusError, FileError
from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.fitting import Fit, Plan, infill, quickest
from composer_app.harmony.lessons import Lessons, held_out, lessons_of
from composer_app.harmony.machines import Machines
from composer_app.harmony.owned import beside, check_writable, put
from composer_app.harmony.rbm import RBM, REACH, Saved, save
from composer_app.work import Job

_PLAN = Plan(steps=400, rate=0.004, batch=128, chained=1.0)
_FEWEST_STEPS = 50
_FEW = 20  # windows below which nothing can be learned
_WATCHED, _LOOKS = 100, 25  # by how many windows, and how often, training is watched


@dataclass(frozen=True, slots=True)
class Progress:
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
    charts: Sequence[Chart], emotion: str, machines: Machines, folder: Path, seed: int, job: Job
) -> Progress:
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
    machine = RBM(old.machine.hidden_bias.numel()).to(quickest())
    machine.load_state_dict(old.machine.state_dict())
    before = infill(machine, judged)
    # A step a window: little music learned for long is learned by heart, and all else forgotten.
    plan = replace(_PLAN, steps=min(_PLAN.steps, max(_FEWEST_STEPS, len(learned))))
    fitting = Fit(machine, learned, torch.ones(len(learned)), plan, torch.Generator().manual_seed(seed))
    _watch(fitting, emotion, judged, before[0], job)
    after = infill(machine, judged)
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
        Saved(machine, card, rows[:, REACH:-REACH], wholes),
        emotion,
        folder,
        keep=emotion not in machines.damaged,
    )
    return Progress(emotion, pieces, before, after, len(judged))


def check_enough(charts: Sequence[Chart]) -> None:
    """Refuse what is too little to learn from.

    Raises:
        CorpusError: It is too little.
    """
    _sides(charts)


def _watch(fitting: Fit, emotion: str, judged: Lessons, before: float, job: Job) -> None:
    """Fit a machine to its end, and tell on the way what it guesses of music that is kept from it."""
    some = judged.of(torch.randperm(len(judged), generator=torch.Generator().manual_seed(0))[:_WATCHED])
    guessed: float = before
    every = max(1, fitting.steps // _LOOKS)
    while not fitting.over:
        looks = fitting.done % every == 0
        if looks and fitting.done:
            guessed = infill(fitting.machine, some)[0]
        stage = f"Learning {emotion} from your music (a hidden chord guessed {guessed:.0%})"
        job.step(stage, fitting.done, fitting.steps, guessed if looks else None)
        fitting.step()


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


def _put(saved: Saved, emotion: str, folder: Path, *, keep: bool) -> None:
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
