"""A text as rows of numbers, one a word: its vector, and what our lists and the classifier say of it."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from composer_app.request.emotion.lexicon import Evidence, Lexicon
from composer_app.request.emotion.word_attention import FeatureRows
from composer_app.request.text.english_tables import LanguageTables, PhraseMeaning
from composer_app.request.text.tokenize import split_clauses, split_words

_VECTOR_SCALE = 3.0  # vectors are of unit length: raised to the size of the other numbers
_FLAG_COUNT = (
    4  # names a feeling, is part of a phrase of our lists, carries no feeling of its own, has no vector
)


class WordFeatures:
    """Rows of the words of texts."""

    def __init__(self, language: LanguageTables, lexicon: Lexicon) -> None:
        self._language, self._lexicon = language, lexicon

    @property
    def feature_count(self) -> int:
        """Numbers in a row."""
        return self._lexicon.dimensions + len(self._lexicon.emotion_names) + _FLAG_COUNT

    @property
    def emotion_columns(self) -> tuple[int, int]:
        """From which to before which column our lists and the classifier fill them."""
        return self._lexicon.dimensions, self.feature_count - 2

    def encode(self, text: str) -> FeatureRows:
        """The rows of a plain text, shape (words, size); one of zeros where there are no words."""
        found = [row for clause in split_clauses(text) for row in self._clause_rows(split_words(clause))]
        return np.stack(found) if found else np.zeros((1, self.feature_count), np.float32)

    def _clause_rows(self, tokens: list[str]) -> Iterator[NDArray[np.float32]]:
        at = 0
        while at < len(tokens):
            end, meaning = self._language.phrases.longest_match(tokens, at) or (at + 1, None)
            told = meaning if isinstance(meaning, PhraseMeaning) else None
            yield from (self._word_row(word, told) for word in tokens[at:end])
            at = end

    def _word_row(self, word: str, meaning: PhraseMeaning | None) -> NDArray[np.float32]:
        speechless = not meaning and (word in self._language.stop_words or word in self._language.music_words)
        evidence = None if speechless else self._word_evidence(word, meaning)
        vector = self._lexicon.vector(word)
        known = np.zeros(self._lexicon.dimensions) if vector is None else _VECTOR_SCALE * vector
        emotions = np.zeros(len(self._lexicon.emotion_names)) if evidence is None else evidence.probabilities
        weight = evidence.weight if evidence and not meaning else 1.0
        named = evidence is not None and evidence.names_emotion
        marks = [named, meaning is not None, speechless, vector is None]
        return np.concatenate([known, weight * emotions, marks]).astype(np.float32)

    def _word_evidence(self, word: str, meaning: PhraseMeaning | None) -> Evidence | None:
        return self._lexicon.phrase_evidence(word, meaning) if meaning else self._lexicon.word_evidence(word)
