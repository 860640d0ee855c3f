"""Undo and redo of all that a person does to the music: joins the past to the window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton

from composer_app.gui.session.open_takes import OpenTakes
from composer_app.gui.session.undo_history import UndoHistory
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.takes.action_labels import describe_lock_change
from composer_app.gui.takes.controller import TakesController
from composer_app.library.take import TakeMarks


@dataclass(frozen=True, slots=True)
class UndoState:
    """All that undo can bring back.

    Attributes:
        shown_version: The version that is shown, by its id, and with it what was fixed of it; empty before the first.
        locked: The chords of it that are kept while others are found, by their numbers.
        marks: What is noted on takes, by their ids; never changed, only replaced.
    """

    shown_version: str = ""
    locked: frozenset[int] = frozenset()
    marks: Mapping[str, TakeMarks] = field(default_factory=dict)


class UndoController(QObject):
    """Remembers each situation that an act of the person led to, and brings it back."""

    def __init__(self, window: MainWindow, open_takes: OpenTakes, takes_controller: TakesController) -> None:
        super().__init__(window)
        self._window, self._open_takes, self._takes_controller = window, open_takes, takes_controller
        self.undo_history = UndoHistory(UndoState())
        browser = window.takes_panel.browser
        self.undo_action = self._make_action(("Ctrl+Z",), self.undo, browser.undo_button)
        self.redo_action = self._make_action(("Ctrl+Shift+Z", "Ctrl+Y"), self.redo, browser.redo_button)
        takes_controller.action_done.connect(self.record)
        takes_controller.marks_loaded.connect(self._on_marks_loaded)
        window.score_view.chord_editor.locks_changed.connect(self._on_locks_changed)
        self._update_actions()

    def record(self, action: str, merge: bool = False) -> None:
        """A person did something: remember where it led.

        Args:
            action: What they would call it, for "Undo: …".
            merge: Whether it goes on with the same act just before, and is undone together with it.
        """
        now = self._current_state()
        if now.shown_version and not self.undo_history.current.shown_version:
            # Nothing was there to be heard before the first take, so that nobody wants to go back there.
            self.undo_history.transform_all(lambda before: replace(now, marks=before.marks))
        self.undo_history.push(action, now, merge=merge)
        self._update_actions()

    def undo(self) -> None:
        """Bring back what was before the last act."""
        self._restore(self.undo_history.undo())

    def redo(self) -> None:
        """Do again what was undone last."""
        self._restore(self.undo_history.redo())

    def _current_state(self) -> UndoState:
        shown = self._open_takes.shown
        kept_now = frozenset(self._window.score_view.chord_editor.locked) if shown else frozenset()
        return UndoState(shown.id if shown else "", kept_now, self._takes_controller.marks)

    def _restore(self, target: UndoState) -> None:
        now = self._current_state()
        if target.marks != now.marks:
            self._takes_controller.set_marks(target.marks)
        if target.shown_version != now.shown_version:
            self._takes_controller.restore_version(target.shown_version)
        self._window.score_view.chord_editor.show_locked(target.locked)
        self._update_actions()

    def _on_locks_changed(self, before: frozenset[int], after: frozenset[int]) -> None:
        if shown := self._open_takes.shown:
            self.record(describe_lock_change(shown, before, after))

    def _on_marks_loaded(self, marks: Mapping[str, TakeMarks]) -> None:
        """What was noted in earlier sittings was there all the time."""
        self.undo_history.transform_all(lambda each: replace(each, marks={**marks, **each.marks}))

    def _make_action(
        self, keys: tuple[str, ...], callback: Callable[[], None], button: QToolButton
    ) -> QAction:
        action = QAction(self._window)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(callback)
        button.clicked.connect(action.trigger)
        return action

    def _update_actions(self) -> None:
        """Say what would be undone, and done again."""
        undo, redo = self.undo_history.undo_label, self.undo_history.redo_label
        browser = self._window.takes_panel.browser
        undo_text = self.tr("Undo: {act}").format(act=undo) if undo else self.tr("Nothing to undo")
        redo_text = self.tr("Redo: {act}").format(act=redo) if redo else self.tr("Nothing to redo")
        _update_button(self.undo_action, browser.undo_button, undo_text, enabled=bool(undo))
        _update_button(self.redo_action, browser.redo_button, redo_text, enabled=bool(redo))


def _update_button(action: QAction, button: QToolButton, text: str, *, enabled: bool) -> None:
    """Let a menu's line and a button say the same."""
    action.setText(text.replace("&", "&&"))
    action.setEnabled(enabled)
    button.setEnabled(enabled)
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    button.setToolTip(f"{text} ({key})")
    button.setAccessibleName(text)
