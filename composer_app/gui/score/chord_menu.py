"""The menu of a chord: keep it, hear it, change it, or take one of the likeliest others."""

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
    """What can be done with one chord, with the keys that do it.

    Signals:
        regenerate_requested: Find others for the chords that are not kept.
        alternative_chosen: Another chord shall take its place: its number, and the `Chord`.
        alternative_hovered: Another chord is looked at: the same.
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
        keep = self.addAction(self.tr("Loc&k chord") + "\tK")
        keep.setCheckable(True)
        keep.setChecked(number in editor.locked)
        keep.triggered.connect(lambda: editor.toggle_lock(number))
        self.addAction(self.tr("&Preview") + "\tH").triggered.connect(
            lambda: editor.preview_requested.emit(number)
        )
        self.addAction(self.tr("&Regenerate unlocked") + "\tR").triggered.connect(self.regenerate_requested)
        if advice:
            self._add_alternatives(advice)
        self._add_inversions()
        for deed in build_chord_actions():
            if not deed.is_inversion:
                self._add_action(self, deed)

    def _add_inversions(self) -> None:
        self.addSeparator()
        inner = self.addMenu(self.tr("&Inversion"))
        now, group = inversion_of(self._progression.chords[self._number].chord), QActionGroup(inner)
        for name, change in inversion_choices(self._progression, self._number):
            action = inner.addAction(name)
            action.setCheckable(True)
            action.setChecked(change.inversion == now)
            group.addAction(action)
            action.triggered.connect(lambda _=False, change=change: self._editor.request_change(change))
        inner.addSeparator()
        for deed in build_chord_actions():
            if deed.is_inversion:
                self._add_action(inner, deed)

    def _add_action(self, menu: QMenu, chord_action: ChordAction) -> None:
        if chord_action.starts_group:
            menu.addSeparator()
        keys = QKeySequence(chord_action.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
        change = chord_action.make_change(self._progression, self._number)
        menu.addAction(f"{chord_action.name}\t{keys}").triggered.connect(
            lambda: self._editor.request_change(change)
        )

    def _add_alternatives(self, advice: ChordAdvice) -> None:
        """The likeliest other chords, each with its probability there; one that is looked at is heard."""
        key = self._progression.key
        self.addSection(describe_reason(advice.reasons[self._number]))
        for each in advice.alternatives[self._number]:
            name, numeral = (
                format_accidentals(each.chord.symbol(key)),
                format_accidentals(each.chord.roman(key)),
            )
            action = self.addAction(f"{name}   {numeral}\t{format_percent(each.probability)}")
            action.triggered.connect(
                lambda _=False, chord=each.chord: self.alternative_chosen.emit(self._number, chord)
            )
            action.hovered.connect(
                lambda chord=each.chord: self.alternative_hovered.emit(self._number, chord)
            )
