"""From a word's or a sentence's vector to emotions: multinomial logistic regression with a class for "no emotion".

Fitted on the words of `emotions.json` and on frequent words that stand for "none"; fitting is convex, so the same
words give the same classifier.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from gensim.models import KeyedVectors
from numpy.typing import NDArray

from composer_app.request.emotion.arrays import read_arrays

_BACKGROUND_WORDS = 3_000
_BACKGROUND_WEIGHT = 0.5
_INVERSE_L2_PENALTY = 3.0  # inverse of the L2 penalty, scikit-learn's C


@dataclass(frozen=True, slots=True, eq=False)
class Classifier:
    """Weights, shape (classes, dimensions), and biases, shape (classes,); the last class is "none"."""

    weights: NDArray[np.float64]
    biases: NDArray[np.float64]

    def probabilities(self, vector: NDArray[np.floating]) -> NDArray[np.float64]:
        """P(class | word or sentence), shape (classes,)."""
        return _softmax(self.weights @ vector.astype(np.float64) + self.biases)


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def load_classifier(path: Path) -> Classifier:
    """Read the shipped classifier.

    Raises:
        ModelError: The file is missing or damaged.
    """
    weights, biases = read_arrays(path, "weights", "biases")
    return Classifier(weights.astype(np.float64), biases.astype(np.float64))


def save_classifier(classifier: Classifier, path: Path) -> None:
    """Write a classifier, in single precision."""
    np.savez_compressed(
        path, weights=classifier.weights.astype(np.float32), biases=classifier.biases.astype(np.float32)
    )


def fit_logistic_regression(rows: NDArray[np.float64], targets: NDArray[np.float64]) -> Classifier:
    """Fit on vectors, shape (examples, dimensions), and how much of each class each is, shape (examples, classes).

    The rows of `targets` sum to the weights of the examples.
    """
    from scipy.optimize import minimize

    rows = np.hstack([rows, np.ones((len(rows), 1))])
    classes, size = targets.shape[1], rows.shape[1]
    penalty = np.ones(size)
    penalty[-1] = 0

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(classes, size)
        predicted = _softmax(rows @ weights.T)
        nats = -(targets * np.log(predicted + 1e-300)).sum()
        error = predicted * targets.sum(axis=1, keepdims=True) - targets
        slope = error.T @ rows + weights * penalty / _INVERSE_L2_PENALTY
        return float(nats + (weights**2 * penalty).sum() / (2 * _INVERSE_L2_PENALTY)), slope.ravel()

    found = minimize(loss, np.zeros(classes * size), jac=True, method="L-BFGS-B", options={"maxiter": 2_000})
    weights = found.x.reshape(classes, size)
    return Classifier(weights[:, :-1], weights[:, -1])


def fit_classifier(
    vectors: KeyedVectors,
    labels_by_word: Mapping[str, tuple[int, ...]],
    class_count: int,
    excluded: frozenset[str],
) -> Classifier:
    """Fit on words with the classes that each speaks for, and on the most frequent other words as the last class.

    Those in `excluded` (stop words) are left out.
    """
    labelled = {word: labels for word, labels in labels_by_word.items() if word in vectors}
    words = [*labelled, *background_words(vectors, frozenset(labelled) | excluded)]
    wanted = np.zeros((len(words), class_count))
    for row, labels in zip(wanted, labelled.values(), strict=False):
        row[list(labels)] = 1 / len(labels)
    wanted[len(labelled) :, -1] = _BACKGROUND_WEIGHT
    return fit_logistic_regression(np.stack([vectors[word] for word in words]).astype(np.float64), wanted)


def background_words(vectors: KeyedVectors, excluded: frozenset[str]) -> list[str]:
    """The most frequent words beside those that are known: they stand for "none"."""
    others = (word for word in vectors.index_to_key if word not in excluded)
    return [word for word, _ in zip(others, range(_BACKGROUND_WORDS), strict=False)]
