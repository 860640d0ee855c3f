"""What is going on: the one line that says it, and the notice of what went wrong."""

import logging

from PySide6.QtCore import QObject, Signal

from composer_app.errors import ComposerError
from composer_app.gui.failure import Way, ways_on
from composer_app.gui.takes.history import History
from composer_app.gui.window import MainWindow
from composer_app.gui.workflow import Workflow

logger = logging.getLogger(__name__)


class Status(QObject):
    """Says what has begun, what failed, and that nothing is under way.

    Signals:
        began: Something begins; whatever waited for something else waits no longer.
    """

    began = Signal()

    def __init__(self, window: MainWindow, workflow: Workflow, history: History) -> None:
        super().__init__(window)
        self._window, self._workflow, self._history = window, workflow, history
        self._ready = False

    def begin(self, stage: str) -> None:
        """Say what begins."""
        self._window.notice.hide()
        self.began.emit()
        self._window.progress.wait(f"{stage}…" if self._ready else self.tr("Getting ready…"))

    def rest(self) -> None:
        """Nothing is under way."""
        if not self._workflow.busy:
            ready = (
                self.tr("Ready") if self._ready else self.tr("Getting ready… you can speak or write already.")
            )
            self._window.progress.rest(ready)

    def tell(self, sentence: str) -> None:
        """Nothing is under way, and there is something to say of what was done last."""
        self._window.progress.rest(sentence)

    def become_ready(self) -> None:
        """The engine has loaded its parts."""
        self._ready = True
        self.rest()

    def become_unready(self) -> None:
        """The engine is being started anew."""
        self._ready = False
        self.rest()

    def fail(self, error: ComposerError) -> None:
        """Say what went wrong, and what can be done now."""
        logger.info("Told the person of a %s", type(error).__name__, exc_info=error)
        ways = (way for way in ways_on(error) if self._history.shown or way is not Way.SAVE_ELSEWHERE)
        self._window.notice.say(str(error), ways)
        self.rest()
