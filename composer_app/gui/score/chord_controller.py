"""Shaping a take chord by chord: keeping some, finding others for the rest, putting another in one's place."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Signal

from composer_app.composition import Composition
from composer_app.errors import EditError
from composer_app.gui.score.chord_menu import ChordMenu
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.open_takes import OpenTakes
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.shell.main_window import MainWindow
from composer_app.music.chord import Chord
from composer_app.music.chord_advice import ChordAdvice
from composer_app.music.editing import Change, Substitute, apply_changes, number_after
from composer_app.request.request import Request


class ChordController(QObject):
    """Joins the chord strip to the engine.

    Signals:
        edit_began: A chord is being changed: the `Composition` as it will be, but for its notes, and the
            chord's number.
        alternative_hovered: One of a chord's alternatives is looked at, with the number of its place and the `Chord`.
    """

    edit_began = Signal(object, int)
    alternative_hovered = Signal(int, object)

    def __init__(
        self, window: MainWindow, session: EngineSession, open_takes: OpenTakes, status: StatusReporter
    ) -> None:
        """Connect.

        Args:
            window: Whose chords are shaped.
            session: Finds other chords.
            open_takes: Knows which take is shown.
            status: Told what begins.
        """
        super().__init__(window)
        self._window, self._session, self._open_takes, self._status = window, session, open_takes, status
        self._editor = window.score_view.chord_editor
        self._advice: ChordAdvice | None = None
        self._pending_edit: Composition | None = None  # what is asked for, while its notes are not there
        self._regenerating: Composition | None = None  # what others are being found for
        self._editor.menu_requested.connect(self.show_menu)
        self._editor.change_requested.connect(self.edit)
        window.score_view.regenerate_button.clicked.connect(self.regenerate_unlocked)
        session.chords_suggested.connect(self._on_chords_suggested)
        session.failed.connect(self._discard_pending)
        session.cancelled.connect(self._discard_pending)
        session.turn_interpreted.connect(self._discard_pending)  # an order came before a change was done

    def on_take_shown(self, composition: Composition) -> None:
        """A take is shown: have something to say of its chords soon."""
        before, self._regenerating = self._regenerating, None
        if before and before.progression == composition.progression:
            self._status.show_result(
                self.tr("No other chords fit around the locked ones. Unlock a chord and try again.")
            )
        self._advice = self._pending_edit = None
        self._session.suggest_chords(composition)

    def lock_chords(self, ordinals: Iterable[int]) -> None:
        """Keep these chords and no others: counted from 1, from the end where negative; 0 stands for all."""
        if shown := self._open_takes.shown:
            count = len(shown.composition.progression.chords)
            self._editor.set_locked({number for place in ordinals for number in _chord_numbers(place, count)})

    @property
    def current_take(self) -> Composition | None:
        """The take that is shown with all that a person has done to it, the last change included."""
        shown = self._open_takes.shown
        take = self._pending_edit or (shown.composition if shown else None)
        return take.with_locks(self._editor.locked) if take else None

    def regenerate_unlocked(self) -> None:
        """Find other chords, but for those that are kept."""
        if take := self.current_take:
            self._regenerate(take)

    def regenerate_unlocked_for(self, request: Request) -> None:
        """Find other chords for another request, but for those that are kept."""
        if take := self.current_take:
            asked = request.constraints.overridden_by(self._session.constraint_overrides)
            self._regenerate(replace(take, request=replace(request, constraints=asked)))

    def _regenerate(self, take: Composition) -> None:
        self._status.begin_task(self.tr("Generating chords"))
        self._session.regenerate_chords(take, self._editor.locked)
        self._regenerating = take

    def substitute(self, number: int, chord: Chord) -> None:
        """Put another chord in the place of one."""
        self.edit(Substitute(number, chord))

    def edit(self, *changes: Change) -> bool:
        """Change a chord or more, one after the other; whether that can be.

        While the notes are made, the next change may come already.
        """
        if not (take := self.current_take):
            return False
        try:
            draft = apply_changes(take.draft, *changes)
        except EditError as error:
            self._editor.reset_drag()
            self._status.show_error(error)
            return False
        if draft == take.draft:  # it is there already
            self._editor.reset_drag()
            self._status.show_idle()
            return True
        edited = take.with_draft(draft)
        self._status.begin_task(self.tr("Arranging"))
        self.edit_began.emit(
            edited, number_after(changes[-1])
        )  # what is heard of it comes before all its notes
        self._session.edit(take, *changes)
        self._pending_edit = edited
        self._window.score_view.show_pending_edit(edited)
        return True

    def show_menu(self, number: int, position: QPoint) -> None:
        """Show what can be done with a chord."""
        self.make_menu(number).popup(position)

    def make_menu(self, number: int) -> ChordMenu:
        """What can be done with a chord."""
        take = self.current_take
        assert take
        menu = ChordMenu(self._editor, take.progression, number, self._advice)
        menu.regenerate_requested.connect(self.regenerate_unlocked)
        menu.alternative_chosen.connect(self.substitute)
        menu.alternative_hovered.connect(self.alternative_hovered)
        return menu

    def _discard_pending(self) -> None:
        """What was asked for does not come: show what is there."""
        shown, self._regenerating = self._open_takes.shown, None
        if self._pending_edit and shown:
            self._pending_edit = None
            self._window.score_view.show_pending_edit(shown.composition)
        self._editor.reset_drag()

    def _on_chords_suggested(self, advice: ChordAdvice) -> None:
        shown = self._open_takes.shown
        if (
            shown
            and not self._pending_edit
            and len(advice.reasons) == len(shown.composition.progression.chords)
        ):
            self._advice = advice
            self._editor.show_advice(advice)


def _chord_numbers(ordinal: int, count: int) -> Iterable[int]:
    """The chords, from 0, that a place means among so many."""
    if ordinal == 0:
        return range(count)
    number = ordinal - 1 if ordinal > 0 else count + ordinal
    return (number,) if 0 <= number < count else ()
