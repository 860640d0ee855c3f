"""Search of takes by request, name, emotion, key, chord and day, without Qt."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from composer_app.library.summary import TakeSummary
from composer_app.library.take import TakeMarks

_SEARCH_REPLACEMENTS = str.maketrans({"♭": "b", "♯": "#", "’": "'", **dict.fromkeys('“”"\n,;.!?()', " ")})
_WORD_PATTERN = re.compile(r"[a-g][b#]? (?:major|minor)\b|\S+")  # a key counts as one word
_TAKE_NUMBER_PATTERN = re.compile(r"#\d+")


class TakeFilter(StrEnum):
    """The filters of the take list."""

    ALL = "all"
    STARRED = "starred"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class TakeQuery:
    """A search query.

    Attributes:
        words: Each must be the beginning of a word of the take; empty matches every take.
        take_filter: The filter.
    """

    words: tuple[str, ...] = ()
    take_filter: TakeFilter = TakeFilter.ALL

    def matches_marks(self, marks: TakeMarks) -> bool:
        """Return whether a take with these marks passes the filter."""
        if self.take_filter is TakeFilter.REMOVED:
            return marks.removed
        return not marks.removed and (marks.starred or self.take_filter is TakeFilter.ALL)

    def matches_words(self, name: str, words: str) -> bool:
        """Return whether a take matches, given its name and its `searchable_words`."""
        searched_text = f"{_pad_words(name)}{words}" if name else words
        return all(word in searched_text for word in self.words)


def parse_query(
    text: str, take_filter: TakeFilter, today: date, names: tuple[str, str] = ("today", "yesterday")
) -> TakeQuery:
    """Return the query of a text; `names` are the words for today and yesterday."""
    days = dict(zip(names, (today, today - timedelta(days=1)), strict=True))
    words = _WORD_PATTERN.findall(_normalize(text))
    return TakeQuery(tuple(_prefix_pattern(f"{days.get(word, word)}") for word in words), take_filter)


def searchable_words(versions: Iterable[TakeSummary]) -> str:
    """Return the words of all versions of a take, for `TakeQuery.matches_words`."""
    return _pad_words(" ".join(_summary_words(version) for version in versions))


def searchable_sentence(version: TakeSummary) -> str:
    """Return the words of a version's sentence, for `TakeQuery.matches_words`."""
    return _pad_words(version.text)


def _summary_words(summary: TakeSummary) -> str:
    date_words = summary.created_at.astimezone().strftime("%Y-%m-%d %A %B")
    return " ".join(
        (summary.text, *summary.emotions, summary.key, *summary.chords, summary.metre, date_words)
    )


def _normalize(text: str) -> str:
    return text.translate(_SEARCH_REPLACEMENTS).casefold()


def _pad_words(text: str) -> str:
    """Return a normalized text in which a space precedes each word, so that prefixes can be searched."""
    return f" {_normalize(text)} "


def _prefix_pattern(word: str) -> str:
    """Return the text to search for a word: as a prefix, or anywhere in scripts without spaces."""
    if _TAKE_NUMBER_PATTERN.fullmatch(word):
        return f" {word} "  # a whole word, so that #3 does not match #30
    return f" {word}" if word.isascii() else word
