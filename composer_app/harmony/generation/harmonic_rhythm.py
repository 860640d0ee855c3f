"""Harmonic rhythm: lengths for a row of chords, drawn together so that they fill the bars exactly."""

import random
from collections.abc import Iterator, Sequence

from torch import Tensor

from composer_app.harmony.model.encoding import LENGTHS_BARS, length_in_beats
from composer_app.music.metre import Metre


def draw_lengths(logits: Sequence[Tensor], metre: Metre, bars: int, rng: random.Random) -> list[float]:
    """Lengths in beats, one for each chord, that fill the bars.

    `logits` has one distribution over `LENGTHS` a chord. Forward filtering, backward sampling over what fits: within
    its bar, or whole bars from a bar line on.

    Raises:
        ValueError: So many chords cannot fill so many bars.
    """
    bar = round(metre.beats / metre.pulse)
    total = bars * bar
    choices = [round(length_in_beats(length, metre) / metre.pulse) for length in range(len(LENGTHS_BARS))]
    odds = [row.softmax(0).tolist() for row in logits]
    # reach[s][p]: the probability that chords s, s+1, ... end exactly on the last bar line, starting at pulse p.
    reach = [[0.0] * (total + 1) for _ in range(len(odds) + 1)]
    reach[-1][total] = 1.0
    for slot in reversed(range(len(odds))):
        for pulse in range(total):
            reach[slot][pulse] = sum(
                odds[slot][length] * reach[slot + 1][pulse + pulses]
                for length, pulses in _possible_lengths(choices, pulse, bar, total)
            )
    if not reach[0][0]:
        raise ValueError(f"{len(odds)} chords cannot fill {bars} bars of {metre}")
    return [pulses * metre.pulse for pulses in _sample_backwards(odds, reach, choices, bar, rng)]


def _sample_backwards(
    odds: list[list[float]], reach: list[list[float]], choices: list[int], bar: int, rng: random.Random
) -> Iterator[int]:
    """Lengths in pulses, one after the other, each as likely as what may follow it makes it."""
    pulse = 0
    for slot, own in enumerate(odds):
        fitting = list(_possible_lengths(choices, pulse, bar, len(reach[0]) - 1))
        ways = [own[length] * reach[slot + 1][pulse + pulses] for length, pulses in fitting]
        _, pulses = rng.choices(fitting, ways)[0]
        yield pulses
        pulse += pulses


def _possible_lengths(choices: Sequence[int], pulse: int, bar: int, total: int) -> Iterator[tuple[int, int]]:
    """The lengths, as (index, pulses), that a chord may have at a pulse."""
    within = bar - pulse % bar
    for length, pulses in enumerate(choices):
        if pulse + pulses <= total and (
            pulses <= within if pulse % bar else pulses <= bar or pulses % bar == 0
        ):
            yield length, pulses


def max_chords(metre: Metre, bars: int) -> int:
    """How many chords fit at most."""
    return bars * round(metre.beats / length_in_beats(0, metre))


def min_chords(bars: int) -> int:
    """How many chords are needed at least."""
    return -(-bars // round(LENGTHS_BARS[-1]))
