"""Gathering takes: each is kept as it is made, shown, and gone back to."""

from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from composer_app.composer import Composition
from composer_app.engine.messages import Composed
from composer_app.errors import FileError
from composer_app.gui.asking import Asking
from composer_app.gui.play.playback import Playback
from composer_app.gui.status import Status
from composer_app.gui.takes.history import Entry, History
from composer_app.gui.window import MainWindow
from composer_app.gui.workflow import Workflow
from composer_app.library.shelf import Shelf


class Gathering(QObject):
    """Joins the shelf and the history to the list of takes.

    Signals:
        shown: Another take is shown, with its `Entry`.
    """

    shown = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        workflow: Workflow,
        history: History,
        asking: Asking,
        playback: Playback,
        status: Status,
        folder: Path,
    ) -> None:
        super().__init__(window)
        self._window, self._workflow, self._history = window, workflow, history
        self._asking, self._playback, self._status = asking, playback, status
        self._folder = folder
        window.painted.connect(self._remember)
        window.takes.chosen.connect(self.go)
        workflow.composed.connect(self._take)

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self._folder)

    def go(self, number: int) -> None:
        """Go back to a take, and sound it."""
        if number != self._history.number:
            self._history.go(number)
            self._show()
            self._playback.play()

    def back(self, takes: int = 1) -> None:
        """Go back so many takes, or to the first, and sound it."""
        if [entry for _ in range(takes) if (entry := self._history.back())]:
            self._window.takes.show_chosen(self._history.number)
            self._show()
            self._playback.play()

    def _take(self, composed: Composed) -> None:
        """A new take: keep it, show it, sound it."""
        composition = composed.composition
        self._status.rest()
        midi, trouble = self._keep(composition)
        asked = self._asking.request or composition.request
        self._history.add(Entry(composition, asked, midi, composed.audio))
        self._window.takes.add(composition)
        self._show()
        self._playback.follow()
        if self._window.speak.field.hasFocus():
            self._window.transport.play.setFocus()  # so that the space bar stops and plays
        if trouble:
            self._status.fail(trouble)

    def _keep(self, composition: Composition) -> tuple[Path | None, FileError | None]:
        """Put a take on the shelf; its file, or why there is none."""
        try:
            return self._shelf.keep(composition).file, None
        except FileError as error:
            return None, error

    def _show(self) -> None:
        entry = self._history.shown
        assert entry
        self._workflow.cancel()
        window = self._window
        window.score.show_take(entry.composition)
        self.shown.emit(entry)

    def _remember(self) -> None:
        """List the takes of earlier sittings."""
        for take in reversed(self._shelf.takes()):
            self._history.restore(Entry(take.composition, take.composition.request, take.file))
            self._window.takes.add(take.composition, choose=False)
        if len(self._history):
            self._window.speak.hide_examples()
