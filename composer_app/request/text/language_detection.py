"""Which language a typed sentence is in: by its script, or by the words of it that we know."""

import re

from composer_app.errors import ModelError
from composer_app.request.text.english_tables import english
from composer_app.request.text.glossary import LANGUAGES, glossary
from composer_app.request.text.tokenize import plain, stems, words

_KANA = re.compile(r"[\u3041-\u30ff]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LEAST = 0.5  # share of a sentence's words that a language other than English must know
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


def is_english(text: str) -> bool:
    """Whether most of its words are of our English lists."""
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
