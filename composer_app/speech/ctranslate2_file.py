"""Reads Whisper's weights from a CTranslate2 file: one `model.bin`, a flat list of named tensors.

The file begins with its version, the model's kind and revision; then, for each tensor, its name, shape, type and
bytes. Attention's query, key and value projections are fused in one tensor, which is split here.
"""

import hashlib
import struct
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

Tensors = dict[str, NDArray[np.float16]]

_FLOAT16_CODE = 4  # CTranslate2's code for the type

# A part of a CTranslate2 layer -> the parts of Whisper's block that it contains, stacked by rows.
_LAYER_PARTS = {
    "self_attention/layer_norm": ("attn_ln",),
    "self_attention/linear_0": ("attn.query", "attn.key", "attn.value"),
    "self_attention/linear_1": ("attn.out",),
    "attention/layer_norm": ("cross_attn_ln",),
    "attention/linear_0": ("cross_attn.query",),
    "attention/linear_1": ("cross_attn.key", "cross_attn.value"),
    "attention/linear_2": ("cross_attn.out",),
    "ffn/layer_norm": ("mlp_ln",),
    "ffn/linear_0": ("mlp.0",),
    "ffn/linear_1": ("mlp.2",),
}
_OTHER_PARTS = {
    "encoder/conv1": "encoder.conv1",
    "encoder/conv2": "encoder.conv2",
    "encoder/layer_norm": "encoder.ln_post",
    "decoder/layer_norm": "decoder.ln",
    "decoder/embeddings": "decoder.token_embedding",
}
_POSITION_TABLES = {
    "encoder/position_encodings/encodings": "encoder.positional_embedding",
    "decoder/position_encodings/encodings": "decoder.positional_embedding",
}
_PARAMETER_NAMES = {"weight": "weight", "bias": "bias", "gamma": "weight", "beta": "bias"}


class _ByteReader:
    """A reader with a position in the bytes of a file."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._offset = 0

    def number(self, kind: str) -> int:
        """Read a little-endian number, in a `struct` format."""
        (value,) = struct.unpack_from(f"<{kind}", self._content, self._offset)
        self._offset += struct.calcsize(kind)
        return int(value)

    def bytes(self, size: int) -> memoryview:
        """Read some bytes."""
        if self._offset + size > len(self._content):
            raise ValueError("the file ends in the middle of a tensor")
        self._offset += size
        return memoryview(self._content)[self._offset - size : self._offset]

    def text(self) -> str:
        """Read a string: its length, its characters and a NUL."""
        return bytes(self.bytes(self.number("H"))[:-1]).decode("ascii")


def read_tensors(content: bytes) -> Tensors:
    """Return Whisper's tensors, by openai-whisper's names; they are views into `content`.

    Raises:
        ValueError: If the bytes are not such a file.
    """
    try:
        return dict(_named_tensors(content))
    except (struct.error, UnicodeDecodeError) as error:
        raise ValueError("this is no CTranslate2 model") from error


def _named_tensors(content: bytes) -> Iterator[tuple[str, NDArray[np.float16]]]:
    reader = _ByteReader(content)
    reader.number("I")  # the format's version
    if reader.text() != "WhisperSpec":
        raise ValueError("this is no CTranslate2 model of Whisper")
    reader.number("I")  # the model's revision
    for _ in range(reader.number("I")):
        name = reader.text()
        shape = tuple(reader.number("I") for _ in range(reader.number("B")))
        kind = reader.number("B")
        data = reader.bytes(reader.number("I"))
        if kind == _FLOAT16_CODE:  # other types hold settings of CTranslate2
            yield from _rename_for_whisper(name, np.frombuffer(data, np.dtype("<f2")).reshape(shape))


def _rename_for_whisper(name: str, tensor: NDArray[np.float16]) -> Iterator[tuple[str, NDArray[np.float16]]]:
    """Yield one tensor under its Whisper name or, if fused, several."""
    if name in _POSITION_TABLES:
        yield _POSITION_TABLES[name], tensor
        return
    part, _, kind = name.rpartition("/")
    names = [f"{whole}.{_PARAMETER_NAMES[kind]}" for whole in _whisper_module_names(part)]
    for each, piece in zip(names, np.split(tensor, len(names)), strict=True):
        if not each.endswith("attn.key.bias"):  # Whisper's key projection has none; here it is all zeros
            yield each, piece


def _whisper_module_names(part: str) -> tuple[str, ...]:
    """Translate a name, such as `encoder/layer_0/ffn/linear_0` to `encoder.blocks.0.mlp.0`."""
    if part in _OTHER_PARTS:
        return (_OTHER_PARTS[part],)
    half, layer, rest = part.split("/", 2)
    number = layer.removeprefix("layer_")
    return tuple(f"{half}.blocks.{number}.{each}" for each in _LAYER_PARTS[rest])


def tensor_digest(tensors: Mapping[str, NDArray[np.float16]]) -> str:
    """Return a SHA-256 of the weights, in hexadecimal, that does not depend on their file format."""
    total = hashlib.sha256()
    for name, tensor in sorted(tensors.items()):
        total.update(f"{name}{tensor.shape}".encode())
        total.update(np.ascontiguousarray(tensor).data)
    return total.hexdigest()
