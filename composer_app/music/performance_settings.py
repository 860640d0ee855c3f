"""The manner of playing: what a person may choose of it that neither the sentence nor the feeling decides."""

from dataclasses import dataclass

from composer_app.music.instruments import DEFAULT_INSTRUMENT, INSTRUMENTS
from composer_app.music.voicing_styles import VOICING_STYLES


@dataclass(frozen=True, slots=True)
class PerformanceSettings:
    """How a progression is played.

    Attributes:
        voicing_style: A name in `VOICINGS`; None for what suits the instrument.
        humanize: How uneven touch and time are, from 0 (a machine) to 1.
        intensity: How strongly the feeling colours the playing: 0 not at all, 1 as it is, 2 twice as much.
        bass_instrument: The instrument of a bass part of its own; None to play the bass with the chords.
        countermelody_instrument: The instrument of a simple line above the chords; None for no such line.
        pedal: True to let notes ring until the chord changes, False to damp them; None as the feeling has it.
    """

    voicing_style: str | None = None
    humanize: float = 0.5
    intensity: float = 1.0
    bass_instrument: str | None = None
    countermelody_instrument: str | None = None
    pedal: bool | None = None

    def __post_init__(self) -> None:
        if self.voicing_style is not None and self.voicing_style not in VOICING_STYLES:
            raise ValueError(f"{self.voicing_style!r} is not one of {', '.join(VOICING_STYLES)}")
        if not 0 <= self.humanize <= 1 or not 0 <= self.intensity <= 2:
            raise ValueError("humanise must be from 0 to 1, and intensity from 0 to 2")
        for name in (self.bass_instrument, self.countermelody_instrument):
            if name is not None and name not in INSTRUMENTS:
                raise ValueError(f"{name!r} is not one of {', '.join(INSTRUMENTS)}")

    def voicing_style_for(self, instrument: str | None) -> str:
        """The style that is asked for, or that suits an instrument."""
        return self.voicing_style or INSTRUMENTS[instrument or DEFAULT_INSTRUMENT].voicing_style
