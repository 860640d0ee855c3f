"""One clause, word by word: what each word says of feeling, and what "not", "very" and "than" make of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from composer_app.request.emotion.lexicon import Evidence, Lexicon
from composer_app.request.text.english_tables import LanguageTables, PhraseMeaning, WordRole
from composer_app.request.text.tokenize import stems, words

TELLING = 0.5  # emotion mass below which a word says nothing of its own
SPEAKING = TELLING / 2  # below which it is not even counted
_REACH = {WordRole.NEGATE: 3, WordRole.SOFTEN: 2, WordRole.COMPARE: 3}  # words that speak, after a negator
_STRONGER, _WEAKER = 1.3, 0.6
_STRENGTHS = {WordRole.STRENGTHEN: _STRONGER, WordRole.STRENGTHENED: _STRONGER, WordRole.WEAKEN: _WEAKER}
_WIDEST = (0.3, 1.7)


@dataclass(frozen=True, slots=True, eq=False)
class ScopedEvidence:
    """A piece of evidence as the sentence means it.

    Attributes:
        evidence: What the word or phrase says by itself.
        negated: Whether the sentence turned it round.
        mild: Whether only much of it is refused ("not too sad").
        strength: How strongly it is meant; 1 where nothing says.
        wished: Whether it is said of what is wanted, and not of what is the case.
    """

    evidence: Evidence
    negated: bool = False
    mild: bool = False
    strength: float = 1.0
    wished: bool = False


@dataclass(slots=True)
class _ScopeState:
    """What is remembered from one word of a clause to the next."""

    said: list[str]
    heard: list[ScopedEvidence] = field(default_factory=list)
    reach: int = 0
    mild: bool = False
    strength: float = 1.0
    compared: bool = False
    less: bool = False
    joined: str = ""
    wished: bool = False
    doubtful: bool = False


class ClauseParser:
    """Hears the feeling in clauses of one language."""

    def __init__(self, language: LanguageTables, lexicon: Lexicon) -> None:
        self._language, self._lexicon = language, lexicon

    def hear(self, clause: str) -> list[ScopedEvidence]:
        """The evidence of a clause, in the order it was said."""
        walk, at = _ScopeState(words(clause)), 0
        while at < len(walk.said):
            end, meaning = self._language.phrases.longest(walk.said, at) or (at + 1, None)
            if isinstance(meaning, WordRole):
                _heed(walk, meaning, walk.said[at])
            else:
                self._weigh(walk, " ".join(walk.said[at:end]), meaning)
            at = end
        return list(_as_meant(walk))

    def speechless(self, word: str) -> bool:
        """Whether a word carries no feeling of its own."""
        return word in self._language.idle or word in self._language.music

    def _weigh(self, walk: _ScopeState, said: str, told: PhraseMeaning | None) -> None:
        """Take the evidence of a word or phrase, as what went before it means it."""
        if not told and self.speechless(said):
            if said in self._language.music:
                walk.strength = 1.0
            return
        evidence = self._lexicon.phrase(said, told) if told else self._lexicon.evidence(said)
        if evidence and evidence.mass >= SPEAKING:
            walk.reach = 0 if self._turns(walk, evidence) else walk.reach
            strength = (
                walk.strength * (_STRONGER if self._superlative(said) else 1.0) if evidence.named else 1.0
            )
            walk.heard.append(
                ScopedEvidence(evidence, walk.reach > 0, walk.mild and walk.reach > 0, strength)
            )
            walk.reach -= 1
        walk.compared = walk.compared or said.endswith("er")
        walk.strength, walk.joined = 1.0, ""

    def _superlative(self, word: str) -> bool:
        """Whether a word is the strongest form of a listed one: "saddest", but not "forest"."""
        listed = self._language.listed
        return word.endswith("est") and word not in listed and any(stem in listed for stem in stems(word))

    def _turns(self, walk: _ScopeState, evidence: Evidence) -> bool:
        """Whether a refusal ends here: "without fear and full of hope"."""
        if not (walk.joined == "and" and walk.heard and walk.heard[-1].negated):
            return False
        before = walk.heard[-1].evidence
        return self._lexicon.valence(before) * self._lexicon.valence(evidence) < 0


def _heed(walk: _ScopeState, role: WordRole, word: str) -> None:
    """Remember what a word does to those that follow, or do it to those before."""
    match role:
        case WordRole.NEGATE | WordRole.SOFTEN:
            walk.reach, walk.mild, walk.less = _REACH[role], role is WordRole.SOFTEN, word == "less"
        case WordRole.COMPARE if walk.less:
            walk.reach, walk.less = 0, False
        case WordRole.COMPARE if walk.compared:
            walk.reach, walk.mild = _REACH[role], False
        case WordRole.RESET:
            walk.reach, walk.compared = 0, word == "more"
        case WordRole.STRENGTHEN | WordRole.WEAKEN:
            walk.strength *= _STRENGTHS[role]
        case WordRole.STRENGTHENED | WordRole.DENY if walk.heard:
            last = walk.heard[-1]
            strength = last.strength * _STRENGTHS.get(role, 1.0)
            walk.heard[-1] = replace(last, strength=strength, negated=last.negated or role is WordRole.DENY)
        case WordRole.JOIN:
            walk.joined = word
        case _:
            walk.wished = walk.wished or role is WordRole.WISH
            walk.doubtful = walk.doubtful or role is WordRole.DOUBT


def _as_meant(walk: _ScopeState) -> Iterator[ScopedEvidence]:
    """What was heard; of a clause that is hardly about music, only what names a feeling."""
    least, most = _WIDEST
    for heard in walk.heard:
        if heard.evidence.named or not walk.doubtful:
            yield replace(heard, strength=min(max(heard.strength, least), most), wished=walk.wished)
