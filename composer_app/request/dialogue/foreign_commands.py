"""Sentences about what is there already, in other languages: "慢一点" is "a bit slower", whole, by a table."""

import logging
from collections.abc import Iterator

from composer_app.errors import ModelError
from composer_app.request.text.glossary import LANGUAGES, Glossary, load_glossary
from composer_app.request.text.language_detection import detect_language, is_english

logger = logging.getLogger(__name__)

_MAX_COMMAND_CHARS = 60  # characters


def translate_command(text: str, language: str = "") -> str:
    """The English of a sentence about what is there already; empty where it is none.

    Args:
        text: The sentence, as it was typed or heard.
        language: Its code where that is known; what seems English, and is not, is looked for in every table.
    """
    if len(text) > _MAX_COMMAND_CHARS:
        return ""
    return next(
        (said for table in _candidate_glossaries(text, language) if (said := table.translate_command(text))),
        "",
    )


def mentions_chords(text: str) -> bool:
    """Whether it is about the chords that are there, in a language other than English."""
    return len(text) <= _MAX_COMMAND_CHARS and any(
        table.mentions_chords(text) for table in _candidate_glossaries(text, "")
    )


def _candidate_glossaries(text: str, language: str) -> Iterator[Glossary]:
    code = language or detect_language(text)
    if code == "en" and is_english(text):
        return
    alike = [each for each, language in LANGUAGES.items() if language.mistaken_for == code]
    for each in (code, *alike) if code in LANGUAGES else LANGUAGES:
        try:
            yield load_glossary(each)
        except ModelError:
            logger.warning("There are no turns in %s", each, exc_info=True)
