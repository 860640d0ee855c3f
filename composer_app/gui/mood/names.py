"""What the sixteen emotions are called in the window's language."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

FEELINGS = (
    QT_TRANSLATE_NOOP("Feelings", "joyful"),
    QT_TRANSLATE_NOOP("Feelings", "playful"),
    QT_TRANSLATE_NOOP("Feelings", "energetic"),
    QT_TRANSLATE_NOOP("Feelings", "triumphant"),
    QT_TRANSLATE_NOOP("Feelings", "hopeful"),
    QT_TRANSLATE_NOOP("Feelings", "wonder"),
    QT_TRANSLATE_NOOP("Feelings", "tender"),
    QT_TRANSLATE_NOOP("Feelings", "peaceful"),
    QT_TRANSLATE_NOOP("Feelings", "dreamy"),
    QT_TRANSLATE_NOOP("Feelings", "nostalgic"),
    QT_TRANSLATE_NOOP("Feelings", "solemn"),
    QT_TRANSLATE_NOOP("Feelings", "sad"),
    QT_TRANSLATE_NOOP("Feelings", "mysterious"),
    QT_TRANSLATE_NOOP("Feelings", "tense"),
    QT_TRANSLATE_NOOP("Feelings", "fearful"),
    QT_TRANSLATE_NOOP("Feelings", "angry"),
)
"""Their names as literals, for the translators' tool."""


def feeling_name(emotion: str) -> str:
    """What an emotion is called."""
    return QCoreApplication.translate("Feelings", emotion)
