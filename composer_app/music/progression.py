"""Chord progressions: chords in a key and a metre, each with its start and its length."""

from dataclasses import dataclass, replace
from math import isfinite

from composer_app.music.chord import Chord
from composer_app.music.constraints import Constraints
from composer_app.music.key import Key
from composer_app.music.metre import Metre


@dataclass(frozen=True, slots=True)
class TimedChord:
    """A chord with its start, in beats from 0, and its length in beats."""

    chord: Chord
    start: float
    beats: float

    def __post_init__(self) -> None:
        if not (isfinite(self.start) and isfinite(self.beats)):
            raise ValueError("a chord must start at a beat and last some beats")
        if self.start < 0 or self.beats <= 0:
            raise ValueError("a chord must start at or after 0 and last longer than 0 beats")

    @property
    def end(self) -> float:
        """The beat at which it ends."""
        return self.start + self.beats


@dataclass(frozen=True, slots=True)
class Progression:
    """Consecutive chords, without gaps, that fill whole bars."""

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
        """Return the chords transposed to another tonic."""
        semitones = tonic - self.key.tonic
        chords = (replace(timed, chord=timed.chord.transpose(semitones)) for timed in self.chords)
        return replace(self, key=replace(self.key, tonic=tonic), chords=tuple(chords))

    def index_at(self, beat: float) -> int:
        """Return the index of the chord at a beat; after the end, that of the last chord."""
        return next((i for i, timed in enumerate(self.chords) if beat < timed.end), len(self.chords) - 1)


def in_requested_key(
    progression: Progression, constraints: Constraints, generated_tonic: int
) -> tuple[Progression, int | None]:
    """Transpose a progression to the requested tonic, or to `generated_tonic` if none is requested.

    The tonic is spelled as requested. Returns also `generated_tonic`, or None if the chords are in it now.
    """
    tonic = generated_tonic if constraints.tonic is None else constraints.tonic
    transposed = progression.transpose_to_tonic(tonic)
    key = replace(transposed.key, spelling=constraints.spelling or "")
    return replace(transposed, key=key), None if key.tonic == generated_tonic else generated_tonic


def rename_to_requested_key(progression: Progression, constraints: Constraints) -> Progression:
    """Change the key to the requested one without transposing the chords."""
    key = progression.key
    tonic = key.tonic if constraints.tonic is None else constraints.tonic
    return replace(progression, key=Key(tonic, constraints.mode or key.mode))
