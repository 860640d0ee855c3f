"""Playing the take that is shown: the sound, the playhead, and the list of outputs, in step."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from composer_app.errors import MidiError
from composer_app.gui.session.devices import Devices
from composer_app.gui.session.open_takes import OpenTakes
from composer_app.gui.session.output_player import BUILT_IN, OutputPlayer
from composer_app.gui.session.preferences import Preferences
from composer_app.gui.shell.main_window import MainWindow
from composer_app.midi.playback import SyncOptions

_PLAYHEAD_INTERVAL_MS = 33  # milliseconds between two looks at what is heard
_VOLUME_DEBOUNCE_MS = 400  # milliseconds after which a slider that was moved stays where it is
_PORT_POLL_INTERVAL_MS = 1500  # milliseconds between two looks at the MIDI ports


class PlaybackController(QObject):
    """Joins the jukebox to the transport and the score.

    Signals:
        audio_needed: A take is to be played that has lost its sound, with its `Performance`.
    """

    audio_needed = Signal(object)

    def __init__(
        self, window: MainWindow, devices: Devices, open_takes: OpenTakes, preferences: Preferences
    ) -> None:
        super().__init__(window)
        self._window, self._open_takes, self._preferences = window, open_takes, preferences
        self._get_ports = devices.list_ports
        self._is_autoplay_suppressed = False
        self.output_player = OutputPlayer(
            devices.make_audio_output(), devices.open_port, devices.open_own_port, self
        )
        self._playhead_timer = QTimer(
            self, interval=_PLAYHEAD_INTERVAL_MS, timerType=Qt.TimerType.PreciseTimer
        )
        self._playhead_timer.timeout.connect(
            lambda: window.score_view.show_beat(self.output_player.current_beat())
        )
        self._port_timer = QTimer(self, interval=_PORT_POLL_INTERVAL_MS)
        self._port_timer.timeout.connect(self.refresh_outputs)
        self._volume_timer = QTimer(self, interval=_VOLUME_DEBOUNCE_MS, singleShot=True)
        self._volume_timer.timeout.connect(self._save_volume)
        self.output_player.began.connect(self._on_began)
        self.output_player.ended.connect(self._on_ended)
        window.first_painted.connect(self._port_timer.start)
        window.transport_bar.playback_toggled.connect(self.toggle_playback)
        window.transport_bar.loop_changed.connect(self._set_loop)
        window.transport_bar.output_chosen.connect(self.select_output)
        window.transport_bar.volume_changed.connect(self._set_volume)
        window.transport_bar.panic_requested.connect(self.output_player.panic)
        window.transport_bar.test_requested.connect(self._play_test_chord)
        window.transport_bar.drawer.muted_parts_changed.connect(self.output_player.mute)
        window.transport_bar.drawer.setting_toggled.connect(self._save_setting)

    def start(self) -> None:
        """Sound as the settings say. A port that is remembered is opened at once."""
        self.apply_settings()
        self._window.transport_bar.show_loop(self._preferences.settings.loop)
        self.output_player.set_volume(self._preferences.settings.volume)
        self._window.transport_bar.show_volume(self._preferences.settings.volume)
        self._window.transport_bar.drawer.show_settings(self._preferences.settings)
        self.output_player.set_loop(self._preferences.settings.loop)
        if self._preferences.settings.midi_port:
            self.output_player.select_port(self._preferences.settings.midi_port)
        self.refresh_outputs()

    def close(self) -> None:
        """Fall silent, and let go of the wire."""
        if self._volume_timer.isActive():
            self._save_volume()
        self._port_timer.stop()
        self._playhead_timer.stop()
        self.output_player.close()

    def apply_settings(self) -> None:
        """Take the loudspeaker that the settings name, and what is sent beside the notes."""
        now = self._preferences.settings
        self.output_player.device = now.audio_output
        self.output_player.sync_options = SyncOptions(int(now.count_in), now.send_clock, now.send_programs)

    def toggle_playback(self) -> None:
        """Sound the take that is shown, or be silent."""
        if self.output_player.is_playing:
            self.output_player.stop()
        else:
            self.play()

    def play(self) -> None:
        """Sound the take that is shown from its beginning; one that has lost its sound gets it again first."""
        if not (shown := self._open_takes.shown):
            return
        if shown.audio or not self.output_player.needs_audio:
            self.output_player.play(shown.composition.performance, shown.audio)
        else:
            self.output_player.stop()
            self.audio_needed.emit(shown.composition.performance)

    def play_at_bar_line(self) -> None:
        """Sound the take that is shown from the next bar line of what sounds; in silence, at once."""
        held, self._is_autoplay_suppressed = self._is_autoplay_suppressed, False
        if held and not self.output_player.is_playing:
            return
        shown = self._open_takes.shown
        if shown and (shown.audio or not self.output_player.needs_audio):
            self.output_player.play_at_bar_line(shown.composition.performance, shown.audio)
        else:
            self.play()

    def suppress_autoplay(self) -> None:
        """Let the next take that follows be silent, unless something sounds."""
        self._is_autoplay_suppressed = True

    def allow_autoplay(self) -> None:
        """Let it sound after all."""
        self._is_autoplay_suppressed = False

    def select_output(self, port_name: str) -> None:
        """Sound on another output, and remember it; what was playing begins again there."""
        was_playing = self.output_player.is_playing
        self._window.message_bar.hide()
        self.output_player.select_port(port_name)
        self._preferences.change(midi_port=port_name)
        self.refresh_outputs()
        if was_playing:
            self.play()

    def use_built_in(self) -> None:
        """Go on in the built-in sound."""
        self.select_output(BUILT_IN)
        self.play()

    def refresh_outputs(self) -> None:
        """Look which outputs there are."""
        ports: tuple[str, ...] | None
        try:
            ports = self._get_ports()
        except MidiError:
            ports = None
        self.output_player.close_missing_port(ports or ())
        self._window.transport_bar.show_ports(ports, self.output_player.port_name)

    def _play_test_chord(self) -> None:
        self._window.message_bar.hide()
        self.output_player.play_test_chord()

    def _save_setting(self, name: str, on: bool) -> None:
        self._preferences.change(**{name: on})
        self.apply_settings()

    def _set_volume(self, volume: int) -> None:
        self.output_player.set_volume(volume)
        self._volume_timer.start()

    def _save_volume(self) -> None:
        self._volume_timer.stop()
        self._preferences.change(volume=self._window.transport_bar.volume_slider.value())

    def _on_began(self) -> None:
        self._playhead_timer.start()
        self._window.transport_bar.show_playing(playing=True)

    def _on_ended(self) -> None:
        self._playhead_timer.stop()
        self._window.score_view.show_beat(None)
        self._window.transport_bar.show_playing(playing=False)

    def _set_loop(self, loop: bool) -> None:
        self.output_player.set_loop(loop)
        self._preferences.change(loop=loop)
