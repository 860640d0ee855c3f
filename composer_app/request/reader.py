"""From a sentence to a request: which emotions, how strongly, because of which words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from composer_app.errors import RequestError
from composer_app.paths import resource
from composer_app.request.constraints import read_constraints
from composer_app.request.emotion import Mood, WordShare, emotions
from composer_app.request.lexicon import Evidence, Lexicon
from composer_app.request.request import Request
from composer_app.request.wording import Language, clauses, english, plain, words

LONGEST = 10_000
_NEGATING = "negatingphrase"  # stands for a phrase that negates
_MILD = frozenset({"too", "so", "very", "overly", "that"})  # after a negator they make it a mild one
_FAINT = 0.25  # evidence so weak that nothing was asked for
_REACH = 3  # words that carry feeling, after a negator
_AGAINST = 1.5  # what negated evidence takes away
_HEARD = 0.5  # emotion mass below which nothing was heard
_SECOND = 0.5  # share of the best score that another emotion needs
_MOST = 4
_KNOWN = 0.45  # share of a sentence's words below which it is in no language we read
_STRONGER, _WEAKER = 1.3, 0.6


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A piece of evidence, whether the sentence turned it round, and whether only a little ("not too sad")."""

    evidence: Evidence
    negated: bool
    mild: bool = False

    @property
    def emotion(self) -> int:
        """The emotion that it speaks for most."""
        return int(self.evidence.emotions.argmax())


class Reader:
    """Reads requests. Loads the shipped words and vectors when it first needs them."""

    def __init__(self) -> None:
        self._language = english()
        self._lexicon = Lexicon(resource("words"))
        self._plane = np.array([(e.valence, e.arousal) for e in emotions().values()])

    def warm_up(self) -> None:
        """Load everything now."""
        self.read("hope", "en", "hope")

    def read(self, text: str, language: str = "en", translation: str = "") -> Request:
        """Understand a sentence; `translation` is its English where `text` is in another language.

        Raises:
            RequestError: It is empty, or far longer than a request.
        """
        sentence = translation or text
        if not sentence.strip():
            raise RequestError(
                "There is nothing to read. Say or type what you feel, such as “hope and wonder”."
            )
        if len(sentence) > LONGEST:
            raise RequestError(f"That is longer than {LONGEST:,} characters. Say it in a sentence or two.")
        said = plain(sentence)
        heard = [piece for clause in clauses(said) for piece in self._clause(clause)]
        telling = {piece.evidence.word for piece in heard if piece.evidence.mass >= _HEARD}
        if not telling:
            self._check_known(words(said))
        mood = self._mood(_without_mild(heard), _intensity(said, telling, self._language))
        return Request(text, language, sentence, mood, read_constraints(sentence))

    def _check_known(self, said: list[str]) -> None:
        """Refuse a sentence most of whose words are in no list of ours.

        Raises:
            RequestError: It has no words, or they are in no language we read.
        """
        if not said:
            raise RequestError(
                "There are no words in that. Say or type what you feel, such as “hope and wonder”."
            )
        if sum(self._speechless(word) or self._lexicon.knows(word) for word in said) < _KNOWN * len(said):
            raise RequestError("I do not know these words. Type it in English, or speak it in any language.")

    def _clause(self, clause: str) -> Iterator[Heard]:
        """The evidence of one clause, word after word; idioms go before the words in them."""
        clause = _replaced(clause, self._language.affirming_phrases, " ")
        clause, idioms = self._idioms(clause)
        reach, mild = 0, False
        for word in words(_replaced(clause, self._language.negating_phrases, f" {_NEGATING} ")):
            if word in idioms:
                evidence = idioms[word]
            elif word in self._language.negators or word == _NEGATING:
                reach, mild = _REACH, False
                continue
            elif word in _MILD:
                mild = reach > 0
                continue
            elif word in self._language.resets:
                reach = 0
                continue
            elif self._speechless(word) or not (found := self._lexicon.evidence(word)):
                continue
            else:
                evidence = found
            yield Heard(evidence, reach > 0, reach > 0 and mild)
            reach -= evidence.mass > _HEARD / 2

    def _speechless(self, word: str) -> bool:
        language = self._language
        return (
            word in language.stop
            or word in language.music
            or word in language.stronger
            or word in language.weaker
        )

    def _idioms(self, clause: str) -> tuple[str, dict[str, Evidence]]:
        """The clause with each idiom in it as one made-up word, and what those words say."""
        found: dict[str, Evidence] = {}
        for name, pattern in self._language.idioms:
            if match := pattern.search(clause):
                mark = f"idiom{'x' * (len(found) + 1)}"
                found[mark] = self._lexicon.certain(match[0], name)
                clause = f"{clause[: match.start()]} {mark} {clause[match.end() :]}"
        return clause, found

    def _mood(self, heard: list[Heard], intensity: float) -> Mood:
        telling = [piece for piece in heard if piece.evidence.mass >= _HEARD]
        if not telling:
            return Mood((), 0.0, 0.0, ())
        scores = self._scores([piece for piece in heard if piece.evidence.mass >= _HEARD / 2])
        best = np.argsort(-scores, kind="stable")[:_MOST]
        kept = [i for i in best if scores[i] >= _SECOND * scores[best[0]]]
        total = float(scores[kept].sum())
        weights = tuple((self._lexicon.names[i], float(scores[i]) / total) for i in kept)
        point = sum((scores[i] / total * self._plane[i] for i in kept), np.zeros(2)) * intensity
        valence, arousal = (float(v) for v in point.clip(-1, 1))
        return Mood(weights, valence, arousal, tuple(self._shares(telling)))

    def _scores(self, heard: list[Heard]) -> NDArray[np.float64]:
        """How strongly each emotion is asked for, at least one above 0, shape (emotions,)."""
        asked, refused = (
            sum(
                (h.evidence.weight * h.evidence.emotions for h in heard if h.negated is side),
                np.zeros(len(self._plane)),
            )
            for side in (False, True)
        )
        left = (asked - _AGAINST * refused).clip(0)
        if asked.sum() <= _FAINT and refused.sum():
            return self._nearest(-(refused @ self._plane) / refused.sum(), refused)
        return left if left.max() > 0 else self._nearest(asked @ self._plane / asked.sum(), refused)

    def _nearest(self, point: NDArray[np.float64], refused: NDArray[np.float64]) -> NDArray[np.float64]:
        """Scores by how near emotions lie to a point of the plane, without those that were refused."""
        scores = np.exp(-3 * np.linalg.norm(self._plane - point, axis=1))
        scores[refused > 0.3 * refused.max()] = 0
        return np.asarray(scores)

    def _shares(self, heard: list[Heard]) -> Iterator[WordShare]:
        total = sum(h.evidence.weight * h.evidence.mass for h in heard)
        for piece in heard:
            name = self._lexicon.names[piece.emotion]
            share = piece.evidence.weight * piece.evidence.mass / total
            yield WordShare(piece.evidence.word, name, share, piece.negated)


def _without_mild(heard: list[Heard]) -> list[Heard]:
    """Evidence less what is mildly refused and asked for as well: "sad, but not too sad" is sad."""
    asked = {piece.emotion for piece in heard if not piece.negated}
    return [piece for piece in heard if not (piece.mild and piece.emotion in asked)]


def _replaced(clause: str, phrases: tuple[re.Pattern[str], ...], instead: str) -> str:
    for phrase in phrases:
        clause = phrase.sub(instead, clause)
    return clause


def _intensity(sentence: str, telling: set[str], language: Language) -> float:
    """What "very" and "slightly", said of a word that tells, make of the mood's distance from the middle."""
    if not telling:
        return 1.0
    # Of the word itself, or with one word between: "a little bit sad", "very deeply sad".
    ahead = re.compile(rf"\s+(?:\S+\s+)?(?:{'|'.join(map(re.escape, sorted(telling)))})\b")
    weaker = _said(sentence, language.weaker, language.weaker_phrases, ahead)
    stronger = _said(sentence, language.stronger, (), ahead)
    stronger = stronger or any(phrase.search(sentence) for phrase in language.stronger_phrases)
    return (_WEAKER if weaker else 1.0) * (_STRONGER if stronger else 1.0)


def _said(
    sentence: str, single: frozenset[str], phrases: tuple[re.Pattern[str], ...], ahead: re.Pattern[str]
) -> bool:
    """Whether one of these words or phrases is said right before a word that tells."""
    ends = [found.end() for found in re.finditer(r"\S+", sentence) if found[0] in single]
    ends += [found.end() for phrase in phrases for found in phrase.finditer(sentence)]
    return any(ahead.match(sentence, end) for end in ends)
