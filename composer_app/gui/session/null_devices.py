"""What stands in where this computer cannot load its sound system: it refuses, and says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from composer_app.errors import RecordingError, SoundError

if TYPE_CHECKING:
    from composer_app.sound.synth import Audio
    from composer_app.speech.recording import Recording

_UNAVAILABLE_MESSAGE = (
    "The sound system cannot be loaded. On Linux install libpulse0, then start Composer again"
)


class NullRecorder(QObject):
    """Hears nothing.

    Signals:
        devices_changed: Never emitted.
        failed: Never emitted.
    """

    devices_changed = Signal()
    failed = Signal(str)
    level = 0.0
    seconds = 0.0

    def recording_since(self, seconds: float) -> Recording:  # noqa: ARG002 - there is nothing at any time
        """Refuse.

        Raises:
            RecordingError: Always.
        """
        raise RecordingError(f"{_UNAVAILABLE_MESSAGE}; until then, type what you feel.")

    def start(self, name: str, channel: int) -> None:  # noqa: ARG002 - no microphone would do
        """Refuse.

        Raises:
            RecordingError: Always.
        """
        raise RecordingError(f"{_UNAVAILABLE_MESSAGE}; until then, type what you feel.")

    def stop(self) -> Recording:
        """Refuse.

        Raises:
            RecordingError: Always.
        """
        raise RecordingError(f"{_UNAVAILABLE_MESSAGE}; until then, type what you feel.")

    def cancel(self) -> None:
        """Nothing was begun."""


class NullAudioOutput(QObject):
    """Says nothing.

    Signals:
        ended: Never emitted.
        failed: Never emitted.
    """

    ended = Signal()
    failed = Signal(str)
    seconds = None
    is_switch_pending = False

    def play(self, audio: Audio, loop: bool, device: str = "") -> None:  # noqa: ARG002 - no sound would do
        """Refuse.

        Raises:
            SoundError: Always.
        """
        raise SoundError(f"{_UNAVAILABLE_MESSAGE}; until then, choose a MIDI port, or save the take.")

    def set_volume(self, percent: int) -> None:
        """Nothing gets louder."""

    def switch_at_bar_line(self, audio: Audio, bar_seconds: float, from_start: bool = True) -> bool:  # noqa: ARG002 - none
        """Nothing can follow nothing."""
        return False

    def stop(self) -> None:
        """Nothing was begun."""
