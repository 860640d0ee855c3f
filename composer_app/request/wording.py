"""Sentences as words: clauses, phrases, and the tables of how a language is read."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from composer_app.errors import ModelError
from composer_app.paths import resource

_CLAUSE = re.compile(r"[.,;:!?…()\[\]\"“”\n\r]+|\s[-–—]+\s|\s--+\s")
_WORD = re.compile(r"(?<!\d)[^\W\d_]+(?:['-][^\W\d_]+)*")
_ENDINGS = (
    ("ies", "y"), ("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"),
    ("ly", ""), ("ily", "y"), ("ness", ""), ("iness", "y"), ("ful", ""), ("er", ""), ("est", ""), ("ier", "y"),
    ("iest", "y"), ("er", "e"), ("'s", ""), ("in'", "ing"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Language:
    """How a language is read; the fields are those of its file in `resources/words`."""

    stop: frozenset[str]
    music: frozenset[str]
    negators: frozenset[str]
    negating_phrases: tuple[re.Pattern[str], ...]
    affirming_phrases: tuple[re.Pattern[str], ...]
    resets: frozenset[str]
    stronger: frozenset[str]
    stronger_phrases: tuple[re.Pattern[str], ...]
    weaker: frozenset[str]
    weaker_phrases: tuple[re.Pattern[str], ...]
    emotion_words: tuple[tuple[str, str], ...]
    idioms: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def english() -> Language:
    """The tables of English.

    Raises:
        ModelError: They are missing or damaged.
    """
    try:
        table = tomllib.loads(resource("words/english.toml").read_text(encoding="utf-8"))
        sets = {
            name: frozenset(table[name].split()) if isinstance(table[name], str) else frozenset(table[name])
            for name in ("stop", "music", "negators", "resets", "stronger", "weaker")
        }
        phrases = {name: tuple(map(_pattern, table[name])) for name in table if name.endswith("_phrases")}
        idioms = [
            (emotion, _pattern(idiom)) for emotion, all_of in table["idioms"].items() for idiom in all_of
        ]
        emotion_words = [(word, name) for name, said in table["words"].items() for word in said.split()]
        rows: dict[str, Any] = {**sets, **phrases}
        return Language(**rows, emotion_words=tuple(emotion_words), idioms=tuple(idioms))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ModelError("The word tables are missing or damaged. Install Composer again.") from error


def _pattern(idiom: str) -> re.Pattern[str]:
    """An idiom as an expression; `*` stands for up to two words."""
    body = re.escape(idiom.lower()).replace(r"\ \*\ ", r"\s(?:\S+\s){0,2}").replace(r"\ ", r"\s")
    return re.compile(rf"\b{body}\b")


def plain(text: str) -> str:
    """Text in lower case, with one kind of apostrophe and one kind of space."""
    text = unicodedata.normalize("NFKC", text).lower().replace("’", "'").replace("`", "'")
    return re.sub(r"[^\S\n\r]+", " ", text)


def clauses(text: str) -> list[str]:
    """The clauses of a plain text, as its punctuation parts them."""
    return [clause.strip() for clause in _CLAUSE.split(text) if clause.strip()]


def words(clause: str) -> list[str]:
    """The words of a clause; a hyphenated word is one."""
    return _WORD.findall(clause)


def stems(word: str) -> list[str]:
    """A word and what it may be a form of, the likeliest first: "hopes" gives "hopes", "hope"."""
    forms = [word, *([word.replace("-", "")] if "-" in word else [])]
    for ending, instead in _ENDINGS:
        stem = word[: -len(ending)] + instead
        if word.endswith(ending) and len(stem) >= 3:
            forms.append(stem)
            if len(stem) > 3 and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return forms
