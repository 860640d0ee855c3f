"""From a point in the plane of valence and arousal to how music is played there.

Chords carry valence and hardly any arousal; tempo, loudness, density, register and the length of notes carry the rest,
additively (Eerola, Friberg & Bresin 2013). The four corners of each cue were set so that every emotion lies inside the
quartiles that listeners' labels have in EMOPIA (Hung et al. 2021) and, for tempo, VGMIDI (Ferreira & Whitehead 2019).
"""

import random
from dataclasses import dataclass
from typing import NamedTuple

from composer_app.music.constraints import BARS
from composer_app.music.metre import Metre

# Tempi whose microseconds a quarter note are whole, so that every DAW shows the same number.
EXACT_TEMPI = (48.0, 50.0, 60.0, 64.0, 75.0, 80.0, 96.0, 100.0, 120.0, 125.0, 128.0, 150.0, 160.0)

_COMPOUND = 1.25
_SIDE = 0.12  # this far from the middle of the plane, a feeling is told from its opposite
_SIGN = 0.65  # how much of a cue tells which side of the middle a feeling is on; the rest, how far


class QuadrantCues(NamedTuple):
    """What a cue is at the corners of the plane: both high, only arousal, neither, only valence."""

    q1: float
    q2: float
    q3: float
    q4: float

    def at(self, valence: float, arousal: float, intensity: float) -> float:
        """The cue at a point, drawn out from the middle of the plane by an intensity."""
        x, y = (_told(valence) + 1) / 2, (_told(arousal) + 1) / 2
        cue = y * (x * self.q1 + (1 - x) * self.q2) + (1 - y) * (x * self.q4 + (1 - x) * self.q3)
        middle = sum(self) / 4
        return middle + intensity * (cue - middle)


_TEMPO = QuadrantCues(134, 122, 84, 87)
_VELOCITY = QuadrantCues(80, 81, 53, 51)
_REGISTER = QuadrantCues(66, 63, 60, 64)
_BASS = QuadrantCues(37, 35, 46, 46)
_NOTES = QuadrantCues(8.1, 9.6, 4.3, 4.3)
_ONSETS = QuadrantCues(4.2, 5.2, 2.8, 2.7)
_LENGTH = QuadrantCues(0.72, 0.66, 1.32, 1.27)
# How much one take differs from the next, as a share of a cue.
_TEMPO_VARIETY, _VARIETY = 0.06, 0.06


@dataclass(frozen=True, slots=True)
class ExpressiveCues:
    """What an arranger needs to know of a mood.

    Attributes:
        tempo: In beats (quarter notes) a minute.
        velocity: The mean MIDI velocity.
        register: The middle of the upper voices, as a MIDI pitch.
        bass: The middle of the bass, as a MIDI pitch.
        notes: How many notes a second.
        onsets: How many times a second something is struck.
        length: How long a note sounds on the mean, in seconds.
    """

    tempo: float
    velocity: float
    register: int
    bass: int
    notes: float
    onsets: float
    length: float


def cues_at(
    valence: float,
    arousal: float,
    metre: Metre,
    tempo: float | None = None,
    *,
    intensity: float = 1.0,
    seed: int = 0,
) -> ExpressiveCues:
    """How a mood is played; `tempo` goes before the mood's own. Another seed gives another shade of it.

    In 6/8 quarters go a quarter faster than the mood alone would have them: its pulse is the dotted quarter, and
    would drag otherwise.
    """

    def cue(corners: QuadrantCues) -> float:
        return corners.at(valence, arousal, intensity)

    rng = random.Random(f"feel {seed}")
    shade = [1 + rng.uniform(-_VARIETY, _VARIETY) for _ in range(3)]
    wanted = cue(_TEMPO) * (1 + rng.uniform(-_TEMPO_VARIETY, _TEMPO_VARIETY))
    wanted *= _COMPOUND if metre.compound else 1
    return ExpressiveCues(
        tempo=min(EXACT_TEMPI, key=lambda exact: abs(exact - wanted)) if tempo is None else tempo,
        velocity=min(120.0, max(20.0, cue(_VELOCITY) * shade[0])),
        register=round(cue(_REGISTER)),
        bass=round(cue(_BASS)),
        notes=max(1.0, cue(_NOTES) * shade[1]),
        onsets=max(0.5, cue(_ONSETS) * shade[1]),
        length=max(0.2, cue(_LENGTH) * shade[2]),
    )


def bars_for_duration(seconds: float | None, tempo: float, metre: Metre) -> int | None:
    """How many bars last about so many seconds: an even number, as phrases have, but for the shortest."""
    if seconds is None:
        return None
    bars = seconds * tempo / 60 / metre.beats
    return max(BARS[0], min(BARS[1], 2 * round(bars / 2) if bars >= 3 else round(bars)))


def _told(coordinate: float) -> float:
    """A coordinate as a listener tells it: first which side of the middle, then how far."""
    return _SIGN * max(-1.0, min(1.0, coordinate / _SIDE)) + (1 - _SIGN) * coordinate
