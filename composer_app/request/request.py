"""Requests: the mood and the constraints that a sentence asks for."""

from dataclasses import dataclass, field

from composer_app.music.constraints import Constraints
from composer_app.request.emotion.mood import Mood


@dataclass(frozen=True, slots=True)
class Request:
    """The mood and the constraints that a sentence asks for.

    Attributes:
        text: The sentence as it was said or typed.
        language: Whisper's code of its language: "en", "de".
        english: The English text that was read: `text` itself, or its translation.
        mood: The mood.
        constraints: The constraints.
        constraint_phrases: The fields of `constraints` that the sentence set, with its words for each.
    """

    text: str
    language: str
    english: str
    mood: Mood
    constraints: Constraints = field(default_factory=Constraints)
    constraint_phrases: tuple[tuple[str, str], ...] = ()
