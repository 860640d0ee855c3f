"""Fitting a phrase model by persistent contrastive divergence (Tieleman 2008)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.model.encoding import BLANK_UNIT, CHORDS, PHRASE_BARS, slot_units
from composer_app.harmony.model.phrase_encoding import TimedUnit, encode_phrase
from composer_app.harmony.model.phrase_rbm import PhraseRBM
from composer_app.harmony.training.fit import Fit, sample_by_share

_PHRASE_HOP_BARS = 4
_CHAIN_STEPS = 2  # Gibbs steps between two updates
_FINAL_CHAIN_STEPS = 20
_TINY_BEATS = 1e-3
_SMALLEST_FREQUENCY = 0.002


@dataclass(frozen=True, slots=True)
class PhraseConfig:
    """How a phrase model is fitted.

    Attributes:
        steps: How many batches.
        learning_rate: The highest learning rate (one cycle).
        pull: How strongly the parameters are held where they were at the beginning; 0 for not at all.
        weight_decay: Decoupled weight decay of the weights.
        batch_size: Phrases a step, and how many chains there are.
    """

    steps: int
    learning_rate: float
    pull: float = 0.0
    weight_decay: float = 1e-3
    batch_size: int = 512


class PhraseTrainer(Fit):
    """The fit of a phrase model.

    Attributes:
        model: The model, fitted in place.
    """

    def __init__(
        self, model: PhraseRBM, phrases: Tensor, weights: Tensor, config: PhraseConfig, rng: torch.Generator
    ) -> None:
        """Begin.

        Args:
            model: The model, fitted in place.
            phrases: Shape (phrases, PHRASE_UNITS).
            weights: The share that each phrase has among the examples, shape (phrases,).
            config: How.
            rng: What draws.
        """
        optimizer = torch.optim.AdamW(
            [
                {"params": [model.weight], "weight_decay": config.weight_decay},
                {"params": [model.visible_bias, model.hidden_bias], "weight_decay": 0.0},
            ],
            config.learning_rate,
        )
        super().__init__(optimizer, config.learning_rate, config.steps, rng)
        self.model, self._config = model, config
        self._phrases, self._totals = phrases, weights.double().cumsum(0)
        self._initial = [parameter.detach().clone() for parameter in model.parameters()]
        self._chains = self._sample_phrases()

    def step(self) -> float:
        """Make a step; how much lower the free energy of the phrases is than that of the chains."""
        for _ in range(_CHAIN_STEPS):
            self._chains = self.model.gibbs_step(self._chains, self._rng)
        told = self.model.free_energy(self._sample_phrases()).mean()
        loss = told - self.model.free_energy(self._chains).mean()
        total = loss
        if self._config.pull:
            pairs = zip(self.model.parameters(), self._initial, strict=True)
            total = loss + self._config.pull * torch.stack([((a - b) ** 2).sum() for a, b in pairs]).sum()
        self._update(total)
        return loss.item()

    def final_chains(self, count: int) -> Tensor:
        """Where some of the chains have come to, after a few more steps, shape (count, PHRASE_UNITS)."""
        chains = self._chains[:count]
        for _ in range(_FINAL_CHAIN_STEPS):
            chains = self.model.gibbs_step(chains, self._rng)
        return chains

    def parameters_state(self) -> dict[str, Any]:
        """See `Fit`."""
        return {"model": self.model.state_dict(), "chains": self._chains}

    def load_parameters(self, state: dict[str, Any]) -> None:
        """See `Fit`."""
        self.model.load_state_dict(state["model"])
        self._chains = state["chains"]

    def _sample_phrases(self) -> Tensor:
        return self._phrases[sample_by_share(self._totals, self._config.batch_size, self._rng)]


def phrases_of(charts: Iterable[Chart]) -> tuple[Tensor, Tensor]:
    """The phrases of charts whose bar lines are known, and the share of each: those that a piece repeats count once.

    Returns:
        Shape (phrases, PHRASE_UNITS), and (phrases,).
    """
    found: list[Tensor] = []
    shares: list[float] = []
    for chart in charts:
        own = [encode_phrase(window, chart.metre, chart.mode_name) for window in phrase_windows(chart)]
        keys = [bytes(phrase.to(torch.uint8).tolist()) for phrase in own]
        found += own
        shares += [1 / keys.count(key) for key in keys]
    return torch.stack(found) if found else torch.zeros(0, 1), torch.tensor(shares)


def phrase_windows(chart: Chart) -> Iterator[list[TimedUnit]]:
    """Eight bars at a time, from every fourth bar line, as far as chords sound without a gap."""
    if chart.first_bar_line is None:
        return
    bar = chart.metre.beats
    end = max((timed.end for timed in chart.chords), default=0.0)
    first = next((timed.start for timed in chart.chords), 0.0)
    begin = chart.first_bar_line
    while begin + bar <= first:
        begin += bar
    while begin + PHRASE_BARS * bar <= end + _TINY_BEATS:
        window = _window(chart, begin, begin + PHRASE_BARS * bar)
        if sum(length for _, length, _ in window) > PHRASE_BARS * bar - _TINY_BEATS:
            yield window
        begin += _PHRASE_HOP_BARS * bar


def _window(chart: Chart, begin: float, end: float) -> list[TimedUnit]:
    found = []
    for timed in chart.chords:
        start, stop = max(timed.start, begin), min(timed.end, end)
        if stop > start + _TINY_BEATS:
            chord, bass, _ = slot_units(timed.chord, chart.key.tonic)
            found.append((start - begin, stop - start, (CHORDS[chord][0], chord * BLANK_UNIT + bass)))
    return found


def phrase_frequencies(phrases: Tensor, weights: Tensor) -> Tensor:
    """How often each unit is on, kept away from 0 and 1, shape (PHRASE_UNITS,)."""
    mean = (phrases * weights[:, None]).sum(0) / weights.sum()
    return mean.clamp(_SMALLEST_FREQUENCY, 1 - _SMALLEST_FREQUENCY)
