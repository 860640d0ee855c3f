"""What the parts of a performance are called in the window."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

# For the translators' tool alone, which reads literals.
_PARTS = (
    QT_TRANSLATE_NOOP("Parts", "Chords"),
    QT_TRANSLATE_NOOP("Parts", "Bass"),
    QT_TRANSLATE_NOOP("Parts", "Counter-line"),
)


def part_name(part: str) -> str:
    """A part as the window writes it."""
    return QCoreApplication.translate("Parts", part)
