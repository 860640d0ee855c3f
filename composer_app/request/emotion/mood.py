"""Emotions, and moods: how much of each emotion was asked for, and because of which words."""

import json
import math
from dataclasses import dataclass
from functools import cache

from composer_app.paths import resource_path

UNSURE_CONFIDENCE = 0.8
"""The confidence below which two choices are offered."""


@dataclass(frozen=True, slots=True)
class Emotion:
    """One of the emotions that a machine was trained for.

    Attributes:
        name: Its label: "hopeful".
        valence: How pleasant, from -1 to 1 (Russell 1980).
        arousal: How activated, from -1 to 1.
        alternatives: What those want who refuse it, the likeliest first.
    """

    name: str
    valence: float
    arousal: float
    alternatives: tuple[str, ...]


@cache
def emotions() -> dict[str, Emotion]:
    """All emotions by name, in the order of the shipped table."""
    table = json.loads(resource_path("words/emotions.json").read_text(encoding="utf-8"))
    return {
        row["name"]: Emotion(row["name"], row["valence"], row["arousal"], tuple(row["instead"]))
        for row in table["emotions"]
    }


@dataclass(frozen=True, slots=True)
class WordContribution:
    """What one word had to say about the mood.

    Attributes:
        word: As it was said.
        emotion: The emotion that it spoke for most.
        share: Its part in the whole outcome, 0 to 1.
        negated: Whether the sentence turned it round ("not sad").
    """

    word: str
    emotion: str
    share: float
    negated: bool


@dataclass(frozen=True, slots=True)
class Mood:
    """A mixture of emotions and its point in the plane of valence and arousal.

    Attributes:
        weights: Emotions and their weights, strongest first, summing to 1; empty when none was asked for.
        valence: -1 to 1, intensity ("a little", "very") included.
        arousal: -1 to 1, likewise.
        words: The words that decided, in the order they were said.
        confidence: How likely the strongest emotion is the one that was meant, 0 to 1.
    """

    weights: tuple[tuple[str, float], ...]
    valence: float
    arousal: float
    words: tuple[WordContribution, ...] = ()
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if self.weights and not math.isclose(sum(weight for _, weight in self.weights), 1, abs_tol=1e-6):
            raise ValueError("the weights of a mood must sum to 1")
        if not (-1 <= self.valence <= 1 and -1 <= self.arousal <= 1):
            raise ValueError("valence and arousal must be in -1..1")

    @property
    def ambiguous_emotions(self) -> tuple[str, ...]:
        """The two emotions to choose between where it is unsure which was meant; none where it is sure."""
        unsure = self.confidence < UNSURE_CONFIDENCE and len(self.weights) > 1
        return tuple(name for name, _ in self.weights[:2]) if unsure else ()

    @property
    def strongest_emotion(self) -> str | None:
        """The heaviest emotion, if there is one."""
        return self.weights[0][0] if self.weights else None
