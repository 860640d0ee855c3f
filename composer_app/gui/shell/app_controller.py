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
from composer_app.gui.session.recovery import RecoveryAction
from composer_app.gui.session.request_controller import RequestController
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.session.turn_controller import TurnController
from composer_app.gui.session.undo_controller import UndoController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.shell.menu import MenuItem, fill
from composer_app.gui.shell.tour import Tour
from composer_app.gui.takes.controller import TakesController
from composer_app.gui.takes.export_controller import ExportController
from composer_app.gui.training.controller import TrainingController
from composer_app.music.performance import Performance
from composer_app.paths import Folders
from composer_app.request.constraints.range import out_of_range
from composer_app.request.dialogue.turn import DialogueAct
from composer_app.settings import Settings
from composer_app.sound.synth import Audio


class AppController(QObject):
    """Keeps a window, and all that stands behind it, in step."""

    def __init__(
        self, window: MainWindow, devices: Devices, folders: Folders, seeds: Callable[[], int] = random_seed
    ) -> None:
        super().__init__(window)
        self._window, self._devices, self._folders = window, devices, folders
        self.preferences = preferences = Preferences(folders, self)
        self.history = history = OpenTakes()
        self.workflow = workflow = EngineSession(devices.engine, preferences.now.weights, seeds, self)
        window.painted.connect(workflow.start)
        self.status = status = StatusReporter(window, workflow, history)
        self._recorder = devices.recorder()
        self.dictation = RecordingSession(self._recorder, self)
        self._signals = signals = AudioCues(devices.speaker, preferences, self)
        self.dictation.began.connect(signals.begun)
        self.dictation.heard.connect(signals.done)
        self.playback = PlaybackController(window, devices, history, preferences)
        self.jukebox = self.playback.jukebox
        self.asking = RequestController(window, workflow, history, status)
        self._mending = MoodController(window, self.asking, self.playback)
        self._hearing = MicrophoneController(window, devices, preferences, self._recorder)
        self.fixing = OverrideController(window, workflow, history, self.asking, self.playback, status)
        self.shaping = ChordController(window, workflow, history, status)
        self.takes = TakesController(
            window, workflow, history, self.asking, self.playback, status, folders.takes
        )
        self.undoing = UndoController(window, history, self.takes)
        ChordPreviewController(window, workflow, self.playback, self.shaping, status)
        self._keeper = ExportController(window, workflow, history, preferences, status)
        last = LastRecording(folders.recording, status.fail)
        self._talking = SpeechInputController(
            window, self.dictation, workflow, self.jukebox, preferences, last, status
        )
        self._replies = TurnController(
            window, history, workflow, self.shaping, self.asking, status, self._orders()
        )
        self.my_music = TrainingController(window, devices.teacher, folders.machines, status)
        self.tour = Tour(window, preferences)
        self._connect_work()
        self._connect_window()
        fill(window, self._menu())
        self._open()

    def close(self) -> None:
        """Fall silent and let go of everything."""
        self.dictation.cancel()
        self._signals.close()
        self.takes.close()
        self.jukebox.stop()
        self.my_music.close()
        self.workflow.close()
        # Last: nothing is started any more while a client of JACK is closed.
        self.playback.close()

    def _orders(self) -> dict[DialogueAct, Callable[[int], object]]:
        """What a sentence can order, and who does it; each is told of how many takes."""
        return {
            DialogueAct.PLAY: lambda _: self.playback.play(),
            DialogueAct.STOP: lambda _: self.jukebox.stop(),
            DialogueAct.SAVE: lambda _: self._keeper.save_midi(),
            DialogueAct.BACK: self.takes.step_back,
            DialogueAct.ANOTHER: lambda _: self.asking.another(),
            DialogueAct.REST: lambda _: self.shaping.redo(),
        }

    def _show(self, entry: OpenTake) -> None:
        """Another take is shown: let everyone know."""
        self.asking.heed(entry)
        self.fixing.show(entry)
        self._keeper.show(entry)
        self._replies.heed_shown()
        self.shaping.show(entry.composition)

    # Sound

    def _render(self, performance: Performance) -> None:
        self.status.begin(self.tr("Rendering the sound"))
        self.workflow.render(performance)

    def _have_sound(self, audio: Audio) -> None:
        self.status.rest()
        self.history.keep_sound(audio)
        self.playback.play()

    def _warn(self) -> None:
        """Say which numbers of the sentence no piece can have; one is made all the same."""
        if complaint := out_of_range(self._window.speak.text):
            self._window.notice.say(complaint)

    # Settings, failures, the rest

    def _cancel(self) -> None:
        """Esc: stop the nearest thing."""
        if self.dictation.recording:
            self.dictation.set_aside()
        elif self.workflow.busy:
            self.workflow.cancel()
        elif self.tour.showing:
            self.tour.end()
        elif self._window.notice.text:
            self._window.notice.hide()
        else:
            self.jukebox.stop()

    def _open_my_music(self) -> None:
        shown = self.history.shown
        self.my_music.open(shown.asked.mood.strongest or "" if shown else "")

    def _choose_settings(self) -> None:
        self.jukebox.stop()
        self.dictation.cancel()
        self.preferences.choose(self._devices, self._recorder, self._window)

    def _heed_settings(self, before: Settings) -> None:
        self.playback.heed_settings()
        if self.preferences.now.weights != before.weights:
            self.workflow.restart(self.preferences.now.weights)
            self.status.become_unready()

    def _go_on(self, way: RecoveryAction) -> None:
        """A person takes a way on from a failure."""
        {
            RecoveryAction.MICROPHONE: self._choose_settings,
            RecoveryAction.SETTINGS: self._choose_settings,
            RecoveryAction.WRITE: self._window.speak.field.setFocus,
            RecoveryAction.AGAIN: self._try_again,
            RecoveryAction.BUILT_IN: self.playback.use_built_in,
            RecoveryAction.SAVE_ELSEWHERE: self._keeper.save_again,
            RecoveryAction.MY_MUSIC: self._open_my_music,
        }[way]()

    def _try_again(self) -> None:
        self.workflow.retry()
        if self.workflow.busy:
            self.status.begin(self.tr("Trying again"))

    def _engine_died(self, error: ComposerError) -> None:
        self.status.become_unready()
        self.status.fail(error)

    def _open(self) -> None:
        self.status.rest()
        if self.preferences.trouble:
            self.status.fail(self.preferences.trouble)
        self.playback.open()

    def _connect_work(self) -> None:
        workflow, status = self.workflow, self.status
        workflow.ready.connect(status.become_ready)
        workflow.progressed.connect(self._window.progress.show_progress)
        for heard in (workflow.understood, workflow.answered):
            heard.connect(self._warn)
        workflow.answered.connect(self._replies.answer)
        workflow.rendered.connect(self._have_sound)
        workflow.failed.connect(status.fail)
        workflow.died.connect(self._engine_died)
        workflow.stopped.connect(status.rest)
        self.preferences.changed.connect(self._heed_settings)
        self.preferences.failed.connect(status.fail)
        self.jukebox.failed.connect(status.fail)
        self.playback.sound_wanted.connect(self._render)
        self.takes.shown.connect(self._show)

    def _connect_window(self) -> None:
        window = self._window
        window.pressed.connect(self._press)
        window.closed.connect(self.close)
        window.notice.taken.connect(self._go_on)
        window.progress.cancel.connect(self._cancel)

    def _press(self, key: int) -> None:
        """Keys that no control wanted."""
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Space: self.playback.play_or_stop,
            Qt.Key.Key_N: self.asking.another,
            Qt.Key.Key_R: self.shaping.redo,
            Qt.Key.Key_A: self.takes.flip,
            Qt.Key.Key_L: self._window.transport.loop.toggle,
            Qt.Key.Key_Escape: self._cancel,
        }
        if action := keys.get(key):
            action()

    def _menu(self) -> tuple[MenuItem | QAction | None, ...]:
        """What the menu holds, besides what has a control of its own."""
        keeper = self._keeper
        return (
            MenuItem(self.tr("&Write a request"), self._window.speak.field.setFocus, ("Ctrl+L",)),
            MenuItem(self.tr("Use the last &recording again"), self._talking.hear_again, ("Ctrl+R",)),
            None,
            self.undoing.undo_action,
            self.undoing.redo_action,
            None,
            MenuItem(self.tr("&Another one"), self.asking.another, ("Ctrl+N",)),
            MenuItem(self.tr("&Find others for the chords that are not kept"), self.shaping.redo),
            MenuItem(self.tr("A&ll as the feeling has it"), self.fixing.lift_all),
            MenuItem(self.tr("Go &back one take"), partial(self.takes.back, 1), ("Alt+Left",)),
            MenuItem(self.tr("Searc&h the takes"), self._window.takes.browser.search.setFocus, ("Ctrl+F",)),
            MenuItem(self.tr("&Copy the chords as text"), keeper.copy_chords),
            MenuItem(self.tr("&Export…"), keeper.export, ("Ctrl+E",)),
            MenuItem(self.tr("&Save MIDI…"), keeper.save_midi, ("Ctrl+S",)),
            MenuItem(self.tr("Save a&udio…"), keeper.save_audio, ("Ctrl+Shift+S",)),
            None,
            MenuItem(self.tr("&My music…"), self._open_my_music),
            MenuItem(self.tr("S&ettings…"), self._choose_settings, ("Ctrl+,",)),
            MenuItem(self.tr("Show the &tour"), self.tour.show),
            MenuItem(self.tr("Show the &log"), lambda: keeper.show_folder(self._folders.log)),
            MenuItem(self.tr("A&bout Composer"), keeper.show_about),
            None,
            MenuItem(self.tr("&Quit"), self._window.close, ("Ctrl+Q",)),
        )
