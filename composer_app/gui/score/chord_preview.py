"""Hearing one chord: as it lies in the take, or as another would lie in its place."""

from PySide6.QtCore import QObject

from composer_app.composer import Composition
from composer_app.gui.score.chord_controller import ChordController
from composer_app.gui.score.note_index import lying
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.playback_controller import PlaybackController
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.shell.main_window import MainWindow
from composer_app.music.chord import Chord
from composer_app.music.editing import Substitute, changed
from composer_app.music.metre import Metre
from composer_app.music.performance import Note, Part, Performance
from composer_app.sound.synth import Audio

_TEMPO, _METRE, _LENGTH, _VELOCITY = 60.0, Metre(2, 4), 1.4, 72
_KEPT = 24  # sounds, of some seconds each


def sample(pitches: tuple[int, ...], composition: Composition) -> Performance:
    """A chord by itself, struck once, on the instrument that plays the chords."""
    notes = tuple(Note(0.0, pitch, _LENGTH, _VELOCITY) for pitch in sorted(set(pitches)))
    part = Part("Chord", composition.performance.parts[0].program, notes)
    return Performance((part,), _TEMPO, composition.progression.key, _METRE, 1)


class ChordPreviewController(QObject):
    """Joins the chord strip to the sound; while a take plays, that is what is heard."""

    def __init__(
        self,
        window: MainWindow,
        workflow: EngineSession,
        playback: PlaybackController,
        shaping: ChordController,
        status: StatusReporter,
    ) -> None:
        super().__init__(window)
        self._workflow, self._playback, self._shaping = workflow, playback, shaping
        self._sounds: dict[Performance, Audio] = {}
        self._wanted: Performance | None = None
        window.score.chords.heard.connect(self.hear)
        shaping.offered.connect(self.hear_instead)
        shaping.began.connect(self._change)
        status.began.connect(playback.release)  # a change holds it only after it has begun itself
        workflow.failed.connect(playback.release)
        workflow.stopped.connect(playback.release)
        workflow.previewed.connect(self._have)

    def hear(self, number: int) -> None:
        """Hear a chord of the take that is shown."""
        if take := self._shaping.take:
            self._sound(take, number)

    def hear_instead(self, number: int, chord: Chord) -> None:
        """Hear another chord as it would lie in the place of one."""
        if take := self._shaping.take:
            self._sound(take.with_draft(changed(take.draft, Substitute(number, chord))), number)

    def _change(self, edited: Composition, number: int) -> None:
        """A chord is being changed: in silence, it alone is heard, and not the whole take."""
        self._playback.hold()
        self._sound(edited, number)

    def _sound(self, take: Composition, number: int) -> None:
        jukebox = self._playback.jukebox
        if jukebox.playing:
            return
        self._wanted = chord = sample(lying(take, number), take)
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
