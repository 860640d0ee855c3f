"""Other languages, read word by word into English: the longest word of a list wins, and is what it says in English."""

import gzip
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from composer_app.errors import ModelError
from composer_app.music.key import CHURCH_MODES
from composer_app.paths import resource

LANGUAGES = {"zh": "chinese", "ja": "japanese", "es": "spanish", "fr": "french", "de": "german"}
"""By their code, the names of their files in `resources/words`."""

_PUNCTUATION = str.maketrans("，。！？；：、（）「」《》…～", ',.!?;:,()"""".,')
_ENDS = " .,!?。，！？"
_HAN_NUMBER = re.compile(r"[〇零一二两兩三四五六七八九十百]{1,8}(?=\s*[拍小个個秒分])")
_DIGITS = {d: i for i, d in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
# A key in English, which `english_keys` put there, is one word.
_KEY = rf"in [A-G][#b]?(?: (?:major|minor|{'|'.join(CHURCH_MODES)}))?(?![\w#])"
_WORD = re.compile(rf"{_KEY}|[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[./]\d+)?|[^\w\s]|\s+")

_UNIT = re.compile(r"[\x00-\x7f]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Glossed:
    """A sentence word by word in English, and by which of its words each English one came about."""

    english: str
    said: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """A language's words in English.

    Attributes:
        glosses: Words, or several with a space, and their English; "" for those that say nothing.
        longest: How many characters, or words where the language parts them, the longest has.
        spaced: Whether it parts its words.
        patterns: Expressions and what they become before the words are looked up.
        turns: Whole sentences about what is there already, and what they are in English.
        commands: What a sentence about the chords that are there has in it.
    """

    glosses: dict[str, str]
    longest: int
    spaced: bool
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    turns: tuple[tuple[re.Pattern[str], str], ...]
    commands: re.Pattern[str]

    def turn(self, text: str) -> str:
        """A sentence about what is there already, in English: "慢一点" is "a bit slower"; empty where it is none."""
        said = text.translate(_PUNCTUATION).strip(" .,!?").lower() if self.spaced else text.strip(_ENDS)
        for pattern, becomes in self.turns:
            if found := pattern.fullmatch(said):
                groups = [group for group in found.groups() if group]
                told = [self.read(group).english for group in groups]
                if all(told) and all(map(self._knows_all, groups)):
                    return becomes.format(*told)
        return ""

    def about_chords(self, text: str) -> bool:
        """Whether a sentence is about the chords that are there."""
        return bool(self.commands.search(text.lower()))

    def _knows_all(self, text: str) -> bool:
        """Whether all words are its own, where it parts them: "slower" ends like German, and is none."""
        return not self.spaced or all(self.knows(word) for word in _WORD.findall(text) if not word.isspace())

    def read(self, text: str) -> Glossed:
        """A sentence word by word in English; words that nobody knows are left out."""
        text = _HAN_NUMBER.sub(lambda found: str(_number(found[0])), text.translate(_PUNCTUATION))
        for pattern, becomes in self.patterns:
            text = pattern.sub(becomes.replace(r"\0", r"\g<0>"), text)
        parts = _WORD.findall(text) if self.spaced else _UNIT.findall(text)
        said: dict[str, str] = {}
        english: list[str] = []
        for own, gloss in self._glossed(parts):
            english.append(gloss)
            if gloss and own != gloss:
                said.update((word, said.get(word, own)) for word in (gloss, *gloss.split()))
        joined = re.sub(r"\s+", " ", " ".join(english) if not self.spaced else "".join(english))
        return Glossed(joined.strip(), said)

    def knows(self, word: str) -> bool:
        """Whether it has a word of its own."""
        return word in self.glosses

    def _glossed(self, parts: list[str]) -> Iterator[tuple[str, str]]:
        at = 0
        while at < len(parts):
            for size in range(min(self.longest, len(parts) - at), 0, -1):
                own = "".join(parts[at : at + size])
                if (gloss := self.glosses.get(own.lower().replace("’", "'"))) is not None:
                    yield own, f"{gloss} " if self.spaced else gloss
                    break
            else:
                size, own = 1, parts[at]
                yield own, own if self.spaced or own.isascii() else ""
            at += size


@cache
def glossary(code: str) -> Glossary:
    """The glossary of a language in `LANGUAGES`.

    Raises:
        ModelError: It is missing or damaged.
    """
    name = LANGUAGES[code]
    try:
        table = tomllib.loads(resource(f"words/{name}.toml").read_text(encoding="utf-8"))
        spaced = bool(table["spaced"])
        glosses = dict(_listed(resource("words") / f"{name}.tsv.gz"))
        for english, words in table["glosses"].items():
            parts = words.split("|") if "|" in words else words.split()
            glosses |= {word.strip().lower(): english for word in parts if word.strip()}
        longest = max(len(_WORD.findall(word)) if spaced else len(word) for word in glosses)
        patterns = tuple((re.compile(said), becomes) for said, becomes in table["patterns"])
        turns = tuple((re.compile(said), becomes) for said, becomes in table["turns"])
        commands = re.compile(table["commands"])
        return Glossary(glosses, longest, spaced, patterns, turns, commands)
    except (OSError, EOFError, KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise ModelError(
            f"The word table of {name.title()} is missing or damaged. Install Composer again."
        ) from error


def _listed(path: Path) -> Iterator[tuple[str, str]]:
    """The rows of a derived table, if the language has one."""
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if not line.startswith("#"):
                    word, _, gloss = line.rstrip("\n").partition("\t")
                    yield word, gloss


def _number(said: str) -> int:
    """A Chinese number below a thousand: "九十" is 90."""
    total, digit = 0, 0
    for sign in said:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit
