"""The settings of chord generation: temperature, intensity and form."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How a piece is built of sections, where a prime varies the end of what it repeats, or of eight-bar phrases."""

    SINGLE = "A"
    VARIED = "AA'"
    SONG_FORM = "AABA"
    VERSE_CHORUS = "verse-chorus"
    TWO_BAR_LOOP = "two-bar loop"
    FOUR_BAR_LOOP = "four-bar loop"
    STATEMENT_ANSWER = "statement and answer"
    SENTENCE = "sentence"


TEMPERATURES = {"safe": 0.6, "usual": 0.85, "adventurous": 1.2}


@dataclass(frozen=True, slots=True)
class GenerationSettings:
    """The settings of chord generation.

    Attributes:
        temperature: The sampling temperature; a low one favours common chords ("safe"), a high one rare ones
            ("adventurous").
        intensity: How strongly the emotions shape the chords: 1 as learned, 0 not at all.
        form: The form of the piece; None for one that suits its length.
    """

    temperature: float = TEMPERATURES["usual"]
    intensity: float = 1.0
    form: Form | None = None

    def __post_init__(self) -> None:
        if not 0.2 <= self.temperature <= 3:
            raise ValueError("a temperature must be in 0.2..3")
        if not 0 <= self.intensity <= 2:
            raise ValueError("an intensity must be in 0..2")
