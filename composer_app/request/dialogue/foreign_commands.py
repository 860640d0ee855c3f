"""Sentences about what is there already, in other languages: "慢一点" is "a bit slower", whole, by a table."""

import logging
from collections.abc import Iterator

from composer_app.errors import ModelError
from composer_app.request.text.glossary import LANGUAGES, Glossary, glossary
from composer_app.request.text.language_detection import detect, is_english

logger = logging.getLogger(__name__)

_LONGEST = 60  # characters
_HAN = ("zh", "ja")  # what is written in Chinese characters alone may be either


def turned(text: str, language: str = "") -> str:
    """The English of a sentence about what is there already; empty where it is none.

    Args:
        text: The sentence, as it was typed or heard.
        language: Its code where that is known; what seems English, and is not, is looked for in every table.
    """
    if len(text) > _LONGEST:
        return ""
    return next((said for table in _tables(text, language) if (said := table.turn(text))), "")


def speaks_of_chords(text: str) -> bool:
    """Whether it is about the chords that are there, in a language other than English."""
    return len(text) <= _LONGEST and any(table.about_chords(text) for table in _tables(text, ""))


def _tables(text: str, language: str) -> Iterator[Glossary]:
    code = language or detect(text)
    if code == "en" and is_english(text):
        return
    for each in _HAN if code == "zh" else (code,) if code in LANGUAGES else LANGUAGES:
        try:
            yield glossary(each)
        except ModelError:
            logger.warning("There are no turns in %s", each, exc_info=True)
