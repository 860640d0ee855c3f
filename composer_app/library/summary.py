"""What a list and a search need to know of a take, so that thousands are read without their notes."""

from dataclasses import dataclass
from datetime import datetime

from composer_app.codec import Codec
from composer_app.library.overview import picture
from composer_app.library.take import Take


@dataclass(frozen=True, slots=True)
class TakeSummary:
    """A version of a take in short.

    Attributes:
        id: What the shelf calls it.
        of: The take that it is a version of.
        source: The version that it went on from; empty where it began with a sentence.
        made: When it was made, with its time zone.
        text: The sentence.
        feelings: The emotions, the strongest first.
        valence: How pleasant its mood is, -1 to 1.
        arousal: How activated it is, -1 to 1.
        key: "D minor".
        tempo: In beats a minute.
        metre: "4/4".
        bars: How many.
        chords: The symbols of its chords in their order, each named once.
        seed: What all draws began with.
        picture: Its notes from afar, as `picture` sees them.
        redone: Whether its chords were found anew for the playing of the one before.
    """

    id: str
    of: str
    source: str
    made: datetime
    text: str
    feelings: tuple[str, ...]
    valence: float
    arousal: float
    key: str
    tempo: float
    metre: str
    bars: int
    chords: tuple[str, ...]
    seed: int
    picture: str
    redone: bool = False


def summary_of(take: Take) -> TakeSummary:
    """A take in short."""
    played, chords, mood = take.composition.performance, take.composition.progression, take.asked.mood
    symbols = dict.fromkeys(timed.chord.symbol(chords.key) for timed in chords.chords)
    return TakeSummary(
        take.id,
        take.of,
        take.source,
        take.made,
        take.asked.text,
        tuple(name for name, _ in mood.weights),
        mood.valence,
        mood.arousal,
        str(played.key),
        played.tempo,
        str(played.metre),
        played.bars,
        tuple(symbols),
        take.composition.seed,
        picture(played),
        take.composition.playing_seed is not None,
    )


CODEC = Codec(
    {
        TakeSummary: "id of source made text feelings valence arousal key tempo metre bars chords seed picture redone",
    }
)
"""The names in the index."""
