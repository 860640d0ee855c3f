"""The format of a take's record: names in the file, and versions of the format."""

from collections.abc import Mapping

from composer_app.codec import Codec
from composer_app.composition import Composition
from composer_app.library.take import TakeMarks
from composer_app.music.chord import Chord
from composer_app.music.constraints import Constraints
from composer_app.music.generation_settings import GenerationSettings
from composer_app.music.key import Key
from composer_app.music.metre import Metre
from composer_app.music.performance import Note, Part, Performance
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.music.progression import Progression, TimedChord
from composer_app.music.voicing import Voicing
from composer_app.request.emotion.mood import Mood, WordContribution
from composer_app.request.request import Request

VERSION = 1
"""The format version that is written. Records without a version are version 0, which had the same keys."""

CODEC = Codec(
    {
        Composition: "request progression performance seed manner=performance_settings taste=generation_settings"
        " kept=locked voicings playing_seed=performance_seed home=generated_tonic",
        Request: "text language english mood constraints because=constraint_phrases",
        Mood: "weights valence arousal words confidence",
        WordContribution: "word emotion share negated",
        Constraints: "tonic mode tempo metre bars seconds instrument pattern ending spelling",
        Key: "tonic mode spelling",
        Metre: "count unit",
        Progression: "key metre chords",
        TimedChord: "chord start beats",
        Chord: "root quality bass",
        Performance: "parts tempo key metre bars",
        Part: "name program notes",
        Note: "start pitch length velocity",
        PerformanceSettings: "voicing=voicing_style humanise=humanize intensity bass=bass_instrument"
        " counter_line=countermelody_instrument pedal",
        GenerationSettings: "temperature intensity form",
        Voicing: "bass upper",
        TakeMarks: "star=starred name removed",
    }
)


def check_version(table: Mapping[str, object]) -> None:
    """Check that a record's format is not newer than this program.

    Raises:
        ValueError: If the format is newer.
    """
    version = table.get("version", 0)
    if not isinstance(version, int) or version > VERSION:
        raise ValueError(f"format {version} is newer than this program, which knows {VERSION}")
