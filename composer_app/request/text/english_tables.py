"""How a language is read: which words carry no feeling, which turn others round, what words and phrases evoke."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from composer_app.errors import ModelError
from composer_app.paths import resource_path
from composer_app.request.text.phrase_trie import PhraseTrie


class WordRole(StrEnum):
    """What a word or phrase does to the words around it."""

    NEGATE = "negate"  # what follows is refused: "not"
    NEGATE_PARTLY = "soften"  # what follows is refused, but for a little of it: "not too"
    NEGATE_PREVIOUS = "deny"  # what went before is refused: "is not what I want"
    RESET = "reset"  # a refusal ends: "but"
    COMPARE = "compare"  # what follows is refused, after a comparative: "than"
    INTENSIFY = "strengthen"  # what follows is meant strongly: "very"
    INTENSIFY_PREVIOUS = "strengthened"  # what went before was: "as can be"
    DOWNTONE = "weaken"  # what follows is meant a little: "a touch of"
    WISH = "wish"  # this clause says what is wanted, and not what is the case: "I need"
    OFF_TOPIC = "doubt"  # this clause is hardly about music: "remind me to"
    JOIN = "join"  # goes on as it went: "and"
    SKIP = "skip"  # looks like one of these, and is none: "not only"


@dataclass(frozen=True, slots=True)
class PhraseMeaning:
    """Emotions that a phrase of our lists speaks for, and whether it names them or only evokes them."""

    emotions: tuple[str, ...]
    names_emotion: bool


@dataclass(frozen=True, slots=True, eq=False)
class LanguageTables:
    """The tables of a language: `resources/words/english.toml` and `feelings.toml`."""

    stop_words: frozenset[str]
    music_words: frozenset[str]
    phrases: PhraseTrie[WordRole | PhraseMeaning]
    emotion_words: dict[str, PhraseMeaning]
    emotion_phrases: dict[str, PhraseMeaning]


@cache
def english_tables() -> LanguageTables:
    """The tables of English.

    Raises:
        ModelError: They are missing or damaged.
    """
    try:
        reading, feelings = (_read_table(name) for name in ("english", "feelings"))
        said = dict(_word_meanings(feelings))
        listed = {word: told for word, told in said.items() if "-" not in word}
        joined = {word.replace("-", " "): told for word, told in said.items() if "-" in word}
        scenes, idioms = (dict(_phrase_meanings(feelings, table)) for table in ("scenes", "idioms"))
        roles = {phrase: WordRole(name) for name, all_of in reading["roles"].items() for phrase in all_of}
        forms = {form: word for word, irregular in reading["forms"].items() for form in irregular.split()}
        phrases: dict[str, WordRole | PhraseMeaning] = {**joined, **scenes, **idioms, **roles}
        return LanguageTables(
            frozenset(reading["idle"].split()),
            frozenset(reading["music"].split()),
            PhraseTrie(phrases, forms),
            listed,
            joined | scenes | idioms,
        )
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError("The word tables are missing or damaged. Install Composer again.") from error


def _read_table(name: str) -> dict[str, Any]:
    return tomllib.loads(resource_path(f"words/{name}.toml").read_text(encoding="utf-8"))


def _phrase_meanings(feelings: dict[str, Any], table: str) -> Iterator[tuple[str, PhraseMeaning]]:
    """Every phrase of a table and all that it speaks for; idioms name a feeling, scenes evoke it."""
    speaks: dict[str, list[str]] = {}
    for name, all_of in feelings[table].items():
        for phrase in all_of:
            speaks.setdefault(phrase, []).append(name)
    yield from ((phrase, PhraseMeaning(tuple(names), table == "idioms")) for phrase, names in speaks.items())


def _word_meanings(feelings: dict[str, Any]) -> Iterator[tuple[str, PhraseMeaning]]:
    """Every listed word and what it speaks for; a word that names a feeling does not merely evoke another."""
    for named in (False, True):
        speaks: dict[str, list[str]] = {}
        for name, row in feelings["feelings" if named else "images"].items():
            for word in row.split():
                speaks.setdefault(word, []).append(name)
        yield from (
            (word, PhraseMeaning(tuple(dict.fromkeys(names)), named)) for word, names in speaks.items()
        )
