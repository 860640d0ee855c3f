"""From a point in the plane of valence and arousal to how music is played there.

Chords carry valence and hardly any arousal; tempo, loudness, register and articulation carry the rest, additively
(Eerola, Friberg & Bresin 2013). The slopes are fitted by hand to the quartiles of EMOPIA's and VGMIDI's four
quadrants: median tempo 133, 120, 100, 92 beats a minute and velocity 77, 80, 55, 52 for Q1 to Q4, and the bass lower
where arousal is high.
"""

from dataclasses import dataclass

from composer_app.music.metre import Metre

# Tempi whose microseconds a quarter note are whole, so that every DAW shows the same number.
EXACT_TEMPI = (48.0, 50.0, 60.0, 64.0, 75.0, 80.0, 96.0, 100.0, 120.0, 125.0, 128.0, 150.0, 160.0)

_COMPOUND = 1.25


@dataclass(frozen=True, slots=True)
class Feel:
    """What an arranger needs to know of a mood.

    Attributes:
        tempo: In beats (quarter notes) a minute.
        velocity: The middle of its loudness, as a MIDI velocity.
        register: The middle of the upper voices, as a MIDI pitch.
        bass: The middle of the bass, as a MIDI pitch.
        articulation: How much of its time a struck note sounds: 1 is legato.
        activity: How busily chords are played, -1 to 1.
    """

    tempo: float
    velocity: int
    register: int
    bass: int
    articulation: float
    activity: float


def feel(valence: float, arousal: float, metre: Metre, tempo: float | None = None) -> Feel:
    """How a mood is played; `tempo` goes before the mood's own.

    In 6/8 quarters go a quarter faster than the mood alone would have them: its pulse is the dotted quarter, and
    would drag otherwise.
    """
    felt = (100 + 32 * arousal + 6 * valence) * (_COMPOUND if metre.compound else 1)
    nearest = min(EXACT_TEMPI, key=lambda exact: abs(exact - felt))
    return Feel(
        tempo=nearest if tempo is None else tempo,
        velocity=round(65 + 22 * arousal),
        register=round(63 + 5 * valence - 1 * arousal),
        bass=round(43 + 2 * valence - 4 * arousal),
        articulation=min(1.0, 0.88 - 0.22 * arousal),
        activity=arousal,
    )
