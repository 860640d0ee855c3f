"""Talking to the window: by button or by key, into a recording, and on to the engine."""

from PySide6.QtCore import QObject

from composer_app.gui.play.jukebox import Jukebox
from composer_app.gui.preferences import Preferences
from composer_app.gui.speak.dictation import Dictation
from composer_app.gui.speak.last_recording import LastRecording
from composer_app.gui.status import Status
from composer_app.gui.window import MainWindow
from composer_app.gui.workflow import Workflow
from composer_app.speech.recording import Recording


class Talking(QObject):
    """Joins the microphone to the speak panel and the engine."""

    def __init__(
        self,
        window: MainWindow,
        dictation: Dictation,
        workflow: Workflow,
        jukebox: Jukebox,
        preferences: Preferences,
        last_recording: LastRecording,
        status: Status,
    ) -> None:
        super().__init__(window)
        self._window, self._dictation, self._workflow = window, dictation, workflow
        self._jukebox, self._preferences = jukebox, preferences
        self._last_recording, self._status = last_recording, status
        speak = window.speak
        window.talk_key.connect(self._heed_key)
        speak.talk_began.connect(self.begin)
        speak.talk_ended.connect(dictation.end)
        dictation.began.connect(self._show_listening)
        dictation.ended.connect(lambda: speak.show_recording(False))
        dictation.ended.connect(status.rest)
        dictation.level.connect(speak.show_level)
        dictation.heard.connect(self._hear)
        dictation.set_by.connect(self._set_aside)
        dictation.failed.connect(status.fail)

    def begin(self) -> None:
        """Listen; what sounds would be heard by the microphone, too."""
        self._jukebox.stop()
        self._workflow.cancel()
        self._window.notice.hide()
        self._dictation.begin(self._preferences.now.microphone, self._preferences.now.channel)

    def hear_again(self) -> None:
        """Compose the last recording once more."""
        if recording := self._last_recording.find():
            self._transcribe(recording)

    def _heed_key(self, down: bool) -> None:
        if down:
            self.begin()
        else:
            self._dictation.end()

    def _show_listening(self) -> None:
        self._window.speak.show_recording(True)
        self._window.progress.wait(self.tr("Listening… Esc stops without sending."), cancellable=True)

    def _hear(self, recording: Recording) -> None:
        """Keep what was said until the next time, and compose it."""
        self._last_recording.keep(recording)
        self._transcribe(recording)

    def _transcribe(self, recording: Recording) -> None:
        self._status.begin(self.tr("Listening to what you said"))
        self._workflow.hear(recording, self._preferences.now.language)

    def _set_aside(self, recording: Recording) -> None:
        self._last_recording.keep(recording)
        self._window.progress.rest(
            self.tr("Not sent. The recording is kept: Menu, “Use the last recording again”.")
        )
