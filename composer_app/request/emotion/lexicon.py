"""What single words and phrases say of emotions: our own lists first, the classifier for all others."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from gensim.models import KeyedVectors
from numpy.typing import NDArray

from composer_app.request.emotion.classifier import Classifier, load_classifier
from composer_app.request.emotion.mood import emotions
from composer_app.request.emotion.word_vectors import load_vectors, rarity_weight
from composer_app.request.text.english_tables import PhraseMeaning, english_tables
from composer_app.request.text.tokenize import candidate_base_forms

_LISTED_PROBABILITY = 0.9
_CLASSIFIER_SHARE = {
    True: 0.15,
    False: 0.35,
}  # the classifier's part in what a listed word says: little where it names a feeling
_EMOTION_NAME_WEIGHT, _PHRASE_WEIGHT = (
    1.5,
    1.9,
)  # how telling words are that name a feeling, and whole phrases


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What a word says.

    Attributes:
        word: As it was said.
        probabilities: P(emotion | word), shape (emotions,); the rest to 1 is "no emotion".
        weight: How telling the word is.
        names_emotion: Whether it names a feeling, instead of evoking one.
    """

    word: str
    probabilities: NDArray[np.float64]
    weight: float
    names_emotion: bool = False

    @property
    def emotion_mass(self) -> float:
        """How much of it is emotion at all, 0 to 1."""
        return float(self.probabilities.sum())

    @property
    def strongest_index(self) -> int:
        """The emotion that it speaks for most."""
        return int(self.probabilities.argmax())


class Lexicon:
    """The shipped words, vectors and classifier, loaded when first asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.emotion_names = tuple(emotions())
        self._valences = np.array([emotion.valence for emotion in emotions().values()])
        self.word_evidence = lru_cache(4096)(self._compute_evidence)

    @cached_property
    def _vectors(self) -> KeyedVectors:
        return load_vectors(self._folder / "vectors.npz")

    @cached_property
    def _classifier(self) -> Classifier:
        return load_classifier(self._folder / "classifier.npz")

    @property
    def dimensions(self) -> int:
        """Numbers in a word's vector."""
        return int(self._vectors.vector_size)

    def vector(self, word: str) -> NDArray[np.float32] | None:
        """The vector of a word, or of the first form it may have that has one, of unit length."""
        known = next((form for form in candidate_base_forms(word) if form in self._vectors), None)
        return None if known is None else self._vectors[known]

    def phrase_evidence(self, phrase: str, meaning: PhraseMeaning) -> Evidence:
        """What a phrase of our lists says."""
        return Evidence(phrase, self._listed_probabilities(meaning), _PHRASE_WEIGHT, meaning.names_emotion)

    def valence(self, evidence: Evidence) -> float:
        """How pleasant what a word evokes is, -1 to 1."""
        return float(evidence.probabilities @ self._valences)

    def knows(self, word: str) -> bool:
        """Whether a word, or what it may be a form of, is among ours."""
        return any(
            form in english_tables().emotion_words or form in self._vectors
            for form in candidate_base_forms(word)
        )

    def _compute_evidence(self, word: str) -> Evidence | None:
        """What a word says, or None when it is unknown."""
        forms = candidate_base_forms(word)
        for form in forms:
            if (told := english_tables().emotion_words.get(form)) and (
                form == word or form not in english_tables().stop_words
            ):
                share = self._listed_probabilities(told)
                if (beside := self._classify(forms)) is not None and beside.sum() > 0:
                    share += _CLASSIFIER_SHARE[told.names_emotion] * (
                        _LISTED_PROBABILITY * beside / beside.sum() - share
                    )
                weight = max(1.0, rarity_weight(self._vectors, form))
                return Evidence(
                    word,
                    share,
                    max(weight, _EMOTION_NAME_WEIGHT) if told.names_emotion else weight,
                    told.names_emotion,
                )
        guess = self._classify(forms[:2])
        if guess is None:
            return None
        return Evidence(
            word, guess, rarity_weight(self._vectors, next(f for f in forms if f in self._vectors))
        )

    def _classify(self, forms: tuple[str, ...]) -> NDArray[np.float64] | None:
        """What the classifier makes of the first of these forms that has a vector, shape (emotions,)."""
        known = next((form for form in forms if form in self._vectors), None)
        return None if known is None else self._classifier.probabilities(self._vectors[known])[:-1]

    def _listed_probabilities(self, meaning: PhraseMeaning) -> NDArray[np.float64]:
        share = np.zeros(len(self.emotion_names))
        for name in meaning.emotions:
            share[self.emotion_names.index(name)] = _LISTED_PROBABILITY / len(meaning.emotions)
        return share
