"""Searching takes: by sentence, name, feeling, key, chord and day, without Qt."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from composer_app.library.summary import TakeSummary
from composer_app.library.take import TakeMarks

_SIGNS = str.maketrans({"♭": "b", "♯": "#", "’": "'", **dict.fromkeys('“”"\n,;.!?()', " ")})
_WORD = re.compile(r"[a-g][b#]? (?:major|minor)\b|\S+")  # a key is one word
_NUMBER = re.compile(r"#\d+")  # of a take


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
        among: Which takes are looked through.
    """

    words: tuple[str, ...] = ()
    among: TakeFilter = TakeFilter.ALL

    def admits(self, marks: TakeMarks) -> bool:
        """Whether a take with these marks is looked at."""
        if self.among is TakeFilter.REMOVED:
            return marks.removed
        return not marks.removed and (marks.star or self.among is TakeFilter.ALL)

    def finds(self, name: str, words: str) -> bool:
        """Whether a take of that name, whose other words are `words_of` it, has them all."""
        whole = f"{_folded(name)}{words}" if name else words
        return all(word in whole for word in self.words)


def query(
    text: str, among: TakeFilter, today: date, names: tuple[str, str] = ("today", "yesterday")
) -> TakeQuery:
    """What a text looks for; the names of today and yesterday stand for these days."""
    days = dict(zip(names, (today, today - timedelta(days=1)), strict=True))
    words = _WORD.findall(_plain(text))
    return TakeQuery(tuple(_start(f"{days.get(word, word)}") for word in words), among)


def words_of(versions: Iterable[TakeSummary]) -> str:
    """The words by which a take is found, ready for `TakeQuery.finds`."""
    return _folded(" ".join(_words(each) for each in versions))


def sentence_of(version: TakeSummary) -> str:
    """The words of its sentence alone, ready for `TakeQuery.finds`."""
    return _folded(version.text)


def _words(each: TakeSummary) -> str:
    made = each.made.astimezone().strftime("%Y-%m-%d %A %B")
    return " ".join((each.text, *each.feelings, each.key, *each.chords, each.metre, made))


def _plain(text: str) -> str:
    return text.translate(_SIGNS).casefold()


def _folded(text: str) -> str:
    """A text in which each word can be found by its beginning."""
    return f" {_plain(text)} "


def _start(word: str) -> str:
    """What is looked for in place of a word: its beginning; in writing without spaces, anywhere."""
    if _NUMBER.fullmatch(word):
        return f" {word} "  # the third take is not the thirtieth
    return f" {word}" if word.isascii() else word
