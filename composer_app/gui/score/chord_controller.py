"""Shaping a take chord by chord: keeping some, finding others for the rest, putting another in one's place."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Signal

from composer_app.composer import Composition
from composer_app.errors import EditError
from composer_app.gui.score.chord_menu import ChordMenu
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.open_takes import OpenTakes
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.shell.main_window import MainWindow
from composer_app.music.chord import Chord
from composer_app.music.chord_advice import ChordAdvice
from composer_app.music.editing import Change, Substitute, after, changed
from composer_app.request.request import Request


class ChordController(QObject):
    """Joins the chord strip to the engine.

    Signals:
        began: A chord is being changed: the `Composition` as it will be, but for its notes, and the chord's number.
        offered: One of a chord's alternatives is looked at, with the number of its place and the `Chord`.
    """

    began = Signal(object, int)
    offered = Signal(int, object)

    def __init__(
        self, window: MainWindow, workflow: EngineSession, history: OpenTakes, status: StatusReporter
    ) -> None:
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
        self._advice: ChordAdvice | None = None
        self._edited: Composition | None = None  # what is asked for, while its notes are not there
        self._redone: Composition | None = None  # what others are being found for
        self._strip.asked.connect(self.ask)
        self._strip.changed.connect(self.edit)
        window.score.redo.clicked.connect(self.redo)
        workflow.advised.connect(self._heed)
        workflow.failed.connect(self._give_up)
        workflow.stopped.connect(self._give_up)
        workflow.answered.connect(self._give_up)  # an order came before a change was done

    def show(self, composition: Composition) -> None:
        """A take is shown: have something to say of its chords soon."""
        before, self._redone = self._redone, None
        if before and before.progression == composition.progression:
            self._status.tell(self.tr("Nothing else fitted around the chords that are kept. Unlock one."))
        self._advice = self._edited = None
        self._workflow.advise(composition)

    def keep(self, places: Iterable[int]) -> None:
        """Keep these chords and no others: counted from 1, from the end where negative; 0 stands for all."""
        if shown := self._history.shown:
            count = len(shown.composition.progression.chords)
            self._strip.keep({number for place in places for number in _numbers(place, count)})

    @property
    def take(self) -> Composition | None:
        """The take that is shown with all that a person has done to it, the last change included."""
        shown = self._history.shown
        take = self._edited or (shown.composition if shown else None)
        return take.keeping(self._strip.kept) if take else None

    def redo(self) -> None:
        """Find other chords, but for those that are kept."""
        if take := self.take:
            self._find(take)

    def redo_for(self, request: Request) -> None:
        """Find other chords for another request, but for those that are kept."""
        if take := self.take:
            asked = request.constraints.overridden_by(self._workflow.wishes)
            self._find(replace(take, request=replace(request, constraints=asked)))

    def _find(self, take: Composition) -> None:
        self._status.begin(self.tr("Finding the harmony"))
        self._workflow.redo(take, self._strip.kept)
        self._redone = take

    def swap(self, number: int, chord: Chord) -> None:
        """Put another chord in the place of one."""
        self.edit(Substitute(number, chord))

    def edit(self, *changes: Change) -> bool:
        """Change a chord or more, one after the other; whether that can be.

        While the notes are made, the next change may come already.
        """
        if not (take := self.take):
            return False
        try:
            draft = changed(take.draft, *changes)
        except EditError as error:
            self._strip.settle()
            self._status.fail(error)
            return False
        if draft == take.draft:  # it is there already
            self._strip.settle()
            self._status.rest()
            return True
        edited = take.with_draft(draft)
        self._status.begin(self.tr("Arranging"))
        self.began.emit(edited, after(changes[-1]))  # what is heard of it comes before all its notes
        self._workflow.edit(take, *changes)
        self._edited = edited
        self._window.score.show_edited(edited)
        return True

    def ask(self, number: int, place: QPoint) -> None:
        """Show what can be done with a chord."""
        self.menu(number).popup(place)

    def menu(self, number: int) -> ChordMenu:
        """What can be done with a chord."""
        take = self.take
        assert take
        menu = ChordMenu(self._strip, take.progression, number, self._advice)
        menu.redo.connect(self.redo)
        menu.swapped.connect(self.swap)
        menu.offered.connect(self.offered)
        return menu

    def _give_up(self) -> None:
        """What was asked for does not come: show what is there."""
        shown, self._redone = self._history.shown, None
        if self._edited and shown:
            self._edited = None
            self._window.score.show_edited(shown.composition)
        self._strip.settle()

    def _heed(self, advice: ChordAdvice) -> None:
        shown = self._history.shown
        if shown and not self._edited and len(advice.reasons) == len(shown.composition.progression.chords):
            self._advice = advice
            self._strip.show_advice(advice)


def _numbers(place: int, count: int) -> Iterable[int]:
    """The chords, from 0, that a place means among so many."""
    if place == 0:
        return range(count)
    number = place - 1 if place > 0 else count + place
    return (number,) if 0 <= number < count else ()
