"""The menu of a chord: lock, preview, alternatives and edit actions."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from composer_app.gui.score.chord_actions import ChordAction, build_chord_actions, inversion_choices
from composer_app.gui.score.chord_editor import ChordEditor
from composer_app.gui.text.format import describe_reason, format_percent
from composer_app.gui.text.notation import format_accidentals
from composer_app.music.chord_advice import ChordAdvice
from composer_app.music.editing import inversion_of
from composer_app.music.progression import Progression


class ChordMenu(QMenu):
    """The menu of one chord; it shows the keys of the actions.

    Signals:
        regenerate_requested: The user wants to regenerate the unlocked chords.
        alternative_chosen: The user chose an alternative, with the number of the chord and the `Chord`.
        alternative_hovered: An alternative is hovered, with the number of the chord and the `Chord`.
    """

    regenerate_requested = Signal()
    alternative_chosen = Signal(int, object)
    alternative_hovered = Signal(int, object)

    def __init__(
        self, editor: ChordEditor, progression: Progression, number: int, advice: ChordAdvice | None
    ) -> None:
        super().__init__(editor)
        self._editor, self._progression, self._number = editor, progression, number
        self.aboutToHide.connect(self.deleteLater)
        lock = self.addAction(self.tr("Loc&k chord") + "\tK")
        lock.setCheckable(True)
        lock.setChecked(number in editor.locked)
        lock.triggered.connect(lambda: editor.toggle_lock(number))
        self.addAction(self.tr("&Preview") + "\tH").triggered.connect(
            lambda: editor.preview_requested.emit(number)
        )
        self.addAction(self.tr("&Regenerate unlocked") + "\tR").triggered.connect(self.regenerate_requested)
        if advice:
            self._add_alternatives(advice)
        self._add_inversions()
        for action in build_chord_actions():
            if not action.is_inversion:
                self._add_action(self, action)

    def _add_inversions(self) -> None:
        self.addSeparator()
        submenu = self.addMenu(self.tr("&Inversion"))
        current, action_group = (
            inversion_of(self._progression.chords[self._number].chord),
            QActionGroup(submenu),
        )
        for name, change in inversion_choices(self._progression, self._number):
            action = submenu.addAction(name)
            action.setCheckable(True)
            action.setChecked(change.inversion == current)
            action_group.addAction(action)
            action.triggered.connect(lambda _=False, change=change: self._editor.request_change(change))
        submenu.addSeparator()
        for chord_action in build_chord_actions():
            if chord_action.is_inversion:
                self._add_action(submenu, chord_action)

    def _add_action(self, menu: QMenu, chord_action: ChordAction) -> None:
        if chord_action.starts_group:
            menu.addSeparator()
        keys = QKeySequence(chord_action.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
        change = chord_action.make_change(self._progression, self._number)
        menu.addAction(f"{chord_action.name}\t{keys}").triggered.connect(
            lambda: self._editor.request_change(change)
        )

    def _add_alternatives(self, advice: ChordAdvice) -> None:
        """Add the most probable alternatives, each with its probability."""
        key = self._progression.key
        self.addSection(describe_reason(advice.reasons[self._number]))
        for alternative in advice.alternatives[self._number]:
            name, numeral = (
                format_accidentals(alternative.chord.symbol(key)),
                format_accidentals(alternative.chord.roman(key)),
            )
            action = self.addAction(f"{name}   {numeral}\t{format_percent(alternative.probability)}")
            action.triggered.connect(
                lambda _=False, chord=alternative.chord: self.alternative_chosen.emit(self._number, chord)
            )
            action.hovered.connect(
                lambda chord=alternative.chord: self.alternative_hovered.emit(self._number, chord)
            )
