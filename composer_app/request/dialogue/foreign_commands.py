"""Translates commands about the current take from other languages: "慢一点" is "a bit slower"."""

import logging
from collections.abc import Iterator

from composer_app.errors import ModelError
from composer_app.request.text.glossary import LANGUAGES, Glossary, load_glossary
from composer_app.request.text.language_detection import detect_language, is_english

logger = logging.getLogger(__name__)

_MAX_COMMAND_CHARS = 60


def translate_command(text: str, language: str = "") -> str:
    """Translate a command about the current take into English; empty if the text is not one.

    Args:
        text: The sentence, as it was typed or transcribed.
        language: The code of its language, if known.
    """
    if len(text) > _MAX_COMMAND_CHARS:
        return ""
    translations = (glossary.translate_command(text) for glossary in _candidate_glossaries(text, language))
    return next((english for english in translations if english), "")


def mentions_chords(text: str) -> bool:
    """Return whether a sentence in a language other than English is about the current chords."""
    return len(text) <= _MAX_COMMAND_CHARS and any(
        glossary.mentions_chords(text) for glossary in _candidate_glossaries(text, "")
    )


def _candidate_glossaries(text: str, language: str) -> Iterator[Glossary]:
    """Yield the glossaries of the languages that a sentence may be in: all if it seems English, but is not."""
    detected = language or detect_language(text)
    if detected == "en" and is_english(text):
        return
    similar = [code for code, row in LANGUAGES.items() if row.mistaken_for == detected]
    for code in (detected, *similar) if detected in LANGUAGES else LANGUAGES:
        try:
            yield load_glossary(code)
        except ModelError:
            logger.warning("The commands in %s are missing", code, exc_info=True)
