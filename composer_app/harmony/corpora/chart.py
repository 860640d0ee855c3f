from dataclasses import dataclass
from composer_app.music.key import Key
from composer_app.music.metre import Metre
from composer_app.music.progression import TimedChord


@dataclass(frozen=True, slots=True)
class Chart:
    source: str
    group: str
    key: Key
    metre: Metre
    chords: tuple[TimedChord, ...]
    moods: tuple[str, ...] = ()
