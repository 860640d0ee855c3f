"""Translation of the window, and of the English sentences of the packages below it.

Widgets use Qt's `tr`. Errors, progress stages and reasons come from other packages as English sentences, made from
templates with values inserted. `translate_sentence` finds the template, and inserts the same values into its
translation.
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
    """Return the codes of the window's languages, English first: "en", "zh_CN"."""
    names = (
        _TRANSLATION_FILE_PATTERN.fullmatch(path.name)
        for path in sorted(_translations_folder().glob("composer_*.qm"))
    )
    return (ENGLISH, *(match[1] for match in names if match and match[1] != ENGLISH))


def install_translators(app: QCoreApplication, language: str = "") -> None:
    """Install the translators of a language; widgets created afterwards use them.

    Args:
        app: The application; it owns the translators.
        language: A code in `available_languages`; empty for the system's language, or English if there is no
            translation.
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
    """Translate a sentence of another package; return it unchanged if no template matches."""
    for pattern, template in _load_templates():
        if match := pattern.fullmatch(sentence):
            values = [translate_term(value) if value.isprintable() else value for value in match.groups()]
            return _PLACEHOLDER_PATTERN.sub(
                lambda placeholder, values=values: values[int(placeholder[1]) - 1],  # type: ignore[misc]
                QCoreApplication.translate("Told", template),
            )
    return sentence


def translate_term(name: str) -> str:
    """Translate the name of an emotion, instrument, pattern or the like; return it unchanged if it is unknown."""
    return QCoreApplication.translate("Term", name)


def _translations_folder() -> Path:
    try:
        return resource_path("translations")
    except ModelError:  # without translations, the window is in English
        return Path()


@cache
def _load_templates() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Load the templates with their regular expressions; those with the longest fixed text first."""
    try:
        lines = (_translations_folder() / "told.txt").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ()
    longest_first = sorted(lines, key=lambda line: len(_PLACEHOLDER_PATTERN.sub("", line)), reverse=True)
    return tuple((_template_pattern(line), line) for line in longest_first)


def _template_pattern(template: str) -> re.Pattern[str]:
    """Return the regular expression of a template: each placeholder becomes a group, in the order of the numbers."""
    parts = _PLACEHOLDER_PATTERN.split(template)[::2]
    return re.compile("(.*?)".join(re.escape(part) for part in parts), re.DOTALL)
