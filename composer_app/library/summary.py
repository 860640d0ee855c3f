"""Summaries of takes for lists and searches, so that thousands can be read without their notes."""

from dataclasses import dataclass
from datetime import datetime

from composer_app.codec import Codec
from composer_app.library.overview import encode_overview
from composer_app.library.take import Take


@dataclass(frozen=True, slots=True)
class TakeSummary:
    """A summary of one version of a take.

    Attributes:
        id: Its id in the take store.
        take_id: The take that it is a version of.
        parent_version_id: The version that it was made from; empty if it was made from a sentence.
        created_at: When it was made, with its time zone.
        text: The sentence.
        emotions: The emotions, the strongest first.
        valence: The valence of its mood, -1 to 1.
        arousal: The arousal of its mood, -1 to 1.
        key: The key, such as "D minor".
        tempo: In beats a minute.
        metre: The metre, such as "4/4".
        bars: The number of bars.
        chords: The symbols of its chords in order, without repetitions.
        seed: The seed of its composition.
        overview: Its notes, as encoded by `encode_overview`.
        is_regenerated: Whether its chords were regenerated from those of the version before it.
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
    """Return the summary of a take."""
    performance, chords, mood = (
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
        str(performance.key),
        performance.tempo,
        str(performance.metre),
        performance.bars,
        tuple(symbols),
        take.composition.seed,
        encode_overview(performance),
        take.composition.performance_seed is not None,
    )


CODEC = Codec(
    {
        TakeSummary: "id of=take_id source=parent_version_id made=created_at text feelings=emotions valence arousal"
        " key tempo metre bars chords seed picture=overview redone=is_regenerated",
    }
)
"""The names in the index."""
