"""The manner of playing: what a person may choose of it that neither the sentence nor the feeling decides."""

from dataclasses import dataclass

from composer_app.music.instruments import INSTRUMENTS
from composer_app.music.voicing_styles import VOICINGS

_BY_INSTRUMENT = {"guitar": "guitar", "electric guitar": "guitar", "strings": "quartet", "choir": "open"}
_USUAL_VOICING = "piano"


@dataclass(frozen=True, slots=True)
class PerformanceSettings:
    """How a progression is played.

    Attributes:
        voicing: A name in `VOICINGS`; None for what suits the instrument.
        humanise: How uneven touch and time are, from 0 (a machine) to 1.
        intensity: How strongly the feeling colours the playing: 0 not at all, 1 as it is, 2 twice as much.
        bass: The instrument of a bass part of its own; None to play the bass with the chords.
        counter_line: The instrument of a simple line above the chords; None for no such line.
        pedal: True to let notes ring until the chord changes, False to damp them; None as the feeling has it.
    """

    voicing: str | None = None
    humanise: float = 0.5
    intensity: float = 1.0
    bass: str | None = None
    counter_line: str | None = None
    pedal: bool | None = None

    def __post_init__(self) -> None:
        if self.voicing is not None and self.voicing not in VOICINGS:
            raise ValueError(f"{self.voicing!r} is not one of {', '.join(VOICINGS)}")
        if not 0 <= self.humanise <= 1 or not 0 <= self.intensity <= 2:
            raise ValueError("humanise must be from 0 to 1, and intensity from 0 to 2")
        for name in (self.bass, self.counter_line):
            if name is not None and name not in INSTRUMENTS:
                raise ValueError(f"{name!r} is not one of {', '.join(INSTRUMENTS)}")

    def voicing_for(self, instrument: str | None) -> str:
        """The style that is asked for, or that suits an instrument."""
        return self.voicing or _BY_INSTRUMENT.get(instrument or "", _USUAL_VOICING)
