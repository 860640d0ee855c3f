"""A Restricted Boltzmann Machine over the shapes of phrases: where chords begin, what they do, and what returns.

A plain RBM (Smolensky 1986; Hinton 2002) whose visible units are those of `phrase_encoding`: softmax groups for what
begins in each half bar, for the metre and for the mode, and binary units for the rest. With v the visible units,

    E(v, h) = - b.v - c.h - v.W.h        F(v) = - b.v - sum_f softplus(c_f + (v.W)_f).

It is sampled by block Gibbs sampling: all hidden units given the visible ones, then all visible ones given those.
"""

import torch
from torch import Tensor
from torch.nn import Module, Parameter
from torch.nn.functional import one_hot, softplus

from composer_app.harmony.model.phrase_encoding import (
    METRE_SPAN,
    MODE_SPAN,
    ONSET_SPAN,
    PHRASE_UNITS,
    RETURN_SPAN,
    SPLIT_SPAN,
    Onset,
)

_INITIAL_DEVIATION = 0.02
_BINARY_SPAN = slice(SPLIT_SPAN.start, RETURN_SPAN.stop)


class PhraseRBM(Module):
    """The machine.

    Attributes:
        weight: W, shape (PHRASE_UNITS, hidden).
        visible_bias: b, shape (PHRASE_UNITS,).
        hidden_bias: c, shape (hidden,).
    """

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.weight = Parameter(torch.zeros(PHRASE_UNITS, hidden))
        self.visible_bias = Parameter(torch.zeros(PHRASE_UNITS))
        self.hidden_bias = Parameter(torch.zeros(hidden))

    def initialize(self, rng: torch.Generator, frequencies: Tensor) -> None:
        """Small random weights, and visible biases that alone give each unit its frequency, shape (PHRASE_UNITS,)."""
        with torch.no_grad():
            self.weight.normal_(0, _INITIAL_DEVIATION, generator=rng)
            self.visible_bias.copy_(frequencies.log())
            binary = frequencies[_BINARY_SPAN]
            self.visible_bias[_BINARY_SPAN] = (binary / (1 - binary)).log()

    def free_energy(self, units: Tensor) -> Tensor:
        """F(v) of phrases, shape (batch,)."""
        return -(units @ self.visible_bias) - softplus(units @ self.weight + self.hidden_bias).sum(-1)

    @torch.no_grad()
    def gibbs_step(self, units: Tensor, rng: torch.Generator) -> Tensor:
        """One step of block Gibbs sampling, shape (batch, PHRASE_UNITS)."""
        odds = (units @ self.weight + self.hidden_bias).sigmoid()
        hidden = (_uniform_like(odds, rng) < odds).to(odds.dtype)
        return sample_visible(hidden @ self.weight.T + self.visible_bias, rng)


def sample_visible(logits: Tensor, rng: torch.Generator) -> Tensor:
    """Visible units drawn from their logits, shape (batch, PHRASE_UNITS) both."""
    drawn = torch.zeros_like(logits)
    onsets = logits[:, ONSET_SPAN].reshape(len(logits), -1, len(Onset))
    drawn[:, ONSET_SPAN] = _sample_one_hot(onsets, rng).flatten(1)
    odds = logits[:, _BINARY_SPAN].sigmoid()
    drawn[:, _BINARY_SPAN] = (_uniform_like(odds, rng) < odds).to(odds.dtype)
    for span in (METRE_SPAN, MODE_SPAN):
        drawn[:, span] = _sample_one_hot(logits[:, span], rng)
    return drawn


def _sample_one_hot(logits: Tensor, rng: torch.Generator) -> Tensor:
    """One unit of each group drawn with the softmax of its logits, by the largest with Gumbel noise (Gumbel 1954)."""
    noise = _uniform_like(logits, rng).clamp(1e-12)
    return one_hot((logits - (-noise.log()).log()).argmax(-1), logits.shape[-1]).to(logits.dtype)


def _uniform_like(like: Tensor, rng: torch.Generator) -> Tensor:
    """Numbers from 0 to 1, drawn by the processor whatever device they are for, so that a seed means the same."""
    return torch.rand(like.shape, generator=rng).to(like.device)
