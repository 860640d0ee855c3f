"""What a harmonist is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from composer_app.music.chord import Chord
from composer_app.music.constraints import Constraints
from composer_app.music.taste import Taste

Weights = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for, apart from the seed.

    Attributes:
        weights: Emotions and how much of each; without any, what all music has in common.
        constraints: What must hold.
        taste: How chords are found.
        kept: Chords that must stand at some places of the row, by their number from 0, in whatever key.
    """

    weights: Weights = ()
    constraints: Constraints = field(default_factory=Constraints)
    taste: Taste = field(default_factory=Taste)
    kept: Mapping[int, Chord] = field(default_factory=dict)
