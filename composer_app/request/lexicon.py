"""What single words and idioms say of emotions: our own words first, the classifier for all others."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from gensim.models import KeyedVectors
from numpy.typing import NDArray

from composer_app.request.classifier import Classifier, load_classifier
from composer_app.request.emotion import emotions
from composer_app.request.vectors import load_vectors, rarity
from composer_app.request.wording import english, stems

_CERTAIN = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What a word says.

    Attributes:
        word: As it was said.
        emotions: P(emotion | word), shape (emotions,); the rest to 1 is "no emotion".
        weight: How telling the word is.
    """

    word: str
    emotions: NDArray[np.float64]
    weight: float

    @property
    def mass(self) -> float:
        """How much of it is emotion at all, 0 to 1."""
        return float(self.emotions.sum())


class Lexicon:
    """The shipped words, vectors and classifier, loaded when first asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.names = tuple(emotions())
        self._seeds = {
            word: index
            for index, emotion in enumerate(emotions().values())
            for word in (*emotion.words, *emotion.images)
        }
        self._seeds |= {word: self.names.index(name) for word, name in english().emotion_words}

    @cached_property
    def _vectors(self) -> KeyedVectors:
        return load_vectors(self._folder / "vectors.npz")

    @cached_property
    def _classifier(self) -> Classifier:
        return load_classifier(self._folder / "classifier.npz")

    def certain(self, phrase: str, name: str) -> Evidence:
        """The evidence of a phrase whose emotion is known."""
        share = np.zeros(len(self.names))
        share[self.names.index(name)] = _CERTAIN
        return Evidence(phrase, share, 1.7)

    def knows(self, word: str) -> bool:
        """Whether a word, or what it may be a form of, is among ours."""
        return any(form in self._seeds or form in self._vectors for form in stems(word))

    def evidence(self, word: str) -> Evidence | None:
        """What a word says, or None when it is unknown."""
        forms = stems(word)
        for form in forms:
            if form in self._seeds and (form == word or form not in english().stop):
                share = np.zeros(len(self.names))
                share[self._seeds[form]] = _CERTAIN
                return Evidence(word, share, max(1.0, rarity(self._vectors, form)))
        for form in forms[:2]:
            if form in self._vectors:
                share = self._classifier.probabilities(self._vectors[form])[:-1]
                return Evidence(word, share, rarity(self._vectors, form))
        return None
