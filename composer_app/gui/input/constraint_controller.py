"""The controller of the constraint chips: composes again with changed constraints."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QObject

from composer_app.gui.input.constraint_choices import with_constraints, without_constraints
from composer_app.gui.session.playback_controller import PlaybackController
from composer_app.gui.session.request_controller import RequestController
from composer_app.request.request import Request


class ConstraintController(QObject):
    """Changes the constraints of the current request; the new take plays only if a take is playing."""

    def __init__(self, request_controller: RequestController, playback: PlaybackController) -> None:
        super().__init__(request_controller)
        self._request_controller, self._playback = request_controller, playback

    def change_constraints(self, values: dict[str, Any]) -> None:
        """Set fields of the constraints, by their names."""
        if request := self._request_controller.request:
            self._revise(with_constraints(request, values))

    def remove_constraints(self, fields: Iterable[str]) -> None:
        """Clear fields of the constraints."""
        if request := self._request_controller.request:
            self._revise(without_constraints(request, fields))

    def _revise(self, request: Request) -> None:
        self._request_controller.revise_request(request)
        self._playback.suppress_autoplay()
