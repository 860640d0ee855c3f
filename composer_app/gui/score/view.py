"""The chord strip above the piano roll, in one scrolling sheet that follows what is heard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from composer_app.composer import Composition
from composer_app.gui.flow import FlowLayout
from composer_app.gui.phrases import facts, mood_title
from composer_app.gui.score.chord_strip import ChordStrip
from composer_app.gui.score.piano_roll import PianoRoll
from composer_app.gui.score.timeline import Timeline, least_width
from composer_app.gui.theme import SPACE


class ScoreView(QFrame):
    """A take, to be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._composition: Composition | None = None
        self.title = QLabel(self.tr("Chords"))
        self.title.setProperty("title", True)
        self.facts = QLabel()
        self.facts.setProperty("small", True)
        self.redo = QPushButton(self.tr("Redo the &rest"))
        self.redo.setProperty("chip", True)
        self.redo.setToolTip(
            self.tr("Other chords in the same rhythm (R). Click the chords that you want to keep.")
        )
        self.redo.hide()
        self.chords = ChordStrip()
        self.roll = PianoRoll()
        self._sheet = QWidget()
        self._area = self._scroller()
        self._empty = QLabel(self.tr("Chords appear here, and sound at once."))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("small", True)
        self._lay_out()

    def show_take(self, composition: Composition) -> None:
        """Show the chords and the notes of a take."""
        self._composition = composition
        self.title.setText(mood_title(composition.request.mood))
        self.facts.setText(facts(composition))
        self._sheet.setMinimumWidth(least_width(composition.progression))
        self.chords.show_progression(composition.progression, (number for number, _ in composition.kept))
        self.roll.show_performance(composition.performance)
        self._area.horizontalScrollBar().setValue(0)
        self.redo.show()
        self._pages.setCurrentIndex(1)

    def show_beat(self, beat: float | None) -> None:
        """Follow what is heard; None in silence."""
        self.chords.show_beat(beat)
        self.roll.show_beat(beat)
        if beat is not None and self._composition:
            played = self._composition.performance
            time = Timeline(played.beats, played.metre.beats, self._sheet.width())
            self._area.ensureVisible(round(time.x(beat)), 0, self._area.viewport().width() // 4, 0)

    def _scroller(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.chords)
        column.addWidget(self.roll, 1)
        area.setWidget(self._sheet)
        area.viewport().setAutoFillBackground(False)
        self._sheet.setAutoFillBackground(False)
        return area

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        head = FlowLayout(gap=SPACE)  # the facts go below a title that is long
        head.addWidget(self.title)
        head.addWidget(self.facts)
        head.addWidget(self.redo)
        column.addLayout(head)
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._area)
        column.addWidget(pages, 1)
