"""From a sentence to a request: which emotions, how strongly, because of which words."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from composer_app.errors import RequestError
from composer_app.paths import resource
from composer_app.request.clause import TELLING, ClauseReader, Heard
from composer_app.request.constraints import read_asked
from composer_app.request.detection import detect
from composer_app.request.gist import Gist, load_gist
from composer_app.request.glossary import LANGUAGES, Glossed, glossary
from composer_app.request.key_names import english_keys
from composer_app.request.language import english
from composer_app.request.lexicon import Lexicon
from composer_app.request.request import Request
from composer_app.request.semantics import Semantics, load_semantics
from composer_app.request.weighing import Scale, Scores
from composer_app.request.wording import clauses, plain, words
from composer_app.request.wordrows import WordRows

LONGEST = 10_000
_KNOWN = 0.45  # share of a sentence's words below which it is in no language we read
# Turns of speech that are said plainer before they are read.
_PLAINER = (
    (re.compile(r"\b([^\W\d_]+)-free\b"), r"without \1"),
    (re.compile(r"\bnot so much ([^,.;]+?) as\b"), r"not \1 but"),
)
_NO = frozenset({"no", "nope", "nah", "no way", "no thanks"})


@dataclass(frozen=True, slots=True, eq=False)
class Understood:
    """A request, and how it was come by.

    Attributes:
        request: What was understood.
        sentence: The English that was read.
        heard: The evidence, in the order it was said.
        names: The emotions in the order of the evidence.
    """

    request: Request
    sentence: str
    heard: tuple[Heard, ...]
    names: tuple[str, ...]

    @property
    def tells(self) -> bool:
        """Whether anything in it tells of a feeling."""
        return any(piece.evidence.mass >= TELLING for piece in self.heard)

    @property
    def asks(self) -> bool:
        """Whether it asks for a feeling, and does not only refuse one."""
        return any(piece.evidence.mass >= TELLING and not piece.negated for piece in self.heard)


class Reader:
    """Reads requests. Loads the shipped words and vectors when it first needs them."""

    def __init__(self, *, sentences: bool = True) -> None:
        """Read by words, and by whole sentences where the extra is installed and `sentences` says so."""
        self._sentences = sentences
        self._lexicon = Lexicon(resource("words"))
        self._clauses = ClauseReader(english(), self._lexicon)
        self._rows = WordRows(english(), self._lexicon)
        self._scale = Scale()

    @cached_property
    def _gist(self) -> Gist:
        return load_gist(resource("words/gist.npz"))

    @cached_property
    def _semantics(self) -> Semantics | None:
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

    def understand(self, text: str, language: str = "", translation: str = "") -> Understood:
        """What a sentence asks for, with the evidence; words that nobody knows are let pass.

        Raises:
            RequestError: It is empty, or far longer than a request.
        """
        code = language if translation not in {"", text} else detect(text)
        sentence, glossed = translation or text, Glossed("")
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
        return Understood(request, sentence, tuple(heard), self._scale.names)

    def _scores(self, said: str, heard: list[Heard]) -> Scores:
        """How strongly each emotion is asked for, by the words and by the sentence as a whole."""
        scores, meant = self._scale.scores(heard), _meant(said, heard)
        if not words(meant):
            return scores
        sentence = self._gist.probabilities(self._rows.rows(meant))
        if self._semantics:
            sentence = (sentence + self._semantics.probabilities(meant)) / 2
        return self._scale.with_sentence(scores, heard, sentence)

    def _hear(self, said: str) -> list[Heard]:
        """The evidence of all clauses; "sad? no, glad" refuses what was asked before."""
        heard: list[list[Heard]] = [[]]
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


def _meant(said: str, heard: list[Heard]) -> str:
    """A text without the words that it refuses: what it says of them is heard by its words alone."""
    refused = {re.escape(piece.evidence.word) for piece in heard if piece.negated}
    return re.sub(rf"\b(?:{'|'.join(refused)})\b", " ", said) if refused else said
