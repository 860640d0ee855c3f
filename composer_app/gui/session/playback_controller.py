"""Playback of the shown take: transport, playhead, outputs and volume."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from composer_app.errors import MidiError
from composer_app.gui.session.devices import Devices
from composer_app.gui.session.open_takes import OpenTakes
from composer_app.gui.session.output_player import BUILT_IN, OutputPlayer
from composer_app.gui.session.preferences import Preferences
from composer_app.gui.session.status import StatusReporter
from composer_app.midi.playback import SyncOptions

_PLAYHEAD_INTERVAL_MS = 33
_VOLUME_DEBOUNCE_MS = 400  # a slider that rests this long is written to the settings
_PORT_POLL_INTERVAL_MS = 1500


class PlaybackController(QObject):
    """Plays the shown take on the chosen output.

    Signals:
        audio_needed: The take to play has no rendered audio, with its `Performance`.
        playing_changed: Playback started (True) or stopped (False).
        beat_changed: The playhead moved, with its beat; None if nothing plays.
        ports_changed: The outputs were listed, with the MIDI ports (None without a MIDI system) and the chosen one.
        settings_loaded: Playback has its settings, with the `Settings`.
    """

    audio_needed = Signal(object)
    playing_changed = Signal(bool)
    beat_changed = Signal(object)
    ports_changed = Signal(object, str)
    settings_loaded = Signal(object)

    def __init__(
        self, devices: Devices, open_takes: OpenTakes, preferences: Preferences, status: StatusReporter
    ) -> None:
        super().__init__(preferences)
        self._open_takes, self._preferences, self._status = open_takes, preferences, status
        self._get_ports = devices.list_ports
        self._is_autoplay_suppressed = False
        self._volume = preferences.settings.volume
        self.output_player = OutputPlayer(
            devices.make_audio_output(), devices.open_port, devices.open_own_port, self
        )
        self._playhead_timer = QTimer(
            self, interval=_PLAYHEAD_INTERVAL_MS, timerType=Qt.TimerType.PreciseTimer
        )
        self._playhead_timer.timeout.connect(self._update_playhead)
        self._port_timer = QTimer(self, interval=_PORT_POLL_INTERVAL_MS)
        self._port_timer.timeout.connect(self.refresh_outputs)
        self._volume_timer = QTimer(self, interval=_VOLUME_DEBOUNCE_MS, singleShot=True)
        self._volume_timer.timeout.connect(self._save_volume)
        self.output_player.began.connect(self._on_began)
        self.output_player.ended.connect(self._on_ended)

    def start(self) -> None:
        """Apply the settings, and open the MIDI port that they name."""
        settings = self._preferences.settings
        self.apply_settings()
        self.output_player.set_volume(settings.volume)
        self.output_player.set_loop(settings.loop)
        self.settings_loaded.emit(settings)
        if settings.midi_port:
            self.output_player.select_port(settings.midi_port)
        self.refresh_outputs()

    def start_port_polling(self) -> None:
        """List the MIDI ports regularly from now on."""
        self._port_timer.start()

    def close(self) -> None:
        """Stop, and close the MIDI port."""
        if self._volume_timer.isActive():
            self._save_volume()
        self._port_timer.stop()
        self._playhead_timer.stop()
        self.output_player.close()

    def apply_settings(self) -> None:
        """Apply the audio device, the count-in and the MIDI options of the settings."""
        now = self._preferences.settings
        self.output_player.configure(
            now.audio_output, SyncOptions(int(now.count_in), now.send_clock, now.send_programs)
        )

    def toggle_playback(self) -> None:
        """Play the shown take, or stop."""
        if self.output_player.is_playing:
            self.output_player.stop()
        else:
            self.play()

    def play(self) -> None:
        """Play the shown take from its beginning; request its audio first if it has none."""
        if not (shown := self._open_takes.shown):
            return
        if shown.audio or not self.output_player.needs_audio:
            self.output_player.play(shown.composition.performance, shown.audio)
        else:
            self.output_player.stop()
            self.audio_needed.emit(shown.composition.performance)

    def play_at_bar_line(self) -> None:
        """Play the shown take from the next bar line of the one that plays, or at once in silence."""
        suppressed, self._is_autoplay_suppressed = self._is_autoplay_suppressed, False
        if suppressed and not self.output_player.is_playing:
            return
        shown = self._open_takes.shown
        if shown and (shown.audio or not self.output_player.needs_audio):
            self.output_player.play_at_bar_line(shown.composition.performance, shown.audio)
        else:
            self.play()

    def suppress_autoplay(self) -> None:
        """Do not play the next take, unless one plays already."""
        self._is_autoplay_suppressed = True

    def allow_autoplay(self) -> None:
        """Re-enable autoplay of the next take."""
        self._is_autoplay_suppressed = False

    def select_output(self, port_name: str) -> None:
        """Play on another output, and save the choice; what was playing starts again there."""
        was_playing = self.output_player.is_playing
        self._status.hide_message()
        self.output_player.select_port(port_name)
        self._preferences.change(midi_port=port_name)
        self.refresh_outputs()
        if was_playing:
            self.play()

    def use_built_in(self) -> None:
        """Switch to the built-in sound, and play."""
        self.select_output(BUILT_IN)
        self.play()

    def refresh_outputs(self) -> None:
        """List the MIDI ports again."""
        ports: tuple[str, ...] | None
        try:
            ports = self._get_ports()
        except MidiError:
            ports = None
        self.output_player.close_missing_port(ports or ())
        self.ports_changed.emit(ports, self.output_player.port_name)

    def play_test_chord(self) -> None:
        """Play a test chord on the chosen output."""
        self._status.hide_message()
        self.output_player.play_test_chord()

    def save_setting(self, name: str, on: bool) -> None:
        """Switch a playback setting by its name in `Settings`."""
        self._preferences.change(**{name: on})
        self.apply_settings()

    def set_volume(self, percent: int) -> None:
        """Set the volume of the built-in sound, 0 to 100."""
        self._volume = percent
        self.output_player.set_volume(percent)
        self._volume_timer.start()

    def set_loop(self, loop: bool) -> None:
        """Set whether a take starts again at its end."""
        self.output_player.set_loop(loop)
        self._preferences.change(loop=loop)

    def _save_volume(self) -> None:
        self._volume_timer.stop()
        self._preferences.change(volume=self._volume)

    def _update_playhead(self) -> None:
        self.beat_changed.emit(self.output_player.current_beat())

    def _on_began(self) -> None:
        self._playhead_timer.start()
        self.playing_changed.emit(True)

    def _on_ended(self) -> None:
        self._playhead_timer.stop()
        self.beat_changed.emit(None)
        self.playing_changed.emit(False)
