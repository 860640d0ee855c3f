"""Phrases by their words, found wherever they stand: one tree, walked word by word."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Generic, TypeVar

from composer_app.request.text.tokenize import root, words

Meaning = TypeVar("Meaning")

_OWNERS = frozenset("my your his her its our their".split())
_PERSONS = frozenset("i me you he him she her we us they them someone somebody everyone everybody".split())
_MEANING = ""  # no word is empty
_GAP = "*"
_WIDEST = 2


class PhraseTrie(Generic[Meaning]):
    """Phrases and what they mean.

    A phrase matches whatever the inflection of its words ("closing", "closes"), whoever owns ("my", "her") and
    whoever it is about ("me", "them"); `*` stands for up to two words.
    """

    def __init__(self, phrases: Mapping[str, Meaning], forms: Mapping[str, str]) -> None:
        """Take phrases, and irregular forms of words: "broke" to "break"."""
        self._forms = forms
        self._tree: dict[str, Any] = {}
        for phrase, meaning in phrases.items():
            node = self._tree
            for part in phrase.lower().split():
                for word in [_GAP] if part == _GAP else words(part.replace("-", " ")):
                    node = node.setdefault(word if word == _GAP else _keys(self._base(word))[0], {})
            assert node is not self._tree, f"{phrase!r} has no words"
            node[_MEANING] = meaning

    def longest(self, said: list[str], start: int) -> tuple[int, Meaning] | None:
        """Where the longest phrase ends that begins with a word, and what it means."""
        return max(self._found(self._tree, said, start), key=lambda found: found[0], default=None)

    def _found(self, node: dict[str, Any], said: list[str], at: int) -> Iterator[tuple[int, Meaning]]:
        if _MEANING in node:
            yield at, node[_MEANING]
        if at < len(said):
            for key in _keys(self._base(said[at])):
                if key in node:
                    yield from self._found(node[key], said, at + 1)
        if _GAP in node:
            for width in range(_WIDEST + 1):
                yield from self._found(node[_GAP], said, at + width)

    def _base(self, word: str) -> str:
        return self._forms.get(word, word)


@cache
def _keys(word: str) -> tuple[str, ...]:
    """What a word may be called in the tree, its most general name first."""
    named = [name for name, group in (("my", _OWNERS), ("me", _PERSONS)) if word in group]
    return tuple(named) or (root(word),)
