"""Two short sounds: listening has begun, and enough was heard. They can be switched off."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from composer_app.errors import SoundError
from composer_app.gui.session.devices import SpeakerLike
from composer_app.gui.session.preferences import Preferences

if TYPE_CHECKING:
    from composer_app.sound.synth import Audio

logger = logging.getLogger(__name__)


class AudioCues(QObject):
    """Sounds them, on a loudspeaker beside the one that plays."""

    def __init__(
        self, speaker: Callable[[], SpeakerLike], preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make, self._preferences = speaker, preferences
        self._speaker: SpeakerLike | None = None

    def begun(self) -> None:
        """Listening has begun."""
        from composer_app.sound.tones import begun  # brings numpy, which a window opens without

        self._sound(begun)

    def done(self) -> None:
        """Enough was heard."""
        from composer_app.sound.tones import done

        self._sound(done)

    def close(self) -> None:
        """Be silent."""
        if self._speaker:
            self._speaker.stop()

    def _sound(self, signal: "Callable[[], Audio]") -> None:
        """Sound one; where that cannot be, nobody misses it."""
        if not self._preferences.now.signals:
            return
        self._speaker = self._speaker or self._make()
        try:
            self._speaker.play(signal(), False, self._preferences.now.speaker)
        except SoundError as error:
            logger.info("No signal was heard: %s", error)
