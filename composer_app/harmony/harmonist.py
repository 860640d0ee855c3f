"""From feeling to chords: one machine for each emotion, blended and sampled."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from composer_app.errors import ModelError
from composer_app.harmony.encoding import (
    CHORD_GROUPS,
    GROUPS,
    LENGTH_GROUPS,
    LENGTHS,
    MODE_GROUP,
    MODES,
    SIZES,
    SLOTS,
    chord_of,
    chord_token,
    in_scale,
)
from composer_app.harmony.rbm import GroupRBM, load
from composer_app.harmony.sampling import Blend, draw_lengths, noise, one_thread, sample
from composer_app.harmony.training import BASE
from composer_app.music.constraints import Constraints
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, Metre
from composer_app.music.progression import Progression, TimedChord
from composer_app.work import Job

USUAL_BARS = 8
_SWEEPS = 8
_TEMPERATURE = 0.85
# Charts are full of two-chord vamps, and of songs that change key: what machines have of them is drawn again.
_COLOURS = 3  # different chords
_AT_HOME = 0.5  # share of chords inside the scale
_ENOUGH = 3
_TRIES = 5
_HOP = SLOTS // 2  # how many new chords a window adds to those it was given
# Tonics that players like, for when none is asked for.
_TONICS = {Mode.MAJOR: (0, 2, 3, 4, 5, 7, 8, 9, 10), Mode.MINOR: (0, 2, 4, 5, 6, 7, 9, 11)}


class Harmonist:
    """The shipped machines, each loaded when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        """Take machines from a folder of `NAME.safetensors` files."""
        self._folder = folder
        self._machines: dict[str, GroupRBM] = {}

    def machine(self, name: str) -> GroupRBM:
        """The machine of an emotion, or the base machine.

        Raises:
            ModelError: It is missing or damaged.
        """
        if name not in self._machines:
            self._machines[name], _ = load(self._folder / f"{name}.safetensors", SIZES)
        return self._machines[name]

    def cards(self) -> list[dict[str, Any]]:
        """What is known of each machine, the base machine first.

        Raises:
            ModelError: There is none, or one is damaged.
        """
        names = sorted(
            (path.stem for path in self._folder.glob("*.safetensors")), key=lambda n: (n != BASE, n)
        )
        if not names:
            raise ModelError(
                "There are no machines. Install Composer again, or train them with “composer-app train”."
            )
        return [load(self._folder / f"{name}.safetensors", SIZES)[1] for name in names]

    def harmonize(
        self, weights: Sequence[tuple[str, float]], constraints: Constraints, seed: int, job: Job
    ) -> Progression:
        """Chords for a mixture of emotions; without any, those that all music has in common."""
        rng = random.Random(seed)
        blend = Blend(tuple((self.machine(name), weight) for name, weight in weights or [(BASE, 1.0)]))
        metre, bars = constraints.metre or COMMON, constraints.bars or USUAL_BARS
        with one_thread():
            tries: list[Progression] = []
            while len(tries) < _TRIES and not (tries and _worth(tries[-1]) >= _ENOUGH):
                row = _Row(blend, constraints.mode, rng)
                while row.expected_bars < 1.25 * bars:
                    job.step("Finding the harmony", min(bars, round(row.expected_bars)), bars)
                    row.extend()
                tries.append(row.progression(constraints.tonic, metre, bars))
        return max(tries, key=_worth)


def _worth(progression: Progression) -> int:
    """How many of three a progression has: chords enough to be one, a key, and its tonic."""
    key, chords = progression.key, [timed.chord for timed in progression.chords]
    inside = [in_scale(chord_token(chord.root - key.tonic, chord.quality), key.mode) for chord in chords]
    few = min(_COLOURS, progression.bars)
    return (
        (len(set(chords)) >= few)
        + (sum(inside) >= _AT_HOME * len(inside))
        + (len(chords) < _COLOURS or any(chord.root == key.tonic for chord in chords))
    )


class _Row:
    """A row of chords that grows to the right."""

    def __init__(self, blend: Blend, mode: Mode | None, rng: random.Random) -> None:
        self._blend, self._rng = blend, rng
        x = noise(rng)
        free = list(range(GROUPS))
        if mode:
            x[MODE_GROUP] = MODES.index(mode)
            free.remove(MODE_GROUP)
        x = sample(blend, x, free, rng, 2 * _SWEEPS, _TEMPERATURE)
        self._mode = MODES[int(x[MODE_GROUP])]
        self._chords: list[int] = []
        self._lengths: list[Tensor] = []
        self._add(x, range(SLOTS))

    @property
    def expected_bars(self) -> float:
        """How many bars the row is likely to fill."""
        bars = torch.tensor(LENGTHS, dtype=torch.float64)
        return float(sum(logits.softmax(0) @ bars for logits in self._lengths))

    def _add(self, x: Tensor, slots: range) -> None:
        self._chords += [int(x[slot]) for slot in slots]
        self._lengths += [self._blend.logits(x, LENGTH_GROUPS[slot]) for slot in slots]

    def extend(self) -> None:
        """Add half a window of chords, given the last half."""
        x = noise(self._rng)
        x[MODE_GROUP] = MODES.index(self._mode)
        x[:_HOP] = torch.tensor(self._chords[-_HOP:])
        free = [*CHORD_GROUPS[_HOP:], *LENGTH_GROUPS]
        self._add(sample(self._blend, x, free, self._rng, _SWEEPS, _TEMPERATURE), range(_HOP, SLOTS))

    def _turn_round(self, chords: list[int]) -> list[int]:
        """The chords with the last two drawn anew, so that they lead back to the first."""
        if len(chords) < 4:
            return chords
        x = noise(self._rng)
        x[MODE_GROUP] = MODES.index(self._mode)
        x[:SLOTS] = torch.tensor((chords[-4:] + chords * 2)[:SLOTS])
        free = [2, 3, *LENGTH_GROUPS]
        x = sample(self._blend, x, free, self._rng, _SWEEPS, _TEMPERATURE)
        return [*chords[:-2], int(x[2]), int(x[3])]

    def progression(self, tonic: int | None, metre: Metre, bars: int) -> Progression:
        """As many of the chords as fill the bars, in a key."""
        lengths = draw_lengths(self._lengths, metre, bars, self._rng)
        chords = self._turn_round(self._chords[: len(lengths)])
        home = self._rng.choice(_TONICS[self._mode]) if tonic is None else tonic
        timed, beat = [], 0.0
        for token, beats in zip(chords, lengths, strict=True):
            timed.append(TimedChord(chord_of(token, home), beat, beats))
            beat += beats
        return Progression(Key(home, self._mode), metre, tuple(timed))
