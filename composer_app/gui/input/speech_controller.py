"""Talking to the window: by button or by key, into a recording, and on to the engine."""

from PySide6.QtCore import QObject

from composer_app.errors import RecordingError
from composer_app.gui.input.live_transcription import LiveTranscription
from composer_app.gui.input.recording_session import LastRecording, RecordingSession
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.output_player import OutputPlayer
from composer_app.gui.session.preferences import Preferences
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.shell.main_window import MainWindow
from composer_app.speech.recording import Recording


class SpeechInputController(QObject):
    """Joins the microphone to the speak panel and the engine."""

    def __init__(
        self,
        window: MainWindow,
        dictation: RecordingSession,
        workflow: EngineSession,
        jukebox: OutputPlayer,
        preferences: Preferences,
        last_recording: LastRecording,
        status: StatusReporter,
    ) -> None:
        super().__init__(window)
        self._window, self._dictation, self._workflow = window, dictation, workflow
        self._jukebox, self._preferences = jukebox, preferences
        self._last_recording, self._status = last_recording, status
        self._unheard: Recording | None = None
        self._key_down = False
        speak = window.speak
        self._overhearing = LiveTranscription(
            dictation, workflow, lambda: preferences.now.language, speak.field.show_draft
        )
        window.talk_key.connect(self._heed_key)
        speak.talk_began.connect(self.begin)
        speak.talk_ended.connect(dictation.end)
        speak.restored.connect(self._restore)
        dictation.began.connect(self._show_listening)
        dictation.ended.connect(lambda: speak.show_recording(False))
        dictation.ended.connect(status.rest)
        dictation.level.connect(speak.show_level)
        dictation.said.connect(self._heed_silence)
        dictation.heard.connect(self._hear)
        dictation.set_by.connect(self._set_aside)
        dictation.forgotten.connect(self._drop)
        dictation.failed.connect(self._fail)
        workflow.transcribed.connect(self._forget)
        status.began.connect(self._forget)
        workflow.failed.connect(speak.field.drop_draft)
        workflow.stopped.connect(self._offer)

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
        self._key_down = down
        if down:
            self.begin()
        else:
            self._dictation.end()

    def _heed_silence(self) -> None:
        """All was said; whoever holds the button or the key says so by letting go."""
        held = self._key_down or self._window.speak.button.isDown()
        if self._preferences.now.hands_free and not held:
            self._window.speak.end_by_itself()
            self._dictation.end()

    def _show_listening(self) -> None:
        self._forget()
        self._window.speak.show_recording(True)
        self._window.progress.wait(self.tr("Listening… Esc stops without sending."), cancellable=True)

    def _hear(self, recording: Recording) -> None:
        """Keep what was said until the next time, and compose it."""
        self._begin_to_understand(recording)
        self._overhearing.finish(recording)
        self._last_recording.keep(recording)

    def _transcribe(self, recording: Recording) -> None:
        self._begin_to_understand(recording)
        self._workflow.hear(recording, self._preferences.now.language)

    def _begin_to_understand(self, recording: Recording) -> None:
        self._status.begin(self.tr("Listening to what you said"))
        self._unheard = recording

    def _forget(self) -> None:
        """Something else goes on: what was said and not understood yet is not waited for."""
        if self._unheard:
            self._window.speak.field.drop_draft()
        self._unheard = None
        self._window.speak.show_restorable(False)

    def _drop(self) -> None:
        """Nothing comes of what is being said; the sentence that stood there stands there again."""
        self._workflow.overhear_no_more()
        self._window.speak.field.drop_draft()

    def _fail(self, error: RecordingError) -> None:
        self._drop()
        self._status.fail(error)

    def _set_aside(self, recording: Recording) -> None:
        """Not sent, and kept."""
        self._drop()
        self._last_recording.keep(recording)
        self._unheard = recording
        self._offer()

    def _offer(self) -> None:
        """What was said and not made words of can be brought back."""
        self._window.speak.field.drop_draft()
        if self._unheard:
            self._window.speak.show_restorable(True)
            self._window.progress.rest(self.tr("Not sent; it is kept until you speak again."))

    def _restore(self) -> None:
        if recording := self._unheard:
            self._transcribe(recording)
