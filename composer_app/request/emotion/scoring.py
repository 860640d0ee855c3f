"""From what was heard to a mood: what is asked for against what is refused."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from composer_app.request.emotion.clause import SPEAKING, TELLING, ScopedEvidence
from composer_app.request.emotion.mood import Mood, WordContribution, emotions

Scores = NDArray[np.float64]

_FAINT = 0.3  # evidence so weak that nothing was asked for
_AGAINST = 1.5  # what refused evidence takes away
_REFUSED = 0.3  # share of the most refused emotion from which another counts as refused
_WISHED = 1.6  # what is wanted counts for more than what is the case
_SECOND = 0.4  # share of the best score that another emotion needs
_MOST = 4
_INSTEAD = (1.0, 0.7, 0.5)  # what each alternative to a refused emotion gets
# The part of the whole sentence beside its words: least where they name several feelings or say what is wished for.
_SENTENCE_MIXED, _SENTENCE_REFUSED, _SENTENCE_NAMED, _SENTENCE_EVOKED = 0.15, 0.5, 0.6, 0.9
_SENTENCE_PHRASE = 0.6  # beside a phrase of our lists that evokes
_SENTENCE_NOTHING = 0.4  # from this probability of "none" on, no word that only evokes is believed
_SENTENCE_ALONE = 0.2  # the most "none" for a sentence whose words say nothing
# P(the first is right) by the lead over the second and whether a feeling is named; benchmarks/words.py checks it.
_SURE = (0.4, 2.6, 0.9)


class EvidenceScorer:
    """Weighs evidence; `names` are the emotions in the order of every array here."""

    def __init__(self) -> None:
        table = emotions()
        self.names = tuple(table)
        self._plane = np.array([(e.valence, e.arousal) for e in table.values()])
        self._instead = np.zeros((len(table), len(table)))
        for row, emotion in zip(self._instead, table.values(), strict=True):
            for share, name in zip(_INSTEAD, emotion.instead, strict=False):
                row[self.names.index(name)] = share

    def scores(self, heard: Sequence[ScopedEvidence]) -> Scores:
        """How strongly each emotion is asked for, summing to 1, or all 0 where nothing tells."""
        if not any(piece.evidence.mass >= TELLING for piece in heard):
            return np.zeros(len(self.names))
        heard = _without_mild([piece for piece in heard if piece.evidence.mass >= SPEAKING])
        asked, refused = (self._sum(heard, negated=negated) for negated in (False, True))
        left = (asked - _AGAINST * refused).clip(0)
        if asked.sum() <= _FAINT or left.max() <= 0.1 * refused.max():
            left = asked * (refused == 0) + refused @ self._instead
        left[self.forbidden(heard)] = 0
        return left / left.sum() if left.sum() > 0 else left

    def with_sentence(self, scores: Scores, heard: Sequence[ScopedEvidence], sentence: Scores) -> Scores:
        """Scores with a whole sentence's probabilities averaged in, the last of which is "none"."""
        emotional, none = sentence[:-1] / sentence[:-1].sum(), float(sentence[-1])
        if not scores.any():
            mixed = emotional if none < _SENTENCE_ALONE else scores
        elif none > _SENTENCE_NOTHING and not any(_plainly_asked(piece) for piece in heard):
            return np.zeros_like(scores)
        else:
            part = _sentence_part(heard)
            mixed = (1 - part) * scores + part * emotional
        mixed = np.where(self.forbidden(heard), 0.0, mixed)
        return np.asarray(mixed / mixed.sum()) if mixed.any() else mixed

    def forbidden(self, heard: Sequence[ScopedEvidence]) -> NDArray[np.bool_]:
        """Which emotions were refused, and must not win, shape (emotions,)."""
        meant = _without_mild(list(heard))
        refused, asked = (self._sum(meant, negated=negated) for negated in (True, False))
        return np.asarray((refused > _REFUSED * max(refused.max(), 1e-9)) & (asked < _AGAINST * refused))

    def mood(self, scores: Scores, heard: Sequence[ScopedEvidence]) -> Mood:
        """The mixture that scores stand for, moved from the middle as strongly as it was meant."""
        best = np.argsort(-scores, kind="stable")[:_MOST]
        kept = [i for i in best if scores[i] > 0 and scores[i] >= _SECOND * scores[best[0]]]
        if not kept:
            return Mood((), 0.0, 0.0)
        total = float(scores[kept].sum())
        weights = tuple((self.names[i], float(scores[i]) / total) for i in kept)
        point = sum((scores[i] / total * self._plane[i] for i in kept), np.zeros(2)) * _strength(heard)
        valence, arousal = (float(v) for v in point.clip(-1, 1))
        return Mood(weights, valence, arousal, tuple(self._shares(heard)), _confidence(scores, heard))

    def _sum(self, heard: Sequence[ScopedEvidence], *, negated: bool) -> Scores:
        pieces = (_weight(piece) * piece.evidence.emotions for piece in heard if piece.negated is negated)
        return np.asarray(sum(pieces, np.zeros(len(self.names))))

    def _shares(self, heard: Sequence[ScopedEvidence]) -> Iterator[WordContribution]:
        telling = [piece for piece in heard if piece.evidence.mass >= TELLING]
        total = sum(_weight(piece) * piece.evidence.mass for piece in telling)
        for piece in telling:
            share = _weight(piece) * piece.evidence.mass / total
            yield WordContribution(
                piece.evidence.word, self.names[piece.evidence.emotion], share, piece.negated
            )


def _plainly_asked(piece: ScopedEvidence) -> bool:
    """Whether a piece of evidence names a feeling, wishes for it, or refuses it: then something was asked for."""
    return piece.evidence.named or piece.wished or (piece.negated and piece.evidence.mass >= TELLING)


def _sentence_part(heard: Sequence[ScopedEvidence]) -> float:
    """How much the whole sentence has to say beside its words."""
    if all(piece.negated for piece in heard if piece.evidence.mass >= TELLING):
        return 0.0
    named = [piece for piece in heard if piece.evidence.named]
    if len({piece.evidence.emotion for piece in named}) > 1 or any(piece.wished for piece in named):
        return _SENTENCE_MIXED
    if any(piece.negated for piece in heard):
        return _SENTENCE_REFUSED
    if named:
        return _SENTENCE_NAMED
    return _SENTENCE_PHRASE if any(" " in piece.evidence.word for piece in heard) else _SENTENCE_EVOKED


def _confidence(scores: Scores, heard: Sequence[ScopedEvidence]) -> float:
    """How likely the first emotion is right."""
    second, first = np.sort(scores)[-2:]
    base, lead, named = _SURE
    logit = (
        base + lead * float(first - second) + named * any(p.evidence.named and not p.negated for p in heard)
    )
    return float(1 / (1 + np.exp(-logit)))


def _weight(piece: ScopedEvidence) -> float:
    return piece.evidence.weight * min(piece.strength, 1.2) * (_WISHED if piece.wished else 1.0)


def _strength(heard: Sequence[ScopedEvidence]) -> float:
    """How strongly what is asked for was meant, each piece by its weight."""
    asked = [piece for piece in heard if not piece.negated and piece.evidence.mass >= TELLING]
    weights = [piece.evidence.weight * piece.evidence.mass for piece in asked]
    return float(np.average([piece.strength for piece in asked], weights=weights)) if asked else 1.0


def _without_mild(heard: list[ScopedEvidence]) -> list[ScopedEvidence]:
    """Evidence less what is mildly refused and asked for as well: "sad, but not too sad" is sad."""
    asked = {piece.evidence.emotion for piece in heard if piece.evidence.named and not piece.negated}
    kept = [piece for piece in heard if not (piece.mild and piece.evidence.emotion in asked)]
    return kept or [replace(piece, negated=False) for piece in heard]
