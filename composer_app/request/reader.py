"""From a sentence to a request: which emotions, how strongly, because of which words."""

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
_MIN_KNOWN_WORD_SHARE = 0.45  # share of a sentence's words below which it is in no language we read
# Turns of speech that are said plainer before they are read.
_SIMPLIFICATIONS = (
    (re.compile(r"\b([^\W\d_]+)-free\b"), r"without \1"),
    (re.compile(r"\bnot so much ([^,.;]+?) as\b"), r"not \1 but"),
)
_NEGATIVE_ANSWERS = frozenset({"no", "nope", "nah", "no way", "no thanks"})


@dataclass(frozen=True, slots=True, eq=False)
class ParsedRequest:
    """A request, and how it was come by.

    Attributes:
        request: What was understood.
        sentence: The English that was read.
        evidence: The evidence, in the order it was said.
        emotion_names: The emotions in the order of the evidence.
    """

    request: Request
    sentence: str
    evidence: tuple[ScopedEvidence, ...]
    emotion_names: tuple[str, ...]

    @property
    def expresses_emotion(self) -> bool:
        """Whether anything in it tells of a feeling."""
        return any(piece.evidence.emotion_mass >= MIN_EMOTION_MASS for piece in self.evidence)

    @property
    def asks_for_emotion(self) -> bool:
        """Whether it asks for a feeling, and does not only refuse one."""
        return any(
            piece.evidence.emotion_mass >= MIN_EMOTION_MASS and not piece.negated for piece in self.evidence
        )


class RequestReader:
    """Reads requests. Loads the shipped words and vectors when it first needs them."""

    def __init__(self, *, use_sentence_model: bool = True) -> None:
        """Read by words, and by whole sentences where the extra is installed and `use_sentence_model` says so."""
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
        """Understand a sentence; `translation` is its English where `text` is in another language.

        Raises:
            RequestError: It is empty, or far longer than a request, or in no known language.
        """
        understood = self.parse(text, language, translation)
        if not understood.expresses_emotion and understood.request.language not in LANGUAGES:
            self._reject_unknown_words(split_words(normalize(understood.sentence)))
        return understood.request

    def parse(self, text: str, language: str = "", translation: str = "") -> ParsedRequest:
        """What a sentence asks for, with the evidence; words that nobody knows are let pass.

        Raises:
            RequestError: It is empty, or far longer than a request.
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
        said = normalize(sentence)
        for turn, plainer in _SIMPLIFICATIONS:
            said = turn.sub(plainer, said)
        heard = self._collect_evidence(said)
        mood = self._scorer.mood(self._scores(said, heard), heard)
        asked = parse_constraints(sentence)
        mood = replace(
            mood, words=tuple(replace(w, word=glossed.source_words.get(w.word, w.word)) for w in mood.words)
        )
        because = tuple((name, keys.get(words, words)) for name, words in asked.constraint_phrases)
        request = Request(text, code or "en", sentence, mood, asked.constraints, because)
        return ParsedRequest(request, sentence, tuple(heard), self._scorer.emotion_names)

    def _scores(self, text: str, evidence: list[ScopedEvidence]) -> Scores:
        """How strongly each emotion is asked for, by the words and by the sentence as a whole."""
        scores, meant = self._scorer.scores(evidence), _without_negated_words(text, evidence)
        if not split_words(meant):
            return scores
        sentence = self._word_attention.probabilities(self._word_features.encode(meant))
        if self._sentence_classifier:
            sentence = (sentence + self._sentence_classifier.probabilities(meant)) / 2
        return self._scorer.blend_sentence(scores, evidence, sentence)

    def _collect_evidence(self, text: str) -> list[ScopedEvidence]:
        """The evidence of all clauses; "sad? no, glad" refuses what was asked before."""
        heard: list[list[ScopedEvidence]] = [[]]
        for clause in split_clauses(text):
            if clause in _NEGATIVE_ANSWERS and "?" in text:
                heard[-1] = [replace(piece, negated=True) for piece in heard[-1]]
            else:
                heard.append(self._clause_parser.parse(clause))
        return [piece for clause in heard for piece in clause]

    def _reject_unknown_words(self, tokens: list[str]) -> None:
        """Refuse a sentence most of whose words are in no list of ours.

        Raises:
            RequestError: It has no words, or they are in no language we read.
        """
        if not tokens:
            raise RequestError(
                "There are no words in that. Say or type what you feel, such as “hope and wonder”."
            )
        known = sum(self._clause_parser.is_neutral(word) or self._lexicon.knows(word) for word in tokens)
        if known < _MIN_KNOWN_WORD_SHARE * len(tokens):
            raise RequestError("I do not know these words. Type it in English, or speak it in any language.")


def _without_negated_words(text: str, evidence: list[ScopedEvidence]) -> str:
    """A text without the words that it refuses: what it says of them is heard by its words alone."""
    refused = {re.escape(piece.evidence.word) for piece in evidence if piece.negated}
    return re.sub(rf"\b(?:{'|'.join(refused)})\b", " ", text) if refused else text
