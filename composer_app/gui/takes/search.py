"""Searching takes: by sentence, name, feeling, key, chord and day, without Qt."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from composer_app.library.summary import TakeSummary
from composer_app.library.take import TakeMarks

_SEARCH_REPLACEMENTS = str.maketrans({"♭": "b", "♯": "#", "’": "'", **dict.fromkeys('“”"\n,;.!?()', " ")})
_WORD_PATTERN = re.compile(r"[a-g][b#]? (?:major|minor)\b|\S+")  # a key is one word
_TAKE_NUMBER_PATTERN = re.compile(r"#\d+")  # of a take


class TakeFilter(StrEnum):
    """Which takes are listed at all."""

    ALL = "all"
    STARRED = "starred"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class TakeQuery:
    """What is looked for.

    Attributes:
        words: All of these must begin a word of the take; empty finds every take.
        take_filter: Which takes are looked through.
    """

    words: tuple[str, ...] = ()
    take_filter: TakeFilter = TakeFilter.ALL

    def matches_marks(self, marks: TakeMarks) -> bool:
        """Whether a take with these marks is looked at."""
        if self.take_filter is TakeFilter.REMOVED:
            return marks.removed
        return not marks.removed and (marks.starred or self.take_filter is TakeFilter.ALL)

    def matches_words(self, name: str, words: str) -> bool:
        """Whether a take of that name, whose other words are `words_of` it, has them all."""
        whole = f"{_pad_words(name)}{words}" if name else words
        return all(word in whole for word in self.words)


def parse_query(
    text: str, take_filter: TakeFilter, today: date, names: tuple[str, str] = ("today", "yesterday")
) -> TakeQuery:
    """What a text looks for; the names of today and yesterday stand for these days."""
    days = dict(zip(names, (today, today - timedelta(days=1)), strict=True))
    words = _WORD_PATTERN.findall(_normalize(text))
    return TakeQuery(tuple(_prefix_pattern(f"{days.get(word, word)}") for word in words), take_filter)


def searchable_words(versions: Iterable[TakeSummary]) -> str:
    """The words by which a take is found, ready for `TakeQuery.finds`."""
    return _pad_words(" ".join(_summary_words(each) for each in versions))


def searchable_sentence(version: TakeSummary) -> str:
    """The words of its sentence alone, ready for `TakeQuery.finds`."""
    return _pad_words(version.text)


def _summary_words(each: TakeSummary) -> str:
    made = each.created_at.astimezone().strftime("%Y-%m-%d %A %B")
    return " ".join((each.text, *each.emotions, each.key, *each.chords, each.metre, made))


def _normalize(text: str) -> str:
    return text.translate(_SEARCH_REPLACEMENTS).casefold()


def _pad_words(text: str) -> str:
    """A text in which each word can be found by its beginning."""
    return f" {_normalize(text)} "


def _prefix_pattern(word: str) -> str:
    """What is looked for in place of a word: its beginning; in writing without spaces, anywhere."""
    if _TAKE_NUMBER_PATTERN.fullmatch(word):
        return f" {word} "  # the third take is not the thirtieth
    return f" {word}" if word.isascii() else word
