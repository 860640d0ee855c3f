"""Which notes sound at a beat, found without looking at all of them; plain values."""

from bisect import bisect
from collections import defaultdict
from dataclasses import dataclass

from composer_app.composer import Composition
from composer_app.music.performance import Note, Performance
from composer_app.music.progression import Progression
from composer_app.music.voicing import root_position

_EARLY = 0.03  # beats that a hand may come before its chord
_BLOCK = 55  # from where a block is stacked


@dataclass(frozen=True, slots=True)
class IndexedNote:
    """A note as it is painted: its part, by number, and the number of the chord that it begins in."""

    note: Note
    part: int
    chord: int


class NoteIndex:
    """The notes of a take, by the beats that they sound in."""

    def __init__(self, performance: Performance, chords: Progression) -> None:
        starts = [timed.start for timed in chords.chords]
        self.performance, self.chords = performance, chords
        self.notes = tuple(
            IndexedNote(note, number, bisect(starts, note.start + _EARLY) - 1)
            for number, part in enumerate(performance.parts)
            for note in part.notes
        )
        self._by_beat: dict[int, list[IndexedNote]] = defaultdict(list)
        for painted in self.notes:
            for beat in range(int(painted.note.start), int(painted.note.end) + 1):
                self._by_beat[beat].append(painted)

    def at(self, beat: float | None) -> frozenset[IndexedNote]:
        """What sounds at a beat; nothing in silence."""
        if beat is None:
            return frozenset()
        near = self._by_beat.get(int(beat), ())
        return frozenset(each for each in near if each.note.start <= beat < each.note.end)

    def between(self, start: float, end: float) -> tuple[IndexedNote, ...]:
        """What sounds somewhere between two beats, in the order in which it is painted."""
        found = {
            each: None for beat in range(int(start), int(end) + 1) for each in self._by_beat.get(beat, ())
        }
        return tuple(sorted(found, key=lambda each: (each.part, each.note)))


def lying(composition: Composition, number: int) -> tuple[int, ...]:
    """The pitches of a chord as it lies, from the lowest; of an older take that does not tell, as a block."""
    if composition.voicings:
        return composition.voicings[number].pitches
    chord = composition.progression.chords[number].chord
    block = root_position(chord, _BLOCK)
    return tuple(sorted({*block.pitches, _BLOCK - 12 + (chord.lowest - _BLOCK) % 12}))
