"""Voice leading: chooses voicings with the least motion over a whole progression.

Finds the cheapest path through the candidate voicings of a style (Viterbi 1967). The cost of a step is the motion of
its voices, with a penalty for parallel fifths and octaves between the outer voices (Huron 2001 explains why listeners
notice them).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from composer_app.music.chord import Chord

MUD_LIMIT_PITCH = 48  # C3: below it, intervals smaller than a fifth sound muddy (Huron 2016, ch. 6)
_FIFTH_SEMITONES = 7
_PARALLEL_COST = 16.0
_REGISTER_COST = 0.35
_BASS_LEAP_COST = 0.4
_NEW_VOICE_COST = 2


@dataclass(frozen=True, slots=True)
class Voicing:
    """The pitches of a chord: the bass, and the upper voices in rising order."""

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
        """Return the voicing transposed."""
        return Voicing(self.bass + semitones, tuple(pitch + semitones for pitch in self.upper))

    @property
    def is_muddy(self) -> bool:
        """Whether an interval above a pitch below C3 is smaller than a fifth."""
        return any(
            low < MUD_LIMIT_PITCH and high - low < _FIFTH_SEMITONES for low, high in pairwise(self.pitches)
        )


def smoothest_path(layers: Sequence[Sequence[Voicing]], register: int, bass: int) -> tuple[Voicing, ...]:
    """Choose one voicing of each layer, with the least motion and the least distance from register and bass."""
    best = [_placement_cost(voicing, register, bass) for voicing in layers[0]]
    came_from: list[list[int]] = []
    for before, after in pairwise(layers):
        steps, costs = [], []
        for to in after:
            totals = [cost + motion_cost(voicing, to) for cost, voicing in zip(best, before, strict=True)]
            steps.append(min(range(len(totals)), key=totals.__getitem__))
            costs.append(totals[steps[-1]] + _placement_cost(to, register, bass))
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
    """Return at most `max_count` candidates, the nearest to register and bass first."""
    return sorted(candidates, key=lambda v: (_placement_cost(v, register, bass), v.pitches))[:max_count]


def _placement_cost(voicing: Voicing, register: int, bass: int) -> float:
    """Return the cost of a voicing's distance from the wanted register and bass."""
    middle = sum(voicing.upper) / len(voicing.upper)
    return _REGISTER_COST * abs(middle - register) + _BASS_LEAP_COST * abs(voicing.bass - bass) / 2


def motion_cost(a: Voicing, b: Voicing) -> float:
    """Return the cost of a step between voicings: semitones moved, bass leaps, outer parallels."""
    return (
        semitones_moved(a, b)
        + _BASS_LEAP_COST * abs(a.bass - b.bass)
        + (_PARALLEL_COST if has_outer_parallels(a, b) else 0.0)
    )


def semitones_moved(a: Voicing, b: Voicing) -> int:
    """Return the total motion of the upper voices, which are paired from the top, in semitones."""
    if len(a.upper) == len(b.upper):
        return sum(abs(x - y) for x, y in zip(a.upper, b.upper, strict=True))
    pairs = zip_longest(reversed(a.upper), reversed(b.upper))
    return sum(_NEW_VOICE_COST if x is None or y is None else abs(x - y) for x, y in pairs)


def has_outer_parallels(a: Voicing, b: Voicing) -> bool:
    """Return whether bass and top voice move in parallel fifths or octaves."""
    before, after = (a.upper[-1] - a.bass) % 12, (b.upper[-1] - b.bass) % 12
    return (
        before == after and after in (0, _FIFTH_SEMITONES) and a.bass != b.bass and a.upper[-1] != b.upper[-1]
    )


def root_position(chord: Chord, lowest: int) -> Voicing:
    """Return a chord in root position, with its root at or above a pitch."""
    root = lowest + (chord.root - lowest) % 12
    intervals = sorted((tone - chord.root) % 12 for tone in chord.pitch_classes)
    return Voicing(root, tuple(root + interval for interval in intervals[1:]))
