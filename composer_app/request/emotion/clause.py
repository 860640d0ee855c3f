"""One clause, word by word: what each word says of feeling, and what "not", "very" and "than" make of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from composer_app.request.emotion.lexicon import Evidence, Lexicon
from composer_app.request.text.english_tables import LanguageTables, PhraseMeaning, WordRole
from composer_app.request.text.tokenize import candidate_base_forms, split_words

MIN_EMOTION_MASS = 0.5  # emotion mass below which a word says nothing of its own
MIN_COUNTED_MASS = MIN_EMOTION_MASS / 2  # below which it is not even counted
_NEGATION_SCOPE_WORDS = {
    WordRole.NEGATE: 3,
    WordRole.NEGATE_PARTLY: 2,
    WordRole.COMPARE: 3,
}  # words that speak, after a negator
_INTENSIFIER_FACTOR, _DOWNTONER_FACTOR = 1.3, 0.6
_STRENGTH_FACTORS = {
    WordRole.INTENSIFY: _INTENSIFIER_FACTOR,
    WordRole.INTENSIFY_PREVIOUS: _INTENSIFIER_FACTOR,
    WordRole.DOWNTONE: _DOWNTONER_FACTOR,
}
_STRENGTH_RANGE = (0.3, 1.7)


@dataclass(frozen=True, slots=True, eq=False)
class ScopedEvidence:
    """A piece of evidence as the sentence means it.

    Attributes:
        evidence: What the word or phrase says by itself.
        negated: Whether the sentence turned it round.
        partly_negated: Whether only much of it is refused ("not too sad").
        strength: How strongly it is meant; 1 where nothing says.
        is_wish: Whether it is said of what is wanted, and not of what is the case.
    """

    evidence: Evidence
    negated: bool = False
    partly_negated: bool = False
    strength: float = 1.0
    is_wish: bool = False


@dataclass(slots=True)
class _ScopeState:
    """What is remembered from one word of a clause to the next."""

    tokens: list[str]
    evidence: list[ScopedEvidence] = field(default_factory=list)
    negated_words_left: int = 0
    partly_negated: bool = False
    strength: float = 1.0
    after_comparative: bool = False
    after_less: bool = False
    conjunction: str = ""
    is_wish: bool = False
    is_off_topic: bool = False


class ClauseParser:
    """Hears the feeling in clauses of one language."""

    def __init__(self, language: LanguageTables, lexicon: Lexicon) -> None:
        self._language, self._lexicon = language, lexicon

    def parse(self, clause: str) -> list[ScopedEvidence]:
        """The evidence of a clause, in the order it was said."""
        walk, at = _ScopeState(split_words(clause)), 0
        while at < len(walk.tokens):
            end, meaning = self._language.phrases.longest_match(walk.tokens, at) or (at + 1, None)
            if isinstance(meaning, WordRole):
                _apply_role(walk, meaning, walk.tokens[at])
            else:
                self._add_evidence(walk, " ".join(walk.tokens[at:end]), meaning)
            at = end
        return list(_scoped_evidence(walk))

    def is_neutral(self, word: str) -> bool:
        """Whether a word carries no feeling of its own."""
        return word in self._language.stop_words or word in self._language.music_words

    def _add_evidence(self, state: _ScopeState, phrase: str, meaning: PhraseMeaning | None) -> None:
        """Take the evidence of a word or phrase, as what went before it means it."""
        if not meaning and self.is_neutral(phrase):
            if phrase in self._language.music_words:
                state.strength = 1.0
            return
        evidence = (
            self._lexicon.phrase_evidence(phrase, meaning) if meaning else self._lexicon.word_evidence(phrase)
        )
        if evidence and evidence.emotion_mass >= MIN_COUNTED_MASS:
            state.negated_words_left = 0 if self._ends_negation(state, evidence) else state.negated_words_left
            strength = (
                state.strength * (_INTENSIFIER_FACTOR if self._is_superlative(phrase) else 1.0)
                if evidence.names_emotion
                else 1.0
            )
            state.evidence.append(
                ScopedEvidence(
                    evidence,
                    state.negated_words_left > 0,
                    state.partly_negated and state.negated_words_left > 0,
                    strength,
                )
            )
            state.negated_words_left -= 1
        state.after_comparative = state.after_comparative or phrase.endswith("er")
        state.strength, state.conjunction = 1.0, ""

    def _is_superlative(self, word: str) -> bool:
        """Whether a word is the strongest form of a listed one: "saddest", but not "forest"."""
        listed = self._language.emotion_words
        return (
            word.endswith("est")
            and word not in listed
            and any(stem in listed for stem in candidate_base_forms(word))
        )

    def _ends_negation(self, state: _ScopeState, evidence: Evidence) -> bool:
        """Whether a refusal ends here: "without fear and full of hope"."""
        if not (state.conjunction == "and" and state.evidence and state.evidence[-1].negated):
            return False
        before = state.evidence[-1].evidence
        return self._lexicon.valence(before) * self._lexicon.valence(evidence) < 0


def _apply_role(state: _ScopeState, role: WordRole, word: str) -> None:
    """Remember what a word does to those that follow, or do it to those before."""
    match role:
        case WordRole.NEGATE | WordRole.NEGATE_PARTLY:
            state.negated_words_left, state.partly_negated, state.after_less = (
                _NEGATION_SCOPE_WORDS[role],
                role is WordRole.NEGATE_PARTLY,
                word == "less",
            )
        case WordRole.COMPARE if state.after_less:
            state.negated_words_left, state.after_less = 0, False
        case WordRole.COMPARE if state.after_comparative:
            state.negated_words_left, state.partly_negated = _NEGATION_SCOPE_WORDS[role], False
        case WordRole.RESET:
            state.negated_words_left, state.after_comparative = 0, word == "more"
        case WordRole.INTENSIFY | WordRole.DOWNTONE:
            state.strength *= _STRENGTH_FACTORS[role]
        case WordRole.INTENSIFY_PREVIOUS | WordRole.NEGATE_PREVIOUS if state.evidence:
            last = state.evidence[-1]
            strength = last.strength * _STRENGTH_FACTORS.get(role, 1.0)
            state.evidence[-1] = replace(
                last, strength=strength, negated=last.negated or role is WordRole.NEGATE_PREVIOUS
            )
        case WordRole.JOIN:
            state.conjunction = word
        case _:
            state.is_wish = state.is_wish or role is WordRole.WISH
            state.is_off_topic = state.is_off_topic or role is WordRole.OFF_TOPIC


def _scoped_evidence(state: _ScopeState) -> Iterator[ScopedEvidence]:
    """What was heard; of a clause that is hardly about music, only what names a feeling."""
    least, most = _STRENGTH_RANGE
    for heard in state.evidence:
        if heard.evidence.names_emotion or not state.is_off_topic:
            yield replace(heard, strength=min(max(heard.strength, least), most), is_wish=state.is_wish)
