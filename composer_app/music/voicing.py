"""From chords to pitches: each voice moves as little as it may, over the whole progression at once.

The cheapest path through all candidate voicings (Viterbi 1967), where a step costs what its voices move, and more
when the outer voices run in parallel fifths or octaves (Huron 2001, on why ears mind).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from composer_app.music.chord import Chord

LOWEST_UPPER = 52  # Below E3 close chords turn to mud.
_PARALLEL = 6.0
_OUT_OF_PLACE = 0.35
_BASS_LEAP = 0.15


@dataclass(frozen=True, slots=True)
class Voicing:
    """A chord as it is played: one bass pitch, and the upper voices in rising order."""

    bass: int
    upper: tuple[int, ...]

    @property
    def pitches(self) -> tuple[int, ...]:
        """All pitches, from the lowest."""
        return (self.bass, *self.upper)


def voice(chords: Sequence[Chord], register: int, bass: int) -> tuple[Voicing, ...]:
    """Voicings for chords, the upper voices around the pitch `register` and the bass around the pitch `bass`."""
    layers = [_candidates(chord, register, bass) for chord in chords]
    best = [_placement(voicing, register, bass) for voicing in layers[0]]
    came_from: list[list[int]] = []
    for before, after in pairwise(layers):
        steps = [
            min(range(len(before)), key=lambda i, to=to: best[i] + _motion(before[i], to))  # type: ignore[misc]
            for to in after
        ]
        best = [
            best[i] + _motion(before[i], to) + _placement(to, register, bass)
            for i, to in zip(steps, after, strict=True)
        ]
        came_from.append(steps)
    return _walk_back(layers, came_from, min(range(len(best)), key=best.__getitem__))


def _walk_back(layers: list[list[Voicing]], came_from: list[list[int]], last: int) -> tuple[Voicing, ...]:
    path = [last]
    for steps in reversed(came_from):
        path.append(steps[path[-1]])
    return tuple(layer[i] for layer, i in zip(layers, reversed(path), strict=True))


def _candidates(chord: Chord, register: int, bass: int) -> list[Voicing]:
    """Every inversion near the register, in close position and with the second voice from the top dropped."""
    roots = [pitch for pitch in range(bass - 8, bass + 9) if pitch % 12 == chord.root and pitch >= 28]
    shapes = {
        shape
        for lowest in range(max(LOWEST_UPPER, register - 12), register + 6)
        if lowest % 12 in chord.pitch_classes[-3:]
        for close in (_close(chord, lowest),)
        for shape in (close, _drop_second(close))
        if shape[0] >= LOWEST_UPPER
    }
    return [Voicing(root, shape) for root in roots for shape in sorted(shapes) if shape[0] - root >= 3]


def _close(chord: Chord, lowest: int) -> tuple[int, ...]:
    """Three voices stacked as tightly as they go above a lowest pitch.

    A seventh chord leaves its root to the bass; a power chord doubles it.
    """
    tones = chord.pitch_classes[-3:]
    upper = tuple(lowest + step for step in sorted((tone - lowest) % 12 for tone in tones))
    return upper if len(upper) > 2 else (*upper, lowest + 12)


def _drop_second(close: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted((*close[:-2], close[-2] - 12, close[-1])))


def _placement(voicing: Voicing, register: int, bass: int) -> float:
    """What it costs to lie away from the register and the bass asked for."""
    middle = sum(voicing.upper) / len(voicing.upper)
    return _OUT_OF_PLACE * abs(middle - register) + _BASS_LEAP * abs(voicing.bass - bass)


def _motion(a: Voicing, b: Voicing) -> float:
    """What it costs to go from one voicing to the next: semitones moved, leaps of the bass, parallels outside."""
    cost = _distance(a.upper, b.upper) + _BASS_LEAP * abs(a.bass - b.bass)
    outer = (a.upper[-1] - a.bass) % 12, (b.upper[-1] - b.bass) % 12
    moved = a.bass != b.bass and a.upper[-1] != b.upper[-1]
    return cost + (_PARALLEL if moved and outer[0] == outer[1] and outer[0] in (0, 7) else 0.0)


def _distance(a: tuple[int, ...], b: tuple[int, ...]) -> int:
    """Semitones that three voices move in all."""
    return sum(abs(x - y) for x, y in zip(a, b, strict=True))
