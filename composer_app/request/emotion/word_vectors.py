"""Word vectors: GloVe 6B 100d (Pennington, Socher & Manning 2014), cut to 20,003 words, 8 bits a number."""

from pathlib import Path

import numpy as np
from gensim.models import KeyedVectors

from composer_app.request.emotion.arrays import read_arrays

FREQUENT_WORDS = 10_000
"""How many of the words come first in order of how frequent they are; the others were kept for their feeling."""


def load_vectors(path: Path) -> KeyedVectors:
    """Read the shipped vectors, rows of unit length.

    Raises:
        ModelError: The file is missing or damaged.
    """
    stored, joined = read_arrays(path, "v", "w")
    rows, words = stored.astype(np.float32), joined.tobytes().decode("utf-8").split("\n")
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    vectors = KeyedVectors(rows.shape[1])
    vectors.add_vectors(words, rows)
    return vectors


def rarity_weight(vectors: KeyedVectors, word: str) -> float:
    """How telling a word is by how rare it is, 0.4 to 1.7: near 1 for the thousandth word."""
    rank = min(vectors.key_to_index.get(word, FREQUENT_WORDS), FREQUENT_WORDS)
    return float(np.clip(np.log10(rank + 1) / 3, 0.4, 1.7))
