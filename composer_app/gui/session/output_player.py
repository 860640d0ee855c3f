"""Playback on the built-in sound or a MIDI port, behind one interface."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from composer_app.errors import MidiError, SoundError
from composer_app.gui.session.devices import AudioOutputLike
from composer_app.midi.playback import SyncOptions
from composer_app.midi.player import Player
from composer_app.midi.ports import VIRTUAL_PORT_NAME, OutputPort
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON
from composer_app.music.performance import Note, Part, Performance

if TYPE_CHECKING:
    from composer_app.sound.synth import Audio

_BEAT_EPSILON = 1e-6  # rounding error of summed beats
_TEST_CHORD = Performance(
    (Part("Chords", 0, tuple(Note(0.0, pitch, 1.5, 70) for pitch in (60, 64, 67, 72))),),
    120.0,
    Key(0, Mode.MAJOR),
    COMMON,
    1,
)
BUILT_IN = ""
"""The name of the built-in sound among the names of MIDI ports."""


class OutputPlayer(QObject):
    """Plays one take at a time on the chosen output.

    Signals:
        began: A take plays.
        ended: Playback was stopped, came to its end, or failed.
        failed: Playback failed, with the `ComposerError`.
    """

    began = Signal()
    ended = Signal()
    failed = Signal(object)
    _player_finished = Signal(object)

    def __init__(
        self,
        audio_output: AudioOutputLike,
        open_port: Callable[[str], OutputPort],
        open_own_port: Callable[[], OutputPort],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._device = ""
        self._sync_options = SyncOptions()
        self._muted: frozenset[str] = frozenset()
        self._player_performance: Performance | None = None  # the take of the MIDI player, current or pending
        self._is_take_pending = self._is_mute_pending = False  # until the next bar line
        self._audio_output = audio_output
        self._open_port, self._open_own_port = open_port, open_own_port
        # The player calls its listener in a thread of its own; this signal brings the call to the main thread.
        self._player_finished.connect(self._on_player_ended)
        self._player = Player(self._player_finished.emit)
        self._output_port: OutputPort | None = None
        self._port_name = BUILT_IN
        self._loop = True
        self._current: tuple[Performance, Audio | None] | None = None
        self._closed = False
        self._started_looping = False
        self._last_beat = 0.0
        audio_output.ended.connect(self._on_audio_ended)
        audio_output.failed.connect(self._on_audio_failed)

    @property
    def is_playing(self) -> bool:
        """Whether a take plays."""
        return self._current is not None

    @property
    def sync_options(self) -> SyncOptions:
        """The count-in, and what is sent to a MIDI port besides the notes."""
        return self._sync_options

    @property
    def port_name(self) -> str:
        """The output: `BUILT_IN`, `VIRTUAL_PORT_NAME` or the name of a MIDI port."""
        return self._port_name

    def configure(self, device: str, sync_options: SyncOptions) -> None:
        """Set the audio device of the built-in sound ("" for the system's default), and the MIDI options."""
        self._device, self._sync_options = device, sync_options

    def select_port(self, port_name: str) -> None:
        """Choose an output. A MIDI port is opened at once, so that other programs can connect to it."""
        if port_name == self._port_name and (port_name == BUILT_IN or self._output_port):
            return
        self.stop()
        self._close_port()
        self._port_name = port_name
        try:
            if port_name != BUILT_IN:
                self._ensure_port_open()
        except MidiError as error:
            self.failed.emit(error)

    def close_missing_port(self, ports: tuple[str, ...]) -> None:
        """Close the chosen port if it is not listed any more; a later port of that name is a new one."""
        if self._port_name not in (BUILT_IN, VIRTUAL_PORT_NAME, *ports) and not self.is_playing:
            self._close_port()

    def set_loop(self, loop: bool) -> None:
        """Set whether a take starts again at its end, including the one that plays."""
        self._loop = loop

    def set_volume(self, percent: int) -> None:
        """Set the volume of the built-in sound, 0 to 100; it does not apply to MIDI ports."""
        self._audio_output.set_volume(percent)

    @property
    def needs_audio(self) -> bool:
        """Whether a take must be rendered before it can be played."""
        return self._port_name == BUILT_IN

    def play(self, performance: Performance, audio: Audio | None) -> None:
        """Play a take from its beginning; a MIDI port needs no audio."""
        self._stop_outputs()
        self._is_take_pending = self._is_mute_pending = False
        try:
            self._start(performance, audio)
        except (MidiError, SoundError) as error:
            was_playing, self._current = self.is_playing, None
            if was_playing:
                self.ended.emit()
            self.failed.emit(error)
            return
        self._current, self._started_looping, self._last_beat = (performance, audio), self._loop, 0.0
        self.began.emit()

    def mute(self, names: frozenset[str]) -> None:
        """Mute the parts of these names and no others, from the next bar line."""
        self._muted = names
        if not self._current:
            return
        performance, audio = self._current
        if self._port_name != BUILT_IN:
            switch = (
                self._player.start_at_bar_line
                if self._is_previous_take_sounding()
                else self._player.switch_at_bar_line
            )
            self._player_performance = performance.without_parts(names)
            switch(self._player_performance)
        elif audio:
            self._is_mute_pending = self._audio_output.is_switch_pending
            self._audio_output.switch_at_bar_line(
                audio.without_parts(names), performance.bar_seconds, from_start=False
            )

    def play_test_chord(self) -> None:
        """Stop, and play a test chord."""
        from composer_app.sound.tones import render_probe_chord  # imports numpy, which would slow the start

        self.stop()
        self.preview(_TEST_CHORD, render_probe_chord())

    def play_at_bar_line(self, performance: Performance, audio: Audio | None) -> None:
        """Play a take from the next bar line of the one that plays, or at once in silence."""
        if not self._current or self._started_looping != self._loop:
            self.play(performance, audio)
            return
        if self._port_name != BUILT_IN:
            self._player_performance = performance.without_parts(self._muted)
            self._player.start_at_bar_line(self._player_performance)
        elif audio and not self._audio_output.switch_at_bar_line(
            audio.without_parts(self._muted), self._current[0].bar_seconds
        ):
            self.play(performance, audio)
            return
        self._current, self._last_beat, self._is_take_pending = (performance, audio), 0.0, True

    def preview(self, chord: Performance, audio: Audio | None) -> None:
        """Play a short preview, unless a take plays; a new preview replaces the last."""
        if self._current:
            return
        try:
            if self._port_name != BUILT_IN:
                self._player.play(chord, self._ensure_port_open())
            elif audio:
                self._audio_output.play(audio, False, self._device)
        except (MidiError, SoundError) as error:
            self.failed.emit(error)

    def stop(self) -> None:
        """Stop."""
        self._stop_outputs()
        self._end_playback()

    def panic(self) -> None:
        """Stop, and send All Notes Off on every channel of the port."""
        self.stop()
        self._player.panic()

    def close(self) -> None:
        """Stop, and close the port; further calls do nothing."""
        if self._closed:
            return
        self._closed = True
        self.panic()
        self._player.close()
        self._close_port()

    def current_beat(self) -> float | None:
        """Return the beat of the playhead; None in silence and while the last chord decays."""
        if not self._current:
            return None
        length, beat = self._current[0].beats, self._position_beats(self._current[0])
        if beat is None or self._is_previous_take_sounding():
            return None
        if self._is_mute_pending and not self._audio_output.is_switch_pending:
            self.mute(self._muted)
        if self._started_looping and not self._loop and beat < self._last_beat:
            self.stop()  # the loop was switched off during this pass
            return None
        self._last_beat = beat
        return beat if beat < length - _BEAT_EPSILON else None

    def _is_previous_take_sounding(self) -> bool:
        """Return whether the previous take still plays, until the bar line."""
        if self._is_take_pending:
            playing = self._player.performance
            on_port = playing is not None and playing != self._player_performance
            self._is_take_pending = (
                self._audio_output.is_switch_pending if self._port_name == BUILT_IN else on_port
            )
        return self._is_take_pending

    def _position_beats(self, performance: Performance) -> float | None:
        """Return the position in beats."""
        if self._port_name != BUILT_IN:
            return self._player.position
        seconds = self._audio_output.seconds
        return None if seconds is None else seconds * performance.tempo / 60

    def _start(self, performance: Performance, audio: Audio | None) -> None:
        if self._port_name != BUILT_IN:
            self._player_performance = performance.without_parts(self._muted)
            self._player.play(
                self._player_performance,
                self._ensure_port_open(),
                self._loop,
                sync_options=self._sync_options,
            )
        elif audio:
            audible = audio.without_parts(self._muted)
            if not self._sync_options.count_in_bars:
                self._audio_output.play(audible, self._loop, self._device)
                return
            from composer_app.sound.tones import render_count_in

            clicks = render_count_in(performance.metre, performance.tempo)
            self._audio_output.play(clicks, self._loop, self._device)
            self._is_take_pending = self._audio_output.switch_at_bar_line(audible, performance.bar_seconds)

    def _ensure_port_open(self) -> OutputPort:
        """Return the open port; open it again if it was lost."""
        if not self._output_port or not self._output_port.is_alive():
            self._close_port()
            self._output_port = (
                self._open_own_port()
                if self._port_name == VIRTUAL_PORT_NAME
                else self._open_port(self._port_name)
            )
        return self._output_port

    def _close_port(self) -> None:
        if self._output_port:
            self._output_port.close()
            self._output_port = None

    def _stop_outputs(self) -> None:
        self._audio_output.stop()
        self._player.stop()

    def _end_playback(self) -> None:
        if self._current:
            self._current = None
            self.ended.emit()

    @Slot()
    def _on_audio_ended(self) -> None:
        self._on_end_reached()

    @Slot(str)
    def _on_audio_failed(self, sentence: str) -> None:
        self._end_playback()
        self.failed.emit(SoundError(sentence))

    @Slot(object)
    def _on_player_ended(self, error: MidiError | None) -> None:
        if error:
            self._close_port()
            self._end_playback()
            self.failed.emit(error)
        elif self._player.position is None:  # otherwise a take before this one ended
            self._on_end_reached()

    def _on_end_reached(self) -> None:
        """Handle the end of a take: play it again if the loop was switched on meanwhile."""
        if self._current and self._loop and not self._started_looping:
            self.play(*self._current)
        else:
            self._end_playback()
