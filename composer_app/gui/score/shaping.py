"""Shaping a take chord by chord: keeping some, finding others for the rest, putting another in one's place."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from composer_app.composer import Composition
from composer_app.gui.phrases import percent, why
from composer_app.gui.score.notation import pretty
from composer_app.gui.status import Status
from composer_app.gui.takes.history import History
from composer_app.gui.window import MainWindow
from composer_app.gui.workflow import Workflow
from composer_app.music.advice import Advice
from composer_app.music.chord import Chord
from composer_app.request.request import Request


class Shaping(QObject):
    """Joins the chord strip to the engine."""

    def __init__(self, window: MainWindow, workflow: Workflow, history: History, status: Status) -> None:
        """Connect.

        Args:
            window: Whose chords are shaped.
            workflow: Finds other chords.
            history: Knows which take is shown.
            status: Told what begins.
        """
        super().__init__(window)
        self._window, self._workflow, self._history, self._status = window, workflow, history, status
        self._strip = window.score.chords
        self._advice: Advice | None = None
        self._strip.asked.connect(self.ask)
        window.score.redo.clicked.connect(self.redo)
        workflow.advised.connect(self._heed)

    def show(self, composition: Composition) -> None:
        """A take is shown: have something to say of its chords soon."""
        self._advice = None
        self._workflow.advise(composition)

    def keep(self, places: Iterable[int]) -> None:
        """Keep chords, too: counted from 1, from the end where negative; 0 stands for all."""
        if shown := self._history.shown:
            count = len(shown.composition.progression.chords)
            numbers = {number for place in places for number in _numbers(place, count)}
            for number in sorted(numbers - self._strip.kept):
                self._strip.toggle(number)

    def redo(self) -> None:
        """Find other chords, but for those that are kept."""
        if shown := self._history.shown:
            self._find(shown.composition)

    def redo_for(self, request: Request) -> None:
        """Find other chords for another request, but for those that are kept."""
        if shown := self._history.shown:
            asked = request.constraints.overridden_by(self._workflow.wishes)
            self._find(replace(shown.composition, request=replace(request, constraints=asked)))

    def _find(self, take: Composition) -> None:
        self._status.begin(self.tr("Finding the harmony"))
        self._workflow.redo(take, self._strip.kept)

    def swap(self, number: int, chord: Chord) -> None:
        """Put another chord in the place of one."""
        if shown := self._history.shown:
            self._status.begin(self.tr("Arranging"))
            self._workflow.swap(shown.composition, number, chord)

    def ask(self, number: int, place: QPoint) -> None:
        """Show what can be done with a chord."""
        self.menu(number).popup(place)

    def menu(self, number: int) -> QMenu:
        """What can be done with a chord: keep it, or take one of the likeliest others."""
        menu = QMenu(self._strip)
        menu.aboutToHide.connect(menu.deleteLater)
        keep = menu.addAction(self.tr("&Keep this chord"))
        keep.setCheckable(True)
        keep.setChecked(number in self._strip.kept)
        keep.triggered.connect(lambda: self._strip.toggle(number))
        redo = menu.addAction(self.tr("Find others for the &rest"))
        redo.triggered.connect(self.redo)
        self._offer(menu, number)
        return menu

    def _offer(self, menu: QMenu, number: int) -> None:
        """List the likeliest other chords, each with its probability there."""
        shown = self._history.shown
        if not (shown and self._advice):
            return
        key = shown.composition.progression.key
        menu.addSection(why(self._advice.reasons[number]))
        group = QActionGroup(menu)
        for each in self._advice.alternatives[number]:
            name, numeral = pretty(each.chord.symbol(key)), pretty(each.chord.roman(key))
            action = menu.addAction(f"{name}   {numeral}\t{percent(each.probability)}")
            group.addAction(action)
            action.triggered.connect(lambda _=False, chord=each.chord: self.swap(number, chord))

    def _heed(self, advice: Advice) -> None:
        shown = self._history.shown
        if shown and len(advice.reasons) == len(shown.composition.progression.chords):
            self._advice = advice
            self._strip.show_advice(advice)


def _numbers(place: int, count: int) -> Iterable[int]:
    """The chords, from 0, that a place means among so many."""
    if place == 0:
        return range(count)
    number = place - 1 if place > 0 else count + place
    return (number,) if 0 <= number < count else ()
