"""Hearing one chord: as it lies in the take, or as another would lie in its place."""

from PySide6.QtCore import QObject

from composer_app.composer import Composition
from composer_app.gui.play.playback import Playback
from composer_app.gui.score.shaping import Shaping
from composer_app.gui.score.sounding import lying
from composer_app.gui.takes.history import History
from composer_app.gui.window import MainWindow
from composer_app.gui.workflow import Workflow
from composer_app.music.chord import Chord
from composer_app.music.metre import Metre
from composer_app.music.performance import Note, Part, Performance
from composer_app.music.voicing_styles import nearest_to
from composer_app.sound.synth import Audio

_TEMPO, _METRE, _LENGTH, _VELOCITY = 60.0, Metre(2, 4), 1.4, 72
_KEPT = 24  # sounds, of some seconds each


def sample(pitches: tuple[int, ...], composition: Composition) -> Performance:
    """A chord by itself, struck once, on the instrument that plays the chords."""
    notes = tuple(Note(0.0, pitch, _LENGTH, _VELOCITY) for pitch in sorted(set(pitches)))
    part = Part("Chord", composition.performance.parts[0].program, notes)
    return Performance((part,), _TEMPO, composition.progression.key, _METRE, 1)


class Hearing(QObject):
    """Joins the chord strip to the sound; while a take plays, that is what is heard."""

    def __init__(
        self, window: MainWindow, workflow: Workflow, history: History, playback: Playback, shaping: Shaping
    ) -> None:
        super().__init__(window)
        self._workflow, self._history, self._playback = workflow, history, playback
        self._sounds: dict[Performance, Audio] = {}
        self._wanted: Performance | None = None
        self._changing: int | None = None
        window.score.chords.heard.connect(self.hear)
        shaping.offered.connect(self.hear_instead)
        shaping.began.connect(self._change)
        workflow.composed.connect(self._changed)
        workflow.failed.connect(self._give_up)
        workflow.stopped.connect(self._give_up)
        workflow.previewed.connect(self._have)

    def hear(self, number: int) -> None:
        """Hear a chord of the take that is shown."""
        shown = self._history.shown
        if shown and number < len(shown.composition.progression.chords):
            self._sound(sample(lying(shown.composition, number), shown.composition))

    def hear_instead(self, number: int, chord: Chord) -> None:
        """Hear another chord as it would lie in the place of one."""
        shown = self._history.shown
        if shown and shown.composition.voicings:
            take = shown.composition
            voicing = nearest_to(chord, take.voicings[number], take.draft.style)
            self._sound(sample(voicing.pitches, take))

    def _sound(self, chord: Performance) -> None:
        jukebox = self._playback.jukebox
        if jukebox.playing:
            return
        self._wanted = chord
        if chord in self._sounds or not jukebox.needs_audio:
            jukebox.preview(chord, self._sounds.get(chord))
        else:
            self._workflow.preview(chord)

    def _have(self, audio: Audio) -> None:
        if self._wanted:
            while len(self._sounds) >= _KEPT:
                del self._sounds[next(iter(self._sounds))]
            self._sounds[self._wanted] = audio
            self._playback.jukebox.preview(self._wanted, audio)

    def _change(self, number: int) -> None:
        """A chord is being changed: in silence, it is what is heard afterwards, and not the whole take."""
        self._changing = number
        self._playback.hold()

    def _changed(self) -> None:
        number, self._changing = self._changing, None
        if number is not None:
            self.hear(number)

    def _give_up(self) -> None:
        self._changing = None
        self._playback.release()
