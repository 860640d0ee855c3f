"""Music to learn from: tables of chord charts and of progressions with mood words, as windows.

`chord_charts.jsonl` has one song a line: `key` {tonic, mode}, `time_signature`, `group` (versions of one song),
`chords` [["A:min", start beat, beats], ...]. `mood_progressions.jsonl` has one progression a line: `mode`, `moods`,
`chords` [["C:maj"], ...] in C.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from composer_app.errors import CorpusError
from composer_app.harmony.encoding import KNOWN, chord_token, windows
from composer_app.music.key import Mode
from composer_app.music.metre import COMMON, Metre, read_metre
from composer_app.music.pitch import read_pitch_class

CHARTS = "chord_charts.jsonl"
MOODS = "mood_progressions.jsonl"


@dataclass(frozen=True, slots=True)
class Song:
    """A song's windows.

    Attributes:
        source: The corpus it is from.
        group: What must stay on one side of a split: all versions of one song.
        moods: Words that somebody gave it; empty for a plain chart.
        windows: As `encoding.windows` gives them.
    """

    source: str
    group: str
    moods: tuple[str, ...]
    windows: tuple[tuple[int, ...], ...]

    @property
    def held_out(self) -> bool:
        """Whether it is kept from training: one group in ten, chosen by its name, so never by chance twice."""
        return hashlib.sha256(self.group.encode()).digest()[0] < 26


def read_corpus(folder: Path) -> list[Song]:
    """All songs of the tables in a folder that have at least one window.

    Raises:
        CorpusError: There is no such table, or nothing in it can be used.
    """
    songs = [song for name in (CHARTS, MOODS) if (folder / name).is_file() for song in _read(folder / name)]
    if not songs:
        raise CorpusError(
            f"There are no chords to learn from in {folder}. It should hold {CHARTS}, {MOODS} or both."
        )
    return songs


def _read(path: Path) -> Iterator[Song]:
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            song = _song(json.loads(line.decode("utf-8")))
        except (KeyError, ValueError, TypeError, IndexError, AttributeError) as error:
            raise CorpusError(f"Line {number} of {path} is not a chord chart. Mend or remove it.") from error
        if song.windows:
            yield song


def _song(row: dict[str, Any]) -> Song:
    tagged = "moods" in row
    tonic, mode = (0, Mode(row["mode"])) if tagged else _key(row["key"])
    bar = COMMON.beats if tagged else _metre(row["time_signature"]).beats
    chords = [
        (chord_token(root - tonic, quality), (chord[2] if len(chord) > 1 else bar) / bar)
        for chord in row["chords"]
        for root, quality in (read_harte(chord[0]),)
    ]
    group = str(row["id"] if tagged else row["group"])
    return Song(row["source"], group, tuple(row.get("moods", ())), tuple(windows(chords, mode)))


def _key(key: dict[str, str]) -> tuple[int, Mode]:
    return read_pitch_class(key["tonic"]), Mode(key["mode"])


def _metre(text: str) -> Metre:
    return read_metre(text.split(maxsplit=1)[0])


def read_harte(symbol: str) -> tuple[int, str]:
    """Root pitch class and quality of a chord in Harte's syntax (2005), such as "F#:min7".

    Raises:
        ValueError: It is not one, or machines do not know its quality.
    """
    root, _, quality = symbol.partition(":")
    quality = quality or "maj"
    if quality not in KNOWN:
        raise ValueError(f"{quality!r} is not a quality we know")
    return read_pitch_class(root), quality
