"""Reads a request from a sentence: its emotions, their strength, the words that expressed them, the constraints."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from composer_app.errors import RequestError
from composer_app.paths import resource_path
from composer_app.request.constraints.key_names import english_keys
from composer_app.request.constraints.parser import parse_constraints
from composer_app.request.emotion.clause import MIN_EMOTION_MASS, ClauseParser, ScopedEvidence
from composer_app.request.emotion.lexicon import Lexicon
from composer_app.request.emotion.scoring import EvidenceScorer, Scores
from composer_app.request.emotion.sentence_encoder import SentenceClassifier, load_sentence_classifier
from composer_app.request.emotion.word_attention import WordAttentionNet, load_word_attention
from composer_app.request.emotion.word_features import WordFeatures
from composer_app.request.request import Request
from composer_app.request.text.english_tables import english_tables
from composer_app.request.text.glossary import LANGUAGES, GlossedText, load_glossary
from composer_app.request.text.language_detection import detect_language
from composer_app.request.text.tokenize import normalize, split_clauses, split_words

MAX_REQUEST_CHARS = 10_000
_MIN_KNOWN_WORD_SHARE = 0.45  # of a sentence's words; below it the language is unknown
# Idioms that are replaced by plainer words before reading.
_SIMPLIFICATIONS = (
    (re.compile(r"\b([^\W\d_]+)-free\b"), r"without \1"),
    (re.compile(r"\bnot so much ([^,.;]+?) as\b"), r"not \1 but"),
)
_NEGATIVE_ANSWERS = frozenset({"no", "nope", "nah", "no way", "no thanks"})


@dataclass(frozen=True, slots=True, eq=False)
class ParsedRequest:
    """A request with the evidence for it.

    Attributes:
        request: The request.
        sentence: The English text that was read.
        evidence: The evidence, in the order of the words.
        emotion_names: The emotions, in the order of the probabilities in the evidence.
    """

    request: Request
    sentence: str
    evidence: tuple[ScopedEvidence, ...]
    emotion_names: tuple[str, ...]

    @property
    def expresses_emotion(self) -> bool:
        """Whether any word of it expresses an emotion."""
        return any(piece.evidence.emotion_mass >= MIN_EMOTION_MASS for piece in self.evidence)

    @property
    def asks_for_emotion(self) -> bool:
        """Whether any word expresses an emotion that is not negated."""
        return any(
            piece.evidence.emotion_mass >= MIN_EMOTION_MASS and not piece.negated for piece in self.evidence
        )


class RequestReader:
    """Reads requests; loads the word vectors and models when first needed."""

    def __init__(self, *, use_sentence_model: bool = True) -> None:
        """Use words, and the sentence model if `use_sentence_model` is true and the extra is installed."""
        self._use_sentence_model = use_sentence_model
        self._lexicon = Lexicon(resource_path("words"))
        self._clause_parser = ClauseParser(english_tables(), self._lexicon)
        self._word_features = WordFeatures(english_tables(), self._lexicon)
        self._scorer = EvidenceScorer()

    @cached_property
    def _word_attention(self) -> WordAttentionNet:
        return load_word_attention(resource_path("words/gist.npz"))

    @cached_property
    def _sentence_classifier(self) -> SentenceClassifier | None:
        return load_sentence_classifier() if self._use_sentence_model else None

    def warm_up(self) -> None:
        """Load everything now."""
        self.read("hope", "en", "hope")

    def read(self, text: str, language: str = "", translation: str = "") -> Request:
        """Read a sentence; `translation` is its English if `text` is in another language.

        Raises:
            RequestError: If it is empty, too long, or in an unknown language.
        """
        parsed = self.parse(text, language, translation)
        if not parsed.expresses_emotion and parsed.request.language not in LANGUAGES:
            self._reject_unknown_words(split_words(normalize(parsed.sentence)))
        return parsed.request

    def parse(self, text: str, language: str = "", translation: str = "") -> ParsedRequest:
        """Read a sentence and keep the evidence; unknown words are accepted.

        Raises:
            RequestError: If it is empty or too long.
        """
        code = language if translation not in {"", text} else detect_language(text)
        sentence, glossed = translation or text, GlossedText("")
        if not sentence.strip():
            raise RequestError(
                "There is nothing to read. Say or type what you feel, such as “hope and wonder”."
            )
        if len(sentence) > MAX_REQUEST_CHARS:
            raise RequestError(
                f"That is longer than {MAX_REQUEST_CHARS:,} characters. Say it in a sentence or two."
            )
        sentence, keys = english_keys(sentence, code if sentence == text else "")
        if code in LANGUAGES and translation in {"", text}:
            glossed = load_glossary(code).gloss(sentence)
            sentence = glossed.english
        normalized = normalize(sentence)
        for idiom, plainer in _SIMPLIFICATIONS:
            normalized = idiom.sub(plainer, normalized)
        evidence = self._collect_evidence(normalized)
        mood = self._scorer.mood(self._scores(normalized, evidence), evidence)
        parsed = parse_constraints(sentence)
        mood = replace(
            mood, words=tuple(replace(w, word=glossed.source_words.get(w.word, w.word)) for w in mood.words)
        )
        phrases = tuple((name, keys.get(words, words)) for name, words in parsed.constraint_phrases)
        request = Request(text, code or "en", sentence, mood, parsed.constraints, phrases)
        return ParsedRequest(request, sentence, tuple(evidence), self._scorer.emotion_names)

    def _scores(self, text: str, evidence: list[ScopedEvidence]) -> Scores:
        """Score each emotion by the words and by the sentence as a whole."""
        scores, affirmed = self._scorer.scores(evidence), _without_negated_words(text, evidence)
        if not split_words(affirmed):
            return scores
        probabilities = self._word_attention.probabilities(self._word_features.encode(affirmed))
        if self._sentence_classifier:
            probabilities = (probabilities + self._sentence_classifier.probabilities(affirmed)) / 2
        return self._scorer.blend_sentence(scores, evidence, probabilities)

    def _collect_evidence(self, text: str) -> list[ScopedEvidence]:
        """Return the evidence of all clauses; "no" after a question negates it, as in "sad? no, glad"."""
        clauses: list[list[ScopedEvidence]] = [[]]
        for clause in split_clauses(text):
            if clause in _NEGATIVE_ANSWERS and "?" in text:
                clauses[-1] = [replace(piece, negated=True) for piece in clauses[-1]]
            else:
                clauses.append(self._clause_parser.parse(clause))
        return [piece for pieces in clauses for piece in pieces]

    def _reject_unknown_words(self, tokens: list[str]) -> None:
        """Reject a sentence without words, or with mostly unknown ones.

        Raises:
            RequestError: If it has no words, or most of them are unknown.
        """
        if not tokens:
            raise RequestError(
                "There are no words in that. Say or type what you feel, such as “hope and wonder”."
            )
        known = sum(self._clause_parser.is_neutral(word) or self._lexicon.knows(word) for word in tokens)
        if known < _MIN_KNOWN_WORD_SHARE * len(tokens):
            raise RequestError("I do not know these words. Type it in English, or speak it in any language.")


def _without_negated_words(text: str, evidence: list[ScopedEvidence]) -> str:
    """Remove negated words, because the sentence models do not recognize negation."""
    negated = {re.escape(piece.evidence.word) for piece in evidence if piece.negated}
    return re.sub(rf"\b(?:{'|'.join(negated)})\b", " ", text) if negated else text
