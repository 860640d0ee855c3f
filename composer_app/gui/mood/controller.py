"""Mending what was understood: another point on the map, other things asked for; the same take follows."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from composer_app.gui.input.constraint_choices import changed, without
from composer_app.gui.session.playback_controller import PlaybackController
from composer_app.gui.session.request_controller import RequestController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.request.emotion.mood import Mood
from composer_app.request.emotion.plane import mood_at
from composer_app.request.request import Request


class MoodController:
    """Joins the map and the chips to what is being asked for."""

    def __init__(self, window: MainWindow, asking: RequestController, playback: PlaybackController) -> None:
        self._window, self._asking, self._playback = window, asking, playback
        window.mood.placed.connect(self._place)
        window.speak.chips.changed.connect(self._change)
        window.speak.chips.removed.connect(self._remove)

    def _place(self, valence: float, arousal: float) -> None:
        asked = self._asking.request
        mood = mood_at(valence, arousal, asked.mood.words if asked else ())
        self._asking.mend(replace(asked, mood=mood) if asked else self._first(mood))

    def _first(self, mood: Mood) -> Request:
        """A request by the map alone."""
        name = mood.strongest or ""
        return Request(self._window.speak.text or name, "en", name, mood)

    def _change(self, values: dict[str, Any]) -> None:
        if asked := self._asking.request:
            self._fix(changed(asked, values))

    def _remove(self, fields: Iterable[str]) -> None:
        if asked := self._asking.request:
            self._fix(without(asked, fields))

    def _fix(self, request: Request) -> None:
        """Something is asked for otherwise: like any option, it is heard at once only where music sounds."""
        self._asking.mend(request)
        self._playback.hold()
