"""The tables that charts and mood words are kept in, such as `chord_charts.jsonl` and `mood_progressions.jsonl`.

A row of a table of charts has `key` {tonic, mode}, `time_signature`, `group`, `chords` [["A:min", start beat, beats],
...] and, if the first bar is short, `pickup` in beats. A row of `mood_progressions.jsonl` has `mode`, `moods` and
`chords` [["C:maj"], ...] in C, a bar of 4/4 each.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.corpora.harte import read_harte
from composer_app.harmony.corpora.text import read_lines
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, read_metre
from composer_app.music.pitch import read_pitch_class
from composer_app.music.progression import TimedChord

TABLE_FILES = frozenset(
    {"chord_charts.jsonl", "lead_sheets.jsonl", "lieder.jsonl", "mood_progressions.jsonl"}
)
# Their chords were found in recordings, and do not begin on bar lines.
_WITHOUT_BAR_LINES = frozenset({"POP909"})


def read_table(path: Path) -> Iterator[Chart | str]:
    """A chart for each row; a sentence for each row that is none.

    Raises:
        ValueError: It is not text.
    """
    for number, line in enumerate(read_lines(path), 1):
        try:
            yield _chart(json.loads(line))
        except (KeyError, ValueError, TypeError, IndexError, AttributeError):
            yield f"line {number} is not a chord chart"


def _chart(row: dict[str, Any]) -> Chart:
    return _tagged(row) if "moods" in row else _plain(row)


def _plain(row: dict[str, Any]) -> Chart:
    key = Key(read_pitch_class(row["key"]["tonic"]), Mode(row["key"]["mode"]))
    # POP909's rows say "4/4 mostly (see index.xlsx)".
    metre = read_metre(row["time_signature"].split(maxsplit=1)[0])
    chords = tuple(
        TimedChord(chord, float(start), float(beats))
        for symbol, start, beats in row["chords"]
        if (chord := read_harte(symbol)) is not None
    )
    first_bar_line = None if row["source"] in _WITHOUT_BAR_LINES else float(row.get("pickup") or 0)
    return Chart(row["source"], str(row["group"]), key, metre, chords, first_bar_line=first_bar_line)


def _tagged(row: dict[str, Any]) -> Chart:
    chords = tuple(
        TimedChord(chord, bar * COMMON.beats, COMMON.beats)
        for bar, (symbol, *_) in enumerate(row["chords"])
        if (chord := read_harte(symbol)) is not None
    )
    return Chart(
        row["source"], str(row["id"]), Key(0, Mode(row["mode"])), COMMON, chords, tuple(row["moods"])
    )
