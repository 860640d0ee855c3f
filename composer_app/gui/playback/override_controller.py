"""The controller of the options: applies the user's overrides to the shown take."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from composer_app.gui.playback.options import build_options
from composer_app.gui.playback.transport_bar import TransportBar
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
from composer_app.request.request import Request

_DEBOUNCE_MS = 400  # a change is applied once no other follows in this time


class OverrideController(QObject):
    """Applies changed options soon after the last change; it rearranges the take or generates new chords.

    Attributes:
        overrides: The current overrides; after a take is shown, those that it was made with.
    """

    def __init__(
        self,
        transport_bar: TransportBar,
        session: EngineSession,
        open_takes: OpenTakes,
        request_controller: RequestController,
        playback: PlaybackController,
        status: StatusReporter,
    ) -> None:
        super().__init__(transport_bar)
        self._transport_bar, self._session, self._open_takes = transport_bar, session, open_takes
        self._request_controller, self._playback, self._status = request_controller, playback, status
        self._options = build_options()
        self.overrides = self._applied = NO_OVERRIDES
        self._debounce = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._debounce.timeout.connect(self._apply)

    def on_take_shown(self, open_take: OpenTake) -> None:
        """Show the overrides of a take; a change that is not applied yet stays."""
        self._applied = overrides_of(open_take.composition, open_take.original_request)
        self._set_overrides(self.overrides if self._debounce.isActive() else self._applied)

    def reset_all(self) -> None:
        """Reset all options to Auto."""
        self._set_overrides(NO_OVERRIDES)
        self._debounce.start()

    def set_option(self, name: str, value: object) -> None:
        """Set an option by its name; its default means Auto."""
        self._set_overrides(self._options[name].with_value(self.overrides, value))
        self._debounce.start()

    def _set_overrides(self, overrides: Overrides) -> None:
        """Use and show these overrides from now on."""
        self.overrides = overrides
        self._session.set_overrides(overrides)
        shown = self._open_takes.shown
        self._transport_bar.show_overrides(overrides, shown.composition if shown else None)

    def _apply(self) -> None:
        """Apply the overrides to the shown take; the new version plays only if one plays."""
        shown = self._open_takes.shown
        if not shown or self.overrides == self._applied:
            return
        take, original_request = shown.composition, shown.original_request
        if needs_new_chords(take, original_request, self._applied, self.overrides):
            self._request_controller.regenerate_same_seed()
        else:
            self._status.begin_task(self.tr("Arranging"))
            self._session.rearrange(take, original_request)
        self._playback.suppress_autoplay()

    def drop_superseded(self, request: Request) -> None:
        """Drop the overrides that a new request supersedes by naming the same thing."""
        if shown := self._open_takes.shown:
            remaining = without_superseded(self.overrides.constraints, shown.original_request, request)
            if remaining != self.overrides.constraints:
                self._set_overrides(replace(self.overrides, constraints=remaining))
