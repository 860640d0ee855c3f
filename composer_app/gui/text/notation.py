"""Keys, chord symbols and roman numerals as the window shows them, with the signs ♯ and ♭."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from composer_app.music.progression import Progression, TimedChord

# A "b" is a flat after a note's letter ("Bb") and before a degree or a numeral ("m7b5", "bVI").
_FLAT_PATTERN = re.compile(r"(?<=[A-G])b|b(?=[0-9IVXivx])")


def format_accidentals(name: str) -> str:
    """Replace the accidentals in the name of a key, chord or numeral: "Bbm7b5" becomes "B♭m7♭5"."""
    return _FLAT_PATTERN.sub("♭", name).replace("#", "♯")


def format_chord_symbol(timed: TimedChord, progression: Progression) -> str:
    """Return the symbol of a chord in the key of its progression."""
    return format_accidentals(timed.chord.symbol(progression.key))


def format_roman_numeral(timed: TimedChord, progression: Progression) -> str:
    """Return the roman numeral of a chord in the key of its progression."""
    return format_accidentals(timed.chord.roman(progression.key))


def format_chord_sheet(progression: Progression) -> str:
    """Return the chords as a line of text, bar by bar: "| D | Bm  G | % |"; "%" repeats the previous bar."""
    length = progression.metre.beats
    bars: list[list[str]] = [[] for _ in range(progression.bars)]
    for timed in progression.chords:
        bars[int(timed.start / length + 1e-9)].append(timed.chord.symbol(progression.key))
    return "| " + " | ".join("  ".join(bar) or "%" for bar in bars) + " |"
