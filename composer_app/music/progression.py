"""Progressions: chords in a key and a metre, each with its place in time."""

from dataclasses import dataclass, replace

from composer_app.music.chord import Chord
from composer_app.music.key import Key
from composer_app.music.metre import Metre


@dataclass(frozen=True, slots=True)
class TimedChord:
    """A chord that starts at a beat, counted from 0, and lasts some beats."""

    chord: Chord
    start: float
    beats: float

    def __post_init__(self) -> None:
        if self.start < 0 or self.beats <= 0:
            raise ValueError("a chord must start at or after 0 and last longer than 0 beats")

    @property
    def end(self) -> float:
        """The beat at which it ends."""
        return self.start + self.beats


@dataclass(frozen=True, slots=True)
class Progression:
    """Chords one after the other, without gaps, that fill whole bars."""

    key: Key
    metre: Metre
    chords: tuple[TimedChord, ...]

    def __post_init__(self) -> None:
        beat = 0.0
        for timed in self.chords:
            if abs(timed.start - beat) > 1e-9:
                raise ValueError(f"the chord at beat {timed.start} must start at beat {beat}")
            beat = timed.end
        if not self.chords or abs(beat / self.metre.beats - round(beat / self.metre.beats)) > 1e-9:
            raise ValueError("a progression must fill whole bars")

    @property
    def beats(self) -> float:
        """Its length in beats."""
        return self.chords[-1].end

    @property
    def bars(self) -> int:
        """Its length in bars."""
        return round(self.beats / self.metre.beats)

    def transpose_to_tonic(self, tonic: int) -> "Progression":
        """The same chords around another tonic."""
        steps = tonic - self.key.tonic
        moved = (replace(timed, chord=timed.chord.transpose(steps)) for timed in self.chords)
        return replace(self, key=replace(self.key, tonic=tonic), chords=tuple(moved))

    def index_at(self, beat: float) -> int:
        """The index of the chord that sounds at a beat; the last one after the end."""
        return next((i for i, timed in enumerate(self.chords) if beat < timed.end), len(self.chords) - 1)
