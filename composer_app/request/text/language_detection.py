"""Detects the language of a typed sentence by its script, or by its known words."""

import re

from composer_app.errors import ModelError
from composer_app.request.text.english_tables import english_tables
from composer_app.request.text.glossary import LANGUAGES, load_glossary
from composer_app.request.text.tokenize import candidate_base_forms, normalize, split_words

_MIN_KNOWN_WORD_SHARE = 0.5  # of a sentence's words, for a language to be detected


def detect_language(text: str) -> str:
    """Return the code of the language: "zh", "de", …; "en" by default."""
    if code := _language_by_letters(text):
        return code
    words = split_words(normalize(text))[:100]
    if not words:
        return "en"
    shares = {
        code: sum(_is_word_of(code, word) for word in words) / len(words)
        for code, language in LANGUAGES.items()
        if not language.letters
    }
    best = max(shares, key=lambda code: shares[code], default="")
    english = sum(map(_is_listed_english, words)) / len(words)
    return best if best and shares[best] >= _MIN_KNOWN_WORD_SHARE and shares[best] > english else "en"


def _language_by_letters(text: str) -> str:
    """Return the code of a language whose letters are in a text; empty if there is none."""
    found = [code for code, row in LANGUAGES.items() if row.letters and re.search(row.letters, text)]
    # A language that may be mistaken for another one wins: Japanese has kana among Chinese characters.
    return max(found, key=lambda code: bool(LANGUAGES[code].mistaken_for), default="")


def is_english(text: str) -> bool:
    """Return whether at least half of its words are in the English tables."""
    words = split_words(normalize(text))
    return sum(map(_is_listed_english, words)) >= _MIN_KNOWN_WORD_SHARE * len(words)


def _is_listed_english(word: str) -> bool:
    """Return whether a word, or one of its base forms, is in the English tables."""
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
