"""What a harmonist is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from composer_app.music.chord import Chord
from composer_app.music.constraints import Constraints
from composer_app.music.generation_settings import GenerationSettings

EmotionWeights = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """What is asked for, apart from the seed.

    Attributes:
        emotion_weights: Emotions and how much of each; without any, what all music has in common.
        constraints: What must hold.
        generation_settings: How chords are found.
        locked: Chords that must stand at some places of the row, by their number from 0, in whatever key.
    """

    emotion_weights: EmotionWeights = ()
    constraints: Constraints = field(default_factory=Constraints)
    generation_settings: GenerationSettings = field(default_factory=GenerationSettings)
    locked: Mapping[int, Chord] = field(default_factory=dict)
