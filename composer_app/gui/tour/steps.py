"""The steps of the tour: which panel each points at, and what it says."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from composer_app.gui.window import MainWindow


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One step: what it points at, and its words."""

    panel: QWidget
    title: str
    text: str


def steps(window: MainWindow) -> tuple[Step, ...]:
    """The path through the window: say it, see what was understood, shape it, take it away."""
    translate = QCoreApplication.translate
    return (
        Step(
            window.speak,
            translate("Tour", "Say it"),
            translate(
                "Tour",
                "Press Speak and say what you feel, or hold F9 while you speak. Or write it and press Enter. "
                "The sentences below the field show how.",
            ),
        ),
        Step(
            window.mood,
            translate("Tour", "See what was understood"),
            translate(
                "Tour",
                "The feelings that were heard, and where they lie between dark and bright, calm and lively. "
                "If something else was meant, choose it here.",
            ),
        ),
        Step(
            window.score,
            translate("Tour", "Shape the chords"),
            translate(
                "Tour",
                "Click a chord to hear it, keep those that you like, and press R to find others for the rest. "
                "N makes another take, Space plays and stops.",
            ),
        ),
        Step(
            window.takes,
            translate("Tour", "Take it away"),
            translate(
                "Tour",
                "Every take is kept here by itself. Drag it into your music program, or save it as MIDI or sound.",
            ),
        ),
    )
