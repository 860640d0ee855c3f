"""Glossaries that translate sentences of other languages word by word into English; the longest entry wins."""

import gzip
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from composer_app.errors import ModelError
from composer_app.music.instruments import INSTRUMENTS
from composer_app.music.key import CHURCH_MODES
from composer_app.music.pattern import load_patterns, pattern_names
from composer_app.paths import resource_path


@dataclass(frozen=True, slots=True)
class Language:
    """A language that sentences are read in.

    Attributes:
        name: Its English name; in lower case, the name of its file in `resources/words`.
        letters: A regular expression of letters that identify the language; empty if it is written with English ones.
        mistaken_for: The code of a language for which a short sentence of this one may be mistaken.
    """

    name: str
    letters: str = ""
    mistaken_for: str = ""


# If two of them know equally many words of a sentence, the first is chosen.
LANGUAGES = {
    "zh": Language("Chinese", r"[\u3400-\u4dbf\u4e00-\u9fff]"),
    "ja": Language(
        "Japanese", r"[\u3041-\u30ff]", mistaken_for="zh"
    ),  # kana; much of it is in Chinese characters
    "es": Language("Spanish"),
    "fr": Language("French"),
    "de": Language("German"),
}
"""The languages by their codes."""

_PUNCTUATION = str.maketrans("，。！？；：、（）「」《》…～", ',.!?;:,()"""".,')
_EDGE_PUNCTUATION = " .,!?。，！？"
_CHINESE_NUMBER = re.compile(r"[〇零一二两兩三四五六七八九十百]{1,8}(?=\s*[拍小个個秒分])")
_CHINESE_DIGITS = {d: i for i, d in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
# A key that `english_keys` has translated is one word.
_KEY = rf"in [A-G][#b]?(?: (?:major|minor|{'|'.join(CHURCH_MODES)}))?(?![\w#])"
_WORD = re.compile(rf"{_KEY}|[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[./]\d+)?|[^\w\s]|\s+")

_CHARACTER_OR_ASCII = re.compile(r"[\x00-\x7f]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class GlossedText:
    """A sentence translated word by word, and the original word for each English one."""

    english: str
    source_words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """The English translations of a language's words.

    Attributes:
        glosses: Words and phrases with their English; "" if they have no meaning for a request.
        max_entry_length: The length of the longest entry, in words if spaces separate them, else in characters.
        is_space_delimited: Whether spaces separate the words of the language.
        patterns: Regular expressions with replacements, applied before the words are looked up.
        command_patterns: Regular expressions of whole sentences about the current take, with their English.
        chord_command_pattern: A regular expression that is found in sentences about the current chords.
    """

    glosses: dict[str, str]
    max_entry_length: int
    is_space_delimited: bool
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    command_patterns: tuple[tuple[re.Pattern[str], str], ...]
    chord_command_pattern: re.Pattern[str]

    def translate_command(self, text: str) -> str:
        """Translate a sentence about the current take: "慢一点" is "a bit slower"; empty if it is not one."""
        bare = (
            text.translate(_PUNCTUATION).strip(" .,!?").lower()
            if self.is_space_delimited
            else text.strip(_EDGE_PUNCTUATION)
        )
        for pattern, english in self.command_patterns:
            if found := pattern.fullmatch(bare):
                groups = [group for group in found.groups() if group]
                translations = [self.gloss(group).english for group in groups]
                if all(translations) and all(map(self._knows_all_words, groups)):
                    return english.format(*translations)
        return ""

    def mentions_chords(self, text: str) -> bool:
        """Return whether a sentence is about the current chords."""
        return bool(self.chord_command_pattern.search(text.lower()))

    def _knows_all_words(self, text: str) -> bool:
        """Return whether it has an entry for every word; "slower" looks like German, but is not."""
        return not self.is_space_delimited or all(
            self.knows(word) for word in _WORD.findall(text) if not word.isspace()
        )

    def gloss(self, text: str) -> GlossedText:
        """Translate a sentence word by word; unknown words are kept only in Latin letters."""
        text = _CHINESE_NUMBER.sub(
            lambda found: str(_read_chinese_number(found[0])), text.translate(_PUNCTUATION)
        )
        for pattern, replacement in self.patterns:
            text = pattern.sub(replacement.replace(r"\0", r"\g<0>"), text)
        parts = _WORD.findall(text) if self.is_space_delimited else _CHARACTER_OR_ASCII.findall(text)
        sources: dict[str, str] = {}
        english: list[str] = []
        for source, gloss in self._gloss_units(parts):
            english.append(gloss)
            if gloss and source != gloss:
                sources.update((word, sources.get(word, source)) for word in (gloss, *gloss.split()))
        joined = re.sub(r"\s+", " ", " ".join(english) if not self.is_space_delimited else "".join(english))
        return GlossedText(joined.strip(), sources)

    def knows(self, word: str) -> bool:
        """Return whether it has an entry for a word."""
        return word in self.glosses

    def _gloss_units(self, parts: list[str]) -> Iterator[tuple[str, str]]:
        start = 0
        while start < len(parts):
            for size in range(min(self.max_entry_length, len(parts) - start), 0, -1):
                source = "".join(parts[start : start + size])
                if (gloss := self.glosses.get(source.lower().replace("’", "'"))) is not None:
                    yield source, f"{gloss} " if self.is_space_delimited else gloss
                    break
            else:
                size, source = 1, parts[start]
                yield source, source if self.is_space_delimited or source.isascii() else ""
            start += size


@cache
def load_glossary(code: str) -> Glossary:
    """Load the glossary of a language in `LANGUAGES`.

    Raises:
        ModelError: If it is missing or damaged.
    """
    name = LANGUAGES[code].name
    try:
        table = tomllib.loads(resource_path(f"words/{name.lower()}.toml").read_text(encoding="utf-8"))
        spaced = bool(table["spaced"])
        glosses = dict(_read_derived_table(resource_path("words") / f"{name.lower()}.tsv.gz"))
        for english, words in (*_music_glosses(code), *table["glosses"].items()):
            parts = words.split("|") if "|" in words else words.split()
            glosses |= {word.strip().lower(): english for word in parts if word.strip()}
        longest = max(len(_WORD.findall(word)) if spaced else len(word) for word in glosses)
        patterns = tuple((re.compile(expression), english) for expression, english in table["patterns"])
        commands = tuple((re.compile(expression), english) for expression, english in table["turns"])
        return Glossary(glosses, longest, spaced, patterns, commands, re.compile(table["commands"]))
    except (OSError, EOFError, KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise ModelError(
            f"The word table of {name} is missing or damaged. Install Composer again."
        ) from error


def _music_glosses(code: str) -> Iterator[tuple[str, str]]:
    """Yield instruments and patterns in English, and the words for each in a language."""
    for name, instrument in INSTRUMENTS.items():
        yield name, instrument.glosses.get(code, "")
    for pattern_name in pattern_names():
        pattern = load_patterns()[pattern_name]
        yield pattern.english_gloss, pattern.glosses.get(code, "")


def _read_derived_table(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the rows of a generated table, if the language has one."""
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if not line.startswith("#"):
                    word, _, gloss = line.rstrip("\n").partition("\t")
                    yield word, gloss


def _read_chinese_number(text: str) -> int:
    """Parse a Chinese number below a thousand: "九十" is 90."""
    total, digit = 0, 0
    for sign in text:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = _CHINESE_DIGITS[sign]
    return total + digit
