"""What is going on: the one line that says it, and the notice of what went wrong."""

import logging

from PySide6.QtCore import QObject, Signal

from composer_app.errors import ComposerError
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.open_takes import OpenTakes
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.widgets.recovery import RecoveryAction, recovery_actions_for

logger = logging.getLogger(__name__)


class StatusReporter(QObject):
    """Says what has begun, what failed, and that nothing is under way.

    Signals:
        task_began: Something begins; whatever waited for something else waits no longer.
    """

    task_began = Signal()

    def __init__(self, window: MainWindow, session: EngineSession, open_takes: OpenTakes) -> None:
        super().__init__(window)
        self._window, self._session, self._open_takes = window, session, open_takes
        self._is_engine_ready = False

    def begin_task(self, stage: str) -> None:
        """Say what begins."""
        self._window.message_bar.hide()
        self.task_began.emit()
        self._window.progress_line.show_busy(
            f"{stage}…" if self._is_engine_ready else self.tr("Getting ready…")
        )

    def show_idle(self) -> None:
        """Nothing is under way."""
        if not self._session.is_busy:
            ready = (
                self.tr("Ready")
                if self._is_engine_ready
                else self.tr("Getting ready… you can already speak or type.")
            )
            self._window.progress_line.show_idle(ready)

    def show_result(self, sentence: str) -> None:
        """Nothing is under way, and there is something to say of what was done last."""
        self._window.progress_line.show_idle(sentence)

    def on_engine_ready(self) -> None:
        """The engine has loaded its parts."""
        self._is_engine_ready = True
        self.show_idle()

    def on_engine_restarting(self) -> None:
        """The engine is being started anew."""
        self._is_engine_ready = False
        self.show_idle()

    def show_error(self, error: ComposerError) -> None:
        """Say what went wrong, and what can be done now."""
        logger.info("Told the person of a %s", type(error).__name__, exc_info=error)
        ways = (
            way
            for way in recovery_actions_for(error)
            if self._open_takes.shown or way is not RecoveryAction.SAVE_ELSEWHERE
        )
        self._window.message_bar.show_message(str(error), ways)
        self.show_idle()
