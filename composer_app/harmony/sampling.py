"""Sampling chords from a blend of machines.

A blend is a product of its machines, each to the power of its weight (Hinton 2002, products of experts): their free
energies, weighted, add. Gibbs sampling takes one group at a time from its exact distribution given all others, with
the hidden units summed out; what is kept is never drawn again. All draws come from Python's own generator, whose
sequence is the same on every platform.
"""

import math
import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor

from composer_app.harmony.encoding import CHORD_GROUPS, LENGTHS, SIZES, beats_of
from composer_app.harmony.rbm import GroupRBM
from composer_app.music.metre import Metre


@contextmanager
def one_thread() -> Iterator[None]:
    """Work on one core: two threads wait for each other longer than tensors this small take."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


@dataclass(frozen=True, slots=True)
class Blend:
    """Machines and their weights, which sum to 1."""

    machines: tuple[tuple[GroupRBM, float], ...]

    def logits(self, x: Tensor, group: int) -> Tensor:
        """Log p(x_group | all other groups) up to a constant, for one window x, shape (units of the group,)."""
        return torch.stack(
            [weight * machine.logits(x[None], group)[0] for machine, weight in self.machines]
        ).sum(0)


def sample(
    blend: Blend, x: Tensor, free: Sequence[int], rng: random.Random, sweeps: int, temperature: float
) -> Tensor:
    """Draw the free groups of a window anew, sweep after sweep; no chord is drawn that its neighbour is already."""
    x = x.clone()
    for _ in range(sweeps):
        for group in free:
            logits = blend.logits(x, group) / temperature
            if group in CHORD_GROUPS:
                logits[_neighbours(x, group)] = -math.inf
            x[group] = draw(logits, rng)
    return x


def _neighbours(x: Tensor, group: int) -> list[int]:
    return [int(x[near]) for near in (group - 1, group + 1) if near in CHORD_GROUPS]


def draw(logits: Tensor, rng: random.Random) -> int:
    """One index, drawn with the softmax of its logits, shape (n,)."""
    totals = logits.softmax(0).cumsum(0)
    return min(int(torch.searchsorted(totals, rng.random() * float(totals[-1]))), len(logits) - 1)


def noise(rng: random.Random) -> Tensor:
    """A window drawn blindly, to start a chain from."""
    return torch.tensor([rng.randrange(size) for size in SIZES])


def draw_lengths(logits: Sequence[Tensor], metre: Metre, bars: int, rng: random.Random) -> list[float]:
    """Lengths in beats for the first chords of a row, drawn so that they fill the bars exactly.

    `logits` has one distribution over `LENGTHS` a chord. Forward filtering, backward sampling over what fits: within
    its bar, or whole bars from a bar line on. As many chords are used as fill the bars; the rest are left over.
    """
    bar = round(metre.beats / metre.pulse)
    total = bars * bar
    choices = [round(beats_of(token, metre) / metre.pulse) for token in range(len(LENGTHS))]
    odds = [row.softmax(0).tolist() for row in logits]
    # reach[s][p]: the probability that chords s, s+1, ... end exactly on the last bar line, starting at pulse p.
    reach = [[0.0] * total + [1.0] for _ in range(len(odds) + 1)]
    for slot in reversed(range(len(odds))):
        for pulse in range(total):
            reach[slot][pulse] = sum(
                odds[slot][token] * reach[slot + 1][pulse + pulses]
                for token, pulses in _fitting(choices, pulse, bar, total)
            )
    lengths: list[float] = []
    pulse = 0
    while pulse < total:
        slot = len(lengths)
        fitting = list(_fitting(choices, pulse, bar, total))
        ways = [odds[slot][token] * reach[slot + 1][pulse + pulses] for token, pulses in fitting]
        _, pulses = rng.choices(fitting, ways)[0]
        lengths.append(pulses * metre.pulse)
        pulse += pulses
    return lengths


def _fitting(choices: Sequence[int], pulse: int, bar: int, total: int) -> Iterable[tuple[int, int]]:
    """The lengths, as (token, pulses), that a chord may have at a pulse."""
    within = bar - pulse % bar
    for token, pulses in enumerate(choices):
        if pulse + pulses <= total and (
            pulses <= within if pulse % bar else pulses <= bar or pulses % bar == 0
        ):
            yield token, pulses
