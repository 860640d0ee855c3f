"""Hearing one chord: as it lies in the take, or as another would lie in its place."""

from PySide6.QtCore import QObject

from composer_app.composition import Composition
from composer_app.gui.score.chord_controller import ChordController
from composer_app.gui.score.note_index import voicing_pitches
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.playback_controller import PlaybackController
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.shell.main_window import MainWindow
from composer_app.music.chord import Chord
from composer_app.music.editing import Substitute, apply_changes
from composer_app.music.metre import Metre
from composer_app.music.performance import Note, Part, Performance
from composer_app.sound.synth import Audio

_PREVIEW_TEMPO_BPM, _PREVIEW_METRE, _PREVIEW_LENGTH_BEATS, _PREVIEW_VELOCITY = 60.0, Metre(2, 4), 1.4, 72
_MAX_CACHED_SOUNDS = 24  # sounds, of some seconds each


def make_preview(pitches: tuple[int, ...], composition: Composition) -> Performance:
    """A chord by itself, struck once, on the instrument that plays the chords."""
    notes = tuple(
        Note(0.0, pitch, _PREVIEW_LENGTH_BEATS, _PREVIEW_VELOCITY) for pitch in sorted(set(pitches))
    )
    part = Part("Chord", composition.performance.parts[0].program, notes)
    return Performance((part,), _PREVIEW_TEMPO_BPM, composition.progression.key, _PREVIEW_METRE, 1)


class ChordPreviewController(QObject):
    """Joins the chord strip to the sound; while a take plays, that is what is heard."""

    def __init__(
        self,
        window: MainWindow,
        session: EngineSession,
        playback: PlaybackController,
        chord_controller: ChordController,
        status: StatusReporter,
    ) -> None:
        super().__init__(window)
        self._session, self._playback, self._chord_controller = session, playback, chord_controller
        self._audio_cache: dict[Performance, Audio] = {}
        self._requested_chord: Performance | None = None
        window.score_view.chord_editor.preview_requested.connect(self.preview_chord)
        chord_controller.alternative_hovered.connect(self.preview_alternative)
        chord_controller.edit_began.connect(self._preview_change)
        status.task_began.connect(playback.allow_autoplay)  # a change holds it only after it has begun itself
        session.failed.connect(playback.allow_autoplay)
        session.cancelled.connect(playback.allow_autoplay)
        session.previewed.connect(self._on_preview_rendered)

    def preview_chord(self, number: int) -> None:
        """Hear a chord of the take that is shown."""
        if take := self._chord_controller.current_take:
            self._preview(take, number)

    def preview_alternative(self, number: int, chord: Chord) -> None:
        """Hear another chord as it would lie in the place of one."""
        if take := self._chord_controller.current_take:
            self._preview(take.with_draft(apply_changes(take.draft, Substitute(number, chord))), number)

    def _preview_change(self, edited: Composition, number: int) -> None:
        """A chord is being changed: in silence, it alone is heard, and not the whole take."""
        self._playback.suppress_autoplay()
        self._preview(edited, number)

    def _preview(self, take: Composition, number: int) -> None:
        jukebox = self._playback.output_player
        if jukebox.is_playing:
            return
        self._requested_chord = chord = make_preview(voicing_pitches(take, number), take)
        if chord in self._audio_cache or not jukebox.needs_audio:
            jukebox.preview(chord, self._audio_cache.get(chord))
        else:
            self._session.preview(chord)

    def _on_preview_rendered(self, audio: Audio) -> None:
        if self._requested_chord:
            while len(self._audio_cache) >= _MAX_CACHED_SOUNDS:
                del self._audio_cache[next(iter(self._audio_cache))]
            self._audio_cache[self._requested_chord] = audio
            self._playback.output_player.preview(self._requested_chord, audio)
