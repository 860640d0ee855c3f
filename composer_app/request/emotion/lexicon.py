"""What single words and phrases say of emotions: our own lists first, the classifier for all others."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from gensim.models import KeyedVectors
from numpy.typing import NDArray

from composer_app.request.emotion.classifier import Classifier, load_classifier
from composer_app.request.emotion.mood import emotions
from composer_app.request.emotion.word_vectors import load_vectors, rarity
from composer_app.request.text.english_tables import PhraseMeaning, english
from composer_app.request.text.tokenize import stems

_CERTAIN = 0.9
_BESIDE = {
    True: 0.15,
    False: 0.35,
}  # the classifier's part in what a listed word says: little where it names a feeling
_NAMED, _PHRASE = 1.5, 1.9  # how telling words are that name a feeling, and whole phrases


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What a word says.

    Attributes:
        word: As it was said.
        emotions: P(emotion | word), shape (emotions,); the rest to 1 is "no emotion".
        weight: How telling the word is.
        named: Whether it names a feeling, instead of evoking one.
    """

    word: str
    emotions: NDArray[np.float64]
    weight: float
    named: bool = False

    @property
    def mass(self) -> float:
        """How much of it is emotion at all, 0 to 1."""
        return float(self.emotions.sum())

    @property
    def emotion(self) -> int:
        """The emotion that it speaks for most."""
        return int(self.emotions.argmax())


class Lexicon:
    """The shipped words, vectors and classifier, loaded when first asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.names = tuple(emotions())
        self._valences = np.array([emotion.valence for emotion in emotions().values()])
        self.evidence = lru_cache(4096)(self._evidence)

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
        known = next((form for form in stems(word) if form in self._vectors), None)
        return None if known is None else self._vectors[known]

    def phrase(self, said: str, told: PhraseMeaning) -> Evidence:
        """What a phrase of our lists says."""
        return Evidence(said, self._share(told), _PHRASE, told.named)

    def valence(self, evidence: Evidence) -> float:
        """How pleasant what a word evokes is, -1 to 1."""
        return float(evidence.emotions @ self._valences)

    def knows(self, word: str) -> bool:
        """Whether a word, or what it may be a form of, is among ours."""
        return any(form in english().listed or form in self._vectors for form in stems(word))

    def _evidence(self, word: str) -> Evidence | None:
        """What a word says, or None when it is unknown."""
        forms = stems(word)
        for form in forms:
            if (told := english().listed.get(form)) and (form == word or form not in english().idle):
                share = self._share(told)
                if (beside := self._guess(forms)) is not None and beside.sum() > 0:
                    share += _BESIDE[told.named] * (_CERTAIN * beside / beside.sum() - share)
                weight = max(1.0, rarity(self._vectors, form))
                return Evidence(word, share, max(weight, _NAMED) if told.named else weight, told.named)
        guess = self._guess(forms[:2])
        if guess is None:
            return None
        return Evidence(word, guess, rarity(self._vectors, next(f for f in forms if f in self._vectors)))

    def _guess(self, forms: tuple[str, ...]) -> NDArray[np.float64] | None:
        """What the classifier makes of the first of these forms that has a vector, shape (emotions,)."""
        known = next((form for form in forms if form in self._vectors), None)
        return None if known is None else self._classifier.probabilities(self._vectors[known])[:-1]

    def _share(self, told: PhraseMeaning) -> NDArray[np.float64]:
        share = np.zeros(len(self.names))
        for name in told.emotions:
            share[self.names.index(name)] = _CERTAIN / len(told.emotions)
        return share
