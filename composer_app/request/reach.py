"""What a sentence asks for that no piece can have: a tempo or a length in figures, beyond what there is."""

import re
from collections.abc import Iterator

from composer_app.music.constraints import BARS, TEMPI

_FIGURE = r"(?<![\d.,])(\d+(?:,\d{3})*(?:\.\d+)?)"
_BPM = r"(?:bpm|beats? (?:per|a|each) minute)"
# What is said, how far it may go, and the sentence that says so.
_ASKED = (
    (rf"{_FIGURE}\s*{_BPM}\b", TEMPI, "{said} bpm cannot be played: a tempo is from {least:g} to {most:g}."),
    (
        rf"\btempo\s*(?::|=|of|at|to|is)*\s*{_FIGURE}(?!\s*{_BPM})",
        TEMPI,
        "A tempo of {said} cannot be played: it is from {least:g} to {most:g} beats a minute.",
    ),
    (
        rf"{_FIGURE}[\s-]*(?:bars?|measures?)\b",
        BARS,
        "A piece of {said} bars cannot be made: it has from {least:g} to {most:g}.",
    ),
)


def beyond_reach(text: str) -> str:
    """Sentences for the person about what is asked for in vain; empty where all can be had."""
    return " ".join(_complaints(text))


def _complaints(text: str) -> Iterator[str]:
    for words, (least, most), sentence in _ASKED:
        for found in re.finditer(words, text, re.IGNORECASE):
            said = found[1]
            if not least <= float(said.replace(",", "")) <= most:
                yield sentence.format(said=said, least=least, most=most)
