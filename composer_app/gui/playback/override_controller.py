"""What a person fixes becomes music: the same take played in another way, or found anew, soon after the last change."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from composer_app.gui.playback.options import build_options
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.open_takes import OpenTake, OpenTakes
from composer_app.gui.session.overrides import (
    NO_OVERRIDES,
    Overrides,
    needs_new_chords,
    overrides_of,
    without_superseded,
)
from composer_app.gui.session.playback_controller import PlaybackController
from composer_app.gui.session.request_controller import RequestController
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.shell.main_window import MainWindow
from composer_app.request.request import Request

_DEBOUNCE_MS = 400  # milliseconds without another change before a change is heeded


class OverrideController(QObject):
    """Joins the options to the engine. What is shown as fixed is what the shown take was made with."""

    def __init__(
        self,
        window: MainWindow,
        session: EngineSession,
        open_takes: OpenTakes,
        request_controller: RequestController,
        playback: PlaybackController,
        status: StatusReporter,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._open_takes = window, session, open_takes
        self._request_controller, self._playback, self._status = request_controller, playback, status
        self._options = build_options()
        self.overrides = self._applied = NO_OVERRIDES
        self._debounce = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._debounce.timeout.connect(self._apply)
        window.transport_bar.option_changed.connect(self._set_option)
        window.transport_bar.drawer.reset_all_requested.connect(self.reset_all)
        request_controller.request_changed.connect(self._drop_superseded)

    def on_take_shown(self, open_take: OpenTake) -> None:
        """A take is shown: with it, what was fixed of it; a change that has not been heeded yet is heeded for it."""
        self._applied = overrides_of(open_take.composition, open_take.original_request)
        self._set_overrides(self.overrides if self._debounce.isActive() else self._applied)

    def reset_all(self) -> None:
        """Let everything be as the feeling has it."""
        self._set_overrides(NO_OVERRIDES)
        self._debounce.start()

    def _set_option(self, name: str, value: object) -> None:
        self._set_overrides(self._options[name].with_value(self.overrides, value))
        self._debounce.start()

    def _set_overrides(self, overrides: Overrides) -> None:
        """Hold this fixed from now on, and show it."""
        self.overrides, workflow = overrides, self._session
        workflow.constraint_overrides, workflow.performance_settings, workflow.generation_settings = (
            overrides.constraints,
            overrides.performance_settings,
            overrides.generation_settings,
        )
        shown = self._open_takes.shown
        self._window.transport_bar.show_overrides(overrides, shown.composition if shown else None)

    def _apply(self) -> None:
        """No change came after the last one: make music of it, which sounds only where music sounds."""
        shown = self._open_takes.shown
        if not shown or self.overrides == self._applied:
            return
        take, asked = shown.composition, shown.original_request
        if needs_new_chords(take, asked, self._applied, self.overrides):
            self._request_controller.regenerate_same_seed()
        else:
            self._status.begin_task(self.tr("Arranging"))
            self._session.rearrange(
                take, asked, self.overrides.constraints, self.overrides.performance_settings
            )
        self._playback.suppress_autoplay()

    def _drop_superseded(self, request: Request) -> None:
        """What a sentence names by itself goes before what was fixed earlier."""
        if shown := self._open_takes.shown:
            held = without_superseded(self.overrides.constraints, shown.original_request, request)
            if held != self.overrides.constraints:
                self._set_overrides(replace(self.overrides, constraints=held))
