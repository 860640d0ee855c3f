"""The window in the person's language: Qt's translation files, and what the rest of the program says in English.

Panels ask Qt, by `tr`. What comes from below them (errors, stages, reasons) is one English sentence, made from a
template with values put in; `told` finds the template, and puts the same values into its translation.
"""

import re
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from composer_app.errors import ModelError
from composer_app.paths import resource_path

ENGLISH = "en"
_TRANSLATION_FILE_PATTERN = re.compile(r"composer_(\w+)\.qm")
_PLACEHOLDER_PATTERN = re.compile(r"%(\d)")


def available_languages() -> tuple[str, ...]:
    """The codes of the languages that the window speaks, English first: "en", "zh_CN"."""
    names = (
        _TRANSLATION_FILE_PATTERN.fullmatch(path.name)
        for path in sorted(_translations_folder().glob("composer_*.qm"))
    )
    return (ENGLISH, *(found[1] for found in names if found and found[1] != ENGLISH))


def install_translators(app: QCoreApplication, language: str = "") -> None:
    """Speak a language from now on, for windows that are made after this.

    Args:
        app: Which keeps the translators.
        language: A code in `languages`; empty for the system's, which is English where it is none of them.
    """
    locale = QLocale(language) if language else QLocale.system()
    for name, folder in (
        ("composer", str(_translations_folder())),
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
    ):
        translator = QTranslator(app)
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)


def translate_sentence(sentence: str) -> str:
    """A sentence from below the window in the window's language; itself where nobody knows it."""
    for pattern, template in _load_templates():
        if found := pattern.fullmatch(sentence):
            values = [translate_term(value) if value.isprintable() else value for value in found.groups()]
            return _PLACEHOLDER_PATTERN.sub(
                lambda hole, values=values: values[int(hole[1]) - 1],  # type: ignore[misc]
                QCoreApplication.translate("Told", template),
            )
    return sentence


def translate_term(name: str) -> str:
    """The name of a feeling, an instrument, a pattern … in the window's language; itself where it is none."""
    return QCoreApplication.translate("Term", name)


def _translations_folder() -> Path:
    try:
        return resource_path("translations")
    except ModelError:  # the window speaks English without them
        return Path()


@cache
def _load_templates() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The templates with what they match, those that say the most first."""
    try:
        lines = (_translations_folder() / "told.txt").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ()
    by_words = sorted(lines, key=lambda line: len(_PLACEHOLDER_PATTERN.sub("", line)), reverse=True)
    return tuple((_template_pattern(line), line) for line in by_words)


def _template_pattern(template: str) -> re.Pattern[str]:
    """What a template matches: each value becomes a group, in the order of their numbers."""
    parts = _PLACEHOLDER_PATTERN.split(template)[::2]
    return re.compile("(.*?)".join(re.escape(part) for part in parts), re.DOTALL)
