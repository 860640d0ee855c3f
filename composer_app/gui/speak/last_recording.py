"""The last thing that was said: kept until the next one, and found again."""

from collections.abc import Callable
from pathlib import Path

from composer_app.errors import ComposerError, FileError, RecordingError
from composer_app.paths import ensure_private
from composer_app.speech.recording import Recording, read_recording, save_recording


class LastRecording:
    """One file; whoever cannot use it is told why."""

    def __init__(self, path: Path, fail: Callable[[ComposerError], None]) -> None:
        self._path, self._fail = path, fail

    def keep(self, recording: Recording) -> None:
        """Put a recording in the place of the one before."""
        try:
            ensure_private(self._path.parent)
            save_recording(recording, self._path)
        except (FileError, RecordingError) as error:
            self._fail(error)

    def find(self) -> Recording | None:
        """The recording that was kept; None where there is none."""
        try:
            return read_recording(self._path)
        except RecordingError as error:
            self._fail(error)
            return None
