"""The heavy half of Whisper's decoder with weights of eight bits: each word that is written reads all of them.

Each row of weights is rounded to 255 steps, what flows through them is rounded as it comes (dynamic quantization; Jacob
et al. 2018, arXiv 1712.05877). The encoder and all attention keep their 32 bits: rounded too, they cost words.
"""

import logging
import warnings

from torch import Tensor, nn
from whisper.model import TextDecoder, Whisper

logger = logging.getLogger(__name__)


def eight_bits(model: Whisper) -> Whisper:
    """Round a decoder's weights, in place; they stay as they are where this computer, or its torch, cannot do so."""
    words = nn.Linear(model.dims.n_text_state, model.dims.n_vocab, bias=False)
    words.weight = nn.Parameter(model.decoder.token_embedding.weight, requires_grad=False)
    try:
        model.decoder.words = _rounded(words)  # the first: if it can be done, the others can
    except (ImportError, AttributeError, RuntimeError):
        logger.info("Speech is heard with weights of 32 bits", exc_info=True)
        return model
    for block in model.decoder.blocks:
        for name, layer in block.mlp.named_children():
            if isinstance(layer, nn.Linear):
                setattr(block.mlp, name, _rounded(layer))
    model.decoder.__class__ = _Decoder
    return model


def _rounded(layer: nn.Linear) -> nn.Module:
    """The same layer with rounded weights.

    WORKAROUND torch 2.13: it warns that its kinds of rounded tensors will go, and has no other for this yet.
    """
    from torch.ao.nn.quantized.dynamic import Linear
    from torch.ao.quantization import per_channel_dynamic_qconfig

    plain = nn.Linear(
        layer.in_features, layer.out_features, bias=layer.bias is not None
    )  # not whisper's own kind
    plain.load_state_dict(layer.state_dict())
    plain.qconfig = per_channel_dynamic_qconfig  # type: ignore[assignment]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rounded: nn.Module = Linear.from_float(plain)  # type: ignore[no-untyped-call]
    return rounded


class _Decoder(TextDecoder):  # type: ignore[misc]
    """Whisper's decoder, with rounded weights for the last step too, which the library takes from the embedding."""

    words: nn.Module

    def forward(self, x: Tensor, xa: Tensor, kv_cache: dict[nn.Module, Tensor] | None = None) -> Tensor:
        """Logits of the tokens that come next, shape (batch, tokens, vocabulary)."""
        before = next(iter(kv_cache.values())).shape[1] if kv_cache else 0
        state = self.token_embedding(x) + self.positional_embedding[before : before + x.shape[-1]]
        for block in self.blocks:
            state = block(state, xa, mask=self.mask, kv_cache=kv_cache)
        logits: Tensor = self.words(self.ln(state))
        return logits
