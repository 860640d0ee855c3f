"""What a sentence asks for that no piece can have: a tempo or a length beyond what there is, a church mode."""

import re
from collections.abc import Iterator

from composer_app.music.constraints import BARS, TEMPI
from composer_app.music.key import CHURCH_MODES
from composer_app.request.key_names import english_keys
from composer_app.request.keys import MODES

_FIGURE = r"(?<![\d.,])(\d+(?:,\d{3})*(?:\.\d+)?)"
_BPM = r"(?:bpm|beats? (?:per|a|each) minute)"
# What is said, what it is about, and how far that may go.
_ASKED = (
    (rf"{_FIGURE}\s*{_BPM}\b", "bpm", TEMPI),
    (rf"\btempo\s*(?::|=|of|at|to|is)*\s*{_FIGURE}(?!\s*{_BPM})", "tempo", TEMPI),
    (rf"{_FIGURE}[\s-]*(?:bars?|measures?)\b", "bars", BARS),
)
_NAMES_A_MODE = re.compile(
    rf"\b[A-G](?:#|b|♯|♭|[\s-](?:sharp|flat))?[\s-]+({'|'.join(CHURCH_MODES)})\b", re.IGNORECASE
)
_SAME = frozenset({"ionian", "aeolian"})  # major and minor by other names


def beyond_reach(text: str) -> str:
    """Sentences for the person about what is asked for in vain; empty where all can be had."""
    return " ".join((*_beyond_range(text), *_beyond_modes(english_keys(text)[0])))


def _beyond_range(text: str) -> Iterator[str]:
    for words, what, (least, most) in _ASKED:
        for found in re.finditer(words, text, re.IGNORECASE):
            said = found[1]
            if not least <= float(said.replace(",", "")) <= most:
                yield _sentence(what, said, f"{least:g}", f"{most:g}")


def _beyond_modes(text: str) -> Iterator[str]:
    """Church modes that are taken as major or minor, each once."""
    asked = [found[1] for found in _NAMES_A_MODE.finditer(text)]
    asked += [said for rule in MODES for naming in rule.namings(text) for said in naming.words.split()]
    for name in dict.fromkeys(said.lower() for said in asked):
        if name in CHURCH_MODES and name not in _SAME:
            yield _sentence("mode", name.capitalize(), str(CHURCH_MODES[name]), "")


def _sentence(what: str, said: str, least: str, most: str) -> str:
    """What to say of something that is beyond reach."""
    match what:
        case "bpm":
            return f"{said} bpm cannot be played: a tempo is from {least} to {most}."
        case "tempo":
            return f"A tempo of {said} cannot be played: it is from {least} to {most} beats a minute."
        case "bars":
            return f"A piece of {said} bars cannot be made: it has from {least} to {most}."
        case _:
            return f"{said} is taken as {least}: chords are found in major and minor."
