"""A countermelody above the chords: chord tones that move by step if possible, with passing notes."""

from collections.abc import Iterator, Mapping

from composer_app.music.cues import ExpressiveCues
from composer_app.music.key import Key
from composer_app.music.performance import Note
from composer_app.music.progression import Progression
from composer_app.music.voicing import Voicing

_RANGE_ABOVE_REGISTER = (5, 17)  # semitones above the middle of the upper voices
_MAX_NOTE_PULSES = 2
_REPEATED_NOTE_COST, _LEAP_COST = 2.5, 1.5
_UNISON_COST = 1.0  # with the top of the chord, in any octave
_VELOCITY_REDUCTION = 6


def countermelody(
    progression: Progression, voicings: tuple[Voicing, ...], cues: ExpressiveCues
) -> list[Note]:
    """Return the notes of the cheapest path through the chord tones (Viterbi 1967)."""
    slots = list(_note_slots(progression))
    layers = [
        _candidate_pitches(progression.chords[index].chord.pitch_classes, cues.register)
        for _, _, index in slots
    ]
    tops = [voicings[index].upper[-1] for _, _, index in slots]
    costs = {
        pitch: float(abs(pitch - cues.register - sum(_RANGE_ABOVE_REGISTER) // 2)) for pitch in layers[0]
    }
    origins: list[dict[int, int]] = []
    for layer, top in zip(layers[1:], tops[1:], strict=True):
        before = costs
        origins.append({to: _cheapest_origin(before, to) for to in layer})
        costs = {
            to: before[origins[-1][to]]
            + _step_cost(origins[-1][to], to)
            + _UNISON_COST * (to % 12 == top % 12)
            for to in layer
        }
    line = [min(costs, key=costs.__getitem__)]
    for steps in reversed(origins):
        line.append(steps[line[-1]])
    return list(
        _notes(slots, line[::-1], progression.key, max(1, round(cues.velocity) - _VELOCITY_REDUCTION))
    )


def _note_slots(progression: Progression) -> Iterator[tuple[float, float, int]]:
    """Yield the start, the end and the chord's index of each note of the line."""
    longest = _MAX_NOTE_PULSES * progression.metre.pulse
    for index, timed in enumerate(progression.chords):
        start = timed.start
        while start < timed.end - 1e-9:
            end = min(timed.end, start + longest)
            yield start, end, index
            start = end


def _candidate_pitches(pitch_classes: tuple[int, ...], register: int) -> list[int]:
    return [
        p
        for p in range(register + _RANGE_ABOVE_REGISTER[0], register + _RANGE_ABOVE_REGISTER[1] + 1)
        if p % 12 in pitch_classes
    ]


def _cheapest_origin(costs: Mapping[int, float], to: int) -> int:
    """Return the pitch from which `to` is reached at the lowest total cost."""
    return min(costs, key=lambda pitch: costs[pitch] + _step_cost(pitch, to))


def _step_cost(a: int, b: int) -> float:
    """Return the cost of a melodic interval: least for a step, more for a repeated note or a leap."""
    distance = abs(a - b)
    if distance == 0:
        return _REPEATED_NOTE_COST
    return distance / 2 + _LEAP_COST * (distance > 4)


def _notes(slots: list[tuple[float, float, int]], line: list[int], key: Key, velocity: int) -> Iterator[Note]:
    """Yield the notes of the line, with a passing note of the scale between two notes a third apart."""
    followers = [*line[1:], line[-1]]
    for (start, end, _), pitch, following in zip(slots, line, followers, strict=True):
        between = [p for p in range(min(pitch, following) + 1, max(pitch, following)) if p % 12 in key.scale]
        if len(between) == 1:
            half = (start + end) / 2
            yield Note(start, pitch, half - start, velocity)
            yield Note(
                half,
                between[0],
                end - half,
                velocity - _VELOCITY_REDUCTION if velocity > _VELOCITY_REDUCTION else 1,
            )
        else:
            yield Note(start, pitch, end - start, velocity)
