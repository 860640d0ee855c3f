"""The tables of English: stop words, words that negate or intensify others, and emotions of words and phrases."""

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
    """The effect of a word or phrase on the words around it."""

    NEGATE = "negate"  # negates what follows: "not"
    NEGATE_PARTLY = "soften"  # negates a high degree of what follows: "not too"
    NEGATE_PREVIOUS = "deny"  # negates what precedes: "is not what I want"
    RESET = "reset"  # ends a negation: "but"
    COMPARE = "compare"  # negates what follows a comparative: "than"
    INTENSIFY = "strengthen"  # intensifies what follows: "very"
    INTENSIFY_PREVIOUS = "strengthened"  # intensifies what precedes: "as can be"
    DOWNTONE = "weaken"  # weakens what follows: "a touch of"
    WISH = "wish"  # the clause is a wish, not a description: "I need"
    OFF_TOPIC = "doubt"  # the clause is probably not about music: "remind me to"
    JOIN = "join"  # continues a negation: "and"
    SKIP = "skip"  # has no effect, but contains words that have: "not only"


@dataclass(frozen=True, slots=True)
class PhraseMeaning:
    """The emotions of a listed word or phrase, and whether it names them or only evokes them."""

    emotions: tuple[str, ...]
    names_emotion: bool


@dataclass(frozen=True, slots=True, eq=False)
class LanguageTables:
    """The contents of `resources/words/english.toml` and `feelings.toml`."""

    stop_words: frozenset[str]
    music_words: frozenset[str]
    phrases: PhraseTrie[WordRole | PhraseMeaning]
    emotion_words: dict[str, PhraseMeaning]
    emotion_phrases: dict[str, PhraseMeaning]


@cache
def english_tables() -> LanguageTables:
    """Load the tables of English.

    Raises:
        ModelError: If they are missing or damaged.
    """
    try:
        reading, feelings = (_read_table(name) for name in ("english", "feelings"))
        meanings = dict(_word_meanings(feelings))
        words = {word: meaning for word, meaning in meanings.items() if "-" not in word}
        hyphenated = {word.replace("-", " "): meaning for word, meaning in meanings.items() if "-" in word}
        scenes, idioms = (dict(_phrase_meanings(feelings, table)) for table in ("scenes", "idioms"))
        roles = {phrase: WordRole(name) for name, phrases in reading["roles"].items() for phrase in phrases}
        forms = {form: word for word, irregular in reading["forms"].items() for form in irregular.split()}
        trie: dict[str, WordRole | PhraseMeaning] = {**hyphenated, **scenes, **idioms, **roles}
        return LanguageTables(
            frozenset(reading["idle"].split()),
            frozenset(reading["music"].split()),
            PhraseTrie(trie, forms),
            words,
            hyphenated | scenes | idioms,
        )
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError("The word tables are missing or damaged. Install Composer again.") from error


def _read_table(name: str) -> dict[str, Any]:
    return tomllib.loads(resource_path(f"words/{name}.toml").read_text(encoding="utf-8"))


def _phrase_meanings(feelings: dict[str, Any], table: str) -> Iterator[tuple[str, PhraseMeaning]]:
    """Yield the phrases of a table with their emotions; idioms name an emotion, scenes evoke it."""
    emotions: dict[str, list[str]] = {}
    for name, phrases in feelings[table].items():
        for phrase in phrases:
            emotions.setdefault(phrase, []).append(name)
    yield from (
        (phrase, PhraseMeaning(tuple(names), table == "idioms")) for phrase, names in emotions.items()
    )


def _word_meanings(feelings: dict[str, Any]) -> Iterator[tuple[str, PhraseMeaning]]:
    """Yield the listed words with their emotions; those that name an emotion come last and replace the others."""
    for names_emotion in (False, True):
        emotions: dict[str, list[str]] = {}
        for name, row in feelings["feelings" if names_emotion else "images"].items():
            for word in row.split():
                emotions.setdefault(word, []).append(name)
        yield from (
            (word, PhraseMeaning(tuple(dict.fromkeys(names)), names_emotion))
            for word, names in emotions.items()
        )
