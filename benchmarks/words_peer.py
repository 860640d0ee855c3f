"""A plain peer of the request reader, to show how hard a set of requests is.

Logistic regression on the vectors of 366 seeds (C = 3) and of the 1,500 most frequent other words, which stand for "no
emotion" with a weight of 0.15; a listed word has its emotion with probability 0.9. Words are weighted by rarity; up to
three words after a negation count negatively, with a factor of 1.5. This recipe was measured before Composer's reader
was written: 0.885, 0.94 and 0.895 correct (first, first two, quadrant) of two hundred ordinary requests, 0.67, 0.80 and
0.75 of sixty harder ones.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from composer_app.paths import resource_path
from composer_app.request.emotion.mood import Mood, emotions
from composer_app.request.emotion.word_vectors import load_vectors
from composer_app.request.text.english_tables import english_tables
from composer_app.request.text.tokenize import candidate_base_forms, normalize, split_words

_SEEDS = Path(__file__).parent / "requests" / "peer.toml"
_CLAUSE = re.compile(r"[.,;:!?…—–]+|\bbut\b|\bonly\b|\bhowever\b")
_NOT = frozenset({"not", "no", "never", "without", "nothing", "less", "avoid", "hardly", "hate"})
_NOT_THESE = re.compile(r"\b(?:tired of|sick of|stop being|rather than|instead of|can't stand)\b")
_REACH = 3  # words after a negation
_AGAINST = 1.5
_LISTED = 0.9
_HEARD = 0.5  # the minimum probability of any emotion for a word to count
_BACKGROUND, _BACKGROUND_WEIGHT = 1_500, 0.15

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Answer:
    """The peer's answer, with the interface of `Request` that the benchmarks use."""

    mood: Mood


class Peer:
    """A reader of moods by logistic regression."""

    def __init__(self) -> None:
        """Fit the regression."""
        self._names = tuple(emotions())
        self._plane = np.array([(each.valence, each.arousal) for each in emotions().values()])
        self._idle = english_tables().stop_words | english_tables().music_words
        self._vectors = load_vectors(resource_path("words/vectors.npz"))
        table = tomllib.loads(_SEEDS.read_text(encoding="utf-8"))
        self._seeds = {
            word: self._names.index(name)
            for name, told in table.items()
            for each in told.values()
            for word in each
        }
        self._classifier = self._fit()

    def read(self, text: str) -> Answer:
        """Return the emotions of a request."""
        normalized = normalize(text)
        scores, confidence = self._sum(normalized)
        if confidence < _HEARD:
            return Answer(Mood((), 0.0, 0.0))
        best = np.argsort(-scores)[:4]
        best = best[scores[best] > 0]
        weights = scores[best] / scores[best].sum()
        valence, arousal = (float(each) for each in scores @ self._plane / scores.sum())
        return Answer(
            Mood(
                tuple((self._names[i], float(w)) for i, w in zip(best, weights, strict=True)),
                valence,
                arousal,
            )
        )

    def _fit(self) -> LogisticRegression:
        known = [word for word in self._seeds if word in self._vectors]
        frequent = [word for word in self._vectors.index_to_key[:4_000] if word not in self._seeds][
            :_BACKGROUND
        ]
        classes = [self._seeds[word] for word in known] + [len(self._names)] * len(frequent)
        counts = [1.0] * len(known) + [_BACKGROUND_WEIGHT] * len(frequent)
        rows = np.array([self._vectors[word] for word in known + frequent])
        return LogisticRegression(C=3, max_iter=3_000).fit(rows, classes, sample_weight=counts)

    def _sum(self, text: str) -> tuple[Scores, float]:
        """Return a score per emotion, and the highest probability of any emotion among the words."""
        positive, negative, confidence = np.zeros(len(self._names)), np.zeros(len(self._names)), 0.0
        for word, negated in _evidence_words(text, self._idle):
            chances = self._chances(word)
            confidence = max(confidence, 1 - chances[-1])
            evidence = self._rarity(word) * chances[:-1]
            positive, negative = (
                (positive, negative + evidence) if negated else (positive + evidence, negative)
            )
        # With negated emotions only, score by the distance from the opposite point in the plane.
        if not positive.any() and negative.any():
            distances = ((self._plane + negative @ self._plane / negative.sum()) ** 2).sum(axis=1)
            return 1 / (0.05 + distances), confidence
        difference = (positive - _AGAINST * negative).clip(0)
        return (difference if difference.any() else positive), confidence

    def _chances(self, word: str) -> Scores:
        """Return P(emotion | word), with "none" last."""
        chances = np.zeros(len(self._names) + 1)
        listed = next((stem for stem in candidate_base_forms(word) if stem in self._seeds), None)
        if listed:
            chances[:-1] = (1 - _LISTED) / len(self._names)
            chances[self._seeds[listed]] = _LISTED
        elif word in self._vectors:
            return np.asarray(self._classifier.predict_proba([self._vectors[word]])[0])
        else:
            chances[-1] = 1.0
        return chances

    def _rarity(self, word: str) -> float:
        rank = self._vectors.key_to_index.get(word, len(self._vectors))
        return float(np.clip(np.log10(rank + 10) / 2.5, 0.4, 1.7))


def _evidence_words(text: str, idle: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield the words that may carry emotion, and whether each follows a negation."""
    for clause in _CLAUSE.split(_NOT_THESE.sub("not", text)):
        negation_left = 0
        for word in split_words(clause):
            if word in _NOT or word.endswith("n't"):
                negation_left = _REACH
            elif word not in idle:
                yield word, negation_left > 0
                negation_left -= 1
