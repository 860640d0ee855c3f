"""An index of the notes of a take by beat, without Qt."""

from bisect import bisect
from collections import defaultdict
from dataclasses import dataclass

from composer_app.composition import Composition
from composer_app.music.performance import Note, Performance
from composer_app.music.progression import Progression
from composer_app.music.voicing import root_position

_MAX_ANTICIPATION_BEATS = 0.03  # a humanized note may start this much before its chord
_BLOCK_CHORD_BASE_PITCH = 55  # the lowest pitch of the upper voices


@dataclass(frozen=True, slots=True)
class IndexedNote:
    """A note with the number of its part, and the number of the chord in which it begins."""

    note: Note
    part_number: int
    chord_number: int


class NoteIndex:
    """The notes of a take by the beats in which they sound."""

    def __init__(self, performance: Performance, progression: Progression) -> None:
        starts = [timed.start for timed in progression.chords]
        self.performance, self.progression = performance, progression
        self.notes = tuple(
            IndexedNote(note, number, bisect(starts, note.start + _MAX_ANTICIPATION_BEATS) - 1)
            for number, part in enumerate(performance.parts)
            for note in part.notes
        )
        self._by_beat: dict[int, list[IndexedNote]] = defaultdict(list)
        for indexed_note in self.notes:
            for beat in range(int(indexed_note.note.start), int(indexed_note.note.end) + 1):
                self._by_beat[beat].append(indexed_note)

    def notes_at(self, beat: float | None) -> frozenset[IndexedNote]:
        """Return the notes that sound at a beat; none for None."""
        if beat is None:
            return frozenset()
        candidates = self._by_beat.get(int(beat), ())
        return frozenset(
            indexed_note
            for indexed_note in candidates
            if indexed_note.note.start <= beat < indexed_note.note.end
        )

    def notes_between(self, start: float, end: float) -> tuple[IndexedNote, ...]:
        """Return the notes that sound between two beats, in painting order."""
        found = {
            indexed_note: None
            for beat in range(int(start), int(end) + 1)
            for indexed_note in self._by_beat.get(beat, ())
        }
        return tuple(sorted(found, key=lambda indexed_note: (indexed_note.part_number, indexed_note.note)))


def voicing_pitches(composition: Composition, number: int) -> tuple[int, ...]:
    """Return the pitches of a chord's voicing, lowest first; root position for older takes without voicings."""
    if composition.voicings:
        return composition.voicings[number].pitches
    chord = composition.progression.chords[number].chord
    block = root_position(chord, _BLOCK_CHORD_BASE_PITCH)
    return tuple(
        sorted(
            {
                *block.pitches,
                _BLOCK_CHORD_BASE_PITCH - 12 + (chord.bass_pitch_class - _BLOCK_CHORD_BASE_PITCH) % 12,
            }
        )
    )
