"""The services and controllers of a window, created in the order of their dependencies."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from composer_app.gui.input.constraint_controller import ConstraintController
from composer_app.gui.input.microphone_popover import MicrophoneController
from composer_app.gui.input.recording_session import LastRecording, RecordingSession
from composer_app.gui.input.speech_controller import SpeechInputController
from composer_app.gui.playback.override_controller import OverrideController
from composer_app.gui.score.chord_controller import ChordController
from composer_app.gui.score.chord_preview import ChordPreviewController
from composer_app.gui.session.audio_cues import AudioCues
from composer_app.gui.session.devices import Devices
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.open_takes import OpenTakes
from composer_app.gui.session.playback_controller import PlaybackController
from composer_app.gui.session.preferences import Preferences
from composer_app.gui.session.request_controller import RequestController
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.shell.tour import Tour
from composer_app.gui.shell.turn_controller import TurnController
from composer_app.gui.shell.undo_controller import UndoController
from composer_app.gui.takes.controller import TakesController
from composer_app.gui.takes.export_controller import ExportController
from composer_app.gui.training.controller import TrainingController
from composer_app.paths import Folders
from composer_app.request.dialogue.turn import DialogueAct


class Controllers(QObject):
    """All services and controllers of a window. `wiring.connect_rooms` connects their signals."""

    def __init__(
        self, window: MainWindow, devices: Devices, folders: Folders, make_seed: Callable[[], int]
    ) -> None:
        super().__init__(window)
        # Services
        self.preferences = preferences = Preferences(folders, self)
        self.open_takes = open_takes = OpenTakes()
        self.session = session = EngineSession(
            devices.make_engine, preferences.settings.whisper_weights, make_seed, self
        )
        self.status = status = StatusReporter(window.message_bar, window.progress_line, session, open_takes)
        self.audio_cues = AudioCues(devices.make_audio_output, preferences, self)
        self.playback = playback = PlaybackController(devices, open_takes, preferences, status)
        self.output_player = playback.output_player
        self.request_controller = requests = RequestController(session, open_takes, status)
        # Input
        self.recorder = devices.make_recorder()
        self.recording_session = RecordingSession(self.recorder, self)
        last_recording = LastRecording(folders.last_recording, status.show_error)
        self.speech_controller = SpeechInputController(
            window.input_panel,
            self.recording_session,
            session,
            self.output_player,
            preferences,
            last_recording,
            status,
        )
        self.microphone_controller = MicrophoneController(
            window.input_panel, devices, preferences, self.recorder
        )
        self.constraint_controller = ConstraintController(requests, playback)
        # Playback, score, takes, training
        self.override_controller = OverrideController(
            window.transport_bar, session, open_takes, requests, playback, status
        )
        self.chord_controller = ChordController(window.score_view, session, open_takes, status)
        self.chord_preview = ChordPreviewController(session, playback, self.chord_controller)
        self.takes_controller = TakesController(
            window.takes_panel, session, open_takes, requests, playback, status, folders.takes
        )
        self.export_controller = ExportController(
            window.takes_panel.export_bar, session, open_takes, preferences, status
        )
        self.training_controller = TrainingController(
            window, devices.make_training_engine, folders.user_models, status
        )
        # Across rooms
        self.undo_controller = UndoController(
            window.takes_panel.browser, window.score_view.chord_editor, open_takes, self.takes_controller
        )
        self.turn_controller = TurnController(
            open_takes, session, self.chord_controller, requests, status, self._command_handlers()
        )
        self.tour = Tour(window, preferences)

    def _command_handlers(self) -> dict[DialogueAct, Callable[[int], object]]:
        """Return what runs each command of a sentence; each is called with a number of takes."""
        return {
            DialogueAct.PLAY: lambda _: self.playback.play(),
            DialogueAct.STOP: lambda _: self.output_player.stop(),
            DialogueAct.SAVE: lambda _: self.export_controller.save_midi(),
            DialogueAct.GO_BACK: self.takes_controller.go_back_versions,
            DialogueAct.NEW_VARIATION: lambda _: self.request_controller.new_variation(),
            DialogueAct.REGENERATE_UNLOCKED: lambda _: self.chord_controller.regenerate_unlocked(),
        }
