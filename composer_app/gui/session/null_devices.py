"""Devices for a computer whose sound system cannot be loaded; they raise errors that say what to do."""

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
    """A recorder that always fails.

    Signals:
        devices_changed: Never emitted.
        failed: Never emitted.
    """

    devices_changed = Signal()
    failed = Signal(str)
    level = 0.0
    seconds = 0.0

    def recording_since(self, seconds: float) -> Recording:  # noqa: ARG002 - nothing is recorded
        """Raise an error.

        Raises:
            RecordingError: Always.
        """
        raise RecordingError(f"{_UNAVAILABLE_MESSAGE}; until then, type what you feel.")

    def start(self, name: str, channel: int) -> None:  # noqa: ARG002 - there is none
        """Raise an error.

        Raises:
            RecordingError: Always.
        """
        raise RecordingError(f"{_UNAVAILABLE_MESSAGE}; until then, type what you feel.")

    def stop(self) -> Recording:
        """Raise an error.

        Raises:
            RecordingError: Always.
        """
        raise RecordingError(f"{_UNAVAILABLE_MESSAGE}; until then, type what you feel.")

    def cancel(self) -> None:
        """Do nothing."""


class NullAudioOutput(QObject):
    """An audio output that always fails.

    Signals:
        ended: Never emitted.
        failed: Never emitted.
    """

    ended = Signal()
    failed = Signal(str)
    seconds = None
    is_switch_pending = False

    def play(self, audio: Audio, loop: bool, device: str = "") -> None:  # noqa: ARG002 - there is no output
        """Raise an error.

        Raises:
            SoundError: Always.
        """
        raise SoundError(f"{_UNAVAILABLE_MESSAGE}; until then, choose a MIDI port, or save the take.")

    def set_volume(self, percent: int) -> None:
        """Do nothing."""

    def switch_at_bar_line(self, audio: Audio, bar_seconds: float, from_start: bool = True) -> bool:  # noqa: ARG002 - none
        """Return False."""
        return False

    def stop(self) -> None:
        """Do nothing."""
