"""Chord cards above the piano roll, in one scrolling sheet that follows what is heard, and a keyboard below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from composer_app.composer import Composition
from composer_app.gui.score.chord_editor import ChordEditor
from composer_app.gui.score.chord_label import face
from composer_app.gui.score.chord_layout import Timeline, least_width, page
from composer_app.gui.score.note_index import NoteIndex, lying
from composer_app.gui.score.piano_keyboard import PianoKeyboard
from composer_app.gui.score.piano_roll import PianoRoll
from composer_app.gui.text.format import facts, mood_title
from composer_app.gui.widgets.flow_layout import FlowLayout
from composer_app.gui.widgets.theme import SPACE
from composer_app.music.harmonic_function import Function


class ScoreView(QFrame):
    """A take, to be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._composition: Composition | None = None
        self._sounding: NoteIndex | None = None
        self._functions: tuple[Function | None, ...] = ()
        self._silent = True
        self.title = QLabel(self.tr("Chords"))
        self.title.setProperty("title", True)
        self.facts = QLabel()
        self.facts.setProperty("small", True)
        self.redo = QPushButton(self.tr("Redo the &rest"))
        self.redo.setProperty("chip", True)
        self.redo.setToolTip(
            self.tr(
                "Other chords in the same rhythm (R). Click the locks of the chords that you want to keep."
            )
        )
        self.redo.hide()
        self.chords = ChordEditor()
        self.chords.pointed.connect(self._mean)
        self.roll = PianoRoll()
        self.keyboard = PianoKeyboard()
        self._sheet = QWidget()
        self._area = self._scroller()
        self.chords.reached.connect(self._bring_into_sight)
        self._empty = QLabel(self.tr("Chords appear here, and sound at once."))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("small", True)
        self._lay_out()

    def show_take(self, composition: Composition) -> None:
        """Show the chords and the notes of a take."""
        before, chords = self._composition, composition.progression
        self._sounding = NoteIndex(composition.performance, chords)
        self._functions = tuple(face(chords, number).function for number in range(len(chords.chords)))
        self.title.setText(mood_title(composition.request.mood))
        self.facts.setText(facts(composition))
        self.keyboard.show_range(self._pitches(composition))
        self.show_edited(composition)
        self.roll.show_notes(self._sounding)
        if before is None or (before.request, before.seed) != (composition.request, composition.seed):
            self._area.horizontalScrollBar().setValue(0)
        self.redo.show()
        self._pages.setCurrentIndex(1)

    def show_edited(self, composition: Composition) -> None:
        """Show a take's chords as they were changed, while the notes of that are being made."""
        self._composition = composition
        self.chords.show_progression(composition.progression, (number for number, _ in composition.kept))
        self._sheet.setMinimumWidth(least_width(composition.progression, self.chords.needed))

    def show_beat(self, beat: float | None) -> None:
        """Follow what is heard; None in silence."""
        self.chords.show_beat(beat)
        self.roll.show_beat(beat)
        self._light(beat)
        if beat is not None and self._composition and not self.chords.dragging:
            self._follow(beat)

    def _follow(self, beat: float) -> None:
        """Turn the page when the playhead comes to its end, so that hardly anything is painted in between."""
        assert self._composition
        played = self._composition.performance
        x = Timeline(played.beats, played.metre.beats, self._sheet.width() - 1).x(beat)
        bar, width = self._area.horizontalScrollBar(), self._area.viewport().width()
        bar.setValue(page(x, bar.value(), width))

    def _bring_into_sight(self, number: int) -> None:
        self._area.ensureWidgetVisible(self.chords.deck.cards[number], 24, 0)

    def _light(self, beat: float | None) -> None:
        """Light the keys that sound."""
        if not self._sounding:
            return
        self._silent = beat is None
        if not self._silent:
            self.keyboard.show_meant({})
        sounds = sorted(self._sounding.at(beat), key=lambda each: each.part)
        self.keyboard.show_sounding({each.note.pitch: self._functions[each.chord] for each in sounds})

    def _mean(self, number: int | None) -> None:
        """Mark the keys of a chord that is pointed at, in silence."""
        if number is None or not self._composition or not self._silent:
            self.keyboard.show_meant({})
            return
        function = face(self._composition.progression, number).function
        self.keyboard.show_meant(dict.fromkeys(lying(self._composition, number), function))

    def _pitches(self, composition: Composition) -> tuple[int, ...]:
        chords = range(len(composition.progression.chords))
        lie = tuple(pitch for number in chords for pitch in lying(composition, number))
        return (*lie, *(note.pitch for note in composition.performance.notes))

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
        music = QWidget()
        inner = QVBoxLayout(music)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE // 2)
        inner.addWidget(self._area, 1)
        inner.addWidget(self.keyboard)
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(music)
        column.addWidget(pages, 1)
