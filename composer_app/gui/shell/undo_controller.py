"""The controller of undo and redo: shown version, locked chords, and marks of takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton

from composer_app.gui.score.chord_editor import ChordEditor
from composer_app.gui.session.open_takes import OpenTakes
from composer_app.gui.session.undo_history import UndoHistory
from composer_app.gui.takes.action_labels import describe_lock_change
from composer_app.gui.takes.browser import TakesBrowser
from composer_app.gui.takes.controller import TakesController
from composer_app.library.take import TakeMarks


@dataclass(frozen=True, slots=True)
class UndoState:
    """The state that undo restores.

    Attributes:
        shown_version: The id of the shown version, which also determines the overrides; "" before the first take.
        locked: The numbers of the locked chords.
        marks: The marks of takes, by their ids; never modified in place.
    """

    shown_version: str = ""
    locked: frozenset[int] = frozenset()
    marks: Mapping[str, TakeMarks] = field(default_factory=dict)


class UndoController(QObject):
    """Records the state after each action of the user, and restores it."""

    def __init__(
        self,
        browser: TakesBrowser,
        editor: ChordEditor,
        open_takes: OpenTakes,
        takes_controller: TakesController,
    ) -> None:
        super().__init__(browser)
        self._browser, self._editor = browser, editor
        self._open_takes, self._takes_controller = open_takes, takes_controller
        self.undo_history = UndoHistory(UndoState())
        self.undo_action = self._make_action(("Ctrl+Z",), self.undo, browser.undo_button)
        self.redo_action = self._make_action(("Ctrl+Shift+Z", "Ctrl+Y"), self.redo, browser.redo_button)
        self._update_actions()

    def record(self, action: str, merge: bool = False) -> None:
        """Record the state after an action.

        Args:
            action: The label of the action, for "Undo: …".
            merge: Whether it merges with the same action just before, so that one undo reverts both.
        """
        now = self._current_state()
        if now.shown_version and not self.undo_history.current.shown_version:
            # The empty score before the first take is not worth restoring: undo stops at the first take.
            self.undo_history.transform_all(lambda before: replace(now, marks=before.marks))
        self.undo_history.push(action, now, merge=merge)
        self._update_actions()

    def undo(self) -> None:
        """Restore the state before the last action."""
        self._restore(self.undo_history.undo())

    def redo(self) -> None:
        """Restore the state before the last undo."""
        self._restore(self.undo_history.redo())

    def _current_state(self) -> UndoState:
        shown = self._open_takes.shown
        locked = frozenset(self._editor.locked) if shown else frozenset()
        return UndoState(shown.id if shown else "", locked, self._takes_controller.marks)

    def _restore(self, target: UndoState) -> None:
        now = self._current_state()
        if target.marks != now.marks:
            self._takes_controller.set_marks(target.marks)
        if target.shown_version != now.shown_version:
            self._takes_controller.restore_version(target.shown_version)
        self._editor.show_locked(target.locked)
        self._update_actions()

    def on_locks_changed(self, before: frozenset[int], after: frozenset[int]) -> None:
        """Record that the user locked or unlocked chords."""
        if shown := self._open_takes.shown:
            self.record(describe_lock_change(shown, before, after))

    def on_marks_loaded(self, marks: Mapping[str, TakeMarks]) -> None:
        """Add the marks of earlier sessions to all states."""
        self.undo_history.transform_all(lambda each: replace(each, marks={**marks, **each.marks}))

    def _make_action(
        self, keys: tuple[str, ...], callback: Callable[[], None], button: QToolButton
    ) -> QAction:
        action = QAction(self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(callback)
        button.clicked.connect(action.trigger)
        return action

    def _update_actions(self) -> None:
        """Show the labels of the actions to undo and redo."""
        undo, redo = self.undo_history.undo_label, self.undo_history.redo_label
        undo_text = self.tr("Undo: {act}").format(act=undo) if undo else self.tr("Nothing to undo")
        redo_text = self.tr("Redo: {act}").format(act=redo) if redo else self.tr("Nothing to redo")
        _update_button(self.undo_action, self._browser.undo_button, undo_text, enabled=bool(undo))
        _update_button(self.redo_action, self._browser.redo_button, redo_text, enabled=bool(redo))


def _update_button(action: QAction, button: QToolButton, text: str, *, enabled: bool) -> None:
    """Give a menu item and a button the same text and state."""
    action.setText(text.replace("&", "&&"))
    action.setEnabled(enabled)
    button.setEnabled(enabled)
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    button.setToolTip(f"{text} ({key})")
    button.setAccessibleName(text)
