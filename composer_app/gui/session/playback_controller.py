"""Playing the take that is shown: the sound, the playhead, and the list of outputs, in step."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from composer_app.errors import MidiError
from composer_app.gui.session.devices import Devices
from composer_app.gui.session.open_takes import OpenTakes
from composer_app.gui.session.output_player import BUILT_IN, OutputPlayer
from composer_app.gui.session.preferences import Preferences
from composer_app.gui.shell.main_window import MainWindow
from composer_app.midi.playback import SyncOptions

_PLAYHEAD = 33  # milliseconds between two looks at what is heard
_SETTLED = 400  # milliseconds after which a slider that was moved stays where it is
_PORTS = 1500  # milliseconds between two looks at the MIDI ports


class PlaybackController(QObject):
    """Joins the jukebox to the transport and the score.

    Signals:
        sound_wanted: A take is to be played that has lost its sound, with its `Performance`.
    """

    sound_wanted = Signal(object)

    def __init__(
        self, window: MainWindow, devices: Devices, history: OpenTakes, preferences: Preferences
    ) -> None:
        super().__init__(window)
        self._window, self._history, self._preferences = window, history, preferences
        self._list = devices.ports
        self._held = False
        self.jukebox = OutputPlayer(devices.speaker(), devices.open_port, devices.open_own_port, self)
        self._playhead = QTimer(self, interval=_PLAYHEAD, timerType=Qt.TimerType.PreciseTimer)
        self._playhead.timeout.connect(lambda: window.score.show_beat(self.jukebox.beat()))
        self._ports = QTimer(self, interval=_PORTS)
        self._ports.timeout.connect(self.list_ports)
        self._settled = QTimer(self, interval=_SETTLED, singleShot=True)
        self._settled.timeout.connect(self._keep_volume)
        self.jukebox.began.connect(self._began)
        self.jukebox.ended.connect(self._ended)
        window.painted.connect(self._ports.start)
        window.transport.play_or_stop.connect(self.play_or_stop)
        window.transport.loop_changed.connect(self._loop)
        window.transport.output_chosen.connect(self.choose)
        window.transport.volume_changed.connect(self._turn)
        window.transport.panic.connect(self.jukebox.panic)
        window.transport.test.connect(self._test)
        window.transport.drawer.muted.connect(self.jukebox.mute)
        window.transport.drawer.habit_changed.connect(self._keep_habit)

    def open(self) -> None:
        """Sound as the settings say. A port that is remembered is opened at once."""
        self.heed_settings()
        self._window.transport.show_loop(self._preferences.now.loop)
        self.jukebox.set_volume(self._preferences.now.volume)
        self._window.transport.show_volume(self._preferences.now.volume)
        self._window.transport.drawer.show_habits(self._preferences.now)
        self.jukebox.set_loop(self._preferences.now.loop)
        if self._preferences.now.port:
            self.jukebox.choose(self._preferences.now.port)
        self.list_ports()

    def close(self) -> None:
        """Fall silent, and let go of the wire."""
        if self._settled.isActive():
            self._keep_volume()
        self._ports.stop()
        self._playhead.stop()
        self.jukebox.close()

    def heed_settings(self) -> None:
        """Take the loudspeaker that the settings name, and what is sent beside the notes."""
        now = self._preferences.now
        self.jukebox.device = now.speaker
        self.jukebox.extras = SyncOptions(int(now.count_in), now.clock, now.programs)

    def play_or_stop(self) -> None:
        """Sound the take that is shown, or be silent."""
        if self.jukebox.playing:
            self.jukebox.stop()
        else:
            self.play()

    def play(self) -> None:
        """Sound the take that is shown from its beginning; one that has lost its sound gets it again first."""
        if not (shown := self._history.shown):
            return
        if shown.audio or not self.jukebox.needs_audio:
            self.jukebox.play(shown.composition.performance, shown.audio)
        else:
            self.jukebox.stop()
            self.sound_wanted.emit(shown.composition.performance)

    def follow(self) -> None:
        """Sound the take that is shown from the next bar line of what sounds; in silence, at once."""
        held, self._held = self._held, False
        if held and not self.jukebox.playing:
            return
        shown = self._history.shown
        if shown and (shown.audio or not self.jukebox.needs_audio):
            self.jukebox.follow(shown.composition.performance, shown.audio)
        else:
            self.play()

    def hold(self) -> None:
        """Let the next take that follows be silent, unless something sounds."""
        self._held = True

    def release(self) -> None:
        """Let it sound after all."""
        self._held = False

    def choose(self, port: str) -> None:
        """Sound on another output, and remember it; what was playing begins again there."""
        was_playing = self.jukebox.playing
        self._window.notice.hide()
        self.jukebox.choose(port)
        self._preferences.change(port=port)
        self.list_ports()
        if was_playing:
            self.play()

    def use_built_in(self) -> None:
        """Go on in the built-in sound."""
        self.choose(BUILT_IN)
        self.play()

    def list_ports(self) -> None:
        """Look which outputs there are."""
        ports: tuple[str, ...] | None
        try:
            ports = self._list()
        except MidiError:
            ports = None
        self.jukebox.heed_ports(ports or ())
        self._window.transport.show_ports(ports, self.jukebox.port)

    def _test(self) -> None:
        self._window.notice.hide()
        self.jukebox.test()

    def _keep_habit(self, name: str, on: bool) -> None:
        self._preferences.change(**{name: on})
        self.heed_settings()

    def _turn(self, volume: int) -> None:
        self.jukebox.set_volume(volume)
        self._settled.start()

    def _keep_volume(self) -> None:
        self._settled.stop()
        self._preferences.change(volume=self._window.transport.volume.value())

    def _began(self) -> None:
        self._playhead.start()
        self._window.transport.show_playing(playing=True)

    def _ended(self) -> None:
        self._playhead.stop()
        self._window.score.show_beat(None)
        self._window.transport.show_playing(playing=False)

    def _loop(self, loop: bool) -> None:
        self.jukebox.set_loop(loop)
        self._preferences.change(loop=loop)
