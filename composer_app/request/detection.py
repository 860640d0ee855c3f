"""Which language a typed sentence is in: by its script, or by the words of it that we know."""

import re

from composer_app.errors import ModelError
from composer_app.request.glossary import LANGUAGES, glossary
from composer_app.request.language import english
from composer_app.request.wording import plain, stems, words

_KANA = re.compile(r"[\u3041-\u30ff]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LEAST = 0.5  # share of a sentence's words that a language other than English must know
_LONGEST_TURN = 60  # characters
_SPACED = tuple(code for code in LANGUAGES if code not in {"zh", "ja"})


def detect(text: str) -> str:
    """The language's code: "zh", "de", …; "en" where nothing speaks against it."""
    if _KANA.search(text):
        return "ja"
    if _HAN.search(text):
        return "zh"
    said = words(plain(text))[:100]
    if not said:
        return "en"
    shares = {code: sum(_knows(code, word) for word in said) / len(said) for code in _SPACED}
    best = max(shares, key=lambda code: shares[code], default="")
    home = sum(map(_at_home, said)) / len(said)
    return best if best and shares[best] >= _LEAST and shares[best] > home else "en"


def turned(text: str, language: str = "") -> str:
    """The English of a sentence about what is there already: "慢一点" is "a bit slower"; empty where it is none.

    Args:
        text: The sentence, as it was typed or heard.
        language: Its code where that is known; short sentences are looked for in every table but English ones.
    """
    code = language or detect(text)
    if len(text) > _LONGEST_TURN or (code == "en" and _is_english(text)):
        return ""
    tables = (glossary(each) for each in ((code,) if code in LANGUAGES else _SPACED))
    return next((said for table in tables if (said := table.turn(text))), "")


def _is_english(text: str) -> bool:
    said = words(plain(text))
    return sum(map(_at_home, said)) >= _LEAST * len(said)


def _at_home(word: str) -> bool:
    """Whether it is an English word of our lists, or a form of one."""
    language = english()
    return (
        word in language.idle
        or word in language.music
        or any(stem in language.listed for stem in stems(word))
    )


def _knows(code: str, word: str) -> bool:
    try:
        return glossary(code).knows(word)
    except ModelError:
        return False
