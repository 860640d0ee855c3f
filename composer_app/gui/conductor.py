"""What happens when: joins the panels to the engine, the microphone, the sound and the takes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction

from composer_app.errors import ComposerError
from composer_app.gui.asking import Asking
from composer_app.gui.devices import Devices
from composer_app.gui.failure import Way
from composer_app.gui.learn.my_music import MyMusic
from composer_app.gui.menu import Item, fill
from composer_app.gui.mood.mending import Mending
from composer_app.gui.play.fixing import Fixing
from composer_app.gui.play.playback import Playback
from composer_app.gui.play.signals import Signals
from composer_app.gui.preferences import Preferences
from composer_app.gui.replies import Replies
from composer_app.gui.score.sampling import Sampling
from composer_app.gui.score.shaping import Shaping
from composer_app.gui.speak.dictation import Dictation
from composer_app.gui.speak.hearing import Hearing
from composer_app.gui.speak.last_recording import LastRecording
from composer_app.gui.speak.talking import Talking
from composer_app.gui.status import Status
from composer_app.gui.takes.gathering import Gathering
from composer_app.gui.takes.history import Entry, History
from composer_app.gui.takes.keeper import Keeper
from composer_app.gui.tour.tour import Tour
from composer_app.gui.undoing import Undoing
from composer_app.gui.window import MainWindow
from composer_app.gui.workflow import Workflow, random_seed
from composer_app.music.performance import Performance
from composer_app.paths import Folders
from composer_app.request.reach import beyond_reach
from composer_app.request.turn import Act
from composer_app.settings import Settings
from composer_app.sound.synth import Audio


class Conductor(QObject):
    """Keeps a window, and all that stands behind it, in step."""

    def __init__(
        self, window: MainWindow, devices: Devices, folders: Folders, seeds: Callable[[], int] = random_seed
    ) -> None:
        super().__init__(window)
        self._window, self._devices, self._folders = window, devices, folders
        self.preferences = preferences = Preferences(folders, self)
        self.history = history = History()
        self.workflow = workflow = Workflow(devices.engine, preferences.now.weights, seeds, self)
        window.painted.connect(workflow.start)
        self.status = status = Status(window, workflow, history)
        self._recorder = devices.recorder()
        self.dictation = Dictation(self._recorder, self)
        self._signals = signals = Signals(devices.speaker, preferences, self)
        self.dictation.began.connect(signals.begun)
        self.dictation.heard.connect(signals.done)
        self.playback = Playback(window, devices, history, preferences)
        self.jukebox = self.playback.jukebox
        self.asking = Asking(window, workflow, history, status)
        self._mending = Mending(window, self.asking, self.playback)
        self._hearing = Hearing(window, devices, preferences, self._recorder)
        self.fixing = Fixing(window, workflow, history, self.asking, self.playback, status)
        self.shaping = Shaping(window, workflow, history, status)
        self.takes = Gathering(window, workflow, history, self.asking, self.playback, status, folders.takes)
        self.undoing = Undoing(window, history, self.takes)
        Sampling(window, workflow, self.playback, self.shaping, status)
        self._keeper = Keeper(window, workflow, history, preferences, status)
        last = LastRecording(folders.recording, status.fail)
        self._talking = Talking(window, self.dictation, workflow, self.jukebox, preferences, last, status)
        self._replies = Replies(window, history, workflow, self.shaping, self.asking, status, self._orders())
        self.my_music = MyMusic(window, devices.teacher, folders.machines, status)
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

    def _orders(self) -> dict[Act, Callable[[int], object]]:
        """What a sentence can order, and who does it; each is told of how many takes."""
        return {
            Act.PLAY: lambda _: self.playback.play(),
            Act.STOP: lambda _: self.jukebox.stop(),
            Act.SAVE: lambda _: self._keeper.save_midi(),
            Act.BACK: self.takes.step_back,
            Act.ANOTHER: lambda _: self.asking.another(),
            Act.REST: lambda _: self.shaping.redo(),
        }

    def _show(self, entry: Entry) -> None:
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
        if complaint := beyond_reach(self._window.speak.text):
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

    def _go_on(self, way: Way) -> None:
        """A person takes a way on from a failure."""
        {
            Way.MICROPHONE: self._choose_settings,
            Way.SETTINGS: self._choose_settings,
            Way.WRITE: self._window.speak.field.setFocus,
            Way.AGAIN: self._try_again,
            Way.BUILT_IN: self.playback.use_built_in,
            Way.SAVE_ELSEWHERE: self._keeper.save_again,
            Way.MY_MUSIC: self._open_my_music,
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

    def _menu(self) -> tuple[Item | QAction | None, ...]:
        """What the menu holds, besides what has a control of its own."""
        keeper = self._keeper
        return (
            Item(self.tr("&Write a request"), self._window.speak.field.setFocus, ("Ctrl+L",)),
            Item(self.tr("Use the last &recording again"), self._talking.hear_again, ("Ctrl+R",)),
            None,
            self.undoing.undo_action,
            self.undoing.redo_action,
            None,
            Item(self.tr("&Another one"), self.asking.another, ("Ctrl+N",)),
            Item(self.tr("&Find others for the chords that are not kept"), self.shaping.redo),
            Item(self.tr("A&ll as the feeling has it"), self.fixing.lift_all),
            Item(self.tr("Go &back one take"), partial(self.takes.back, 1), ("Alt+Left",)),
            Item(self.tr("Searc&h the takes"), self._window.takes.browser.search.setFocus, ("Ctrl+F",)),
            Item(self.tr("&Copy the chords as text"), keeper.copy_chords),
            Item(self.tr("&Export…"), keeper.export, ("Ctrl+E",)),
            Item(self.tr("&Save MIDI…"), keeper.save_midi, ("Ctrl+S",)),
            Item(self.tr("Save a&udio…"), keeper.save_audio, ("Ctrl+Shift+S",)),
            None,
            Item(self.tr("&My music…"), self._open_my_music),
            Item(self.tr("S&ettings…"), self._choose_settings, ("Ctrl+,",)),
            Item(self.tr("Show the &tour"), self.tour.show),
            Item(self.tr("Show the &log"), lambda: keeper.show_folder(self._folders.log)),
            Item(self.tr("A&bout Composer"), keeper.show_about),
            None,
            Item(self.tr("&Quit"), self._window.close, ("Ctrl+Q",)),
        )
