"""From one word's vector to emotions: multinomial logistic regression with a class for "no emotion".

Fitted on the words of `emotions.json` and on frequent words that stand for "none"; fitting is convex, so the same
words give the same classifier.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from gensim.models import KeyedVectors
from numpy.typing import NDArray

from composer_app.request.arrays import read_arrays
from composer_app.request.emotion import Emotion

_BACKGROUND = 1_500
_BACKGROUND_WEIGHT = 0.15
_STRENGTH = 3.0  # inverse of the L2 penalty, scikit-learn's C


@dataclass(frozen=True, slots=True, eq=False)
class Classifier:
    """Weights, shape (classes, dimensions), and biases, shape (classes,); the last class is "none"."""

    weights: NDArray[np.float64]
    biases: NDArray[np.float64]

    def probabilities(self, vector: NDArray[np.float32]) -> NDArray[np.float64]:
        """P(class | word), shape (classes,)."""
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


def fit_classifier(vectors: KeyedVectors, table: dict[str, Emotion], neutral: frozenset[str]) -> Classifier:
    """Fit on the emotions' words and on the most frequent other words, those in `neutral` (stop words) left out."""
    from scipy.optimize import minimize

    rows, labels, shares = _examples(vectors, table, neutral)
    classes, size = len(table) + 1, rows.shape[1] + 1
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    penalty = np.ones(size)
    penalty[-1] = 0

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(classes, size)
        predicted = _softmax(rows @ weights.T)
        nats = -(shares * np.log(predicted[np.arange(len(rows)), labels] + 1e-300)).sum()
        error = predicted
        error[np.arange(len(rows)), labels] -= 1
        slope = (error * shares[:, None]).T @ rows + weights * penalty / _STRENGTH
        return float(nats + (weights**2 * penalty).sum() / (2 * _STRENGTH)), slope.ravel()

    found = minimize(loss, np.zeros(classes * size), jac=True, method="L-BFGS-B", options={"maxiter": 2_000})
    weights = found.x.reshape(classes, size)
    return Classifier(weights[:, :-1], weights[:, -1])


def _examples(
    vectors: KeyedVectors, table: dict[str, Emotion], neutral: frozenset[str]
) -> tuple[NDArray[np.float64], NDArray[np.intp], NDArray[np.float64]]:
    """Vectors, labels and shares of all words to fit on."""
    labelled = {
        word: label
        for label, emotion in enumerate(table.values())
        for word in (*emotion.words, *emotion.images)
        if word in vectors
    }
    frequent = (word for word in vectors.index_to_key if word not in labelled and word not in neutral)
    background = [word for word, _ in zip(frequent, range(_BACKGROUND), strict=False)]
    words = [*labelled, *background]
    labels = np.array([*labelled.values(), *[len(table)] * len(background)])
    shares = np.array([1.0] * len(labelled) + [_BACKGROUND_WEIGHT] * len(background))
    return np.stack([vectors[word] for word in words]).astype(np.float64), labels, shares
