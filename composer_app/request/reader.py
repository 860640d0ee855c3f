"""From a sentence to a request: which emotions, how strongly, because of which words."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from composer_app.errors import RequestError
from composer_app.paths import resource
from composer_app.request.constraints.key_names import english_keys
from composer_app.request.constraints.parser import read_asked
from composer_app.request.emotion.clause import TELLING, ClauseParser, ScopedEvidence
from composer_app.request.emotion.lexicon import Lexicon
from composer_app.request.emotion.scoring import EvidenceScorer, Scores
from composer_app.request.emotion.sentence_encoder import SentenceClassifier, load_semantics
from composer_app.request.emotion.word_attention import WordAttentionNet, load_gist
from composer_app.request.emotion.word_features import WordFeatures
from composer_app.request.request import Request
from composer_app.request.text.english_tables import english
from composer_app.request.text.glossary import LANGUAGES, GlossedText, glossary
from composer_app.request.text.language_detection import detect
from composer_app.request.text.tokenize import clauses, plain, words

LONGEST = 10_000
_KNOWN = 0.45  # share of a sentence's words below which it is in no language we read
# Turns of speech that are said plainer before they are read.
_PLAINER = (
    (re.compile(r"\b([^\W\d_]+)-free\b"), r"without \1"),
    (re.compile(r"\bnot so much ([^,.;]+?) as\b"), r"not \1 but"),
)
_NO = frozenset({"no", "nope", "nah", "no way", "no thanks"})


@dataclass(frozen=True, slots=True, eq=False)
class ParsedRequest:
    """A request, and how it was come by.

    Attributes:
        request: What was understood.
        sentence: The English that was read.
        heard: The evidence, in the order it was said.
        names: The emotions in the order of the evidence.
    """

    request: Request
    sentence: str
    heard: tuple[ScopedEvidence, ...]
    names: tuple[str, ...]

    @property
    def tells(self) -> bool:
        """Whether anything in it tells of a feeling."""
        return any(piece.evidence.mass >= TELLING for piece in self.heard)

    @property
    def asks(self) -> bool:
        """Whether it asks for a feeling, and does not only refuse one."""
        return any(piece.evidence.mass >= TELLING and not piece.negated for piece in self.heard)


class RequestReader:
    """Reads requests. Loads the shipped words and vectors when it first needs them."""

    def __init__(self, *, sentences: bool = True) -> None:
        """Read by words, and by whole sentences where the extra is installed and `sentences` says so."""
        self._sentences = sentences
        self._lexicon = Lexicon(resource("words"))
        self._clauses = ClauseParser(english(), self._lexicon)
        self._rows = WordFeatures(english(), self._lexicon)
        self._scale = EvidenceScorer()

    @cached_property
    def _gist(self) -> WordAttentionNet:
        return load_gist(resource("words/gist.npz"))

    @cached_property
    def _semantics(self) -> SentenceClassifier | None:
        return load_semantics() if self._sentences else None

    def warm_up(self) -> None:
        """Load everything now."""
        self.read("hope", "en", "hope")

    def read(self, text: str, language: str = "", translation: str = "") -> Request:
        """Understand a sentence; `translation` is its English where `text` is in another language.

        Raises:
            RequestError: It is empty, or far longer than a request, or in no known language.
        """
        understood = self.understand(text, language, translation)
        if not understood.tells and understood.request.language not in LANGUAGES:
            self._check_known(words(plain(understood.sentence)))
        return understood.request

    def understand(self, text: str, language: str = "", translation: str = "") -> ParsedRequest:
        """What a sentence asks for, with the evidence; words that nobody knows are let pass.

        Raises:
            RequestError: It is empty, or far longer than a request.
        """
        code = language if translation not in {"", text} else detect(text)
        sentence, glossed = translation or text, GlossedText("")
        if not sentence.strip():
            raise RequestError(
                "There is nothing to read. Say or type what you feel, such as “hope and wonder”."
            )
        if len(sentence) > LONGEST:
            raise RequestError(f"That is longer than {LONGEST:,} characters. Say it in a sentence or two.")
        sentence, keys = english_keys(sentence, code if sentence == text else "")
        if code in LANGUAGES and translation in {"", text}:
            glossed = glossary(code).read(sentence)
            sentence = glossed.english
        said = plain(sentence)
        for turn, plainer in _PLAINER:
            said = turn.sub(plainer, said)
        heard = self._hear(said)
        mood = self._scale.mood(self._scores(said, heard), heard)
        asked = read_asked(sentence)
        mood = replace(
            mood, words=tuple(replace(w, word=glossed.said.get(w.word, w.word)) for w in mood.words)
        )
        because = tuple((name, keys.get(words, words)) for name, words in asked.because)
        request = Request(text, code or "en", sentence, mood, asked.constraints, because)
        return ParsedRequest(request, sentence, tuple(heard), self._scale.names)

    def _scores(self, said: str, heard: list[ScopedEvidence]) -> Scores:
        """How strongly each emotion is asked for, by the words and by the sentence as a whole."""
        scores, meant = self._scale.scores(heard), _meant(said, heard)
        if not words(meant):
            return scores
        sentence = self._gist.probabilities(self._rows.rows(meant))
        if self._semantics:
            sentence = (sentence + self._semantics.probabilities(meant)) / 2
        return self._scale.with_sentence(scores, heard, sentence)

    def _hear(self, said: str) -> list[ScopedEvidence]:
        """The evidence of all clauses; "sad? no, glad" refuses what was asked before."""
        heard: list[list[ScopedEvidence]] = [[]]
        for clause in clauses(said):
            if clause in _NO and "?" in said:
                heard[-1] = [replace(piece, negated=True) for piece in heard[-1]]
            else:
                heard.append(self._clauses.hear(clause))
        return [piece for clause in heard for piece in clause]

    def _check_known(self, said: list[str]) -> None:
        """Refuse a sentence most of whose words are in no list of ours.

        Raises:
            RequestError: It has no words, or they are in no language we read.
        """
        if not said:
            raise RequestError(
                "There are no words in that. Say or type what you feel, such as “hope and wonder”."
            )
        known = sum(self._clauses.speechless(word) or self._lexicon.knows(word) for word in said)
        if known < _KNOWN * len(said):
            raise RequestError("I do not know these words. Type it in English, or speak it in any language.")


def _meant(said: str, heard: list[ScopedEvidence]) -> str:
    """A text without the words that it refuses: what it says of them is heard by its words alone."""
    refused = {re.escape(piece.evidence.word) for piece in heard if piece.negated}
    return re.sub(rf"\b(?:{'|'.join(refused)})\b", " ", said) if refused else said
