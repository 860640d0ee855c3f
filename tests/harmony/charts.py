"""Small charts for tests."""

import json
from pathlib import Path

from composer_app.harmony.corpora import Chart
from composer_app.music.chord import Chord
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON
from composer_app.music.progression import TimedChord

Loop = tuple[tuple[int, str], ...]
BRIGHT: Loop = ((0, "maj"), (7, "maj"), (9, "min"), (5, "maj"))
DARK: Loop = ((0, "min"), (8, "maj"), (3, "maj"), (10, "maj"))


def chart(loop: Loop, mode: Mode, group: str, turns: int = 4, moods: tuple[str, ...] = ()) -> Chart:
    """A loop that goes round a few times, a chord a bar, in A."""
    chords = tuple(
        TimedChord(Chord((9 + root) % 12, quality), 4.0 * number, 4.0)
        for number, (root, quality) in enumerate(loop * turns)
    )
    return Chart("test", group, Key(9, mode), COMMON, chords, moods)


def two_loops(songs: int = 60) -> list[Chart]:
    """Songs of two loops, one bright, one dark, by turns."""
    return [
        chart(DARK, Mode.MINOR, f"song {n}") if n % 2 else chart(BRIGHT, Mode.MAJOR, f"song {n}")
        for n in range(songs)
    ]


def write_table(folder: Path) -> Path:
    """The songs of `two_loops` as the table of charts has them."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        {
            "source": song.source,
            "group": song.group,
            "key": {"tonic": "A", "mode": song.key.mode},
            "time_signature": "4/4",
            "chords": [
                [f"{song.key.name_of(t.chord.root)}:{t.chord.quality}", t.start, t.beats] for t in song.chords
            ],
        }
        for song in two_loops()
    ]
    (folder / "chord_charts.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder
