"""A request: what a sentence was understood to ask for."""

from dataclasses import dataclass, field

from composer_app.music.constraints import Constraints
from composer_app.request.emotion.mood import Mood


@dataclass(frozen=True, slots=True)
class Request:
    """What was understood.

    Attributes:
        text: The sentence as it was said or typed.
        language: Its language, as Whisper names it: "en", "de".
        english: The English that was read: `text` itself, or its translation.
        mood: The emotions asked for.
        constraints: What the sentence asked for beside them.
        constraint_phrases: Which of them, as fields of `Constraints`, and the words that named each.
    """

    text: str
    language: str
    english: str
    mood: Mood
    constraints: Constraints = field(default_factory=Constraints)
    constraint_phrases: tuple[tuple[str, str], ...] = ()
