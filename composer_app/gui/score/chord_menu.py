"""The menu of a chord: keep it, hear it, change it, or take one of the likeliest others."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from composer_app.gui.score.chord_actions import ChordAction, deeds, inversions
from composer_app.gui.score.chord_editor import ChordEditor
from composer_app.gui.text.format import percent, why
from composer_app.gui.text.notation import pretty
from composer_app.music.chord_advice import ChordAdvice
from composer_app.music.editing import inversion_of
from composer_app.music.progression import Progression


class ChordMenu(QMenu):
    """What can be done with one chord, with the keys that do it.

    Signals:
        redo: Find others for the chords that are not kept.
        swapped: Another chord shall take its place: its number, and the `Chord`.
        offered: Another chord is looked at: the same.
    """

    redo = Signal()
    swapped = Signal(int, object)
    offered = Signal(int, object)

    def __init__(
        self, strip: ChordEditor, progression: Progression, number: int, advice: ChordAdvice | None
    ) -> None:
        super().__init__(strip)
        self._strip, self._progression, self._number = strip, progression, number
        self.aboutToHide.connect(self.deleteLater)
        keep = self.addAction(self.tr("&Keep this chord") + "\tK")
        keep.setCheckable(True)
        keep.setChecked(number in strip.kept)
        keep.triggered.connect(lambda: strip.toggle(number))
        self.addAction(self.tr("&Hear it") + "\tH").triggered.connect(lambda: strip.heard.emit(number))
        self.addAction(self.tr("Find others for the &rest") + "\tR").triggered.connect(self.redo)
        if advice:
            self._list_others(advice)
        self._list_inversions()
        for deed in deeds():
            if not deed.inverts:
                self._add(self, deed)

    def _list_inversions(self) -> None:
        self.addSeparator()
        inner = self.addMenu(self.tr("&Inversion"))
        now, group = inversion_of(self._progression.chords[self._number].chord), QActionGroup(inner)
        for name, change in inversions(self._progression, self._number):
            action = inner.addAction(name)
            action.setCheckable(True)
            action.setChecked(change.inversion == now)
            group.addAction(action)
            action.triggered.connect(lambda _=False, change=change: self._strip.change(change))
        inner.addSeparator()
        for deed in deeds():
            if deed.inverts:
                self._add(inner, deed)

    def _add(self, menu: QMenu, deed: ChordAction) -> None:
        if deed.opens:
            menu.addSeparator()
        keys = QKeySequence(deed.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
        change = deed.change(self._progression, self._number)
        menu.addAction(f"{deed.name}\t{keys}").triggered.connect(lambda: self._strip.change(change))

    def _list_others(self, advice: ChordAdvice) -> None:
        """The likeliest other chords, each with its probability there; one that is looked at is heard."""
        key = self._progression.key
        self.addSection(why(advice.reasons[self._number]))
        for each in advice.alternatives[self._number]:
            name, numeral = pretty(each.chord.symbol(key)), pretty(each.chord.roman(key))
            action = self.addAction(f"{name}   {numeral}\t{percent(each.probability)}")
            action.triggered.connect(lambda _=False, chord=each.chord: self.swapped.emit(self._number, chord))
            action.hovered.connect(lambda chord=each.chord: self.offered.emit(self._number, chord))
