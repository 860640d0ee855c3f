"""What the tables' names are called in the window's language."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_FEELINGS = (
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
_INSTRUMENTS = (
    QT_TRANSLATE_NOOP("Instruments", "piano"),
    QT_TRANSLATE_NOOP("Instruments", "electric piano"),
    QT_TRANSLATE_NOOP("Instruments", "vibraphone"),
    QT_TRANSLATE_NOOP("Instruments", "organ"),
    QT_TRANSLATE_NOOP("Instruments", "guitar"),
    QT_TRANSLATE_NOOP("Instruments", "electric guitar"),
    QT_TRANSLATE_NOOP("Instruments", "double bass"),
    QT_TRANSLATE_NOOP("Instruments", "bass"),
    QT_TRANSLATE_NOOP("Instruments", "synth bass"),
    QT_TRANSLATE_NOOP("Instruments", "strings"),
    QT_TRANSLATE_NOOP("Instruments", "choir"),
    QT_TRANSLATE_NOOP("Instruments", "trumpet"),
    QT_TRANSLATE_NOOP("Instruments", "saxophone"),
    QT_TRANSLATE_NOOP("Instruments", "square lead"),
    QT_TRANSLATE_NOOP("Instruments", "saw lead"),
    QT_TRANSLATE_NOOP("Instruments", "bells"),
    QT_TRANSLATE_NOOP("Instruments", "pad"),
)
_PATTERNS = (
    QT_TRANSLATE_NOOP("Patterns", "block"),
    QT_TRANSLATE_NOOP("Patterns", "pulse"),
    QT_TRANSLATE_NOOP("Patterns", "arpeggio"),
    QT_TRANSLATE_NOOP("Patterns", "broken"),
    QT_TRANSLATE_NOOP("Patterns", "alberti"),
    QT_TRANSLATE_NOOP("Patterns", "strum"),
    QT_TRANSLATE_NOOP("Patterns", "waltz"),
    QT_TRANSLATE_NOOP("Patterns", "ballad"),
    QT_TRANSLATE_NOOP("Patterns", "comp"),
    QT_TRANSLATE_NOOP("Patterns", "ostinato"),
    QT_TRANSLATE_NOOP("Patterns", "pad"),
)
NAMED = {"Feelings": _FEELINGS, "Instruments": _INSTRUMENTS, "Patterns": _PATTERNS}
"""By kind, every name that can be said in another language."""


def feeling_name(emotion: str) -> str:
    """What an emotion is called."""
    return QCoreApplication.translate("Feelings", emotion)


def instrument_name(instrument: str) -> str:
    """What an instrument is called."""
    return QCoreApplication.translate("Instruments", instrument)


def pattern_name(pattern: str) -> str:
    """What a way of striking chords is called."""
    return QCoreApplication.translate("Patterns", pattern)
