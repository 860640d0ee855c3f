"""Performances: the notes to play, timed in beats, which other packages convert to seconds, ticks and samples."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from composer_app.music.key import Key
from composer_app.music.metre import Metre


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """A note: start and length in beats (quarter notes), a MIDI pitch (0-127), a velocity (1-127)."""

    start: float
    pitch: int
    length: float
    velocity: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.length <= 0:
            raise ValueError("a note must start at or after 0 and last longer than 0 beats")
        if not 0 <= self.pitch <= 127 or not 1 <= self.velocity <= 127:
            raise ValueError("a pitch must be in 0..127 and a velocity in 1..127")

    @property
    def end(self) -> float:
        """The beat of its release."""
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class Part:
    """The notes of one instrument.

    Attributes:
        name: The name of the track: "Chords".
        program: The General MIDI program, 0 to 127; 0 is the grand piano.
        notes: The notes, in order of their starts; two notes of one pitch never overlap.
    """

    name: str
    program: int
    notes: tuple[Note, ...]

    def __post_init__(self) -> None:
        if not 0 <= self.program <= 127:
            raise ValueError("a program must be in 0..127")
        if list(self.notes) != sorted(self.notes):
            raise ValueError("the notes of a part must be in order of their starts")
        ends: dict[int, float] = {}
        for note in self.notes:
            if note.start < ends.get(note.pitch, 0.0) - 1e-9:
                raise ValueError(
                    f"two notes of pitch {note.pitch} must not overlap, as they do at beat {note.start}"
                )
            ends[note.pitch] = note.end


@dataclass(frozen=True, slots=True)
class Performance:
    """Parts that are played together, over whole bars.

    Attributes:
        parts: At least one part. No note lasts past the last bar line.
        tempo: The tempo in beats (quarter notes) per minute.
        key: The key of the key signature.
        metre: The metre of the time signature.
        bars: The length in bars.
    """

    parts: tuple[Part, ...]
    tempo: float
    key: Key
    metre: Metre
    bars: int

    def __post_init__(self) -> None:
        if not 10 <= self.tempo <= 400:
            raise ValueError("a tempo must be in 10..400 beats a minute")
        if not self.parts or self.bars < 1:
            raise ValueError("a performance must have a part and a bar")
        if any(note.end > self.beats + 1e-9 for part in self.parts for note in part.notes):
            raise ValueError("a note must not sound past the last bar line")

    @property
    def beats(self) -> float:
        """Its length in beats."""
        return self.bars * self.metre.beats

    @property
    def seconds(self) -> float:
        """Its length in seconds."""
        return self.beats * 60 / self.tempo

    @property
    def bar_seconds(self) -> float:
        """The length of a bar in seconds."""
        return self.metre.beats * 60 / self.tempo

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes of all parts, in order of their starts."""
        return tuple(sorted(note for part in self.parts for note in part.notes))

    def without_parts(self, names: Collection[str]) -> "Performance":
        """Return a copy with the parts of these names silent."""
        parts = (replace(part, notes=()) if part.name in names else part for part in self.parts)
        return replace(self, parts=tuple(parts))

    def only_part(self, name: str) -> "Performance":
        """Return a copy with only the part of this name."""
        return replace(self, parts=tuple(part for part in self.parts if part.name == name))

    def at_tempo(self, tempo: float) -> "Performance":
        """Return a copy with another tempo."""
        return replace(self, tempo=tempo)
