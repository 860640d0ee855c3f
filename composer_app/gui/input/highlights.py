"""Where in a sentence the words stand that counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from composer_app.request.emotion.mood import WordContribution
    from composer_app.request.request import Request

_LETTER_PATTERN = re.compile(r"[^\W\d_]")
_UNSPACED_SCRIPT_PATTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # signs that are not parted by spaces


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch of a sentence that counted.

    Attributes:
        start: Its first character, from 0.
        length: How many characters.
        contribution: What it said of the mood; None where it named a constraint.
    """

    start: int
    length: int
    contribution: WordContribution | None = None


def find_highlights(text: str, request: Request | None) -> tuple[Highlight, ...]:
    """Where a request's words stand in a text, in order; those that are not in it any more are left out.

    A word that was said twice is marked in the order in which it counted. Words that spoke of the mood go before
    those that named a constraint.
    """
    if not request:
        return ()
    found = list(_find_mood_highlights(text, request.mood.words))
    for _, words in request.constraint_phrases:
        stretch = _find_span(text, words, 0)
        if stretch and not any(_spans_overlap(stretch, (mark.start, mark.length)) for mark in found):
            found.append(Highlight(*stretch))
    return tuple(sorted(found, key=lambda mark: mark.start))


def _find_mood_highlights(text: str, words: Iterable[WordContribution]) -> Iterator[Highlight]:
    taken: list[tuple[int, int]] = []
    at = 0
    for word in words:
        stretch = _find_span(text, word.word, at) or _find_span(text, word.word, 0)
        if stretch and not any(_spans_overlap(stretch, other) for other in taken):
            taken.append(stretch)
            at = sum(stretch)
            yield Highlight(*stretch, word)


def _find_span(text: str, word: str, start: int) -> tuple[int, int] | None:
    """Where a word stands as a whole from some character on, and how long it is; any hyphens and spaces part it."""
    parts = [re.escape(part).replace("'", "['’`]") for part in re.split(r"[\s-]+", word) if part]
    if not parts:
        return None
    spaced = _LETTER_PATTERN.search(word) and not _UNSPACED_SCRIPT_PATTERN.search(word)
    edge = ("(?<![^\\W\\d_])", "(?![^\\W\\d_])") if spaced else ("", "")
    found = re.compile(edge[0] + r"[\s-]+".join(parts) + edge[1], re.IGNORECASE).search(text, start)
    return (found.start(), found.end() - found.start()) if found else None


def _spans_overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < sum(other) and other[0] < sum(one)
