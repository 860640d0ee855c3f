"""What happens when: joins the panels to the engine, the microphone, the sound and the takes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction

from composer_app.errors import ComposerError
from composer_app.gui.input.microphone_popover import MicrophoneController
from composer_app.gui.input.recording_session import LastRecording, RecordingSession
from composer_app.gui.input.speech_controller import SpeechInputController
from composer_app.gui.mood.controller import MoodController
from composer_app.gui.playback.override_controller import OverrideController
from composer_app.gui.score.chord_controller import ChordController
from composer_app.gui.score.chord_preview import ChordPreviewController
from composer_app.gui.session.audio_cues import AudioCues
from composer_app.gui.session.devices import Devices
from composer_app.gui.session.engine_session import EngineSession, random_seed
from composer_app.gui.session.open_takes import OpenTake, OpenTakes
from composer_app.gui.session.playback_controller import PlaybackController
from composer_app.gui.session.preferences import Preferences
from composer_app.gui.session.request_controller import RequestController
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.session.turn_controller import TurnController
from composer_app.gui.session.undo_controller import UndoController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.shell.menu import MenuItem, fill_menu
from composer_app.gui.shell.tour import Tour
from composer_app.gui.takes.controller import TakesController
from composer_app.gui.takes.export_controller import ExportController
from composer_app.gui.training.controller import TrainingController
from composer_app.gui.widgets.recovery import RecoveryAction
from composer_app.music.performance import Performance
from composer_app.paths import Folders
from composer_app.request.constraints.range import out_of_range
from composer_app.request.dialogue.turn import DialogueAct
from composer_app.settings import Settings
from composer_app.sound.synth import Audio


class AppController(QObject):
    """Keeps a window, and all that stands behind it, in step."""

    def __init__(
        self,
        window: MainWindow,
        devices: Devices,
        folders: Folders,
        make_seed: Callable[[], int] = random_seed,
    ) -> None:
        super().__init__(window)
        self._window, self._devices, self._folders = window, devices, folders
        self.preferences = preferences = Preferences(folders, self)
        self.open_takes = history = OpenTakes()
        self.session = workflow = EngineSession(
            devices.make_engine, preferences.settings.whisper_weights, make_seed, self
        )
        window.first_painted.connect(workflow.start)
        self.status = status = StatusReporter(window, workflow, history)
        self._recorder = devices.make_recorder()
        self.recording_session = RecordingSession(self._recorder, self)
        self._audio_cues = signals = AudioCues(devices.make_audio_output, preferences, self)
        self.recording_session.began.connect(signals.play_start_cue)
        self.recording_session.recorded.connect(signals.play_end_cue)
        self.playback = PlaybackController(window, devices, history, preferences)
        self.output_player = self.playback.output_player
        self.request_controller = RequestController(window, workflow, history, status)
        self._mood_controller = MoodController(window, self.request_controller, self.playback)
        self._microphone_controller = MicrophoneController(window, devices, preferences, self._recorder)
        self.override_controller = OverrideController(
            window, workflow, history, self.request_controller, self.playback, status
        )
        self.chord_controller = ChordController(window, workflow, history, status)
        self.takes_controller = TakesController(
            window, workflow, history, self.request_controller, self.playback, status, folders.takes
        )
        self.undo_controller = UndoController(window, history, self.takes_controller)
        ChordPreviewController(window, workflow, self.playback, self.chord_controller, status)
        self._export_controller = ExportController(window, workflow, history, preferences, status)
        last = LastRecording(folders.last_recording, status.show_error)
        self._speech_controller = SpeechInputController(
            window, self.recording_session, workflow, self.output_player, preferences, last, status
        )
        self._turn_controller = TurnController(
            window,
            history,
            workflow,
            self.chord_controller,
            self.request_controller,
            status,
            self._command_handlers(),
        )
        self.training_controller = TrainingController(
            window, devices.make_training_engine, folders.user_models, status
        )
        self.tour = Tour(window, preferences)
        self._connect_session()
        self._connect_window()
        fill_menu(window, self._menu_items())
        self._start()

    def close(self) -> None:
        """Fall silent and let go of everything."""
        self.recording_session.cancel()
        self._audio_cues.close()
        self.takes_controller.close()
        self.output_player.stop()
        self.training_controller.close()
        self.session.close()
        # Last: nothing is started any more while a client of JACK is closed.
        self.playback.close()

    def _command_handlers(self) -> dict[DialogueAct, Callable[[int], object]]:
        """What a sentence can order, and who does it; each is told of how many takes."""
        return {
            DialogueAct.PLAY: lambda _: self.playback.play(),
            DialogueAct.STOP: lambda _: self.output_player.stop(),
            DialogueAct.SAVE: lambda _: self._export_controller.save_midi(),
            DialogueAct.GO_BACK: self.takes_controller.go_back_versions,
            DialogueAct.NEW_VARIATION: lambda _: self.request_controller.new_variation(),
            DialogueAct.REGENERATE_UNLOCKED: lambda _: self.chord_controller.regenerate_unlocked(),
        }

    def _on_take_shown(self, open_take: OpenTake) -> None:
        """Another take is shown: let everyone know."""
        self.request_controller.on_take_shown(open_take)
        self.override_controller.on_take_shown(open_take)
        self._export_controller.on_take_shown(open_take)
        self._turn_controller.on_take_shown()
        self.chord_controller.on_take_shown(open_take.composition)

    # Sound

    def _render_audio(self, performance: Performance) -> None:
        self.status.begin_task(self.tr("Rendering audio"))
        self.session.render(performance)

    def _on_audio_rendered(self, audio: Audio) -> None:
        self.status.show_idle()
        self.open_takes.cache_audio(audio)
        self.playback.play()

    def _warn_if_out_of_range(self) -> None:
        """Say which numbers of the sentence no piece can have; one is made all the same."""
        if complaint := out_of_range(self._window.input_panel.text):
            self._window.message_bar.show_message(complaint)

    # Settings, failures, the rest

    def _cancel_current(self) -> None:
        """Esc: stop the nearest thing."""
        if self.recording_session.is_recording:
            self.recording_session.set_aside()
        elif self.session.is_busy:
            self.session.cancel()
        elif self.tour.is_showing:
            self.tour.end()
        elif self._window.message_bar.text:
            self._window.message_bar.hide()
        else:
            self.output_player.stop()

    def _open_training_dialog(self) -> None:
        shown = self.open_takes.shown
        self.training_controller.open(shown.original_request.mood.strongest_emotion or "" if shown else "")

    def _open_settings_dialog(self) -> None:
        self.output_player.stop()
        self.recording_session.cancel()
        self.preferences.open_dialog(self._devices, self._recorder, self._window)

    def _apply_settings(self, before: Settings) -> None:
        self.playback.apply_settings()
        if self.preferences.settings.whisper_weights != before.whisper_weights:
            self.session.restart(self.preferences.settings.whisper_weights)
            self.status.on_engine_restarting()

    def _on_recovery_action(self, action: RecoveryAction) -> None:
        """A person takes a way on from a failure."""
        {
            RecoveryAction.CHOOSE_MICROPHONE: self._open_settings_dialog,
            RecoveryAction.OPEN_SETTINGS: self._open_settings_dialog,
            RecoveryAction.TYPE_INSTEAD: self._window.input_panel.request_field.setFocus,
            RecoveryAction.RETRY: self._retry,
            RecoveryAction.USE_BUILT_IN_SOUND: self.playback.use_built_in,
            RecoveryAction.SAVE_ELSEWHERE: self._export_controller.retry_save,
            RecoveryAction.MY_MUSIC: self._open_training_dialog,
        }[action]()

    def _retry(self) -> None:
        self.session.retry()
        if self.session.is_busy:
            self.status.begin_task(self.tr("Retrying"))

    def _on_engine_died(self, error: ComposerError) -> None:
        self.status.on_engine_restarting()
        self.status.show_error(error)

    def _start(self) -> None:
        self.status.show_idle()
        if self.preferences.load_error:
            self.status.show_error(self.preferences.load_error)
        self.playback.start()

    def _connect_session(self) -> None:
        workflow, status = self.session, self.status
        workflow.ready.connect(status.on_engine_ready)
        workflow.progressed.connect(self._window.progress_line.show_progress)
        for heard in (workflow.request_parsed, workflow.turn_interpreted):
            heard.connect(self._warn_if_out_of_range)
        workflow.turn_interpreted.connect(self._turn_controller.apply_turn)
        workflow.rendered.connect(self._on_audio_rendered)
        workflow.failed.connect(status.show_error)
        workflow.engine_died.connect(self._on_engine_died)
        workflow.cancelled.connect(status.show_idle)
        self.preferences.changed.connect(self._apply_settings)
        self.preferences.failed.connect(status.show_error)
        self.output_player.failed.connect(status.show_error)
        self.playback.audio_needed.connect(self._render_audio)
        self.takes_controller.take_shown.connect(self._on_take_shown)

    def _connect_window(self) -> None:
        window = self._window
        window.unhandled_key_pressed.connect(self._on_key_pressed)
        window.closed.connect(self.close)
        window.message_bar.action_chosen.connect(self._on_recovery_action)
        window.progress_line.cancel_requested.connect(self._cancel_current)

    def _on_key_pressed(self, key: int) -> None:
        """Keys that no control wanted."""
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Space: self.playback.toggle_playback,
            Qt.Key.Key_N: self.request_controller.new_variation,
            Qt.Key.Key_R: self.chord_controller.regenerate_unlocked,
            Qt.Key.Key_A: self.takes_controller.toggle_ab,
            Qt.Key.Key_L: self._window.transport_bar.loop_button.toggle,
            Qt.Key.Key_Escape: self._cancel_current,
        }
        if action := keys.get(key):
            action()

    def _menu_items(self) -> tuple[MenuItem | QAction | None, ...]:
        """What the menu holds, besides what has a control of its own."""
        keeper = self._export_controller
        return (
            MenuItem(
                self.tr("&Write a request"), self._window.input_panel.request_field.setFocus, ("Ctrl+L",)
            ),
            MenuItem(
                self.tr("Reuse the last &recording"),
                self._speech_controller.transcribe_last_recording,
                ("Ctrl+R",),
            ),
            None,
            self.undo_controller.undo_action,
            self.undo_controller.redo_action,
            None,
            MenuItem(self.tr("Re&generate"), self.request_controller.new_variation, ("Ctrl+N",)),
            MenuItem(
                self.tr("Regenerate u&nlocked chords"),
                self.chord_controller.regenerate_unlocked,
            ),
            MenuItem(self.tr("Reset a&ll to Auto"), self.override_controller.reset_all),
            MenuItem(
                self.tr("&Back to the previous take"),
                partial(self.takes_controller.go_back_takes, 1),
                ("Alt+Left",),
            ),
            MenuItem(
                self.tr("Searc&h takes"),
                self._window.takes_panel.browser.search_field.setFocus,
                ("Ctrl+F",),
            ),
            MenuItem(self.tr("&Copy chords as text"), keeper.copy_chords),
            MenuItem(self.tr("&Export…"), keeper.open_export_dialog, ("Ctrl+E",)),
            MenuItem(self.tr("&Save MIDI…"), keeper.save_midi, ("Ctrl+S",)),
            MenuItem(self.tr("Save a&udio…"), keeper.save_audio, ("Ctrl+Shift+S",)),
            None,
            MenuItem(self.tr("&My music…"), self._open_training_dialog),
            MenuItem(self.tr("S&ettings…"), self._open_settings_dialog, ("Ctrl+,",)),
            MenuItem(self.tr("Show the &tour"), self.tour.show),
            MenuItem(self.tr("Show the &log"), lambda: keeper.open_folder(self._folders.log)),
            MenuItem(self.tr("A&bout Composer"), keeper.show_about),
            None,
            MenuItem(self.tr("&Quit"), self._window.close, ("Ctrl+Q",)),
        )
