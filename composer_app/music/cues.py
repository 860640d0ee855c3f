"""Expressive cues: tempo, loudness, density, register and articulation for a point of valence and arousal.

Chords express valence, but hardly any arousal; these cues express the rest, additively (Eerola, Friberg & Bresin 2013).
The four corners of each cue were set so that every emotion is within the quartiles of listeners' labels in EMOPIA (Hung
et al. 2021) and, for tempo, in VGMIDI (Ferreira & Whitehead 2019).
"""

import random
from dataclasses import dataclass, replace
from typing import NamedTuple

from composer_app.music.constraints import BAR_LIMITS, Constraints
from composer_app.music.metre import Metre
from composer_app.music.pattern import default_metre

# Tempi with a whole number of microseconds per quarter note, so that every DAW shows the same number.
EXACT_TEMPI = (48.0, 50.0, 60.0, 64.0, 75.0, 80.0, 96.0, 100.0, 120.0, 125.0, 128.0, 150.0, 160.0)

_COMPOUND_TEMPO_FACTOR = 1.25
_FULL_SIDE_DISTANCE = 0.12  # from the middle of the plane, at which a mood is distinct from its opposite
_SIDE_SHARE = 0.65  # of a cue, for the side of the middle that a mood is on; the rest is for its distance


class QuadrantCues(NamedTuple):
    """The values of a cue in the corners of the plane: high valence and arousal, arousal, neither, valence."""

    q1: float
    q2: float
    q3: float
    q4: float

    def interpolate(self, valence: float, arousal: float, intensity: float) -> float:
        """Interpolate the cue at a point; `intensity` scales its distance from the middle of the plane."""
        x, y = (_perceived(valence) + 1) / 2, (_perceived(arousal) + 1) / 2
        cue = y * (x * self.q1 + (1 - x) * self.q2) + (1 - y) * (x * self.q4 + (1 - x) * self.q3)
        middle = sum(self) / 4
        return middle + intensity * (cue - middle)


_TEMPO_BPM = QuadrantCues(134, 122, 84, 87)
_VELOCITY = QuadrantCues(80, 81, 53, 51)
_REGISTER = QuadrantCues(66, 63, 60, 64)
_BASS_REGISTER = QuadrantCues(37, 35, 46, 46)
_NOTES_PER_SECOND = QuadrantCues(8.1, 9.6, 4.3, 4.3)
_ONSETS_PER_SECOND = QuadrantCues(4.2, 5.2, 2.8, 2.7)
_NOTE_SECONDS = QuadrantCues(0.72, 0.66, 1.32, 1.27)
# The random variation between takes, as a share of a cue.
_TEMPO_VARIATION, _CUE_VARIATION = 0.06, 0.06


@dataclass(frozen=True, slots=True)
class ExpressiveCues:
    """The expressive cues of a mood, for the arrangement.

    Attributes:
        tempo: The tempo in beats (quarter notes) per minute.
        velocity: The mean MIDI velocity.
        register: The middle of the upper voices, as a MIDI pitch.
        bass_register: The middle of the bass, as a MIDI pitch.
        notes_per_second: The density in notes per second.
        onsets_per_second: The density in onsets per second.
        note_seconds: The mean length of a note in seconds.
    """

    tempo: float
    velocity: float
    register: int
    bass_register: int
    notes_per_second: float
    onsets_per_second: float
    note_seconds: float


def cues_at(
    valence: float,
    arousal: float,
    metre: Metre,
    tempo: float | None = None,
    *,
    intensity: float = 1.0,
    seed: int = 0,
) -> ExpressiveCues:
    """Return the cues of a mood, with a small random variation; `tempo` overrides that of the mood.

    In a compound metre the quarters are 25% faster, because the pulse is the dotted quarter and would drag otherwise.
    """

    def cue(corners: QuadrantCues) -> float:
        return corners.interpolate(valence, arousal, intensity)

    rng = random.Random(f"feel {seed}")
    shade = [1 + rng.uniform(-_CUE_VARIATION, _CUE_VARIATION) for _ in range(3)]
    wanted = cue(_TEMPO_BPM) * (1 + rng.uniform(-_TEMPO_VARIATION, _TEMPO_VARIATION))
    wanted *= _COMPOUND_TEMPO_FACTOR if metre.is_compound else 1
    return ExpressiveCues(
        tempo=min(EXACT_TEMPI, key=lambda exact: abs(exact - wanted)) if tempo is None else tempo,
        velocity=min(120.0, max(20.0, cue(_VELOCITY) * shade[0])),
        register=round(cue(_REGISTER)),
        bass_register=round(cue(_BASS_REGISTER)),
        notes_per_second=max(1.0, cue(_NOTES_PER_SECOND) * shade[1]),
        onsets_per_second=max(0.5, cue(_ONSETS_PER_SECOND) * shade[1]),
        note_seconds=max(0.2, cue(_NOTE_SECONDS) * shade[2]),
    )


def cues_and_constraints(
    valence: float, arousal: float, constraints: Constraints, intensity: float, seed: int
) -> tuple[ExpressiveCues, Constraints]:
    """Return the cues of a mood, and the constraints with the metre and, from a duration, the bars filled in."""
    metre = constraints.metre or default_metre(constraints.pattern)
    cues = cues_at(valence, arousal, metre, constraints.tempo, intensity=intensity, seed=seed)
    bars = constraints.bars or bars_for_duration(constraints.seconds, cues.tempo, metre)
    return cues, replace(constraints, metre=metre, bars=bars)


def bars_for_duration(seconds: float | None, tempo: float, metre: Metre) -> int | None:
    """Return the number of bars for a duration: an even number, as in phrases, unless it is very short."""
    if seconds is None:
        return None
    bars = seconds * tempo / 60 / metre.beats
    return max(BAR_LIMITS[0], min(BAR_LIMITS[1], 2 * round(bars / 2) if bars >= 3 else round(bars)))


def _perceived(coordinate: float) -> float:
    """Return a coordinate as listeners perceive it: the side of the middle counts more than the distance."""
    return (
        _SIDE_SHARE * max(-1.0, min(1.0, coordinate / _FULL_SIDE_DISTANCE)) + (1 - _SIDE_SHARE) * coordinate
    )
