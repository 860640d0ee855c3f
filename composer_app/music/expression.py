"""Touch: how long what is struck rings, how loud it is, and how evenly it is played.

The means are those of the feel, whatever the pattern; what varies around them is the metre, the phrase and a hand.
Nothing here draws on functions whose last digit differs between platforms: the same seed gives the same notes.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from composer_app.music.accompaniment import PHRASE, KeyStroke
from composer_app.music.cues import ExpressiveCues
from composer_app.music.metre import Metre
from composer_app.music.pattern import HIGH, Pattern
from composer_app.music.performance import Note
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.music.progression import Progression

_GRID = 8  # parts of a beat that a note's length is a multiple of
_DETACHED = 0.85  # of the time to the next strike, where nothing rings on
_SHORTEST = 0.3
_DOWNBEAT, _PULSE, _OFFBEAT = 5, 1, -3  # velocities
_SWELL = 6
_UNEVEN = 10  # velocities, for a hand as uneven as may be
_ASTRAY = 0.012  # seconds


def perform(
    struck: Sequence[KeyStroke],
    progression: Progression,
    felt: ExpressiveCues,
    pattern: Pattern,
    manner: PerformanceSettings,
    rng: random.Random,
) -> list[tuple[str, Note]]:
    """The notes, each with the hand that plays it, in order of their starts."""
    ring = 1.0 if pattern.legato else {None: None, True: 1.0, False: 0.0}[manner.pedal]
    ends = _ends(struck, felt.length * felt.tempo / 60, ring)
    loud = _velocities(struck, felt.velocity, progression, manner.humanise, rng)
    moved = _microtiming(
        {s.start for s in struck}, progression.metre, manner.humanise * _ASTRAY * felt.tempo / 60, rng
    )
    rolls = _rolls(struck, pattern.roll / 1000 * felt.tempo / 60, progression.metre)
    notes = [
        (s.hand, s.pitch, moved[s.start] + roll, min(moved.get(end, end), progression.beats), velocity)
        for s, end, velocity, roll in zip(struck, ends, loud, rolls, strict=True)
    ]
    return list(_apart(sorted(notes, key=lambda note: (note[2], note[1]))))[::-1]


def _ends(struck: Sequence[KeyStroke], wanted: float, ring: float | None) -> list[float]:
    """Where notes end, on a grid, so that on the mean they last as many beats as wanted, as far as they can.

    `ring` says how far they ring on into their chord, from 0 to 1, instead.
    """
    short = [s.until - s.start if s.held else _DETACHED * (s.again - s.start) for s in struck]
    long = [s.until - s.start for s in struck]
    short = [min(pair) for pair in zip(short, long, strict=True)]
    mean_short, mean_long = sum(short) / len(short), sum(long) / len(long)
    if ring is None:
        ring = (wanted - mean_short) / (mean_long - mean_short) if mean_long > mean_short else 1.0
    shrink = max(_SHORTEST, wanted / mean_short) if ring < 0 else 1.0
    ring = min(1.0, max(0.0, ring))
    return [
        s.start + min(high, max(1, round(_GRID * (low * shrink + ring * (high - low)))) / _GRID)
        for s, low, high in zip(struck, short, long, strict=True)
    ]


def _velocities(
    struck: Sequence[KeyStroke], wanted: float, progression: Progression, humanise: float, rng: random.Random
) -> list[int]:
    """How loud each note is; on the mean, as wanted."""
    metre = progression.metre
    shape = [
        s.accent + _accent(s.start, metre) + _swell(s.start, metre) + humanise * _UNEVEN * _drift(rng)
        for s in struck
    ]
    lift = wanted - sum(shape) / len(shape)
    return [max(1, min(127, round(lift + each))) for each in shape]


def _accent(beat: float, metre: Metre) -> int:
    if beat % metre.beats < 1e-9:
        return _DOWNBEAT
    return _PULSE if beat % metre.pulse < 1e-9 else _OFFBEAT


def _swell(beat: float, metre: Metre) -> float:
    """A phrase grows towards its third bar and falls away: a parabola."""
    through = beat / (PHRASE * metre.beats) % 1
    peak = 0.6
    away = (through - peak) / max(peak, 1 - peak)
    return _SWELL * (0.5 - away * away)


def _microtiming(starts: set[float], metre: Metre, most: float, rng: random.Random) -> dict[float, float]:
    """Each moment of striking, a little early or late; bar lines stay, and all keep their order."""
    places = sorted(starts)
    moved = {places[0]: places[0]}
    for before, place in pairwise(places):
        drift = min(most, (place - before) / 4) * _drift(rng)
        moved[place] = place if place % metre.beats < 1e-9 else place + drift
    return moved


def _rolls(struck: Sequence[KeyStroke], roll: float, metre: Metre) -> Iterator[float]:
    """How long after the first voice of a strike each is sounded: upward on the pulse, downward off it."""
    together: dict[float, list[int]] = defaultdict(list)
    for each in struck:
        if each.hand == HIGH:
            together[each.start].append(each.pitch)
    for each in struck:
        voices = sorted(together[each.start], reverse=each.start % metre.pulse > 1e-9)
        yield roll * voices.index(each.pitch) if each.hand == HIGH and roll else 0.0


def _drift(rng: random.Random) -> float:
    """A number from -1 to 1, most often near 0."""
    return (rng.uniform(-1, 1) + rng.uniform(-1, 1)) / 2


def _apart(notes: Sequence[tuple[str, int, float, float, int]]) -> Iterator[tuple[str, Note]]:
    """The notes, from the last to the first, each released at the latest when its pitch is struck again."""
    struck_again: dict[int, float] = {}
    for hand, pitch, start, end, velocity in reversed(notes):
        until = min(end, struck_again.get(pitch, end))
        if until > start:
            struck_again[pitch] = start
            yield hand, Note(start, pitch, until - start, velocity)
