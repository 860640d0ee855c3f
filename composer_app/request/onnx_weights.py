"""The weights in an ONNX file: as much of its format (protocol buffers) as their names, shapes and values need."""

from collections.abc import Iterator
from math import prod

import numpy as np
from numpy.typing import NDArray

Weights = dict[str, NDArray[np.generic]]
_Value = int | memoryview

_GRAPH = 7  # the field of a model that holds its graph
_INITIALIZER = 5  # the field of a graph that holds a tensor of weights
_DIM, _TYPE, _NAME, _RAW = 1, 2, 8, 9  # fields of a tensor
_TYPES = {1: np.float32, 3: np.int8, 7: np.int64, 9: np.bool_}
_BYTES = 2  # how a field is written that has a length; the other ways follow
_VARINT = 0
_FIXED = {1: 8, 5: 4}


def read_weights(model: bytes) -> Weights:
    """The initializers of a model by name, in their order, as views of its bytes.

    Raises:
        ValueError: It is no ONNX file, or a damaged one.
    """
    try:
        graphs = _parts(memoryview(model), _GRAPH)
        return dict(_tensor(part) for graph in graphs for part in _parts(graph, _INITIALIZER))
    except (IndexError, KeyError, TypeError, OverflowError) as error:
        raise ValueError("a damaged ONNX file") from error


def _tensor(content: memoryview) -> tuple[str, NDArray[np.generic]]:
    """A tensor's name and values."""
    fields = list(_fields(content))
    shape = [value for number, value in fields if number == _DIM and isinstance(value, int)]
    only = dict(fields)
    kind, name, raw = only[_TYPE], only[_NAME], only[_RAW]
    if not isinstance(name, memoryview) or not isinstance(raw, memoryview) or not isinstance(kind, int):
        raise TypeError("a field is written in another way than ONNX says")
    values: NDArray[np.generic] = np.frombuffer(raw, np.dtype(_TYPES[kind]).newbyteorder("<"))
    return bytes(name).decode(), values[: prod(shape)].reshape(shape)


def _parts(content: memoryview, wanted: int) -> Iterator[memoryview]:
    """The values of the fields of a number that hold bytes."""
    for number, value in _fields(content):
        if number == wanted and isinstance(value, memoryview):
            yield value


def _fields(content: memoryview) -> Iterator[tuple[int, _Value]]:
    """The fields of a message: their numbers, and whole numbers or bytes."""
    at = 0
    while at < len(content):
        key, at = _varint(content, at)
        number, way = key >> 3, key & 7
        if way == _VARINT:
            value, at = _varint(content, at)
            yield number, value
            continue
        length, at = _varint(content, at) if way == _BYTES else (_FIXED[way], at)
        if length > len(content) - at:
            raise ValueError("an ONNX file that was cut off")
        yield number, content[at : at + length]
        at += length


def _varint(content: memoryview, at: int) -> tuple[int, int]:
    """The whole number at a place, seven bits a byte, and the place behind it."""
    number = 0
    for shift in range(0, 70, 7):
        byte = content[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, at
    raise ValueError("a number in an ONNX file does not end")
