"""Summaries of takes, made by hand."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from composer_app.library.summary import TakeSummary

NOON = datetime(2026, 6, 3, 12).astimezone()
"""Today, in these tests: a Wednesday."""
_USUAL = TakeSummary(
    id="1",
    of="1",
    source="",
    made=NOON,
    text="I want a song that expresses hope and wonder",
    feelings=("hopeful", "wonder"),
    valence=0.6,
    arousal=0.3,
    key="D major",
    tempo=96.0,
    metre="4/4",
    bars=4,
    chords=("D", "A", "Bm7", "G"),
    seed=41,
    picture="001003005" * 8,
)


def summary(number: int = 1, of: int = 0, source: int = 0, **others: Any) -> TakeSummary:
    """A version whose id is its number, made that many minutes after noon; of a take of its own, usually."""
    made = NOON + timedelta(minutes=number)
    named = replace(_USUAL, id=str(number), of=str(of or number), source=str(source or ""), made=made)
    return replace(named, **others)
