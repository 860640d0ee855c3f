"""What a list and a search need to know of a take, so that thousands are read without their notes."""

from dataclasses import dataclass
from datetime import datetime

from composer_app.codec import Codec
from composer_app.library.overview import encode_overview
from composer_app.library.take import Take


@dataclass(frozen=True, slots=True)
class TakeSummary:
    """A version of a take in short.

    Attributes:
        id: What the shelf calls it.
        take_id: The take that it is a version of.
        parent_version_id: The version that it went on from; empty where it began with a sentence.
        created_at: When it was made, with its time zone.
        text: The sentence.
        emotions: The emotions, the strongest first.
        valence: How pleasant its mood is, -1 to 1.
        arousal: How activated it is, -1 to 1.
        key: "D minor".
        tempo: In beats a minute.
        metre: "4/4".
        bars: How many.
        chords: The symbols of its chords in their order, each named once.
        seed: What all draws began with.
        overview: Its notes from afar, as `overview` sees them.
        is_regenerated: Whether its chords were found anew for the playing of the one before.
    """

    id: str
    take_id: str
    parent_version_id: str
    created_at: datetime
    text: str
    emotions: tuple[str, ...]
    valence: float
    arousal: float
    key: str
    tempo: float
    metre: str
    bars: int
    chords: tuple[str, ...]
    seed: int
    overview: str
    is_regenerated: bool = False


def summarize(take: Take) -> TakeSummary:
    """A take in short."""
    played, chords, mood = (
        take.composition.performance,
        take.composition.progression,
        take.original_request.mood,
    )
    symbols = dict.fromkeys(timed.chord.symbol(chords.key) for timed in chords.chords)
    return TakeSummary(
        take.id,
        take.take_id,
        take.parent_version_id,
        take.created_at,
        take.original_request.text,
        tuple(name for name, _ in mood.weights),
        mood.valence,
        mood.arousal,
        str(played.key),
        played.tempo,
        str(played.metre),
        played.bars,
        tuple(symbols),
        take.composition.seed,
        encode_overview(played),
        take.composition.performance_seed is not None,
    )


CODEC = Codec(
    {
        TakeSummary: "id of=take_id source=parent_version_id made=created_at text feelings=emotions valence arousal"
        " key tempo metre bars chords seed picture=overview redone=is_regenerated",
    }
)
"""The names in the index."""
