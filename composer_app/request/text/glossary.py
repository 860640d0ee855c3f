"""Other languages, read word by word into English: the longest word of a list wins, and is what it says in English."""

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
        letters: A regular expression of letters by which a sentence is known to be in it, whatever its words are;
            empty if it shares its letters with English.
        mistaken_for: The code of a language in which a short sentence of this one may seem to be.
    """

    name: str
    letters: str = ""
    mistaken_for: str = ""


# Of two that know equally many words of a sentence, the first is chosen.
LANGUAGES = {
    "zh": Language("Chinese", r"[\u3400-\u4dbf\u4e00-\u9fff]"),
    "ja": Language(
        "Japanese", r"[\u3041-\u30ff]", mistaken_for="zh"
    ),  # kana; much of it is in Chinese characters
    "es": Language("Spanish"),
    "fr": Language("French"),
    "de": Language("German"),
}
"""By their code."""

_PUNCTUATION = str.maketrans("，。！？；：、（）「」《》…～", ',.!?;:,()"""".,')
_EDGE_PUNCTUATION = " .,!?。，！？"
_CHINESE_NUMBER = re.compile(r"[〇零一二两兩三四五六七八九十百]{1,8}(?=\s*[拍小个個秒分])")
_CHINESE_DIGITS = {d: i for i, d in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
# A key in English, which `english_keys` put there, is one word.
_KEY = rf"in [A-G][#b]?(?: (?:major|minor|{'|'.join(CHURCH_MODES)}))?(?![\w#])"
_WORD = re.compile(rf"{_KEY}|[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[./]\d+)?|[^\w\s]|\s+")

_CHARACTER_OR_ASCII = re.compile(r"[\x00-\x7f]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class GlossedText:
    """A sentence word by word in English, and by which of its words each English one came about."""

    english: str
    source_words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """A language's words in English.

    Attributes:
        glosses: Words, or several with a space, and their English; "" for those that say nothing.
        max_entry_length: How many characters, or words where the language parts them, the longest has.
        is_space_delimited: Whether it parts its words.
        patterns: Expressions and what they become before the words are looked up.
        command_patterns: Whole sentences about what is there already, and what they are in English.
        chord_command_pattern: What a sentence about the chords that are there has in it.
    """

    glosses: dict[str, str]
    max_entry_length: int
    is_space_delimited: bool
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    command_patterns: tuple[tuple[re.Pattern[str], str], ...]
    chord_command_pattern: re.Pattern[str]

    def translate_command(self, text: str) -> str:
        """A sentence about what is there already, in English: "慢一点" is "a bit slower"; empty where it is none."""
        said = (
            text.translate(_PUNCTUATION).strip(" .,!?").lower()
            if self.is_space_delimited
            else text.strip(_EDGE_PUNCTUATION)
        )
        for pattern, becomes in self.command_patterns:
            if found := pattern.fullmatch(said):
                groups = [group for group in found.groups() if group]
                told = [self.gloss(group).english for group in groups]
                if all(told) and all(map(self._knows_all_words, groups)):
                    return becomes.format(*told)
        return ""

    def mentions_chords(self, text: str) -> bool:
        """Whether a sentence is about the chords that are there."""
        return bool(self.chord_command_pattern.search(text.lower()))

    def _knows_all_words(self, text: str) -> bool:
        """Whether all words are its own, where it parts them: "slower" ends like German, and is none."""
        return not self.is_space_delimited or all(
            self.knows(word) for word in _WORD.findall(text) if not word.isspace()
        )

    def gloss(self, text: str) -> GlossedText:
        """A sentence word by word in English; words that nobody knows are left out."""
        text = _CHINESE_NUMBER.sub(
            lambda found: str(_read_chinese_number(found[0])), text.translate(_PUNCTUATION)
        )
        for pattern, becomes in self.patterns:
            text = pattern.sub(becomes.replace(r"\0", r"\g<0>"), text)
        parts = _WORD.findall(text) if self.is_space_delimited else _CHARACTER_OR_ASCII.findall(text)
        said: dict[str, str] = {}
        english: list[str] = []
        for own, gloss in self._gloss_units(parts):
            english.append(gloss)
            if gloss and own != gloss:
                said.update((word, said.get(word, own)) for word in (gloss, *gloss.split()))
        joined = re.sub(r"\s+", " ", " ".join(english) if not self.is_space_delimited else "".join(english))
        return GlossedText(joined.strip(), said)

    def knows(self, word: str) -> bool:
        """Whether it has a word of its own."""
        return word in self.glosses

    def _gloss_units(self, parts: list[str]) -> Iterator[tuple[str, str]]:
        at = 0
        while at < len(parts):
            for size in range(min(self.max_entry_length, len(parts) - at), 0, -1):
                own = "".join(parts[at : at + size])
                if (gloss := self.glosses.get(own.lower().replace("’", "'"))) is not None:
                    yield own, f"{gloss} " if self.is_space_delimited else gloss
                    break
            else:
                size, own = 1, parts[at]
                yield own, own if self.is_space_delimited or own.isascii() else ""
            at += size


@cache
def load_glossary(code: str) -> Glossary:
    """The glossary of a language in `LANGUAGES`.

    Raises:
        ModelError: It is missing or damaged.
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
        patterns = tuple((re.compile(said), becomes) for said, becomes in table["patterns"])
        turns = tuple((re.compile(said), becomes) for said, becomes in table["turns"])
        commands = re.compile(table["commands"])
        return Glossary(glosses, longest, spaced, patterns, turns, commands)
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
    """The rows of a derived table, if the language has one."""
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if not line.startswith("#"):
                    word, _, gloss = line.rstrip("\n").partition("\t")
                    yield word, gloss


def _read_chinese_number(text: str) -> int:
    """A Chinese number below a thousand: "九十" is 90."""
    total, digit = 0, 0
    for sign in text:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = _CHINESE_DIGITS[sign]
    return total + digit
