"""Expression: the length, velocity and timing of the notes.

The means follow the expressive cues, whatever the pattern; metre, phrase and humanization vary around them. Uses no
function whose result differs between platforms in the last digit, so that equal seeds give equal notes.
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

_LENGTH_STEPS_PER_BEAT = 8
_DETACHED_SHARE = 0.85  # of the time to the next strike, without pedal
_MIN_LENGTH_FACTOR = 0.3
_DOWNBEAT_VELOCITY, _PULSE_VELOCITY, _OFFBEAT_VELOCITY = 5, 1, -3
_PHRASE_SWELL_VELOCITY = 6
_MAX_VELOCITY_JITTER = 10
_MAX_TIMING_JITTER_S = 0.012


def perform(
    strokes: Sequence[KeyStroke],
    progression: Progression,
    cues: ExpressiveCues,
    pattern: Pattern,
    performance_settings: PerformanceSettings,
    rng: random.Random,
) -> list[tuple[str, Note]]:
    """Return the notes in order of their starts, each with the hand that plays it."""
    ring = 1.0 if pattern.is_legato else {None: None, True: 1.0, False: 0.0}[performance_settings.pedal]
    ends = _note_ends(strokes, cues.note_seconds * cues.tempo / 60, ring)
    velocities = _velocities(strokes, cues.velocity, progression, performance_settings.humanize, rng)
    onsets = _microtiming(
        {s.start for s in strokes},
        progression.metre,
        performance_settings.humanize * _MAX_TIMING_JITTER_S * cues.tempo / 60,
        rng,
    )
    rolls = _roll_delays(strokes, pattern.roll_ms / 1000 * cues.tempo / 60, progression.metre)
    notes = [
        (s.hand, s.pitch, onsets[s.start] + roll, min(onsets.get(end, end), progression.beats), velocity)
        for s, end, velocity, roll in zip(strokes, ends, velocities, rolls, strict=True)
    ]
    return list(_without_overlaps(sorted(notes, key=lambda note: (note[2], note[1]))))[::-1]


def _note_ends(strokes: Sequence[KeyStroke], wanted: float, ring: float | None) -> list[float]:
    """Return the ends of the notes, on a grid, with a mean length as near as possible to `wanted` beats.

    If `ring` is given, it decides instead: 0 for detached notes, 1 for notes that last as long as possible.
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
    """Return the velocity of each note; their mean is `wanted`."""
    metre = progression.metre
    deviations = [
        s.accent
        + _metric_accent(s.start, metre)
        + _phrase_swell(s.start, metre)
        + humanize * _MAX_VELOCITY_JITTER * _triangular_noise(rng)
        for s in strokes
    ]
    offset = wanted - sum(deviations) / len(deviations)
    return [max(1, min(127, round(offset + each))) for each in deviations]


def _metric_accent(beat: float, metre: Metre) -> int:
    if beat % metre.beats < 1e-9:
        return _DOWNBEAT_VELOCITY
    return _PULSE_VELOCITY if beat % metre.pulse < 1e-9 else _OFFBEAT_VELOCITY


def _phrase_swell(beat: float, metre: Metre) -> float:
    """Return the swell of a phrase, a parabola with its peak in the third bar, as a velocity."""
    position = beat / (PHRASE_BARS * metre.beats) % 1
    peak = 0.6
    distance = (position - peak) / max(peak, 1 - peak)
    return _PHRASE_SWELL_VELOCITY * (0.5 - distance * distance)


def _microtiming(
    starts: set[float], metre: Metre, max_shift: float, rng: random.Random
) -> dict[float, float]:
    """Shift each onset a little at random, except on bar lines; their order stays."""
    beats = sorted(starts)
    shifted = {beats[0]: beats[0]}
    for before, beat in pairwise(beats):
        shift = min(max_shift, (beat - before) / 4) * _triangular_noise(rng)
        shifted[beat] = beat if beat % metre.beats < 1e-9 else beat + shift
    return shifted


def _roll_delays(strokes: Sequence[KeyStroke], roll: float, metre: Metre) -> Iterator[float]:
    """Yield the delay of each stroke in a rolled chord: upward on the pulse, downward off it."""
    pitches_by_start: dict[float, list[int]] = defaultdict(list)
    for stroke in strokes:
        if stroke.hand == HIGH:
            pitches_by_start[stroke.start].append(stroke.pitch)
    for stroke in strokes:
        voices = sorted(pitches_by_start[stroke.start], reverse=stroke.start % metre.pulse > 1e-9)
        yield roll * voices.index(stroke.pitch) if stroke.hand == HIGH and roll else 0.0


def _triangular_noise(rng: random.Random) -> float:
    """Return a random number from -1 to 1 with a triangular distribution."""
    return (rng.uniform(-1, 1) + rng.uniform(-1, 1)) / 2


def _without_overlaps(notes: Sequence[tuple[str, int, float, float, int]]) -> Iterator[tuple[str, Note]]:
    """Yield the notes, from the last to the first, each released when its pitch is struck again."""
    next_start: dict[int, float] = {}
    for hand, pitch, start, end, velocity in reversed(notes):
        release = min(end, next_start.get(pitch, end))
        if release > start:
            next_start[pitch] = start
            yield hand, Note(start, pitch, release - start, velocity)
