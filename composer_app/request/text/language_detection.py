"""Which language a typed sentence is in: by its script, or by the words of it that we know."""

import re

from composer_app.errors import ModelError
from composer_app.request.text.english_tables import english_tables
from composer_app.request.text.glossary import LANGUAGES, load_glossary
from composer_app.request.text.tokenize import candidate_base_forms, normalize, split_words

_MIN_KNOWN_WORD_SHARE = 0.5  # share of a sentence's words that a language other than English must know


def detect_language(text: str) -> str:
    """The language's code: "zh", "de", …; "en" where nothing speaks against it."""
    if code := _language_by_letters(text):
        return code
    said = split_words(normalize(text))[:100]
    if not said:
        return "en"
    shares = {
        code: sum(_is_word_of(code, word) for word in said) / len(said)
        for code, language in LANGUAGES.items()
        if not language.letters
    }
    best = max(shares, key=lambda code: shares[code], default="")
    home = sum(map(_is_listed_english, said)) / len(said)
    return best if best and shares[best] >= _MIN_KNOWN_WORD_SHARE and shares[best] > home else "en"


def _language_by_letters(text: str) -> str:
    """Return the code of a language whose letters are in a text; empty if there is none."""
    found = [code for code, row in LANGUAGES.items() if row.letters and re.search(row.letters, text)]
    # Letters of a language that may be mistaken for another one decide: kana for Japanese among Chinese characters.
    return max(found, key=lambda code: bool(LANGUAGES[code].mistaken_for), default="")


def is_english(text: str) -> bool:
    """Whether most of its words are of our English lists."""
    said = split_words(normalize(text))
    return sum(map(_is_listed_english, said)) >= _MIN_KNOWN_WORD_SHARE * len(said)


def _is_listed_english(word: str) -> bool:
    """Whether it is an English word of our lists, or a form of one."""
    language = english_tables()
    return (
        word in language.stop_words
        or word in language.music_words
        or any(stem in language.emotion_words for stem in candidate_base_forms(word))
    )


def _is_word_of(code: str, word: str) -> bool:
    try:
        return load_glossary(code).knows(word)
    except ModelError:
        return False
