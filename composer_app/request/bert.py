"""A BERT encoder (Devlin et al. 2019) in numpy, of MiniLM's size: six layers, twelve heads of attention.

A column is a piece of the sentence. The matrices stay whole numbers of 8 bits with a scale for each output: that is a
quarter of the memory, and no slower, for fetching them takes longer than turning them into 32 bits.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

from composer_app.request.onnx_weights import Weights

Floats = NDArray[np.float32]

LAYERS, SIZE, INNER = 6, 384, 1536
PIECES, LONGEST = 30_522, 512
_HEADS = 12
_EPSILON = np.float32(1e-12)
_MATRICES = ("query", "key", "value", "attended", "wide", "narrow")
"""A layer's matrices, in the order of the file; it numbers them, and names none."""
_AT_ONCE = 1_000_000  # multiplications that OpenBLAS neither copies for nor spreads over threads
_MOST_ROWS = 128


@dataclass(frozen=True, slots=True, eq=False)
class _Linear:
    """A matrix of whole numbers, shape (out, in), with scales and biases, shape (out, 1)."""

    matrix: NDArray[np.int8]
    scales: Floats
    bias: Floats

    def __call__(self, columns: Floats) -> Floats:
        """The matrix times columns, some rows at a time."""
        outputs, inputs = self.matrix.shape
        rows = _MOST_ROWS
        while rows > 1 and rows * inputs * columns.shape[1] > _AT_ONCE:
            rows //= 2
        product = np.empty((outputs, columns.shape[1]), np.float32)
        some = np.empty((rows, inputs), np.float32)
        for start in range(0, outputs, rows):
            some[:] = self.matrix[start : start + rows]
            np.matmul(some, columns, out=product[start : start + rows])
        return np.asarray(product * self.scales + self.bias)


@dataclass(frozen=True, slots=True, eq=False)
class _Norm:
    """Layer normalization: a weight and a bias, shape (size, 1)."""

    weight: Floats
    bias: Floats

    def __call__(self, columns: Floats) -> Floats:
        """Columns of mean 0 and variance 1, scaled and shifted."""
        centred = columns - columns.mean(axis=0)
        variance = np.square(centred).mean(axis=0)
        return np.asarray(centred / np.sqrt(variance + _EPSILON) * self.weight + self.bias)


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """Attention, then a network for each piece; what goes into either is added to what comes out."""

    look: _Linear  # query, key and value, one above the other
    attended: _Linear
    attended_norm: _Norm
    wide: _Linear
    narrow: _Linear
    narrow_norm: _Norm

    def __call__(self, columns: Floats) -> Floats:
        """The next state of each piece."""
        columns = self.attended_norm(self.attended(_attention(self.look(columns))) + columns)
        return self.narrow_norm(self.narrow(_gelu(self.wide(columns))) + columns)


class Encoder:
    """The layers, and the embeddings that go into them."""

    def __init__(self, weights: Weights) -> None:
        """Take copies of the weights of an ONNX file.

        Raises:
            KeyError: One is missing.
            ValueError: One is of another shape.
        """
        self._words = _Table(weights, "inner.embeddings.word_embeddings.weight", PIECES)
        self._places = _Table(weights, "inner.embeddings.position_embeddings.weight", LONGEST)
        self._kind = _floats(weights, "inner.embeddings.token_type_embeddings.weight", (2, SIZE))[0]
        self._norm = _norm(weights, "inner.embeddings.LayerNorm")
        names = [name[:-2] for name in weights if name.startswith("val_") and name.endswith("_q")]
        if len(names) != LAYERS * len(_MATRICES):
            raise ValueError(f"there are {len(names)} matrices, not {LAYERS * len(_MATRICES)}")
        rows = [names[start : start + len(_MATRICES)] for start in range(0, len(names), len(_MATRICES))]
        self._layers = [
            _layer(weights, number, dict(zip(_MATRICES, row, strict=True))) for number, row in enumerate(rows)
        ]

    def states(self, numbers: Sequence[int]) -> Floats:
        """What each piece means where it stands, shape (pieces, size); `numbers` are those of the pieces."""
        columns = self.embedded(numbers)
        for layer in self._layers:
            columns = layer(columns)
        return np.ascontiguousarray(columns.T)

    def embedded(self, numbers: Sequence[int]) -> Floats:
        """Pieces as they go into the first layer, shape (size, pieces)."""
        rows = self._words.rows(numbers) + self._places.rows(range(len(numbers))) + self._kind
        return self._norm(np.ascontiguousarray(rows.T))


class _Table:
    """Rows of whole numbers, each with its scale."""

    def __init__(self, weights: Weights, name: str, rows: int) -> None:
        # Copied, so that the bytes of the whole file can go.
        self._rows = _shaped(weights, f"{name}_q", (rows, SIZE)).astype(np.int8)
        self._scales = _floats(weights, f"{name}_scale", (rows, 1))

    def rows(self, numbers: Sequence[int]) -> Floats:
        """Some rows, shape (numbers, size)."""
        return self._rows[numbers] * self._scales[numbers]


def _layer(weights: Weights, number: int, matrices: dict[str, str]) -> _Layer:
    """A layer from its weights, and from what the file calls its matrices."""
    name = f"inner.encoder.layer.{number}"
    bias = f"{name}.attention.self.{{}}.bias"
    look = [_linear(weights, matrices[part], bias.format(part), (SIZE, SIZE)) for part in _MATRICES[:3]]
    return _Layer(
        _above(look),
        _linear(weights, matrices["attended"], f"{name}.attention.output.dense.bias", (SIZE, SIZE)),
        _norm(weights, f"{name}.attention.output.LayerNorm"),
        _linear(weights, matrices["wide"], f"{name}.intermediate.dense.bias", (INNER, SIZE)),
        _linear(weights, matrices["narrow"], f"{name}.output.dense.bias", (SIZE, INNER)),
        _norm(weights, f"{name}.output.LayerNorm"),
    )


def _linear(weights: Weights, name: str, bias: str, shape: tuple[int, int]) -> _Linear:
    """A matrix, which the file has as (in, out), and its bias."""
    matrix = _shaped(weights, f"{name}_q", shape[::-1]).T.astype(np.int8, order="C")
    scales = _floats(weights, f"{name}_scale", (1, shape[0])).T
    return _Linear(matrix, scales, _floats(weights, bias, shape[:1])[:, None])


def _above(parts: Sequence[_Linear]) -> _Linear:
    """Several matrices as one, each above the next."""
    return _Linear(
        np.concatenate([part.matrix for part in parts]),
        np.concatenate([part.scales for part in parts]),
        np.concatenate([part.bias for part in parts]),
    )


def _norm(weights: Weights, name: str) -> _Norm:
    weight, bias = (_floats(weights, f"{name}.{part}", (SIZE,))[:, None] for part in ("weight", "bias"))
    return _Norm(weight, bias)


def _floats(weights: Weights, name: str, shape: tuple[int, ...]) -> Floats:
    """A copy of weights in single precision."""
    return _shaped(weights, name, shape).astype(np.float32)


def _shaped(weights: Weights, name: str, shape: tuple[int, ...]) -> NDArray[np.generic]:
    """Weights of a name.

    Raises:
        KeyError: There are none.
        ValueError: They are of another shape.
    """
    found = weights[name]
    if found.shape != shape:
        raise ValueError(f"{name} has the shape {found.shape}, not {shape}")
    return found


def _attention(look: Floats) -> Floats:
    """For each piece, the values of all pieces, as much of each as its key fits the query."""
    query, key, value = look.reshape(3, _HEADS, SIZE // _HEADS, -1)
    fit = key.transpose(0, 2, 1) @ (query * np.float32((SIZE // _HEADS) ** -0.5))
    share = np.exp(fit - fit.max(axis=1, keepdims=True))
    share /= share.sum(axis=1, keepdims=True)
    return np.asarray((value @ share).reshape(SIZE, -1))


def _gelu(x: Floats) -> Floats:
    return np.asarray(x * (np.float32(0.5) * (1 + erf(x * np.float32(0.5**0.5)))))
