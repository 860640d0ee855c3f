"""What a whole text speaks of, from a row of numbers for each of its words in order: a small network, run in numpy.

Every word is seen with its neighbours (a convolution over three), several heads of attention choose the words that
matter, and the most of each feature is kept beside them; a straight path from the mean and the most of the rows goes
round it all. Several networks fitted from different beginnings are averaged.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from composer_app.request.emotion.arrays import read_arrays

FeatureRows = NDArray[np.float32]

WEIGHT_NAMES = (
    "inward", "inward_bias", "beside", "beside_bias", "look", "look_bias", "take", "take_bias",
    "join", "join_bias", "out", "out_bias", "straight", "straight_bias",
)  # fmt: skip
"""The weights, in the order that they are used; matrices are (out, in), `beside` is (out, in, 3)."""


@dataclass(frozen=True, slots=True, eq=False)
class WordAttentionNet:
    """Networks of one shape; each of their weights has a first axis for them. The last class is "none"."""

    weights: dict[str, NDArray[np.float32]]

    @property
    def class_count(self) -> int:
        """How many classes there are, "none" among them."""
        return int(self.weights["out"].shape[1])

    def probabilities(self, rows: FeatureRows) -> NDArray[np.float64]:
        """P(class | text), shape (classes,), of rows of shape (words, size)."""
        members = range(len(self.weights["out"]))
        said = [
            _member_probabilities({name: w[i] for name, w in self.weights.items()}, rows) for i in members
        ]
        return np.asarray(np.mean(said, axis=0))


def _member_probabilities(weights: dict[str, NDArray[np.float32]], rows: FeatureRows) -> NDArray[np.float64]:
    """What one network makes of a text."""
    inner = _gelu(rows @ weights["inward"].T + weights["inward_bias"])
    padded = np.pad(inner, ((1, 1), (0, 0)))
    beside = sum(
        (padded[i : i + len(rows)] @ weights["beside"][:, :, i].T for i in range(3)), weights["beside_bias"]
    )
    inner = inner + _gelu(beside)
    attention = _softmax(inner @ weights["look"].T + weights["look_bias"], axis=0)  # (words, heads)
    taken = (inner @ weights["take"].T + weights["take_bias"]).reshape(len(rows), attention.shape[1], -1)
    pooled = np.einsum("nh,nhd->hd", attention, taken).ravel()
    joined = _gelu(
        weights["join"] @ np.concatenate([_gelu(pooled), inner.max(axis=0)]) + weights["join_bias"]
    )
    straight = np.concatenate([2 * rows.mean(axis=0), rows.max(axis=0)])
    scores = (
        weights["out"] @ joined
        + weights["out_bias"]
        + weights["straight"] @ straight
        + weights["straight_bias"]
    )
    return _softmax(scores.astype(np.float64), axis=0)


def _gelu(x: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x))))


def _softmax(scores: NDArray[np.floating], axis: int) -> NDArray[np.float64]:
    raised = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return np.asarray(raised / raised.sum(axis=axis, keepdims=True))


def load_word_attention(path: Path) -> WordAttentionNet:
    """Read shipped networks.

    Raises:
        ModelError: The file is missing or damaged.
    """
    arrays = read_arrays(path, *WEIGHT_NAMES)
    return WordAttentionNet(
        {name: array.astype(np.float32) for name, array in zip(WEIGHT_NAMES, arrays, strict=True)}
    )


def save_word_attention(network: WordAttentionNet, path: Path) -> None:
    """Write networks, in half precision."""
    halves = {name: array.astype(np.float16) for name, array in network.weights.items()}
    np.savez_compressed(path, **halves)  # type: ignore[arg-type]
