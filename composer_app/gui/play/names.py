"""What instruments, patterns and voicings are called in the window: the words that a sentence may use, translated."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

# For the translators' tool alone, which reads literals.
_WORDS = (
    QT_TRANSLATE_NOOP("Music", "piano"),
    QT_TRANSLATE_NOOP("Music", "electric piano"),
    QT_TRANSLATE_NOOP("Music", "vibraphone"),
    QT_TRANSLATE_NOOP("Music", "organ"),
    QT_TRANSLATE_NOOP("Music", "guitar"),
    QT_TRANSLATE_NOOP("Music", "electric guitar"),
    QT_TRANSLATE_NOOP("Music", "double bass"),
    QT_TRANSLATE_NOOP("Music", "bass"),
    QT_TRANSLATE_NOOP("Music", "synth bass"),
    QT_TRANSLATE_NOOP("Music", "strings"),
    QT_TRANSLATE_NOOP("Music", "choir"),
    QT_TRANSLATE_NOOP("Music", "trumpet"),
    QT_TRANSLATE_NOOP("Music", "saxophone"),
    QT_TRANSLATE_NOOP("Music", "square lead"),
    QT_TRANSLATE_NOOP("Music", "saw lead"),
    QT_TRANSLATE_NOOP("Music", "bells"),
    QT_TRANSLATE_NOOP("Music", "pad"),
    QT_TRANSLATE_NOOP("Music", "block"),
    QT_TRANSLATE_NOOP("Music", "pulse"),
    QT_TRANSLATE_NOOP("Music", "arpeggio"),
    QT_TRANSLATE_NOOP("Music", "broken"),
    QT_TRANSLATE_NOOP("Music", "alberti"),
    QT_TRANSLATE_NOOP("Music", "strum"),
    QT_TRANSLATE_NOOP("Music", "waltz"),
    QT_TRANSLATE_NOOP("Music", "ballad"),
    QT_TRANSLATE_NOOP("Music", "comp"),
    QT_TRANSLATE_NOOP("Music", "ostinato"),
    QT_TRANSLATE_NOOP("Music", "close"),
    QT_TRANSLATE_NOOP("Music", "open"),
    QT_TRANSLATE_NOOP("Music", "drop-2"),
    QT_TRANSLATE_NOOP("Music", "rootless"),
    QT_TRANSLATE_NOOP("Music", "power"),
    QT_TRANSLATE_NOOP("Music", "two hands"),
    QT_TRANSLATE_NOOP("Music", "quartet"),
    QT_TRANSLATE_NOOP("Music", "safe"),
    QT_TRANSLATE_NOOP("Music", "usual"),
    QT_TRANSLATE_NOOP("Music", "adventurous"),
    QT_TRANSLATE_NOOP("Music", "verse-chorus"),
    QT_TRANSLATE_NOOP("Music", "Chords"),
    QT_TRANSLATE_NOOP("Music", "Bass"),
    QT_TRANSLATE_NOOP("Music", "Counter-line"),
)


def name_of(word: str) -> str:
    """A word of the music as the window writes it."""
    return QCoreApplication.translate("Music", word)
