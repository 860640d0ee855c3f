"""The two ways of sounding, behind one: the built-in sound, or a MIDI port."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from composer_app.errors import MidiError, SoundError
from composer_app.gui.session.devices import SpeakerLike
from composer_app.midi.playback import SyncOptions
from composer_app.midi.player import Player
from composer_app.midi.ports import OWN_PORT, OutputPort
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON
from composer_app.music.performance import Note, Part, Performance

if TYPE_CHECKING:
    from composer_app.sound.synth import Audio

_GRAIN = 1e-6  # beats by which sums of them may err
_TRIAL = Performance(
    (Part("Chords", 0, tuple(Note(0.0, pitch, 1.5, 70) for pitch in (60, 64, 67, 72))),),
    120.0,
    Key(0, Mode.MAJOR),
    COMMON,
    1,
)
BUILT_IN = ""
"""The output that needs no set-up, among the names of MIDI ports."""


class OutputPlayer(QObject):
    """Plays one take at a time, where it was told to.

    Signals:
        began: Something sounds.
        ended: Nothing sounds any more: it was stopped, it is over, or it failed.
        failed: It cannot sound, with the `ComposerError`.
    """

    began = Signal()
    ended = Signal()
    failed = Signal(object)
    _player_ended = Signal(object)

    def __init__(
        self,
        speaker: SpeakerLike,
        open_port: Callable[[str], OutputPort],
        open_own_port: Callable[[], OutputPort],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.device = ""
        self.extras = SyncOptions()
        self._muted: frozenset[str] = frozenset()
        self._told: Performance | None = None  # what the player plays now or next
        self._other_waits = self._mute_waits = False  # for the bar line: another take; parts to be muted
        self._speaker = speaker
        self._open_port, self._open_own_port = open_port, open_own_port
        # The player speaks from its own thread; this signal brings its word to the window's.
        self._player_ended.connect(self._wire_ended)
        self._player = Player(self._player_ended.emit)
        self._wire: OutputPort | None = None
        self._port = BUILT_IN
        self._loop = True
        self._tune: tuple[Performance, Audio | None] | None = None
        self._closed = False
        self._started_as_loop = False
        self._last_beat = 0.0
        speaker.ended.connect(self._speaker_ended)
        speaker.failed.connect(self._speaker_failed)

    @property
    def playing(self) -> bool:
        """Whether something sounds."""
        return self._tune is not None

    @property
    def port(self) -> str:
        """Where it sounds: `BUILT_IN`, `OWN_PORT` (the program's own) or the name of a MIDI port."""
        return self._port

    def choose(self, port: str) -> None:
        """Sound there from now on. A port is opened at once, so that others can connect to it."""
        if port == self._port and (port == BUILT_IN or self._wire):
            return
        self.stop()
        self._unplug()
        self._port = port
        try:
            if port != BUILT_IN:
                self._plug()
        except MidiError as error:
            self.failed.emit(error)

    def heed_ports(self, ports: tuple[str, ...]) -> None:
        """Let go of the wire to a port that is not there: one of the same name later is another one."""
        if self._port not in (BUILT_IN, OWN_PORT, *ports) and not self.playing:
            self._unplug()

    def set_loop(self, loop: bool) -> None:
        """Whether a tune begins again at its end; heeded at the end of the one that sounds."""
        self._loop = loop

    def set_volume(self, percent: int) -> None:
        """How loud the built-in sound is, 0 to 100; an instrument on a MIDI port has a volume of its own."""
        self._speaker.set_volume(percent)

    @property
    def needs_audio(self) -> bool:
        """Whether a take can only be played once it has been rendered."""
        return self._port == BUILT_IN

    def play(self, performance: Performance, audio: Audio | None) -> None:
        """Sound a take from its beginning, instead of what sounds; a MIDI port needs no audio."""
        self._silence()
        self._other_waits = self._mute_waits = False
        try:
            self._start(performance, audio)
        except (MidiError, SoundError) as error:
            was_playing, self._tune = self.playing, None
            if was_playing:
                self.ended.emit()
            self.failed.emit(error)
            return
        self._tune, self._started_as_loop, self._last_beat = (performance, audio), self._loop, 0.0
        self.began.emit()

    def mute(self, names: frozenset[str]) -> None:
        """Let the parts of these names, and no others, be silent, from the next bar line of what sounds."""
        self._muted = names
        if not self._tune:
            return
        performance, audio = self._tune
        if self._port != BUILT_IN:
            go_on = self._player.follow if self._still_before() else self._player.change
            self._told = performance.without(names)
            go_on(self._told)
        elif audio:
            self._mute_waits = self._speaker.following
            self._speaker.follow(audio.without(names), performance.bar_seconds, from_start=False)

    def test(self) -> None:
        """Sound a short chord, and nothing else, to tell whether the right thing sounds."""
        from composer_app.sound.tones import trial_chord  # brings numpy, which a window opens without

        self.stop()
        self.preview(_TRIAL, trial_chord())

    def follow(self, performance: Performance, audio: Audio | None) -> None:
        """Sound a take from the next bar line of what sounds, or at once in silence."""
        if not self._tune or self._started_as_loop != self._loop:
            self.play(performance, audio)
            return
        if self._port != BUILT_IN:
            self._told = performance.without(self._muted)
            self._player.follow(self._told)
        elif audio and not self._speaker.follow(audio.without(self._muted), self._tune[0].bar_seconds):
            self.play(performance, audio)
            return
        self._tune, self._last_beat, self._other_waits = (performance, audio), 0.0, True

    def preview(self, chord: Performance, audio: Audio | None) -> None:
        """Sound something short once, unless a take sounds; the same again replaces it."""
        if self._tune:
            return
        try:
            if self._port != BUILT_IN:
                self._player.play(chord, self._plug())
            elif audio:
                self._speaker.play(audio, False, self.device)
        except (MidiError, SoundError) as error:
            self.failed.emit(error)

    def stop(self) -> None:
        """Be silent."""
        self._silence()
        self._finish()

    def panic(self) -> None:
        """Silence everything, on every channel of the wire too, whoever made it sound."""
        self.stop()
        self._player.panic()

    def close(self) -> None:
        """Be silent, and let go of the wire. A second time, nothing happens."""
        if self._closed:
            return
        self._closed = True
        self.panic()
        self._player.close()
        self._unplug()

    def beat(self) -> float | None:
        """The beat that is heard; None in silence and while the last chord rings on."""
        if not self._tune:
            return None
        length, beat = self._tune[0].beats, self._heard(self._tune[0])
        if beat is None or self._still_before():
            return None
        if self._mute_waits and not self._speaker.following:
            self.mute(self._muted)
        if self._started_as_loop and not self._loop and beat < self._last_beat:
            self.stop()  # the loop was switched off, and the tune came to its end
            return None
        self._last_beat = beat
        return beat if beat < length - _GRAIN else None

    def _still_before(self) -> bool:
        """Whether what is heard is still the take before, whose bar is not over."""
        if self._other_waits:
            playing = self._player.performance
            on_port = playing is not None and playing != self._told
            self._other_waits = self._speaker.following if self._port == BUILT_IN else on_port
        return self._other_waits

    def _heard(self, performance: Performance) -> float | None:
        """How many beats the ear is from the beginning."""
        if self._port != BUILT_IN:
            return self._player.position
        seconds = self._speaker.seconds
        return None if seconds is None else seconds * performance.tempo / 60

    def _start(self, performance: Performance, audio: Audio | None) -> None:
        if self._port != BUILT_IN:
            self._told = performance.without(self._muted)
            self._player.play(self._told, self._plug(), self._loop, extras=self.extras)
        elif audio:
            heard = audio.without(self._muted)
            if not self.extras.count_in:
                self._speaker.play(heard, self._loop, self.device)
                return
            from composer_app.sound.tones import count_in

            clicks = count_in(performance.metre, performance.tempo)
            self._speaker.play(clicks, self._loop, self.device)
            self._other_waits = self._speaker.follow(heard, performance.bar_seconds)

    def _plug(self) -> OutputPort:
        """The open wire; opened anew where it was lost."""
        if not self._wire or not self._wire.alive():
            self._unplug()
            self._wire = self._open_own_port() if self._port == OWN_PORT else self._open_port(self._port)
        return self._wire

    def _unplug(self) -> None:
        if self._wire:
            self._wire.close()
            self._wire = None

    def _silence(self) -> None:
        self._speaker.stop()
        self._player.stop()

    def _finish(self) -> None:
        if self._tune:
            self._tune = None
            self.ended.emit()

    @Slot()
    def _speaker_ended(self) -> None:
        self._over()

    @Slot(str)
    def _speaker_failed(self, sentence: str) -> None:
        self._finish()
        self.failed.emit(SoundError(sentence))

    @Slot(object)
    def _wire_ended(self, error: MidiError | None) -> None:
        if error:
            self._unplug()
            self._finish()
            self.failed.emit(error)
        elif self._player.position is None:  # otherwise the word is of a tune before this one
            self._over()

    def _over(self) -> None:
        """A tune came to its end: begin again, if a loop was wished for meanwhile."""
        if self._tune and self._loop and not self._started_as_loop:
            self.play(*self._tune)
        else:
            self._finish()
