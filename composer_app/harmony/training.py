"""Training the shipped machines: a base machine on all charts, then from it one machine for each emotion."""

import platform
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

from composer_app.errors import CorpusError, FileError
from composer_app.harmony import affinity
from composer_app.harmony.corpus import Song, read_corpus
from composer_app.harmony.encoding import SIZES
from composer_app.harmony.fitting import Plan, fit, frequencies, infill
from composer_app.harmony.rbm import GroupRBM, save
from composer_app.paths import ensure
from composer_app.work import Job

BASE = "base"
_TAGGED = 0.15  # share of an emotion's lessons that come from progressions tagged with it


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the machines are trained.

    Attributes:
        hidden: How many hidden units each has.
        base: The plan for the base machine, which learns all charts.
        emotion: The plan for each emotion's machine, which starts from the base machine.
        judged: How many held-out windows each is judged by.
    """

    hidden: int
    base: Plan
    emotion: Plan
    judged: int


SHIPPED = Recipe(
    hidden=384,
    base=Plan(steps=11_000, rate=0.01, decay=0.05),
    emotion=Plan(steps=400, rate=0.003, decay=0.05),
    judged=2_000,
)


def shortened(recipe: Recipe, steps: int) -> Recipe:
    """A recipe with so many steps for the base machine, and the rest in proportion."""
    part = steps / recipe.base.steps
    emotion = replace(recipe.emotion, steps=max(20, round(recipe.emotion.steps * part)))
    judged = max(100, round(recipe.judged * min(1.0, part)))
    return replace(recipe, base=replace(recipe.base, steps=steps), emotion=emotion, judged=judged)


@dataclass(frozen=True, slots=True)
class Score:
    """How a machine does on held-out windows: the share of hidden chords guessed, and the mean surprise in nats."""

    name: str
    top1: float
    nats: float
    windows: int


def train(
    folder: Path,
    out: Path,
    points: dict[str, tuple[float, float]],
    seed: int,
    job: Job,
    recipe: Recipe = SHIPPED,
) -> list[Score]:
    """Train the base and one machine for each emotion of `points` (valence, arousal); write them into `out`.

    Raises:
        CorpusError: There is nothing to learn from in `folder`.
        FileError: `out` cannot be written to.
        Cancelled: The job was cancelled; machines that were finished stay.
    """
    job.step("Reading the charts")
    songs = read_corpus(folder)
    ensure(out)
    rng = torch.Generator().manual_seed(seed)
    learned, moods = _lessons([song for song in songs if not song.held_out])
    judged = _heard([song for song in songs if song.held_out and not song.moods])
    if not len(learned) or not len(judged):
        raise CorpusError(f"There are too few songs in {folder}: some must be kept from training. Add more.")
    base = GroupRBM(SIZES, recipe.hidden)
    base.initialize(rng, frequencies(learned))
    _teach(base, BASE, learned, torch.ones(len(learned)), recipe.base, rng, job)
    scores = [_keep(base, BASE, _drawn(judged, None, recipe.judged, seed), out, seed)]
    found = affinity.features(learned)
    for name, point in points.items():
        machine = GroupRBM(SIZES, recipe.hidden)
        machine.load_state_dict(base.state_dict())
        shares = _with_tagged(affinity.shares(found, name, point), [name in said for said in moods])
        _teach(machine, name, learned, shares, recipe.emotion, rng, job)
        scores.append(_keep(machine, name, _drawn(judged, (name, point), recipe.judged, seed), out, seed))
    return scores


def _lessons(songs: list[Song]) -> tuple[Tensor, list[frozenset[str]]]:
    """The windows of songs, shape (n, groups), and the emotions that each was tagged with.

    What a song repeats counts once: learned as often as it is heard, a few long songs are learned by heart.
    """
    lessons = [(window, _emotions(song)) for song in songs for window in dict.fromkeys(song.windows)]
    windows, moods = [window for window, _ in lessons], [said for _, said in lessons]
    return _tensor(windows), moods


def _heard(songs: list[Song]) -> Tensor:
    """All windows of songs, as often as they are heard, shape (n, groups)."""
    return _tensor([window for song in songs for window in song.windows])


def _tensor(windows: list[tuple[int, ...]]) -> Tensor:
    return torch.tensor(windows, dtype=torch.long).reshape(-1, len(SIZES))


def _emotions(song: Song) -> frozenset[str]:
    return frozenset(affinity.SYNONYMS.get(mood.lower(), mood.lower()) for mood in song.moods)


def _with_tagged(shares: Tensor, tagged: list[bool]) -> Tensor:
    """Shares in which what somebody tagged with the emotion, and what suits it, takes a fixed part together."""
    chosen = shares * torch.tensor(tagged)
    return (1 - _TAGGED) * shares + _TAGGED * chosen / chosen.sum() if chosen.sum() > 0 else shares


def _drawn(windows: Tensor, emotion: tuple[str, tuple[float, float]] | None, count: int, seed: int) -> Tensor:
    """Windows to judge a machine by, those that suit its emotion the oftener; the same for the same seed."""
    shares = affinity.shares(affinity.features(windows), *emotion) if emotion else torch.ones(len(windows))
    rng = torch.Generator().manual_seed(seed)
    return windows[torch.multinomial(shares, count, replacement=True, generator=rng)]


def _teach(
    machine: GroupRBM, name: str, windows: Tensor, shares: Tensor, plan: Plan, rng: torch.Generator, job: Job
) -> None:
    def step(number: int, loss: float) -> None:
        if number % 20 == 0:
            job.step(f"Training the {name} machine (loss {loss:.2f})", number, plan.steps)

    fit(machine, windows, shares, plan, rng, step)


def _keep(machine: GroupRBM, name: str, judged: Tensor, out: Path, seed: int) -> Score:
    """Judge a machine by held-out windows and write it with its card."""
    top1, nats = infill(machine, judged)
    card = {
        "name": name,
        "seed": seed,
        "hidden": machine.hidden_bias.numel(),
        "top1": round(top1, 4),
        "nats": round(nats, 4),
        "windows": len(judged),
        "made with": f"torch {torch.__version__.split('+')[0]}, {platform.machine()}",
    }
    try:
        save(machine, out / f"{name}.safetensors", card)
    except OSError as error:
        raise FileError(
            f"The machine cannot be written to {out}. Choose another folder, or free some space."
        ) from error
    return Score(name, top1, nats, len(judged))
