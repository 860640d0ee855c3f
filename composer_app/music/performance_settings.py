"""The settings of the performance that the user can choose besides the request."""

from dataclasses import dataclass

from composer_app.music.instruments import DEFAULT_INSTRUMENT, INSTRUMENTS
from composer_app.music.voicing_styles import VOICING_STYLES


@dataclass(frozen=True, slots=True)
class PerformanceSettings:
    """The settings of a performance.

    Attributes:
        voicing_style: A name in `VOICING_STYLES`; None for the one that suits the instrument.
        humanize: The random variation of velocity and timing, from 0 (none) to 1.
        intensity: How strongly the mood shapes the performance: 0 not at all, 1 fully, 2 twice as much.
        bass_instrument: The instrument of a separate bass part; None to play the bass with the chords.
        countermelody_instrument: The instrument of a countermelody; None for no countermelody.
        pedal: Whether notes ring until the chord changes; None to let the mood decide.
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
        """Return the chosen style, or the one that suits an instrument."""
        return self.voicing_style or INSTRUMENTS[instrument or DEFAULT_INSTRUMENT].voicing_style
