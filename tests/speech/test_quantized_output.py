"""A quick last step leads to the same words."""

import copy

import pytest
import torch
from torch import nn
from whisper.model import ModelDimensions, Whisper

from composer_app.speech import quantized_output as module
from composer_app.speech.quantized_output import quantize_output_layer

_SMALL = ModelDimensions(80, 20, 64, 4, 2, 51_865, 32, 64, 4, 2)


def _model() -> Whisper:
    torch.manual_seed(3)
    model = Whisper(_SMALL).eval()
    for name, parameter in model.named_parameters():
        if "embedding" in name:
            nn.init.normal_(parameter, std=0.3)
    return model


def _logits(model: Whisper) -> torch.Tensor:
    torch.manual_seed(5)
    tokens, features = torch.randint(0, 50_000, (2, 6)), torch.randn(2, 20, 64)
    with torch.inference_mode():
        logits: torch.Tensor = model.decoder(tokens, features)
    return logits


def test_the_probable_tokens_have_the_same_logits_and_the_others_nearly() -> None:
    model = _model()
    plain = _logits(model)
    quick = _logits(quantize_output_layer(copy.deepcopy(model)))
    best = plain.topk(20).indices
    assert torch.equal(quick.topk(20).indices, best)
    torch.testing.assert_close(quick.gather(-1, best), plain.gather(-1, best))
    torch.testing.assert_close(quick[..., 50_257:50_364], plain[..., 50_257:50_364])
    torch.testing.assert_close(quick.logsumexp(-1), plain.logsumexp(-1), atol=0.02, rtol=0)
    assert not torch.equal(quick, plain), "nothing was rounded"


def test_a_word_after_the_other_is_the_same_as_all_at_once() -> None:
    model = quantize_output_layer(_model())
    cache, hooks = model.install_kv_cache_hooks()
    torch.manual_seed(5)
    tokens, features = torch.randint(0, 50_000, (1, 5)), torch.randn(1, 20, 64)
    with torch.inference_mode():
        model.decoder(tokens[:, :4], features, kv_cache=cache)
        last = model.decoder(tokens[:, 4:], features, kv_cache=cache)[:, -1]
        for hook in hooks:
            hook.remove()
        whole = model.decoder(tokens, features)[:, -1]
    assert torch.equal(last.topk(20).indices, whole.topk(20).indices)


def test_a_torch_that_cannot_round_leaves_the_model_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: nn.Linear) -> nn.Module:
        raise ImportError("no quantization here")

    monkeypatch.setattr(module, "_quantize", missing)
    model = _model()
    before = _logits(model)
    assert torch.equal(_logits(quantize_output_layer(model)), before)
