"""A simple line above the chords: their tones, moving by step where they can, with passing notes between."""

from collections.abc import Iterator

from composer_app.music.cues import ExpressiveCues
from composer_app.music.key import Key
from composer_app.music.performance import Note
from composer_app.music.progression import Progression
from composer_app.music.voicing import Voicing

_ABOVE = (5, 17)  # semitones above the middle of the upper voices
_PULSES = 2  # a note lasts, at most
_REPEATED, _LEAP = 2.5, 1.5
_UNISON = 1.0  # with the top of the chord, in any octave
_SOFTER = 6


def counter_line(progression: Progression, voicings: tuple[Voicing, ...], felt: ExpressiveCues) -> list[Note]:
    """The notes of the line: the cheapest way through the chords' tones (Viterbi 1967)."""
    moments = list(_moments(progression))
    layers = [_tones(progression.chords[index].chord.pitch_classes, felt.register) for _, _, index in moments]
    tops = [voicings[index].upper[-1] for _, _, index in moments]
    costs = {pitch: float(abs(pitch - felt.register - sum(_ABOVE) // 2)) for pitch in layers[0]}
    came: list[dict[int, int]] = []
    for layer, top in zip(layers[1:], tops[1:], strict=True):
        before = costs
        came.append({to: min(before, key=lambda old, to=to: before[old] + _step(old, to)) for to in layer})  # type: ignore[misc]
        costs = {
            to: before[came[-1][to]] + _step(came[-1][to], to) + _UNISON * (to % 12 == top % 12)
            for to in layer
        }
    line = [min(costs, key=costs.__getitem__)]
    for steps in reversed(came):
        line.append(steps[line[-1]])
    return list(_notes(moments, line[::-1], progression.key, max(1, round(felt.velocity) - _SOFTER)))


def _moments(progression: Progression) -> Iterator[tuple[float, float, int]]:
    """Start, end and chord of each note of the line."""
    longest = _PULSES * progression.metre.pulse
    for index, timed in enumerate(progression.chords):
        start = timed.start
        while start < timed.end - 1e-9:
            end = min(timed.end, start + longest)
            yield start, end, index
            start = end


def _tones(pitch_classes: tuple[int, ...], register: int) -> list[int]:
    return [p for p in range(register + _ABOVE[0], register + _ABOVE[1] + 1) if p % 12 in pitch_classes]


def _step(a: int, b: int) -> float:
    """What it costs to go from one pitch to another: a step least, staying or leaping more."""
    distance = abs(a - b)
    if distance == 0:
        return _REPEATED
    return distance / 2 + _LEAP * (distance > 4)


def _notes(
    moments: list[tuple[float, float, int]], line: list[int], key: Key, velocity: int
) -> Iterator[Note]:
    """The line, with a passing note of the scale where it moves by a third."""
    followers = [*line[1:], line[-1]]
    for (start, end, _), pitch, following in zip(moments, line, followers, strict=True):
        between = [p for p in range(min(pitch, following) + 1, max(pitch, following)) if p % 12 in key.scale]
        if len(between) == 1:
            half = (start + end) / 2
            yield Note(start, pitch, half - start, velocity)
            yield Note(half, between[0], end - half, velocity - _SOFTER if velocity > _SOFTER else 1)
        else:
            yield Note(start, pitch, end - start, velocity)
