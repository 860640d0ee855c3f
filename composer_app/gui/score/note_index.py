"""Which notes sound at a beat, found without looking at all of them; plain values."""

from bisect import bisect
from collections import defaultdict
from dataclasses import dataclass

from composer_app.composition import Composition
from composer_app.music.performance import Note, Performance
from composer_app.music.progression import Progression
from composer_app.music.voicing import root_position

_MAX_ANTICIPATION_BEATS = 0.03  # beats that a hand may come before its chord
_BLOCK_CHORD_BASE_PITCH = 55  # from where a block is stacked


@dataclass(frozen=True, slots=True)
class IndexedNote:
    """A note as it is painted: its part, by number, and the number of the chord that it begins in."""

    note: Note
    part_number: int
    chord_number: int


class NoteIndex:
    """The notes of a take, by the beats that they sound in."""

    def __init__(self, performance: Performance, progression: Progression) -> None:
        starts = [timed.start for timed in progression.chords]
        self.performance, self.progression = performance, progression
        self.notes = tuple(
            IndexedNote(note, number, bisect(starts, note.start + _MAX_ANTICIPATION_BEATS) - 1)
            for number, part in enumerate(performance.parts)
            for note in part.notes
        )
        self._by_beat: dict[int, list[IndexedNote]] = defaultdict(list)
        for painted in self.notes:
            for beat in range(int(painted.note.start), int(painted.note.end) + 1):
                self._by_beat[beat].append(painted)

    def notes_at(self, beat: float | None) -> frozenset[IndexedNote]:
        """What sounds at a beat; nothing in silence."""
        if beat is None:
            return frozenset()
        near = self._by_beat.get(int(beat), ())
        return frozenset(each for each in near if each.note.start <= beat < each.note.end)

    def notes_between(self, start: float, end: float) -> tuple[IndexedNote, ...]:
        """What sounds somewhere between two beats, in the order in which it is painted."""
        found = {
            each: None for beat in range(int(start), int(end) + 1) for each in self._by_beat.get(beat, ())
        }
        return tuple(sorted(found, key=lambda each: (each.part_number, each.note)))


def voicing_pitches(composition: Composition, number: int) -> tuple[int, ...]:
    """The pitches of a chord as it lies, from the lowest; of an older take that does not tell, as a block."""
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
