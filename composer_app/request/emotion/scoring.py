"""From what was heard to a mood: what is asked for against what is refused."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from composer_app.request.emotion.clause import MIN_COUNTED_MASS, MIN_EMOTION_MASS, ScopedEvidence
from composer_app.request.emotion.mood import Mood, WordContribution, emotions

Scores = NDArray[np.float64]

_MIN_TOTAL_EVIDENCE = 0.3  # evidence so weak that nothing was asked for
_NEGATION_PENALTY = 1.5  # what refused evidence takes away
_NEGATED_SHARE = 0.3  # share of the most refused emotion from which another counts as refused
_WISH_FACTOR = 1.6  # what is wanted counts for more than what is the case
_MIN_SCORE_SHARE = 0.4  # share of the best score that another emotion needs
_MAX_EMOTIONS = 4
_ALTERNATIVE_SHARES = (1.0, 0.7, 0.5)  # what each alternative to a refused emotion gets
# The part of the whole sentence beside its words: least where they name several feelings or say what is wished for.
_SENTENCE_SHARE_MIXED, _SENTENCE_SHARE_NEGATED, _SENTENCE_SHARE_NAMED, _SENTENCE_SHARE_EVOKED = (
    0.15,
    0.5,
    0.6,
    0.9,
)
_SENTENCE_SHARE_PHRASE = 0.6  # beside a phrase of our lists that evokes
_MAX_NONE_WITH_EVOKING_WORDS = 0.4  # from this probability of "none" on, no word that only evokes is believed
_MAX_NONE_WITHOUT_WORDS = 0.2  # the most "none" for a sentence whose words say nothing
# P(the first is right) by the lead over the second and whether a feeling is named; benchmarks/words.py checks it.
_CONFIDENCE_COEFFICIENTS = (0.4, 2.6, 0.9)


class EvidenceScorer:
    """Weighs evidence; `emotion_names` are the emotions in the order of every array here."""

    def __init__(self) -> None:
        table = emotions()
        self.emotion_names = tuple(table)
        self._emotion_points = np.array([(e.valence, e.arousal) for e in table.values()])
        self._alternative_shares = np.zeros((len(table), len(table)))
        for row, emotion in zip(self._alternative_shares, table.values(), strict=True):
            for share, name in zip(_ALTERNATIVE_SHARES, emotion.alternatives, strict=False):
                row[self.emotion_names.index(name)] = share

    def scores(self, evidence: Sequence[ScopedEvidence]) -> Scores:
        """How strongly each emotion is asked for, summing to 1, or all 0 where nothing tells."""
        if not any(piece.evidence.emotion_mass >= MIN_EMOTION_MASS for piece in evidence):
            return np.zeros(len(self.emotion_names))
        evidence = _without_partly_negated(
            [piece for piece in evidence if piece.evidence.emotion_mass >= MIN_COUNTED_MASS]
        )
        asked, refused = (self._weighted_sum(evidence, negated=negated) for negated in (False, True))
        left = (asked - _NEGATION_PENALTY * refused).clip(0)
        if asked.sum() <= _MIN_TOTAL_EVIDENCE or left.max() <= 0.1 * refused.max():
            left = asked * (refused == 0) + refused @ self._alternative_shares
        left[self.negated_emotions(evidence)] = 0
        return left / left.sum() if left.sum() > 0 else left

    def blend_sentence(
        self, scores: Scores, evidence: Sequence[ScopedEvidence], sentence_probabilities: Scores
    ) -> Scores:
        """Scores with a whole sentence's probabilities averaged in, the last of which is "none"."""
        emotional, none = (
            sentence_probabilities[:-1] / sentence_probabilities[:-1].sum(),
            float(sentence_probabilities[-1]),
        )
        if not scores.any():
            mixed = emotional if none < _MAX_NONE_WITHOUT_WORDS else scores
        elif none > _MAX_NONE_WITH_EVOKING_WORDS and not any(_is_explicit(piece) for piece in evidence):
            return np.zeros_like(scores)
        else:
            part = _sentence_share(evidence)
            mixed = (1 - part) * scores + part * emotional
        mixed = np.where(self.negated_emotions(evidence), 0.0, mixed)
        return np.asarray(mixed / mixed.sum()) if mixed.any() else mixed

    def negated_emotions(self, evidence: Sequence[ScopedEvidence]) -> NDArray[np.bool_]:
        """Which emotions were refused, and must not win, shape (emotions,)."""
        meant = _without_partly_negated(list(evidence))
        refused, asked = (self._weighted_sum(meant, negated=negated) for negated in (True, False))
        return np.asarray(
            (refused > _NEGATED_SHARE * max(refused.max(), 1e-9)) & (asked < _NEGATION_PENALTY * refused)
        )

    def mood(self, scores: Scores, evidence: Sequence[ScopedEvidence]) -> Mood:
        """The mixture that scores stand for, moved from the middle as strongly as it was meant."""
        best = np.argsort(-scores, kind="stable")[:_MAX_EMOTIONS]
        kept = [i for i in best if scores[i] > 0 and scores[i] >= _MIN_SCORE_SHARE * scores[best[0]]]
        if not kept:
            return Mood((), 0.0, 0.0)
        total = float(scores[kept].sum())
        weights = tuple((self.emotion_names[i], float(scores[i]) / total) for i in kept)
        point = sum(
            (scores[i] / total * self._emotion_points[i] for i in kept), np.zeros(2)
        ) * _mean_strength(evidence)
        valence, arousal = (float(v) for v in point.clip(-1, 1))
        return Mood(
            weights,
            valence,
            arousal,
            tuple(self._word_contributions(evidence)),
            _confidence(scores, evidence),
        )

    def _weighted_sum(self, evidence: Sequence[ScopedEvidence], *, negated: bool) -> Scores:
        pieces = (
            _evidence_weight(piece) * piece.evidence.probabilities
            for piece in evidence
            if piece.negated is negated
        )
        return np.asarray(sum(pieces, np.zeros(len(self.emotion_names))))

    def _word_contributions(self, evidence: Sequence[ScopedEvidence]) -> Iterator[WordContribution]:
        telling = [piece for piece in evidence if piece.evidence.emotion_mass >= MIN_EMOTION_MASS]
        total = sum(_evidence_weight(piece) * piece.evidence.emotion_mass for piece in telling)
        for piece in telling:
            share = _evidence_weight(piece) * piece.evidence.emotion_mass / total
            yield WordContribution(
                piece.evidence.word, self.emotion_names[piece.evidence.strongest_index], share, piece.negated
            )


def _is_explicit(piece: ScopedEvidence) -> bool:
    """Whether a piece of evidence names a feeling, wishes for it, or refuses it: then something was asked for."""
    return (
        piece.evidence.names_emotion
        or piece.is_wish
        or (piece.negated and piece.evidence.emotion_mass >= MIN_EMOTION_MASS)
    )


def _sentence_share(evidence: Sequence[ScopedEvidence]) -> float:
    """How much the whole sentence has to say beside its words."""
    if all(piece.negated for piece in evidence if piece.evidence.emotion_mass >= MIN_EMOTION_MASS):
        return 0.0
    named = [piece for piece in evidence if piece.evidence.names_emotion]
    if len({piece.evidence.strongest_index for piece in named}) > 1 or any(piece.is_wish for piece in named):
        return _SENTENCE_SHARE_MIXED
    if any(piece.negated for piece in evidence):
        return _SENTENCE_SHARE_NEGATED
    if named:
        return _SENTENCE_SHARE_NAMED
    return (
        _SENTENCE_SHARE_PHRASE
        if any(" " in piece.evidence.word for piece in evidence)
        else _SENTENCE_SHARE_EVOKED
    )


def _confidence(scores: Scores, evidence: Sequence[ScopedEvidence]) -> float:
    """How likely the first emotion is right."""
    second, first = np.sort(scores)[-2:]
    base, lead, named = _CONFIDENCE_COEFFICIENTS
    logit = (
        base
        + lead * float(first - second)
        + named * any(p.evidence.names_emotion and not p.negated for p in evidence)
    )
    return float(1 / (1 + np.exp(-logit)))


def _evidence_weight(piece: ScopedEvidence) -> float:
    return piece.evidence.weight * min(piece.strength, 1.2) * (_WISH_FACTOR if piece.is_wish else 1.0)


def _mean_strength(evidence: Sequence[ScopedEvidence]) -> float:
    """How strongly what is asked for was meant, each piece by its weight."""
    asked = [
        piece for piece in evidence if not piece.negated and piece.evidence.emotion_mass >= MIN_EMOTION_MASS
    ]
    weights = [piece.evidence.weight * piece.evidence.emotion_mass for piece in asked]
    return float(np.average([piece.strength for piece in asked], weights=weights)) if asked else 1.0


def _without_partly_negated(evidence: list[ScopedEvidence]) -> list[ScopedEvidence]:
    """Evidence less what is mildly refused and asked for as well: "sad, but not too sad" is sad."""
    asked = {
        piece.evidence.strongest_index
        for piece in evidence
        if piece.evidence.names_emotion and not piece.negated
    }
    kept = [
        piece for piece in evidence if not (piece.partly_negated and piece.evidence.strongest_index in asked)
    ]
    return kept or [replace(piece, negated=False) for piece in evidence]
