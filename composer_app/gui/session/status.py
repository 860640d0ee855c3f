"""The status line and the message bar: progress, results and errors."""

import logging
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from composer_app.errors import ComposerError
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.open_takes import OpenTakes
from composer_app.gui.widgets.message_bar import MessageBar
from composer_app.gui.widgets.progress_line import ProgressLine
from composer_app.gui.widgets.recovery import RecoveryAction, recovery_actions_for

logger = logging.getLogger(__name__)


class StatusReporter(QObject):
    """The access of all controllers to the status line and the message bar.

    Signals:
        task_began: A new task begins, so that earlier pending ones are dropped.
    """

    task_began = Signal()

    def __init__(
        self,
        message_bar: MessageBar,
        progress_line: ProgressLine,
        session: EngineSession,
        open_takes: OpenTakes,
    ) -> None:
        super().__init__(progress_line)
        self._message_bar, self._progress_line = message_bar, progress_line
        self._session, self._open_takes = session, open_takes
        self._is_engine_ready = False

    @property
    def has_message(self) -> bool:
        """Whether the message bar shows a message."""
        return bool(self._message_bar.text)

    @property
    def is_progress_visible(self) -> bool:
        """Whether the status line shows a progress bar."""
        return self._progress_line.progress_bar.isVisible()

    def begin_task(self, stage: str) -> None:
        """Show the name of a task that begins."""
        self.hide_message()
        self.task_began.emit()
        self.show_busy(f"{stage}…" if self._is_engine_ready else self.tr("Getting ready…"))

    def show_busy(self, sentence: str) -> None:
        """Show a sentence with a progress bar and a Cancel button."""
        self._progress_line.show_busy(sentence)

    def show_idle(self) -> None:
        """Show that the program is ready, unless the engine is busy."""
        if not self._session.is_busy:
            ready = (
                self.tr("Ready")
                if self._is_engine_ready
                else self.tr("Getting ready… you can already speak or type.")
            )
            self._progress_line.show_idle(ready)

    def show_result(self, sentence: str) -> None:
        """Show the result of the last task in the status line."""
        self._progress_line.show_idle(sentence)

    def show_message(self, sentence: str, actions: Iterable[RecoveryAction] = ()) -> None:
        """Show a sentence in the message bar, with a button for each action."""
        self._message_bar.show_message(sentence, actions)

    def hide_message(self) -> None:
        """Hide the message bar."""
        self._message_bar.hide()

    def on_engine_ready(self) -> None:
        """Handle that the engine has loaded its models."""
        self._is_engine_ready = True
        self.show_idle()

    def on_engine_restarting(self) -> None:
        """Handle that the engine restarts."""
        self._is_engine_ready = False
        self.show_idle()

    def show_error(self, error: ComposerError) -> None:
        """Show an error with its recovery actions."""
        logger.info("Showed the user a %s", type(error).__name__, exc_info=error)
        actions = (
            action
            for action in recovery_actions_for(error)
            if self._open_takes.shown or action is not RecoveryAction.SAVE_ELSEWHERE
        )
        self.show_message(str(error), actions)
        self.show_idle()
