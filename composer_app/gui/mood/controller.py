"""Mending what was understood: another point on the map, other things asked for; the same take follows."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from composer_app.gui.input.constraint_choices import with_constraints, without_constraints
from composer_app.gui.session.playback_controller import PlaybackController
from composer_app.gui.session.request_controller import RequestController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.request.emotion.mood import Mood
from composer_app.request.emotion.plane import mood_at
from composer_app.request.request import Request


class MoodController:
    """Joins the map and the chips to what is being asked for."""

    def __init__(
        self, window: MainWindow, request_controller: RequestController, playback: PlaybackController
    ) -> None:
        self._window, self._request_controller, self._playback = window, request_controller, playback
        window.mood_panel.point_placed.connect(self._move_point)
        window.input_panel.constraint_chips.changed.connect(self._change_constraints)
        window.input_panel.constraint_chips.removed.connect(self._remove_constraints)

    def _move_point(self, valence: float, arousal: float) -> None:
        asked = self._request_controller.request
        mood = mood_at(valence, arousal, asked.mood.words if asked else ())
        self._request_controller.revise_request(
            replace(asked, mood=mood) if asked else self._request_from_map(mood)
        )

    def _request_from_map(self, mood: Mood) -> Request:
        """A request by the map alone."""
        name = mood.strongest_emotion or ""
        return Request(self._window.input_panel.text or name, "en", name, mood)

    def _change_constraints(self, values: dict[str, Any]) -> None:
        if asked := self._request_controller.request:
            self._revise(with_constraints(asked, values))

    def _remove_constraints(self, fields: Iterable[str]) -> None:
        if asked := self._request_controller.request:
            self._revise(without_constraints(asked, fields))

    def _revise(self, request: Request) -> None:
        """Something is asked for otherwise: like any option, it is heard at once only where music sounds."""
        self._request_controller.revise_request(request)
        self._playback.suppress_autoplay()
