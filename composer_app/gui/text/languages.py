"""The languages that Whisper transcribes: their codes and names."""

from PySide6.QtCore import QCoreApplication, QLocale

AUTO_DETECT = ""
WHISPER_LANGUAGE_CODES = (
    "af", "am", "ar", "as", "az", "ba", "be", "bg", "bn", "bo", "br", "bs", "ca", "cs", "cy", "da", "de",
    "el", "en", "es", "et", "eu", "fa", "fi", "fo", "fr", "gl", "gu", "ha", "haw", "he", "hi", "hr", "ht",
    "hu", "hy", "id", "is", "it", "ja", "jw", "ka", "kk", "km", "kn", "ko", "la", "lb", "ln", "lo", "lt",
    "lv", "mg", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "my", "ne", "nl", "nn", "no", "oc", "pa", "pl",
    "ps", "pt", "ro", "ru", "sa", "sd", "si", "sk", "sl", "sn", "so", "sq", "sr", "su", "sv", "sw", "ta",
    "te", "tg", "th", "tk", "tl", "tr", "tt", "uk", "ur", "uz", "vi", "yi", "yo", "yue", "zh",
)  # fmt: skip
# Names of the codes that Qt does not know or names otherwise.
_NAME_OVERRIDES = {
    "jw": "Javanese",
    "tl": "Tagalog",
    "ht": "Haitian Creole",
    "yue": "Cantonese",
    "ba": "Bashkir",
    "zh": "Chinese",
}


def language_name(code: str) -> str:
    """Return the English name of a language; the code itself if it is unknown."""
    if code in _NAME_OVERRIDES:
        return _NAME_OVERRIDES[code]
    language = QLocale.codeToLanguage(code)
    return code if language == QLocale.Language.AnyLanguage else QLocale.languageToString(language)


def language_choices() -> tuple[tuple[str, str], ...]:
    """Return names and codes: automatic detection first, then the languages by name."""
    return (
        (QCoreApplication.translate("Languages", "Detect automatically"), AUTO_DETECT),
        *sorted((language_name(code), code) for code in WHISPER_LANGUAGE_CODES),
    )
