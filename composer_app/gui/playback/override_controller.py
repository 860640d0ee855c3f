"""What a person fixes becomes music: the same take played in another way, or found anew, soon after the last change."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from composer_app.gui.playback.options import options
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.open_takes import OpenTake, OpenTakes
from composer_app.gui.session.overrides import NO_OVERRIDES, Overrides, fixed_in, needs_chords, still_held
from composer_app.gui.session.playback_controller import PlaybackController
from composer_app.gui.session.request_controller import RequestController
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.shell.main_window import MainWindow
from composer_app.request.request import Request

_SETTLE = 400  # milliseconds without another change before a change is heeded


class OverrideController(QObject):
    """Joins the options to the engine. What is shown as fixed is what the shown take was made with."""

    def __init__(
        self,
        window: MainWindow,
        workflow: EngineSession,
        history: OpenTakes,
        asking: RequestController,
        playback: PlaybackController,
        status: StatusReporter,
    ) -> None:
        super().__init__(window)
        self._window, self._workflow, self._history = window, workflow, history
        self._asking, self._playback, self._status = asking, playback, status
        self._options = options()
        self.now = self._made = NO_OVERRIDES
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self._heed)
        window.transport.fixed.connect(self._fix)
        window.transport.drawer.all_lifted.connect(self.lift_all)
        asking.requested.connect(self._make_way)

    def show(self, entry: OpenTake) -> None:
        """A take is shown: with it, what was fixed of it; a change that has not been heeded yet is heeded for it."""
        self._made = fixed_in(entry.composition, entry.asked)
        self._take(self.now if self._settle.isActive() else self._made)

    def lift_all(self) -> None:
        """Let everything be as the feeling has it."""
        self._take(NO_OVERRIDES)
        self._settle.start()

    def _fix(self, name: str, value: object) -> None:
        self._take(self._options[name].put(self.now, value))
        self._settle.start()

    def _take(self, fixed: Overrides) -> None:
        """Hold this fixed from now on, and show it."""
        self.now, workflow = fixed, self._workflow
        workflow.wishes, workflow.manner, workflow.taste = fixed.wishes, fixed.manner, fixed.taste
        shown = self._history.shown
        self._window.transport.show_fixed(fixed, shown.composition if shown else None)

    def _heed(self) -> None:
        """No change came after the last one: make music of it, which sounds only where music sounds."""
        shown = self._history.shown
        if not shown or self.now == self._made:
            return
        take, asked = shown.composition, shown.asked
        if needs_chords(take, asked, self._made, self.now):
            self._asking.again()
        else:
            self._status.begin(self.tr("Arranging"))
            self._workflow.perform(take, asked, self.now.wishes, self.now.manner)
        self._playback.hold()

    def _make_way(self, request: Request) -> None:
        """What a sentence names by itself goes before what was fixed earlier."""
        if shown := self._history.shown:
            held = still_held(self.now.wishes, shown.asked, request)
            if held != self.now.wishes:
                self._take(replace(self.now, wishes=held))
