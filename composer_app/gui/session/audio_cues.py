"""Short sounds at the begin and the end of a recording; a setting switches them off."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from composer_app.errors import SoundError
from composer_app.gui.session.devices import AudioOutputLike
from composer_app.gui.session.preferences import Preferences

if TYPE_CHECKING:
    from composer_app.sound.synth import Audio

logger = logging.getLogger(__name__)


class AudioCues(QObject):
    """Plays the cues on an audio output of its own."""

    def __init__(
        self,
        make_audio_output: Callable[[], AudioOutputLike],
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_audio_output, self._preferences = make_audio_output, preferences
        self._audio_output: AudioOutputLike | None = None

    def play_start_cue(self) -> None:
        """Play the cue for the begin of a recording."""
        from composer_app.sound.tones import render_start_cue  # imports numpy, which would slow the start

        self._play(render_start_cue)

    def play_end_cue(self) -> None:
        """Play the cue for the end of a recording."""
        from composer_app.sound.tones import render_end_cue

        self._play(render_end_cue)

    def close(self) -> None:
        """Stop."""
        if self._audio_output:
            self._audio_output.stop()

    def _play(self, make_cue: "Callable[[], Audio]") -> None:
        """Play a cue; an error is only logged."""
        if not self._preferences.settings.audio_cues:
            return
        self._audio_output = self._audio_output or self._make_audio_output()
        try:
            self._audio_output.play(make_cue(), False, self._preferences.settings.audio_output)
        except SoundError as error:
            logger.info("A cue was not played: %s", error)
