"""Undo and redo of all that a person does to the music: joins the past to the window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton

from composer_app.gui.session.open_takes import OpenTakes
from composer_app.gui.session.undo_history import UndoHistory
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.takes.action_labels import kept
from composer_app.gui.takes.controller import TakesController
from composer_app.library.take import TakeMarks


@dataclass(frozen=True, slots=True)
class UndoState:
    """All that undo can bring back.

    Attributes:
        shown: The version that is shown, by its id, and with it what was fixed of it; empty before the first.
        kept: The chords of it that are kept while others are found, by their numbers.
        marks: What is noted on takes, by their ids; never changed, only replaced.
    """

    shown: str = ""
    kept: frozenset[int] = frozenset()
    marks: Mapping[str, TakeMarks] = field(default_factory=dict)


class UndoController(QObject):
    """Remembers each situation that an act of the person led to, and brings it back."""

    def __init__(self, window: MainWindow, history: OpenTakes, takes: TakesController) -> None:
        super().__init__(window)
        self._window, self._history, self._takes = window, history, takes
        self.past = UndoHistory(UndoState())
        browser = window.takes.browser
        self.undo_action = self._action(("Ctrl+Z",), self.undo, browser.undo)
        self.redo_action = self._action(("Ctrl+Shift+Z", "Ctrl+Y"), self.redo, browser.redo)
        takes.did.connect(self.note)
        takes.remembered.connect(self._remember)
        window.score.chords.kept_changed.connect(self._keep)
        self._tell()

    def note(self, act: str, merge: bool = False) -> None:
        """A person did something: remember where it led.

        Args:
            act: What they would call it, for "Undo: …".
            merge: Whether it goes on with the same act just before, and is undone together with it.
        """
        now = self._situation()
        if now.shown and not self.past.now.shown:
            # Nothing was there to be heard before the first take, so that nobody wants to go back there.
            self.past.rebase(lambda before: replace(now, marks=before.marks))
        self.past.do(act, now, merge=merge)
        self._tell()

    def undo(self) -> None:
        """Bring back what was before the last act."""
        self._restore(self.past.undo())

    def redo(self) -> None:
        """Do again what was undone last."""
        self._restore(self.past.redo())

    def _situation(self) -> UndoState:
        shown = self._history.shown
        kept_now = frozenset(self._window.score.chords.kept) if shown else frozenset()
        return UndoState(shown.id if shown else "", kept_now, self._takes.marks)

    def _restore(self, then: UndoState) -> None:
        now = self._situation()
        if then.marks != now.marks:
            self._takes.set_marks(then.marks)
        if then.shown != now.shown:
            self._takes.reveal(then.shown)
        self._window.score.chords.show_kept(then.kept)
        self._tell()

    def _keep(self, before: frozenset[int], after: frozenset[int]) -> None:
        if shown := self._history.shown:
            self.note(kept(shown, before, after))

    def _remember(self, marks: Mapping[str, TakeMarks]) -> None:
        """What was noted in earlier sittings was there all the time."""
        self.past.rebase(lambda each: replace(each, marks={**marks, **each.marks}))

    def _action(self, keys: tuple[str, ...], act: Callable[[], None], button: QToolButton) -> QAction:
        action = QAction(self._window)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(act)
        button.clicked.connect(action.trigger)
        return action

    def _tell(self) -> None:
        """Say what would be undone, and done again."""
        undo, redo = self.past.undoable, self.past.redoable
        browser = self._window.takes.browser
        undo_text = self.tr("Undo: {act}").format(act=undo) if undo else self.tr("Nothing to undo")
        redo_text = self.tr("Redo: {act}").format(act=redo) if redo else self.tr("Nothing to redo")
        _show(self.undo_action, browser.undo, undo_text, there=bool(undo))
        _show(self.redo_action, browser.redo, redo_text, there=bool(redo))


def _show(action: QAction, button: QToolButton, text: str, *, there: bool) -> None:
    """Let a menu's line and a button say the same."""
    action.setText(text.replace("&", "&&"))
    action.setEnabled(there)
    button.setEnabled(there)
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    button.setToolTip(f"{text} ({key})")
    button.setAccessibleName(text)
