"""A trie that finds phrases in a text by their words."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Generic, TypeVar

from composer_app.request.text.tokenize import split_words, strip_inflection

Meaning = TypeVar("Meaning")

_POSSESSIVES = frozenset("my your his her its our their".split())
_PRONOUNS = frozenset("i me you he him she her we us they them someone somebody everyone everybody".split())
_MEANING_KEY = ""  # no word is empty
_WILDCARD = "*"
_MAX_WILDCARD_WORDS = 2


class PhraseTrie(Generic[Meaning]):
    """A trie of phrases with their meanings.

    A phrase matches any inflection of its words ("closing", "closes"), any possessive ("my", "her") and any pronoun
    ("me", "them"); `*` matches up to two words.
    """

    def __init__(self, phrases: Mapping[str, Meaning], base_forms: Mapping[str, str]) -> None:
        """Build the trie; `base_forms` has the base forms of irregular ones: "broke" to "break"."""
        self._base_forms = base_forms
        self._trie: dict[str, Any] = {}
        for phrase, meaning in phrases.items():
            node = self._trie
            for part in phrase.lower().split():
                for word in [_WILDCARD] if part == _WILDCARD else split_words(part.replace("-", " ")):
                    node = node.setdefault(word if word == _WILDCARD else _keys(self._base_form(word))[0], {})
            assert node is not self._trie, f"{phrase!r} has no words"
            node[_MEANING_KEY] = meaning

    def longest_match(self, tokens: list[str], start: int) -> tuple[int, Meaning] | None:
        """Return the end and the meaning of the longest phrase that begins at a token, or None."""
        return max(self._matches(self._trie, tokens, start), key=lambda found: found[0], default=None)

    def _matches(self, node: dict[str, Any], tokens: list[str], at: int) -> Iterator[tuple[int, Meaning]]:
        if _MEANING_KEY in node:
            yield at, node[_MEANING_KEY]
        if at < len(tokens):
            for key in _keys(self._base_form(tokens[at])):
                if key in node:
                    yield from self._matches(node[key], tokens, at + 1)
        if _WILDCARD in node:
            for width in range(_MAX_WILDCARD_WORDS + 1):
                yield from self._matches(node[_WILDCARD], tokens, at + width)

    def _base_form(self, word: str) -> str:
        return self._base_forms.get(word, word)


@cache
def _keys(word: str) -> tuple[str, ...]:
    """Return the keys of a word in the trie; possessives and pronouns have common keys."""
    common = [name for name, group in (("my", _POSSESSIVES), ("me", _PRONOUNS)) if word in group]
    return tuple(common) or (strip_inflection(word),)
