"""Summaries of takes, made by hand."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from composer_app.library.summary import TakeSummary

NOON = datetime(2026, 6, 3, 12).astimezone()
"""Today, in these tests: a Wednesday."""
_USUAL = TakeSummary(
    id="1",
    take_id="1",
    parent_version_id="",
    created_at=NOON,
    text="I want a song that expresses hope and wonder",
    emotions=("hopeful", "wonder"),
    valence=0.6,
    arousal=0.3,
    key="D major",
    tempo=96.0,
    metre="4/4",
    bars=4,
    chords=("D", "A", "Bm7", "G"),
    seed=41,
    overview="001003005" * 8,
)


def summary(number: int = 1, of: int = 0, source: int = 0, **others: Any) -> TakeSummary:
    """A version whose id is its number, made that many minutes after noon; of a take of its own, usually."""
    made = NOON + timedelta(minutes=number)
    named = replace(
        _USUAL,
        id=str(number),
        take_id=str(of or number),
        parent_version_id=str(source or ""),
        created_at=made,
    )
    return replace(named, **others)
