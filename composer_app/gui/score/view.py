"""The score view: chord cards and piano roll in one scroll area that follows the playhead, and a keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from composer_app.composition import Composition
from composer_app.gui.score.chord_editor import ChordEditor
from composer_app.gui.score.chord_label import make_label
from composer_app.gui.score.chord_layout import Timeline, min_sheet_width, page_left
from composer_app.gui.score.note_index import NoteIndex, voicing_pitches
from composer_app.gui.score.piano_keyboard import PianoKeyboard
from composer_app.gui.score.piano_roll import PianoRoll
from composer_app.gui.text.format import format_facts, format_mood_title
from composer_app.gui.widgets.flow_layout import FlowLayout
from composer_app.gui.widgets.theme import SPACING_PX
from composer_app.music.harmonic_function import Function


class ScoreView(QFrame):
    """The view of the shown take."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._composition: Composition | None = None
        self._note_index: NoteIndex | None = None
        self._functions: tuple[Function | None, ...] = ()
        self._is_silent = True
        self.title_label = QLabel(self.tr("Chords"))
        self.title_label.setProperty("title", True)
        self.facts_label = QLabel()
        self.facts_label.setProperty("small", True)
        self.regenerate_button = QPushButton(self.tr("&Regenerate unlocked"))
        self.regenerate_button.setProperty("chip", True)
        self.regenerate_button.setToolTip(
            self.tr("New chords in the same rhythm (R). Lock the chords you want to keep.")
        )
        self.regenerate_button.hide()
        self.chord_editor = ChordEditor()
        self.chord_editor.chord_hovered.connect(self._preview_keys)
        self.piano_roll = PianoRoll()
        self.keyboard = PianoKeyboard()
        self._sheet = QWidget()
        self._scroll_area = self._make_scroll_area()
        self.chord_editor.cursor_moved.connect(self._scroll_to_card)
        self._empty_label = QLabel(self.tr("Chords appear here, and sound at once."))
        self._empty_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty_label.setProperty("small", True)
        self._lay_out()

    def show_take(self, composition: Composition) -> None:
        """Show the chords and the notes of a take."""
        before, progression = self._composition, composition.progression
        self._note_index = NoteIndex(composition.performance, progression)
        self._functions = tuple(
            make_label(progression, number).function for number in range(len(progression.chords))
        )
        self.title_label.setText(format_mood_title(composition.request.mood))
        self.facts_label.setText(format_facts(composition))
        self.keyboard.show_range(self._all_pitches(composition))
        self.show_pending_edit(composition)
        self.piano_roll.show_notes(self._note_index)
        if before is None or (before.request, before.seed) != (composition.request, composition.seed):
            self._scroll_area.horizontalScrollBar().setValue(0)
        self.regenerate_button.show()
        self._pages.setCurrentIndex(1)

    def show_pending_edit(self, composition: Composition) -> None:
        """Show the edited chords of a take while its notes are arranged."""
        self._composition = composition
        self.chord_editor.show_progression(
            composition.progression, (number for number, _ in composition.locked)
        )
        self._sheet.setMinimumWidth(
            min_sheet_width(composition.progression, self.chord_editor.min_card_widths)
        )

    def show_beat(self, beat: float | None) -> None:
        """Show the playback position; None if nothing plays."""
        self.chord_editor.show_beat(beat)
        self.piano_roll.show_beat(beat)
        self._show_sounding_keys(beat)
        if beat is not None and self._composition and not self.chord_editor.is_dragging:
            self._scroll_to_playhead(beat)

    def _scroll_to_playhead(self, beat: float) -> None:
        """Scroll by a page when the playhead reaches the edge, so that little is repainted in between."""
        assert self._composition
        performance = self._composition.performance
        x = Timeline(performance.beats, performance.metre.beats, self._sheet.width() - 1).x(beat)
        scroll_bar, width = self._scroll_area.horizontalScrollBar(), self._scroll_area.viewport().width()
        scroll_bar.setValue(page_left(x, scroll_bar.value(), width))

    def _scroll_to_card(self, number: int) -> None:
        self._scroll_area.ensureWidgetVisible(self.chord_editor.card_pool.cards[number], 24, 0)

    def _show_sounding_keys(self, beat: float | None) -> None:
        """Show the notes that play on the keyboard."""
        if not self._note_index:
            return
        self._is_silent = beat is None
        if not self._is_silent:
            self.keyboard.show_preview({})
        sounding = sorted(self._note_index.notes_at(beat), key=lambda indexed_note: indexed_note.part_number)
        self.keyboard.show_sounding(
            {indexed_note.note.pitch: self._functions[indexed_note.chord_number] for indexed_note in sounding}
        )

    def _preview_keys(self, number: int | None) -> None:
        """Show the notes of the hovered chord on the keyboard, unless something plays."""
        if number is None or not self._composition or not self._is_silent:
            self.keyboard.show_preview({})
            return
        function = make_label(self._composition.progression, number).function
        self.keyboard.show_preview(dict.fromkeys(voicing_pitches(self._composition, number), function))

    def _all_pitches(self, composition: Composition) -> tuple[int, ...]:
        chords = range(len(composition.progression.chords))
        voicings = tuple(pitch for number in chords for pitch in voicing_pitches(composition, number))
        return (*voicings, *(note.pitch for note in composition.performance.notes))

    def _make_scroll_area(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING_PX // 2)
        column.addWidget(self.chord_editor)
        column.addWidget(self.piano_roll, 1)
        area.setWidget(self._sheet)
        area.viewport().setAutoFillBackground(False)
        self._sheet.setAutoFillBackground(False)
        return area

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING_PX, SPACING_PX, SPACING_PX, SPACING_PX)
        column.setSpacing(SPACING_PX // 2)
        head = FlowLayout(gap=SPACING_PX)  # the facts wrap below a long title
        head.addWidget(self.title_label)
        head.addWidget(self.facts_label)
        head.addWidget(self.regenerate_button)
        column.addLayout(head)
        music = QWidget()
        inner = QVBoxLayout(music)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACING_PX // 2)
        inner.addWidget(self._scroll_area, 1)
        inner.addWidget(self.keyboard)
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self._empty_label)
        self._pages.addWidget(music)
        column.addWidget(pages, 1)
