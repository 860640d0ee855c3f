"""Messages about impossible constraints: a tempo or length out of range, a church mode."""

import re
from collections.abc import Iterator

from composer_app.music.constraints import BAR_LIMITS, TEMPO_LIMITS_BPM
from composer_app.music.key import CHURCH_MODES
from composer_app.request.constraints.key_names import english_keys
from composer_app.request.constraints.keys import MODE_RULES

_NUMBER = r"(?<![\d.,])(\d+(?:,\d{3})*(?:\.\d+)?)"
_BPM = r"(?:bpm|beats? (?:per|a|each) minute)"
# A regular expression, the kind of message, and the limits.
_LIMITS = (
    (rf"{_NUMBER}\s*{_BPM}\b", "bpm", TEMPO_LIMITS_BPM),
    (rf"\btempo\s*(?::|=|of|at|to|is)*\s*{_NUMBER}(?!\s*{_BPM})", "tempo", TEMPO_LIMITS_BPM),
    (rf"{_NUMBER}[\s-]*(?:bars?|measures?)\b", "bars", BAR_LIMITS),
)
_NAMES_A_MODE = re.compile(
    rf"\b[A-G](?:#|b|♯|♭|[\s-](?:sharp|flat))?[\s-]+({'|'.join(CHURCH_MODES)})\b", re.IGNORECASE
)
_MAJOR_AND_MINOR = frozenset({"ionian", "aeolian"})


def out_of_range(text: str) -> str:
    """Return sentences for the user about constraints that cannot be fulfilled; empty if all can."""
    return " ".join((*_beyond_range(text), *_beyond_modes(english_keys(text)[0])))


def _beyond_range(text: str) -> Iterator[str]:
    for expression, kind, (minimum, maximum) in _LIMITS:
        for found in re.finditer(expression, text, re.IGNORECASE):
            number = found[1]
            if not minimum <= float(number.replace(",", "")) <= maximum:
                yield _sentence(kind, number, f"{minimum:g}", f"{maximum:g}")


def _beyond_modes(text: str) -> Iterator[str]:
    """Yield a sentence for each church mode that is replaced by major or minor."""
    words = [found[1] for found in _NAMES_A_MODE.finditer(text)]
    words += [word for rule in MODE_RULES for match in rule.matches(text) for word in match.phrase.split()]
    for name in dict.fromkeys(word.lower() for word in words):
        if name in CHURCH_MODES and name not in _MAJOR_AND_MINOR:
            yield _sentence("mode", name.capitalize(), str(CHURCH_MODES[name]), "")


def _sentence(kind: str, said: str, least: str, most: str) -> str:
    match kind:
        case "bpm":
            return f"{said} bpm cannot be played: a tempo is from {least} to {most}."
        case "tempo":
            return f"A tempo of {said} cannot be played: it is from {least} to {most} beats a minute."
        case "bars":
            return f"A piece of {said} bars cannot be made: it has from {least} to {most}."
        case _:
            return f"{said} is taken as {least}: chords are found in major and minor."
