"""Fitting the chord models of all emotions at once, from the base model: each to its own progressions.

The loss of a model is that of its own progressions (pseudo-likelihood), and together they are asked whose a progression
is: a softmax over minus their free energies, compared with the base model's (a hybrid of generative and discriminative
training, Larochelle & Bengio 2008). Each parameter is held near the base model's, for a feeling has few progressions.
"""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn import Parameter
from torch.nn.functional import cross_entropy

from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.model.chord_rbm import CONTEXT_SLOTS, ChordRBM
from composer_app.harmony.model.evidence import evidence
from composer_app.harmony.training.dataset import padded_sequences
from composer_app.harmony.training.fit import Fit
from composer_app.harmony.training.trainer import bass_cross_entropy, chord_cross_entropy

_BASS_EVERY_STEPS = 3


@dataclass(frozen=True, slots=True)
class EmotionConfig:
    """How the models of emotions are fitted.

    Attributes:
        steps: How many steps, of all models together.
        learning_rate: The highest learning rate of Adam (one cycle).
        pulls: How strongly each parameter is held near the base model's, by its name.
        discriminative_weight: How much the question whose a progression is weighs beside the pseudo-likelihood.
        sequences: Progressions a step that are asked for.
        slots: Slots a step and model for the pseudo-likelihood.
    """

    steps: int
    learning_rate: float
    pulls: Mapping[str, float]
    discriminative_weight: float
    sequences: int = 64
    slots: int = 8


class EmotionTrainer(Fit):
    """The fit of the chord models of all emotions.

    Attributes:
        models: The models by emotion, fitted in place.
        offsets: What is added to the evidence for each emotion, shape (emotions,).
    """

    def __init__(
        self,
        base: ChordRBM,
        charts: Mapping[str, Sequence[Chart]],
        config: EmotionConfig,
        rng: torch.Generator,
    ) -> None:
        """Begin.

        Args:
            base: The base model; it stays as it is.
            charts: The progressions of each emotion.
            config: How.
            rng: What draws the examples.
        """
        self.models = {name: copy.deepcopy(base) for name in charts}
        self.offsets = Parameter(torch.zeros(len(charts), device=base.device))
        parameters = [parameter for model in self.models.values() for parameter in model.parameters()]
        optimizer = torch.optim.Adam([*parameters, self.offsets], config.learning_rate)
        super().__init__(optimizer, config.learning_rate, config.steps, rng)
        self._base, self._config = base, config
        everything = [chart for own in charts.values() for chart in own]
        slots, wholes, lengths = padded_sequences(everything)
        self._slots, self._wholes, self._lengths = (each.to(base.device) for each in (slots, wholes, lengths))
        owners = torch.cat([torch.full((len(own),), n) for n, own in enumerate(charts.values())])
        self._owners = owners.to(base.device)
        self._own = [(owners == number).nonzero()[:, 0] for number in range(len(charts))]
        with torch.no_grad():
            self._base_energy = base.free_energy(self._slots, self._wholes)

    def step(self) -> float:
        """Make a step; its pseudo-likelihood in nats a chord, averaged over the models."""
        weights = {name: model.weights() for name, model in self.models.items()}
        told = self._pseudo_likelihood(weights)
        total = told + self._config.discriminative_weight * self._discriminative_loss(weights) + self._pull()
        self._update(total)
        return told.item()

    def parameters_state(self) -> dict[str, Any]:
        """See `Fit`."""
        models = {name: model.state_dict() for name, model in self.models.items()}
        return {"models": models, "offsets": self.offsets.detach()}

    def load_parameters(self, state: dict[str, Any]) -> None:
        """See `Fit`."""
        for name, model in self.models.items():
            model.load_state_dict(state["models"][name])
        self.offsets.data.copy_(state["offsets"])

    def _discriminative_loss(self, weights: Mapping[str, Tensor]) -> Tensor:
        """-log p(the emotion of a progression), by the evidence of all models."""
        drawn = torch.randint(len(self._slots), (self._config.sequences,), generator=self._rng)
        slots, wholes = self._slots[drawn], self._wholes[drawn]
        energies = [model.free_energy(slots, wholes, weights[name]) for name, model in self.models.items()]
        found = evidence(torch.stack(energies, 1), self._base_energy[drawn], self._lengths[drawn])
        return cross_entropy(found + self.offsets, self._owners[drawn])

    def _pseudo_likelihood(self, weights: Mapping[str, Tensor]) -> Tensor:
        total = torch.zeros((), device=self._base.device)
        for own, (name, model) in zip(self._own, self.models.items(), strict=True):
            drawn = own[torch.randint(len(own), (self._config.slots,), generator=self._rng)]
            lengths = self._lengths[drawn].cpu()
            slot = (torch.rand(len(drawn), generator=self._rng) * lengths).long()
            near = self._slots[drawn[:, None], slot[:, None] + torch.arange(2 * CONTEXT_SLOTS + 1)]
            whole = self._wholes[drawn]
            total = total + chord_cross_entropy(model, near, whole, self._rng, weights[name])
            if self.steps_done % _BASS_EVERY_STEPS == 0:
                total = total + bass_cross_entropy(model, near, whole, weights[name])
        return total / len(self.models)

    def _pull(self) -> Tensor:
        """How far the models are from the base model."""
        base = dict(self._base.named_parameters())
        return torch.stack(
            [
                self._config.pulls[name] * ((parameter - base[name].detach()) ** 2).sum()
                for model in self.models.values()
                for name, parameter in model.named_parameters()
            ]
        ).sum() / len(self.models)
