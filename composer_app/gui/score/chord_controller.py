"""The controller of the chords: edits, locks and regenerates the chords of the shown take."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Signal

from composer_app.composition import Composition
from composer_app.errors import EditError
from composer_app.gui.score.chord_menu import ChordMenu
from composer_app.gui.score.view import ScoreView
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.open_takes import OpenTake, OpenTakes
from composer_app.gui.session.status import StatusReporter
from composer_app.music.chord import Chord
from composer_app.music.chord_advice import ChordAdvice
from composer_app.music.editing import Change, Substitute, apply_changes, number_after
from composer_app.request.request import Request


class ChordController(QObject):
    """Sends chord edits to the engine, and shows them at once while their notes are arranged.

    Signals:
        edit_began: An edit began, with the edited `Composition` (its notes are still the old ones) and the number
            of the chord.
        alternative_hovered: An alternative in the menu is hovered, with the number of the chord and the `Chord`.
    """

    edit_began = Signal(object, int)
    alternative_hovered = Signal(int, object)

    def __init__(
        self, view: ScoreView, session: EngineSession, open_takes: OpenTakes, status: StatusReporter
    ) -> None:
        super().__init__(view)
        self._view, self._session, self._open_takes, self._status = view, session, open_takes, status
        self._editor = view.chord_editor
        self._advice: ChordAdvice | None = None
        self._pending_edit: Composition | None = None  # shown until its notes are arranged
        self._regenerating: Composition | None = None  # the take whose unlocked chords are regenerated

    def on_take_shown(self, open_take: OpenTake) -> None:
        """Request explanations of the chords of the shown take."""
        composition = open_take.composition
        before, self._regenerating = self._regenerating, None
        if before and before.progression == composition.progression:
            self._status.show_result(
                self.tr("No other chords fit around the locked ones. Unlock a chord and try again.")
            )
        self._advice = self._pending_edit = None
        self._session.suggest_chords(composition)

    def lock_chords(self, ordinals: Iterable[int]) -> None:
        """Lock these chords and no others; they are counted from 1, or from -1 at the end, and 0 means all."""
        if shown := self._open_takes.shown:
            count = len(shown.composition.progression.chords)
            self._editor.set_locked(
                {number for ordinal in ordinals for number in _chord_numbers(ordinal, count)}
            )

    @property
    def current_take(self) -> Composition | None:
        """The shown take with its pending edit and its locks."""
        shown = self._open_takes.shown
        take = self._pending_edit or (shown.composition if shown else None)
        return take.with_locks(self._editor.locked) if take else None

    def regenerate_unlocked(self) -> None:
        """Generate new chords except for the locked ones."""
        if take := self.current_take:
            self._regenerate(take)

    def regenerate_unlocked_for(self, request: Request) -> None:
        """Generate new chords for another request, except for the locked ones."""
        if take := self.current_take:
            asked = request.constraints.overridden_by(self._session.overrides.constraints)
            self._regenerate(replace(take, request=replace(request, constraints=asked)))

    def _regenerate(self, take: Composition) -> None:
        self._status.begin_task(self.tr("Generating chords"))
        self._session.regenerate_chords(take, self._editor.locked)
        self._regenerating = take

    def substitute(self, number: int, chord: Chord) -> None:
        """Replace a chord by another."""
        self.edit(Substitute(number, chord))

    def edit(self, *changes: Change) -> bool:
        """Apply changes in order, and return whether they are possible.

        The next edit may follow before the notes of this one are arranged.
        """
        if not (take := self.current_take):
            return False
        try:
            draft = apply_changes(take.draft, *changes)
        except EditError as error:
            self._editor.reset_drag()
            self._status.show_error(error)
            return False
        if draft == take.draft:  # nothing would change
            self._editor.reset_drag()
            self._status.show_idle()
            return True
        edited = take.with_draft(draft)
        self._status.begin_task(self.tr("Arranging"))
        self.edit_began.emit(
            edited, number_after(changes[-1])
        )  # before `edit`, so that its preview comes first
        self._session.edit(take, *changes)
        self._pending_edit = edited
        self._view.show_pending_edit(edited)
        return True

    def show_menu(self, number: int, position: QPoint) -> None:
        """Open the menu of a chord."""
        self.make_menu(number).popup(position)

    def make_menu(self, number: int) -> ChordMenu:
        """Return the menu of a chord."""
        take = self.current_take
        assert take
        menu = ChordMenu(self._editor, take.progression, number, self._advice)
        menu.regenerate_requested.connect(self.regenerate_unlocked)
        menu.alternative_chosen.connect(self.substitute)
        menu.alternative_hovered.connect(self.alternative_hovered)
        return menu

    def discard_pending(self) -> None:
        """Discard the pending edit, and show the chords of the shown take again."""
        shown, self._regenerating = self._open_takes.shown, None
        if self._pending_edit and shown:
            self._pending_edit = None
            self._view.show_pending_edit(shown.composition)
        self._editor.reset_drag()

    def on_chords_suggested(self, advice: ChordAdvice) -> None:
        """Show explanations of the chords, unless an edit is pending."""
        shown = self._open_takes.shown
        if (
            shown
            and not self._pending_edit
            and len(advice.reasons) == len(shown.composition.progression.chords)
        ):
            self._advice = advice
            self._editor.show_advice(advice)


def _chord_numbers(ordinal: int, count: int) -> Iterable[int]:
    """Return the chord numbers, from 0, that an ordinal means in a sequence of `count` chords."""
    if ordinal == 0:
        return range(count)
    number = ordinal - 1 if ordinal > 0 else count + ordinal
    return (number,) if 0 <= number < count else ()
