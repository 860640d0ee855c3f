"""From a sentence to what it asks of the music beside its mood: key, tempo, metre, length."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from composer_app.music.constraints import BARS, TEMPI, Constraints
from composer_app.music.key import Mode, read_key
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_NUMBERS = {word: number for number, word in enumerate(_ONES.split(" "))}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBERS |= {word: 20 + 10 * number for number, word in enumerate(_TENS.split(" "))}
_NUMBER_WORD = "|".join([*_NUMBERS, "a", "hundred", "and"])
_NUMBER = rf"(\d{{1,3}}(?:\.\d+)?|(?:(?:{_NUMBER_WORD})[\s-]?)+)"
# The middle of what each word means, in beats a minute.
_TEMPO_WORDS = {
    "largo": 48.0, "very slow": 50.0, "very slowly": 50.0, "lento": 54.0, "adagio": 64.0, "slow": 64.0,
    "slowly": 64.0, "andante": 80.0, "medium tempo": 96.0, "mid-tempo": 96.0, "midtempo": 96.0,
    "moderato": 100.0, "allegretto": 112.0, "fast": 132.0, "quick": 132.0, "up-tempo": 132.0, "uptempo": 132.0,
    "allegro": 132.0, "vivace": 150.0, "very fast": 160.0, "presto": 176.0,
}  # fmt: skip
# Where a clause ends, or goes on about the music: "in three, please", but not "in three days".
_END = r"(?=\s*(?:$|[.,;:!?)]|(?:and|but|with|at|around|about|in|please|time|bpm|for me)\b))"
_METRES = (
    (re.compile(rf"\b(?:waltz|in (?:three|3){_END}|three[- ]four|triple (?:time|metre|meter))"), WALTZ),
    (re.compile(rf"\b(?:six[- ]eight|in (?:six|6){_END}|compound (?:time|metre|meter))"), SIX_EIGHT),
    (re.compile(rf"\b(?:in (?:four|4){_END}|four[- ]four|common time)"), COMMON),
)
_WRITTEN_METRE = re.compile(r"(?<![\d/])(\d{1,2})/([248])(?![\d/])(?!\s+of\b)")
_BARS = re.compile(rf"\b{_NUMBER}[\s-]*(?:bars?|measures?)\b")
_REFUSED = re.compile(
    r"\b(?:not|no|never|without|don't|isn't|avoid|nothing)\s+(?:[\w']+\s+){0,2}$", re.IGNORECASE
)


def _number(text: str) -> float | None:
    """The value of a number in figures or in English words."""
    with suppress(ValueError):
        return float(text)
    total, known = 0, False
    for word in re.split(r"[\s-]+", text.strip()):
        if word == "hundred":
            total, known = max(total, 1) * 100, True
        elif word in _NUMBERS:
            total, known = total + _NUMBERS[word], True
    return float(total) if known else None


_NOTE = r"([A-G](?:\s?(?:#|♯|♭|[Ss]harp|[Ff]lat)|b)?)"
_SMALL_NOTE = r"([a-g](?:\s?(?:#|♯|♭|sharp|flat)|b)?)"
_NAMED_MODE = r"[\s-]*(major|minor|maj|min)\b(?!\s+(?:key|mode|scale|chord))"
# A lower-case "a" may be an article: only a capital, or the end of a clause, makes it a key.
_KEYS = tuple(
    re.compile(expression)
    for expression in (
        rf"\b{_NOTE}{_NAMED_MODE}",
        rf"\b(?:in|key of) {_SMALL_NOTE}{_NAMED_MODE}{_END}",
        r"\b([b-g](?:\s?(?:#|♯|♭|sharp|flat)|b)?)[\s-](major|minor)\b",
        r"\b(?:in|key of) ([A-G](?:#|b)?)(m)\b",
        rf"\bkey of {_NOTE}()\b",
        rf"\bkey of {_SMALL_NOTE}(){_END}",
        rf"\bin {_NOTE}(){_END}",
    )
)
_MODE = re.compile(rf"\b(major|minor)\s+(?:key|mode|scale|chords?)\b|\bin (major|minor){_END}")
_TEMPI = (
    re.compile(rf"\b{_NUMBER}\s*(?:bpm|beats? (?:per|a|each) minute)\b"),
    re.compile(rf"\bbpm\s*(?:of|at|around|about)?\s*{_NUMBER}\b"),
    re.compile(rf"\btempo\s*(?:of|at|around|about)?\s*{_NUMBER}\b"),
    re.compile(rf"\b(?:around|about|at)\s+{_NUMBER}{_END}"),
)
_TEMPO_WORD = {word: re.compile(rf"\b{word}\b(?!\s+asleep)") for word in _TEMPO_WORDS}


def _wanted(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Where a pattern is found first that is not refused ("not too fast")."""
    return next(
        (found for found in pattern.finditer(text) if not _REFUSED.search(text, 0, found.start())), None
    )


def _key(text: str, so_far: Constraints) -> Constraints:
    if named := next((found for key in _KEYS if (found := _wanted(key, text))), None):
        tonic = re.sub(r"\s", "", named[1].lower()).replace("sharp", "#").replace("flat", "b")
        key = read_key(f"{tonic} {named[2] or 'major'}")
        return replace(so_far, tonic=key.tonic, mode=key.mode if named[2] else None)
    mode = _wanted(_MODE, text.lower())
    return replace(so_far, mode=Mode(mode[1] or mode[2])) if mode else so_far


def _tempo(text: str, so_far: Constraints) -> Constraints:
    text = text.lower()
    named = next((found for tempo in _TEMPI if (found := _wanted(tempo, text))), None)
    value = _number(named[1]) if named else None
    if value is None:
        word = max((word for word, said in _TEMPO_WORD.items() if _wanted(said, text)), key=len, default="")
        value = _TEMPO_WORDS.get(word)
    return replace(so_far, tempo=value) if value and TEMPI[0] <= value <= TEMPI[1] else so_far


def _metre(text: str, so_far: Constraints) -> Constraints:
    text = text.lower()
    if written := _wanted(_WRITTEN_METRE, text):
        with suppress(ValueError):
            return replace(so_far, metre=Metre(int(written[1]), int(written[2])))
    return next((replace(so_far, metre=metre) for named, metre in _METRES if _wanted(named, text)), so_far)


def _bars(text: str, so_far: Constraints) -> Constraints:
    named = _wanted(_BARS, text.lower())
    value = _number(named[1]) if named else None
    return replace(so_far, bars=round(value)) if value and BARS[0] <= value <= BARS[1] else so_far


_READERS: tuple[Callable[[str, Constraints], Constraints], ...] = (_key, _tempo, _metre, _bars)


def read_constraints(text: str) -> Constraints:
    """What a sentence, in its own capitals, asks of key, tempo, metre and length."""
    found = Constraints()
    for read in _READERS:
        found = read(text, found)
    return found
