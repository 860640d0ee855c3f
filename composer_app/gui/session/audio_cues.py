"""Two short sounds: listening has begun, and enough was heard. They can be switched off."""

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
    """Sounds them, on a loudspeaker beside the one that plays."""

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
        """Listening has begun."""
        from composer_app.sound.tones import render_start_cue  # brings numpy, which a window opens without

        self._play(render_start_cue)

    def play_end_cue(self) -> None:
        """Enough was heard."""
        from composer_app.sound.tones import render_end_cue

        self._play(render_end_cue)

    def close(self) -> None:
        """Be silent."""
        if self._audio_output:
            self._audio_output.stop()

    def _play(self, make_cue: "Callable[[], Audio]") -> None:
        """Sound one; where that cannot be, nobody misses it."""
        if not self._preferences.settings.audio_cues:
            return
        self._audio_output = self._audio_output or self._make_audio_output()
        try:
            self._audio_output.play(make_cue(), False, self._preferences.settings.audio_output)
        except SoundError as error:
            logger.info("No signal was heard: %s", error)
