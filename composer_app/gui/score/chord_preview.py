"""Preview of one chord in the voicing of the take, or of an alternative in its place."""

from PySide6.QtCore import QObject

from composer_app.composition import Composition
from composer_app.gui.score.chord_controller import ChordController
from composer_app.gui.score.note_index import voicing_pitches
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.playback_controller import PlaybackController
from composer_app.music.chord import Chord
from composer_app.music.editing import Substitute, apply_changes
from composer_app.music.metre import Metre
from composer_app.music.performance import Note, Part, Performance
from composer_app.sound.synth import Audio

_PREVIEW_TEMPO_BPM, _PREVIEW_METRE, _PREVIEW_LENGTH_BEATS, _PREVIEW_VELOCITY = 60.0, Metre(2, 4), 1.4, 72
_MAX_CACHED_SOUNDS = 24  # each lasts a few seconds


def make_preview(pitches: tuple[int, ...], composition: Composition) -> Performance:
    """Return a performance of one chord, played once on the instrument of the chords."""
    notes = tuple(
        Note(0.0, pitch, _PREVIEW_LENGTH_BEATS, _PREVIEW_VELOCITY) for pitch in sorted(set(pitches))
    )
    part = Part("Chord", composition.performance.parts[0].program, notes)
    return Performance((part,), _PREVIEW_TEMPO_BPM, composition.progression.key, _PREVIEW_METRE, 1)


class ChordPreviewController(QObject):
    """Plays previews of chords, unless a take plays."""

    def __init__(
        self,
        session: EngineSession,
        playback: PlaybackController,
        chord_controller: ChordController,
    ) -> None:
        super().__init__(chord_controller)
        self._session, self._playback, self._chord_controller = session, playback, chord_controller
        self._audio_cache: dict[Performance, Audio] = {}
        self._requested_chord: Performance | None = None

    def preview_chord(self, number: int) -> None:
        """Play a chord of the shown take."""
        if take := self._chord_controller.current_take:
            self._preview(take, number)

    def preview_alternative(self, number: int, chord: Chord) -> None:
        """Play another chord as it would be voiced in the place of one."""
        if take := self._chord_controller.current_take:
            self._preview(take.with_draft(apply_changes(take.draft, Substitute(number, chord))), number)

    def preview_edit(self, edited: Composition, number: int) -> None:
        """Play the edited chord instead of the whole take, unless a take plays."""
        self._playback.suppress_autoplay()
        self._preview(edited, number)

    def _preview(self, take: Composition, number: int) -> None:
        player = self._playback.output_player
        if player.is_playing:
            return
        self._requested_chord = chord = make_preview(voicing_pitches(take, number), take)
        if chord in self._audio_cache or not player.needs_audio:
            player.preview(chord, self._audio_cache.get(chord))
        else:
            self._session.preview(chord)

    def on_previewed(self, audio: Audio) -> None:
        """Play and cache the rendered preview."""
        if self._requested_chord:
            while len(self._audio_cache) >= _MAX_CACHED_SOUNDS:
                del self._audio_cache[next(iter(self._audio_cache))]
            self._audio_cache[self._requested_chord] = audio
            self._playback.output_player.preview(self._requested_chord, audio)
