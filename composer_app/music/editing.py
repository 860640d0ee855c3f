"""Changing a row of chords in one place: another one, inverted, an octave higher, longer, twice, gone, elsewhere.

The row stays without gaps and fills whole bars. What one chord gains in time the next ones lose, as long as they can
spare it; only then is a bar added. A chord of whole bars comes and goes with its bars; a shorter one shares its time
with its copy, and leaves it to its neighbour when it goes. Each change leaves how all other chords lie as it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import ceil, floor

from composer_app.errors import EditError
from composer_app.music.chord import Chord
from composer_app.music.constraints import BAR_LIMITS
from composer_app.music.key import Key
from composer_app.music.metre import Metre
from composer_app.music.progression import Progression, TimedChord
from composer_app.music.voicing import Voicing
from composer_app.music.voicing_styles import nearest_voicing

_BEAT_EPSILON = 1e-9
_OCTAVE_SEMITONES = 12
_MIN_PITCH, _MAX_PITCH = 24, 96
"""The pitches of a voicing after a change of octave: figures strike an octave above, and a piano ends there."""


@dataclass(frozen=True, slots=True)
class Substitute:
    """Put another chord in the place of one."""

    number: int
    chord: Chord


@dataclass(frozen=True, slots=True)
class Invert:
    """Put another tone of a chord into the bass: 0 its root, 1 its third, 2 its fifth, 3 its seventh."""

    number: int
    inversion: int


@dataclass(frozen=True, slots=True)
class ShiftOctave:
    """Play a chord so many octaves higher, or lower where that is negative."""

    number: int
    octaves: int


@dataclass(frozen=True, slots=True)
class ChangeLength:
    """Let a chord last so many beats longer, or shorter where that is negative."""

    number: int
    beats: float


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Have a chord twice."""

    number: int


@dataclass(frozen=True, slots=True)
class Delete:
    """Take a chord out."""

    number: int


@dataclass(frozen=True, slots=True)
class Move:
    """Put a chord elsewhere, so that it has the number `to` afterwards."""

    number: int
    to: int


Change = Substitute | Invert | ShiftOctave | ChangeLength | Duplicate | Delete | Move


@dataclass(frozen=True, slots=True)
class DraftChord:
    """A chord in a draft.

    Attributes:
        chord: What it is.
        beats: How long it lasts.
        voicing: How it lies; None where that is not known.
        locked: Whether the person fixed it.
    """

    chord: Chord
    beats: float
    voicing: Voicing | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A row of chords that can be changed, in a key and a metre, and the style it is voiced in."""

    key: Key
    metre: Metre
    chords: tuple[DraftChord, ...]
    voicing_style: str

    @property
    def progression(self) -> Progression:
        """The chords with their places in time."""
        starts = accumulate((placed.beats for placed in self.chords), initial=0.0)
        timed = (TimedChord(p.chord, start, p.beats) for p, start in zip(self.chords, starts, strict=False))
        return Progression(self.key, self.metre, tuple(timed))

    @property
    def voicings(self) -> tuple[Voicing | None, ...]:
        """How each chord lies."""
        return tuple(placed.voicing for placed in self.chords)

    @property
    def locked(self) -> tuple[tuple[int, Chord], ...]:
        """The chords that the person fixed, with their numbers from 0."""
        return tuple((number, placed.chord) for number, placed in enumerate(self.chords) if placed.locked)


def apply_changes(draft: Draft, *changes: Change) -> Draft:
    """A draft after changes, one after the other.

    A chord that takes another's place, is inverted, or put into another octave, is kept from then on.

    Raises:
        EditError: One cannot be done.
    """
    for change in changes:
        draft = _apply_change(draft, change)
    return draft


def _apply_change(draft: Draft, change: Change) -> Draft:
    number = change.number
    match change:
        case Substitute() | Invert() | ShiftOctave():
            placed = _change_in_place(draft, change)
            return replace(draft, chords=(*draft.chords[:number], placed, *draft.chords[number + 1 :]))
        case ChangeLength(_, beats):
            return _change_length(draft, number, beats)
        case Duplicate():
            return _duplicate(draft, number)
        case Delete():
            return _delete(draft, number)
        case Move(_, to):
            return _move(draft, number, to)


def _change_in_place(draft: Draft, change: Substitute | Invert | ShiftOctave) -> DraftChord:
    """A chord after a change that leaves the row as long as it is."""
    placed = draft.chords[change.number]
    match change:
        case Substitute(_, chord):
            voicing = placed.voicing and nearest_voicing(chord, placed.voicing, draft.voicing_style)
            return DraftChord(chord, placed.beats, voicing, locked=True)
        case Invert(_, inversion):
            return _invert(draft, placed, inversion)
        case ShiftOctave(_, octaves):
            return _shift_octave(placed, octaves)


def number_after(change: Change) -> int:
    """The number, after a change, of the chord that it was about; of a copy; of the one before what is gone."""
    match change:
        case Move(_, to):
            return to
        case Duplicate(number):
            return number + 1
        case Delete(number):
            return max(0, number - 1)
        case _:
            return change.number


def inversion_of(chord: Chord) -> int | None:
    """Which tone of a chord lies in the bass, 0 for its root; None for a tone that is none of its own."""
    tones = chord.pitch_classes
    return tones.index(chord.bass_pitch_class) if chord.bass_pitch_class in tones else None


def _invert(draft: Draft, draft_chord: DraftChord, inversion: int) -> DraftChord:
    tones = draft_chord.chord.pitch_classes
    if inversion >= len(tones):
        raise EditError(
            f"{draft_chord.chord.symbol(draft.key)} has {len(tones)} tones, so it has no further inversion."
        )
    chord = replace(draft_chord.chord, bass=tones[inversion])
    voicing = draft_chord.voicing and nearest_voicing(chord, draft_chord.voicing, draft.voicing_style)
    return replace(draft_chord, chord=chord, voicing=voicing, locked=True)


def _shift_octave(draft_chord: DraftChord, octaves: int) -> DraftChord:
    voicing = draft_chord.voicing and draft_chord.voicing.transpose(octaves * _OCTAVE_SEMITONES)
    if voicing and (voicing.bass < _MIN_PITCH or voicing.upper[-1] > _MAX_PITCH):
        raise EditError(
            "This chord lies as high as it can be played."
            if octaves > 0
            else "This chord lies as low as it can be played."
        )
    return replace(draft_chord, voicing=voicing, locked=True)


def _change_length(draft: Draft, number: int, beats: float) -> Draft:
    lengths = [placed.beats for placed in draft.chords]
    stretched = (_lengthen if beats > 0 else _shorten)(lengths, number, abs(beats), draft.metre)
    chords = (replace(p, beats=length) for p, length in zip(draft.chords, stretched, strict=True))
    return _check_length(replace(draft, chords=tuple(chords)))


def _lengthen(lengths: Sequence[float], number: int, beats: float, metre: Metre) -> list[float]:
    """Lengths, one of them so much longer: what those after it cannot spare is taken from bars that are added."""
    made, missing = list(lengths), beats
    made[number] += beats
    for later in range(number + 1, len(made)):
        taken = min(missing, max(0.0, made[later] - metre.pulse))
        made[later] -= taken
        missing -= taken
    if missing > _BEAT_EPSILON:
        made[-1] += ceil(missing / metre.beats - _BEAT_EPSILON) * metre.beats - missing
    return made


def _shorten(lengths: Sequence[float], number: int, beats: float, metre: Metre) -> list[float]:
    """Lengths, one of them so much shorter, or as short as can be: the next one gains what it loses.

    The last one loses whole bars, as it gains them; where it has none to lose, the one before gains.
    """
    made, last = list(lengths), len(lengths) - 1
    spare = made[number] - metre.pulse
    if number == last and spare >= metre.beats - _BEAT_EPSILON:
        bars = min(ceil(beats / metre.beats - _BEAT_EPSILON), floor(spare / metre.beats + _BEAT_EPSILON))
        made[number] -= bars * metre.beats
        return made
    if spare < _BEAT_EPSILON or last == 0:
        raise EditError("This chord is as short as it can be.")
    lost = min(beats, spare)
    made[number] -= lost
    made[number + 1 if number < last else number - 1] += lost
    return made


def _duplicate(draft: Draft, number: int) -> Draft:
    """A chord of whole bars gets as many for its copy; a shorter one is halved, on the pulse."""
    placed, pulse = draft.chords[number], draft.metre.pulse
    first = second = placed.beats
    if not _fills_whole_bars(placed.beats, draft.metre):
        second = floor(placed.beats / pulse / 2 + _BEAT_EPSILON) * pulse
        first = placed.beats - second
    if second < _BEAT_EPSILON:
        raise EditError("This chord is too short to be halved. Make it longer first.")
    twice = (replace(placed, beats=first), replace(placed, beats=second))
    return _check_length(replace(draft, chords=(*draft.chords[:number], *twice, *draft.chords[number + 1 :])))


def _delete(draft: Draft, number: int) -> Draft:
    """A chord of whole bars takes them with it; the time of a shorter one goes to the chord before, or after."""
    gone, chords = draft.chords[number], list(draft.chords)
    if len(chords) == 1:
        raise EditError("The only chord cannot be deleted.")
    del chords[number]
    if not _fills_whole_bars(gone.beats, draft.metre):
        heir = max(0, number - 1)
        chords[heir] = replace(chords[heir], beats=chords[heir].beats + gone.beats)
    return replace(draft, chords=tuple(chords))


def _move(draft: Draft, number: int, to: int) -> Draft:
    chords = list(draft.chords)
    placed = chords.pop(number)
    chords.insert(to, placed)
    return replace(draft, chords=tuple(chords))


def _fills_whole_bars(beats: float, metre: Metre) -> bool:
    return abs(beats / metre.beats - round(beats / metre.beats)) < _BEAT_EPSILON


def _check_length(draft: Draft) -> Draft:
    if sum(placed.beats for placed in draft.chords) > BAR_LIMITS[1] * draft.metre.beats + _BEAT_EPSILON:
        raise EditError(f"A piece can have {BAR_LIMITS[1]} bars at most. Delete or shorten a chord first.")
    return draft
