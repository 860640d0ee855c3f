"""Sampling the shape of a phrase from a blend of phrase models.

The parameters of the models, which all started from the base model, are added with their weights. Where only biases
differ that is the product of the models, and elsewhere it is near it; unlike the product it can be sampled in blocks.
"""

import random
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from composer_app.harmony.model.phrase_rbm import PhraseRBM

_GIBBS_STEPS = 6


class PhraseBlend:
    """Phrase models added up, and the phrases that their chains had come to.

    Attributes:
        mode_odds: How likely each of `MODES` is.
    """

    def __init__(
        self, models: Sequence[tuple[PhraseRBM, float, Tensor]], mode_odds: tuple[float, ...]
    ) -> None:
        """Blend models.

        Args:
            models: Each with its weight, which sum to 1, and with its chains, shape (chains, PHRASE_UNITS).
            mode_odds: How likely each of `MODES` is.
        """
        self.mode_odds = mode_odds
        first = models[0][0]
        self._model = PhraseRBM(first.hidden_bias.numel()).double()
        with torch.no_grad():
            for name, parameter in self._model.named_parameters():
                parts = [weight * model.get_parameter(name) for model, weight, _ in models]
                parameter.copy_(torch.stack(parts).sum(0))
        self._chains = [(chains, max(weight, 0.0)) for _, weight, chains in models]

    def sample(self, rng: random.Random, given: Mapping[int, float]) -> Tensor:
        """A phrase, shape (PHRASE_UNITS,).

        Args:
            rng: What draws.
            given: The value, 0 or 1, of units that are not sampled.
        """
        chains = rng.choices([c for c, _ in self._chains], [weight for _, weight in self._chains])[0]
        fit = self._fit(chains, given)
        start = chains[fit == fit.max()]
        units = start[rng.randrange(len(start))][None]
        torch_rng = torch.Generator().manual_seed(rng.getrandbits(63))
        places = torch.tensor(list(given), dtype=torch.long)
        values = torch.tensor(list(given.values()), dtype=torch.float64)
        for _ in range(_GIBBS_STEPS):
            units[:, places] = values
            units = self._model.gibbs_step(units, torch_rng)
        units[:, places] = values
        return units[0]

    @staticmethod
    def _fit(chains: Tensor, given: Mapping[int, float]) -> Tensor:
        """How many of the units that are given chains have as they should be, shape (chains,)."""
        places = torch.tensor(list(given), dtype=torch.long)
        values = torch.tensor(list(given.values()), dtype=torch.float64)
        return (chains[:, places] == values).sum(1)
