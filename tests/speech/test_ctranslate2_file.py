import struct
from collections.abc import Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from composer_app.speech.ctranslate2_file import read_tensors, tensor_digest

_FLOAT16, _INT8 = 4, 1


def _text(text: str) -> bytes:
    return struct.pack("<H", len(text) + 1) + text.encode() + b"\0"


def _variable(name: str, tensor: NDArray[np.generic], kind: int) -> bytes:
    shape = struct.pack(f"<B{tensor.ndim}I", tensor.ndim, *tensor.shape)
    return _text(name) + shape + struct.pack("<BI", kind, tensor.nbytes) + tensor.tobytes()


def _model_bin(tensors: Mapping[str, NDArray[np.float16]], spec: str = "WhisperSpec") -> bytes:
    """A file as CTranslate2 writes it: these tensors, a setting, an alias."""
    variables = [_variable(name, each, _FLOAT16) for name, each in tensors.items()]
    variables.append(_variable("decoder/pre_norm", np.array(1, np.int8), _INT8))
    head = struct.pack("<I", 6) + _text(spec) + struct.pack("<II", 3, len(variables))
    alias = struct.pack("<I", 1) + _text("decoder/projection/weight") + _text("decoder/embeddings/weight")
    return head + b"".join(variables) + alias


def _tensor(*shape: int) -> NDArray[np.float16]:
    return np.arange(np.prod(shape)).reshape(shape).astype(np.float16)


def test_fused_projections_are_taken_apart_and_the_keys_bias_left_out() -> None:
    weight, bias = _tensor(6, 2), _tensor(6)
    prefix = "encoder/layer_3/self_attention/linear_0"
    tensors = read_tensors(_model_bin({f"{prefix}/weight": weight, f"{prefix}/bias": bias}))
    block = "encoder.blocks.3.attn"
    assert set(tensors) == {
        *(f"{block}.{part}.weight" for part in ("query", "key", "value")),
        f"{block}.query.bias",
        f"{block}.value.bias",
    }
    assert np.array_equal(tensors[f"{block}.key.weight"], weight[2:4])
    assert np.array_equal(tensors[f"{block}.value.bias"], bias[4:6])


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("encoder/conv1/weight", "encoder.conv1.weight"),
        ("encoder/layer_norm/gamma", "encoder.ln_post.weight"),
        ("decoder/layer_norm/beta", "decoder.ln.bias"),
        ("decoder/embeddings/weight", "decoder.token_embedding.weight"),
        ("decoder/position_encodings/encodings", "decoder.positional_embedding"),
        ("decoder/layer_0/attention/linear_2/bias", "decoder.blocks.0.cross_attn.out.bias"),
        ("decoder/layer_5/ffn/linear_1/weight", "decoder.blocks.5.mlp.2.weight"),
    ],
)
def test_tensors_go_by_whispers_names(there: str, here: str) -> None:
    tensors = read_tensors(_model_bin({there: _tensor(4)}))
    assert list(tensors) == [here]
    assert np.array_equal(tensors[here], _tensor(4))


def test_a_file_cut_anywhere_is_no_model() -> None:
    whole = _model_bin({"encoder/conv1/bias": _tensor(4)})
    tensor_ends = whole.index(_text("decoder/pre_norm")) + len(_text("decoder/pre_norm")) + 7
    for size in range(0, tensor_ends, 3):
        with pytest.raises(ValueError, match=r"this is no|ends in the middle"):
            read_tensors(whole[:size])


@pytest.mark.parametrize("content", [b"", b"RIFF" * 100, _model_bin({}, spec="TransformerSpec")])
def test_another_kind_of_file_is_no_model(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"no CTranslate2 model|ends in the middle"):
        read_tensors(content)


def test_the_digest_knows_every_number_name_and_shape_but_not_their_order() -> None:
    one = {"a": _tensor(4), "b": _tensor(2, 2)}
    assert tensor_digest(one) == tensor_digest({"b": _tensor(2, 2), "a": _tensor(4)})
    others = (
        {**one, "a": _tensor(4)[::-1]},
        {**one, "b": _tensor(4, 1)},
        {"a": one["a"], "c": one["b"]},
    )
    assert len({tensor_digest(one), *map(tensor_digest, others)}) == 4
