"""From chords to pitches: each voice moves as little as it may, over the whole progression at once.

The cheapest path through all candidate voicings of a style (Viterbi 1967), where a step costs what its voices move,
and more when the outer voices run in parallel fifths or octaves (Huron 2001, on why ears mind).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from composer_app.music.chord import Chord

MUD_LIMIT_PITCH = 48  # C3: below it, what lies closer together than a fifth is a rumble (Huron 2016, ch. 6)
_FIFTH_SEMITONES = 7
_PARALLEL_COST = 16.0
_REGISTER_COST = 0.35
_BASS_LEAP_COST = 0.4
_NEW_VOICE_COST = 2


@dataclass(frozen=True, slots=True)
class Voicing:
    """A chord as it is played: one bass pitch, and the upper voices in rising order."""

    bass: int
    upper: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.upper or list(self.pitches) != sorted(set(self.pitches)):
            raise ValueError("the voices of a chord must rise from its bass")

    @property
    def pitches(self) -> tuple[int, ...]:
        """All pitches, from the lowest."""
        return (self.bass, *self.upper)

    def transpose(self, semitones: int) -> "Voicing":
        """The same higher, or lower."""
        return Voicing(self.bass + semitones, tuple(pitch + semitones for pitch in self.upper))

    @property
    def is_muddy(self) -> bool:
        """Whether two voices lie closer than a fifth below C3."""
        return any(
            low < MUD_LIMIT_PITCH and high - low < _FIFTH_SEMITONES for low, high in pairwise(self.pitches)
        )


def smoothest_path(layers: Sequence[Sequence[Voicing]], register: int, bass: int) -> tuple[Voicing, ...]:
    """One voicing of each layer, such that all lie near their places and move as little as possible."""
    best = [_placement_cost(voicing, register, bass) for voicing in layers[0]]
    came_from: list[list[int]] = []
    for before, after in pairwise(layers):
        steps, costs = [], []
        for to in after:
            ways = [cost + motion_cost(voicing, to) for cost, voicing in zip(best, before, strict=True)]
            steps.append(min(range(len(ways)), key=ways.__getitem__))
            costs.append(ways[steps[-1]] + _placement_cost(to, register, bass))
        best = costs
        came_from.append(steps)
    return _walk_back(layers, came_from, min(range(len(best)), key=best.__getitem__))


def _walk_back(
    layers: Sequence[Sequence[Voicing]], came_from: list[list[int]], last: int
) -> tuple[Voicing, ...]:
    path = [last]
    for steps in reversed(came_from):
        path.append(steps[path[-1]])
    return tuple(layer[i] for layer, i in zip(layers, reversed(path), strict=True))


def best_placed(candidates: Sequence[Voicing], register: int, bass: int, max_count: int) -> list[Voicing]:
    """The candidates that lie best, at most so many."""
    return sorted(candidates, key=lambda v: (_placement_cost(v, register, bass), v.pitches))[:max_count]


def _placement_cost(voicing: Voicing, register: int, bass: int) -> float:
    """What it costs to lie away from the register and the bass asked for."""
    middle = sum(voicing.upper) / len(voicing.upper)
    return _REGISTER_COST * abs(middle - register) + _BASS_LEAP_COST * abs(voicing.bass - bass) / 2


def motion_cost(a: Voicing, b: Voicing) -> float:
    """What it costs to go from one voicing to the next: semitones moved, leaps of the bass, parallels outside."""
    return (
        semitones_moved(a, b)
        + _BASS_LEAP_COST * abs(a.bass - b.bass)
        + (_PARALLEL_COST if has_outer_parallels(a, b) else 0.0)
    )


def semitones_moved(a: Voicing, b: Voicing) -> int:
    """Semitones that the upper voices move in all; they are told apart from the top."""
    if len(a.upper) == len(b.upper):
        return sum(abs(x - y) for x, y in zip(a.upper, b.upper, strict=True))
    pairs = zip_longest(reversed(a.upper), reversed(b.upper))
    return sum(_NEW_VOICE_COST if x is None or y is None else abs(x - y) for x, y in pairs)


def has_outer_parallels(a: Voicing, b: Voicing) -> bool:
    """Whether bass and top voice move to the same perfect interval that they come from, a fifth or an octave."""
    before, after = (a.upper[-1] - a.bass) % 12, (b.upper[-1] - b.bass) % 12
    return (
        before == after and after in (0, _FIFTH_SEMITONES) and a.bass != b.bass and a.upper[-1] != b.upper[-1]
    )


def root_position(chord: Chord, lowest: int) -> Voicing:
    """A chord as a block from its root upward, at or above a pitch: what voice leading is measured against."""
    root = lowest + (chord.root - lowest) % 12
    intervals = sorted((tone - chord.root) % 12 for tone in chord.pitch_classes)
    return Voicing(root, tuple(root + interval for interval in intervals[1:]))
