"""Touch: how long what is struck rings, how loud it is, and how evenly it is played.

The means are those of the feel, whatever the pattern; what varies around them is the metre, the phrase and a hand.
Nothing here draws on functions whose last digit differs between platforms: the same seed gives the same notes.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from composer_app.music.accompaniment import PHRASE_BARS, KeyStroke
from composer_app.music.cues import ExpressiveCues
from composer_app.music.metre import Metre
from composer_app.music.pattern import HIGH, Pattern
from composer_app.music.performance import Note
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.music.progression import Progression

_LENGTH_STEPS_PER_BEAT = 8  # parts of a beat that a note's length is a multiple of
_DETACHED_SHARE = 0.85  # of the time to the next strike, where nothing rings on
_MIN_LENGTH_FACTOR = 0.3
_DOWNBEAT_VELOCITY, _PULSE_VELOCITY, _OFFBEAT_VELOCITY = 5, 1, -3  # velocities
_PHRASE_SWELL_VELOCITY = 6
_MAX_VELOCITY_JITTER = 10  # velocities, for a hand as uneven as may be
_MAX_TIMING_JITTER_S = 0.012  # seconds


def perform(
    strokes: Sequence[KeyStroke],
    progression: Progression,
    cues: ExpressiveCues,
    pattern: Pattern,
    performance_settings: PerformanceSettings,
    rng: random.Random,
) -> list[tuple[str, Note]]:
    """The notes, each with the hand that plays it, in order of their starts."""
    ring = 1.0 if pattern.is_legato else {None: None, True: 1.0, False: 0.0}[performance_settings.pedal]
    ends = _note_ends(strokes, cues.note_seconds * cues.tempo / 60, ring)
    loud = _velocities(strokes, cues.velocity, progression, performance_settings.humanize, rng)
    moved = _microtiming(
        {s.start for s in strokes},
        progression.metre,
        performance_settings.humanize * _MAX_TIMING_JITTER_S * cues.tempo / 60,
        rng,
    )
    rolls = _roll_delays(strokes, pattern.roll_ms / 1000 * cues.tempo / 60, progression.metre)
    notes = [
        (s.hand, s.pitch, moved[s.start] + roll, min(moved.get(end, end), progression.beats), velocity)
        for s, end, velocity, roll in zip(strokes, ends, loud, rolls, strict=True)
    ]
    return list(_without_overlaps(sorted(notes, key=lambda note: (note[2], note[1]))))[::-1]


def _note_ends(strokes: Sequence[KeyStroke], wanted: float, ring: float | None) -> list[float]:
    """Where notes end, on a grid, so that on the mean they last as many beats as wanted, as far as they can.

    `ring` says how far they ring on into their chord, from 0 to 1, instead.
    """
    short = [
        s.latest_end - s.start if s.is_sustained else _DETACHED_SHARE * (s.next_strike - s.start)
        for s in strokes
    ]
    long = [s.latest_end - s.start for s in strokes]
    short = [min(pair) for pair in zip(short, long, strict=True)]
    mean_short, mean_long = sum(short) / len(short), sum(long) / len(long)
    if ring is None:
        ring = (wanted - mean_short) / (mean_long - mean_short) if mean_long > mean_short else 1.0
    shrink = max(_MIN_LENGTH_FACTOR, wanted / mean_short) if ring < 0 else 1.0
    ring = min(1.0, max(0.0, ring))
    return [
        s.start
        + min(
            high,
            max(1, round(_LENGTH_STEPS_PER_BEAT * (low * shrink + ring * (high - low))))
            / _LENGTH_STEPS_PER_BEAT,
        )
        for s, low, high in zip(strokes, short, long, strict=True)
    ]


def _velocities(
    strokes: Sequence[KeyStroke], wanted: float, progression: Progression, humanize: float, rng: random.Random
) -> list[int]:
    """How loud each note is; on the mean, as wanted."""
    metre = progression.metre
    shape = [
        s.accent
        + _metric_accent(s.start, metre)
        + _phrase_swell(s.start, metre)
        + humanize * _MAX_VELOCITY_JITTER * _triangular_noise(rng)
        for s in strokes
    ]
    lift = wanted - sum(shape) / len(shape)
    return [max(1, min(127, round(lift + each))) for each in shape]


def _metric_accent(beat: float, metre: Metre) -> int:
    if beat % metre.beats < 1e-9:
        return _DOWNBEAT_VELOCITY
    return _PULSE_VELOCITY if beat % metre.pulse < 1e-9 else _OFFBEAT_VELOCITY


def _phrase_swell(beat: float, metre: Metre) -> float:
    """A phrase grows towards its third bar and falls away: a parabola."""
    through = beat / (PHRASE_BARS * metre.beats) % 1
    peak = 0.6
    away = (through - peak) / max(peak, 1 - peak)
    return _PHRASE_SWELL_VELOCITY * (0.5 - away * away)


def _microtiming(
    starts: set[float], metre: Metre, max_shift: float, rng: random.Random
) -> dict[float, float]:
    """Each moment of striking, a little early or late; bar lines stay, and all keep their order."""
    places = sorted(starts)
    moved = {places[0]: places[0]}
    for before, place in pairwise(places):
        drift = min(max_shift, (place - before) / 4) * _triangular_noise(rng)
        moved[place] = place if place % metre.beats < 1e-9 else place + drift
    return moved


def _roll_delays(strokes: Sequence[KeyStroke], roll: float, metre: Metre) -> Iterator[float]:
    """How long after the first voice of a strike each is sounded: upward on the pulse, downward off it."""
    together: dict[float, list[int]] = defaultdict(list)
    for each in strokes:
        if each.hand == HIGH:
            together[each.start].append(each.pitch)
    for each in strokes:
        voices = sorted(together[each.start], reverse=each.start % metre.pulse > 1e-9)
        yield roll * voices.index(each.pitch) if each.hand == HIGH and roll else 0.0


def _triangular_noise(rng: random.Random) -> float:
    """A number from -1 to 1, most often near 0."""
    return (rng.uniform(-1, 1) + rng.uniform(-1, 1)) / 2


def _without_overlaps(notes: Sequence[tuple[str, int, float, float, int]]) -> Iterator[tuple[str, Note]]:
    """The notes, from the last to the first, each released at the latest when its pitch is struck again."""
    struck_again: dict[int, float] = {}
    for hand, pitch, start, end, velocity in reversed(notes):
        until = min(end, struck_again.get(pitch, end))
        if until > start:
            struck_again[pitch] = start
            yield hand, Note(start, pitch, until - start, velocity)
