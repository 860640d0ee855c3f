"""Edits of single chords in a progression: substitute, invert, shift, change the length, duplicate, delete, move.

The progression stays without gaps and fills whole bars. If a chord becomes longer, the following ones become shorter as
far as possible, and then a bar is added. Duplicating or deleting a chord of whole bars adds or removes these bars. A
shorter chord shares its time with its copy; if it is deleted, its neighbour gets its time. All other chords keep their
voicings.
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
"""The limits of a voicing after an octave shift, because patterns add an octave and a piano ends there."""


@dataclass(frozen=True, slots=True)
class Substitute:
    """Replace a chord by another one."""

    number: int
    chord: Chord


@dataclass(frozen=True, slots=True)
class Invert:
    """Put another tone of a chord in the bass: 0 the root, 1 the third, 2 the fifth, 3 the seventh."""

    number: int
    inversion: int


@dataclass(frozen=True, slots=True)
class ShiftOctave:
    """Play a chord some octaves higher, or lower if negative."""

    number: int
    octaves: int


@dataclass(frozen=True, slots=True)
class ChangeLength:
    """Make a chord some beats longer, or shorter if negative."""

    number: int
    beats: float


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Insert a copy of a chord after it."""

    number: int


@dataclass(frozen=True, slots=True)
class Delete:
    """Remove a chord."""

    number: int


@dataclass(frozen=True, slots=True)
class Move:
    """Move a chord, so that its number is `to` afterwards."""

    number: int
    to: int


Change = Substitute | Invert | ShiftOctave | ChangeLength | Duplicate | Delete | Move


@dataclass(frozen=True, slots=True)
class DraftChord:
    """A chord in a draft.

    Attributes:
        chord: The chord.
        beats: The length in beats.
        voicing: The voicing; None if unknown.
        locked: Whether the user locked it.
    """

    chord: Chord
    beats: float
    voicing: Voicing | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """Chords that can be edited, with their key, their metre and their voicing style."""

    key: Key
    metre: Metre
    chords: tuple[DraftChord, ...]
    voicing_style: str

    @property
    def progression(self) -> Progression:
        """The chords with their starts."""
        starts = accumulate((placed.beats for placed in self.chords), initial=0.0)
        timed = (TimedChord(p.chord, start, p.beats) for p, start in zip(self.chords, starts, strict=False))
        return Progression(self.key, self.metre, tuple(timed))

    @property
    def voicings(self) -> tuple[Voicing | None, ...]:
        """The voicing of each chord."""
        return tuple(placed.voicing for placed in self.chords)

    @property
    def locked(self) -> tuple[tuple[int, Chord], ...]:
        """The locked chords, with their numbers from 0."""
        return tuple((number, placed.chord) for number, placed in enumerate(self.chords) if placed.locked)


def apply_changes(draft: Draft, *changes: Change) -> Draft:
    """Apply changes to a draft, one after the other.

    A chord that is substituted, inverted, or shifted by an octave becomes locked.

    Raises:
        EditError: If a change is impossible.
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
    """Apply a change that does not affect the lengths."""
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
    """Return the number of the changed chord after a change: that of a copy, or of the chord before a deleted one."""
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
    """Return which chord tone is in the bass, 0 for the root; None if the bass is not a chord tone."""
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
    new_lengths = (_lengthen if beats > 0 else _shorten)(lengths, number, abs(beats), draft.metre)
    chords = (replace(p, beats=length) for p, length in zip(draft.chords, new_lengths, strict=True))
    return _check_length(replace(draft, chords=tuple(chords)))


def _lengthen(lengths: Sequence[float], number: int, beats: float, metre: Metre) -> list[float]:
    """Lengthen one chord, and shorten the following ones; if they are too short, add bars at the end."""
    new_lengths, missing = list(lengths), beats
    new_lengths[number] += beats
    for later in range(number + 1, len(new_lengths)):
        removed = min(missing, max(0.0, new_lengths[later] - metre.pulse))
        new_lengths[later] -= removed
        missing -= removed
    if missing > _BEAT_EPSILON:
        new_lengths[-1] += ceil(missing / metre.beats - _BEAT_EPSILON) * metre.beats - missing
    return new_lengths


def _shorten(lengths: Sequence[float], number: int, beats: float, metre: Metre) -> list[float]:
    """Shorten one chord as far as possible, and lengthen the next one.

    The last chord loses whole bars; if it has no bar to lose, the chord before it becomes longer.
    """
    new_lengths, last = list(lengths), len(lengths) - 1
    spare = new_lengths[number] - metre.pulse
    if number == last and spare >= metre.beats - _BEAT_EPSILON:
        bars = min(ceil(beats / metre.beats - _BEAT_EPSILON), floor(spare / metre.beats + _BEAT_EPSILON))
        new_lengths[number] -= bars * metre.beats
        return new_lengths
    if spare < _BEAT_EPSILON or last == 0:
        raise EditError("This chord is as short as it can be.")
    removed = min(beats, spare)
    new_lengths[number] -= removed
    new_lengths[number + 1 if number < last else number - 1] += removed
    return new_lengths


def _duplicate(draft: Draft, number: int) -> Draft:
    """Insert a copy: for a chord of whole bars with as many bars; a shorter chord is halved on the pulse."""
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
    """Remove a chord with its bars if it fills whole bars; else the chord before it, or after it, gets its time."""
    deleted, chords = draft.chords[number], list(draft.chords)
    if len(chords) == 1:
        raise EditError("The only chord cannot be deleted.")
    del chords[number]
    if not _fills_whole_bars(deleted.beats, draft.metre):
        neighbour = max(0, number - 1)
        chords[neighbour] = replace(chords[neighbour], beats=chords[neighbour].beats + deleted.beats)
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
