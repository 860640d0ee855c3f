"""Positions of the evidence words in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from composer_app.request.emotion.mood import WordContribution
    from composer_app.request.request import Request

_LETTER_PATTERN = re.compile(r"[^\W\d_]")
_UNSPACED_SCRIPT_PATTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # scripts written without spaces


@dataclass(frozen=True, slots=True)
class Highlight:
    """A part of a sentence that is evidence for the mood or a constraint.

    Attributes:
        start: The index of its first character.
        length: The number of characters.
        contribution: Its contribution to the mood; None if it named a constraint.
    """

    start: int
    length: int
    contribution: WordContribution | None = None


def find_highlights(text: str, request: Request | None) -> tuple[Highlight, ...]:
    """Return the positions of a request's words in a text, in order; words no longer in it are skipped.

    A repeated word is matched in the order of its contributions. Words of the mood take precedence over words that
    named a constraint.
    """
    if not request:
        return ()
    highlights = list(_find_mood_highlights(text, request.mood.words))
    for _, words in request.constraint_phrases:
        span = _find_span(text, words, 0)
        if span and not any(
            _spans_overlap(span, (highlight.start, highlight.length)) for highlight in highlights
        ):
            highlights.append(Highlight(*span))
    return tuple(sorted(highlights, key=lambda highlight: highlight.start))


def _find_mood_highlights(text: str, words: Iterable[WordContribution]) -> Iterator[Highlight]:
    taken: list[tuple[int, int]] = []
    position = 0
    for word in words:
        span = _find_span(text, word.word, position) or _find_span(text, word.word, 0)
        if span and not any(_spans_overlap(span, other) for other in taken):
            taken.append(span)
            position = sum(span)
            yield Highlight(*span, word)


def _find_span(text: str, word: str, start: int) -> tuple[int, int] | None:
    """Return the start and length of a whole word from `start` on; its parts may be joined by hyphens or spaces."""
    parts = [re.escape(part).replace("'", "['’`]") for part in re.split(r"[\s-]+", word) if part]
    if not parts:
        return None
    spaced = _LETTER_PATTERN.search(word) and not _UNSPACED_SCRIPT_PATTERN.search(word)
    boundaries = ("(?<![^\\W\\d_])", "(?![^\\W\\d_])") if spaced else ("", "")
    match = re.compile(boundaries[0] + r"[\s-]+".join(parts) + boundaries[1], re.IGNORECASE).search(
        text, start
    )
    return (match.start(), match.end() - match.start()) if match else None


def _spans_overlap(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return first[0] < sum(second) and second[0] < sum(first)
