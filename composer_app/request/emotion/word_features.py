"""A text as rows of numbers, one a word: its vector, and what our lists and the classifier say of it."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from composer_app.request.emotion.lexicon import Evidence, Lexicon
from composer_app.request.emotion.word_attention import Rows
from composer_app.request.text.english_tables import LanguageTables, PhraseMeaning
from composer_app.request.text.tokenize import clauses, words

_VECTOR = 3.0  # vectors are of unit length: raised to the size of the other numbers
_MARKS = 4  # names a feeling, is part of a phrase of our lists, carries no feeling of its own, has no vector


class WordFeatures:
    """Rows of the words of texts."""

    def __init__(self, language: LanguageTables, lexicon: Lexicon) -> None:
        self._language, self._lexicon = language, lexicon

    @property
    def size(self) -> int:
        """Numbers in a row."""
        return self._lexicon.dimensions + len(self._lexicon.names) + _MARKS

    @property
    def listed(self) -> tuple[int, int]:
        """From which to before which column our lists and the classifier fill them."""
        return self._lexicon.dimensions, self.size - 2

    def rows(self, text: str) -> Rows:
        """The rows of a plain text, shape (words, size); one of zeros where there are no words."""
        found = [row for clause in clauses(text) for row in self._clause(words(clause))]
        return np.stack(found) if found else np.zeros((1, self.size), np.float32)

    def _clause(self, said: list[str]) -> Iterator[NDArray[np.float32]]:
        at = 0
        while at < len(said):
            end, meaning = self._language.phrases.longest(said, at) or (at + 1, None)
            told = meaning if isinstance(meaning, PhraseMeaning) else None
            yield from (self._row(word, told) for word in said[at:end])
            at = end

    def _row(self, word: str, told: PhraseMeaning | None) -> NDArray[np.float32]:
        speechless = not told and (word in self._language.idle or word in self._language.music)
        evidence = None if speechless else self._evidence(word, told)
        vector = self._lexicon.vector(word)
        known = np.zeros(self._lexicon.dimensions) if vector is None else _VECTOR * vector
        emotions = np.zeros(len(self._lexicon.names)) if evidence is None else evidence.emotions
        weight = evidence.weight if evidence and not told else 1.0
        named = evidence is not None and evidence.named
        marks = [named, told is not None, speechless, vector is None]
        return np.concatenate([known, weight * emotions, marks]).astype(np.float32)

    def _evidence(self, word: str, told: PhraseMeaning | None) -> Evidence | None:
        return self._lexicon.phrase(word, told) if told else self._lexicon.evidence(word)
