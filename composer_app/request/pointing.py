"""Which chords of a take a sentence points at: "the last two", "the Em", "chords one and four", "the second"."""

import re
from collections.abc import Sequence

from composer_app.errors import RequestError
from composer_app.music.chord import Chord
from composer_app.music.chord_symbol import read_symbol
from composer_app.request.chord_names import NAME, spoken_chord
from composer_app.request.numerals import number
from composer_app.request.orders import ORDINALS

_AND = r"(?:\s*,\s*and\s+|\s*,\s*|\s+and\s+)(?:the\s+)?"
_PLACE = rf"(?:second[ -](?:to[ -])?last|penultimate|last|{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_COUNT = r"(?:two|three|four|five|six|seven|eight|\d{1,2})"
_COUNTED = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_UP_TO = r"\s*(?:to|through|until|–|-)\s*"
WHICH = (
    rf"(?:(?i:(?P<all>(?:all\s+)?(?:of\s+)?(?:the|these|those|my)\s+chords))|"
    rf"(?i:(?:the\s+)?(?P<places>{_PLACE}(?:{_AND}{_PLACE})*)(?:\s+(?P<count>{_COUNT}))?(?P<noun>\s+chords?|\s+ones?)?)|"
    rf"(?i:(?:the\s+)?chords?\s+(?:numbers?\s+)?(?P<numbers>{_COUNTED}(?:{_UP_TO}{_COUNTED}|(?:{_AND}{_COUNTED})*)))|"
    rf"(?P<the>the\s+)?(?P<names>{NAME}(?:{_AND}{NAME})*)(?P<chord>\s+chords?)?)(?![\w♭♯#])"
)
"""An expression for chords that are pointed at; where it is found, `numbers_of` tells which they are."""
POLITE = (
    r"(?:(?:please|ok|okay|now|and|but|then|so|well|no|um|uh|hmm|yes|just|only|actually|can you|could you|would you|"
    r"can we|let's|let us|i want to|i'd like to|i would like to|go ahead and|composer)\b[\s,]*)*"
)
"""An expression for what a command may begin with."""
_PLAIN = re.compile(
    rf"\b(?:the|this|that|my)\s+{_PLACE}(?:\s+{_COUNT})?\s+chords?\b|\bchords?\s+(?:numbers?\s+)?{_COUNTED}\b",
    re.IGNORECASE,
)
_CORD = re.compile(r"\bcord(?=s?\b)")
_SMALL = re.compile(
    r"(?<=\bthe )(?P<name>[a-g][\w#♭♯/]*)(?=(?:\s+(?:major|minor))?\s*(?:$|[,.;!?]|(?:and|but|with|for|to|chords?)\b))"
)


def spelt(text: str) -> str:
    """A text in which chords that were written small begin with a capital: "keep the em" becomes "keep the Em".

    What a listener wrote as a cord is a chord; spaces are single.
    """
    text = _CORD.sub("chord", " ".join(text.split()))
    return _SMALL.sub(lambda found: name if spoken_chord(name := found[0].capitalize()) else found[0], text)


def is_plain(found: re.Match[str]) -> bool:
    """Whether it says that it means chords, and certain ones."""
    return bool(found["names"] or found["numbers"] or "chord" in (found["noun"] or "").lower())


def is_sure(found: re.Match[str], chords: Sequence[str]) -> bool:
    """Whether what it names are chords for certain, and not a key or the word "a"."""
    if not found["names"]:
        return True
    if re.match(r"\s*(?:key|scale|mode)\b", found["tail"]):
        return False
    named = _named(found)
    there = {read_symbol(chord) for chord in chords}
    plainly = found["the"] or found["chord"] or len(named) > 1 or there & set(named.values())
    return bool(plainly) and None not in named.values()


def points(text: str) -> bool:
    """Whether a sentence speaks of a certain chord, wherever: "the last chord", "chord three"."""
    return bool(_PLAIN.search(text))


def _named(found: re.Match[str]) -> dict[str, Chord | None]:
    """The names in it, and the chord that each is; None where it is none."""
    return {name: spoken_chord(name) for name in re.findall(NAME, found["names"])}


def numbers_of(found: re.Match[str], chords: Sequence[str]) -> list[int]:
    """The chords that are meant, counted from 1.

    Raises:
        RequestError: They are not there.
    """
    count = len(chords)
    if found["all"]:
        return list(range(1, count + 1))
    if found["names"]:
        named, there = _named(found), [read_symbol(chord) for chord in chords]
        if lacking := " or ".join(name for name, chord in named.items() if chord not in there):
            raise RequestError(
                f"There is no {lacking} in this take. Name chords that are there, or use their cards."
            )
        return [n for n, chord in enumerate(there, 1) if chord in named.values()]
    if found["numbers"]:
        numbers = [round(number(each) or 0) for each in re.findall(_COUNTED, found["numbers"].lower())]
        if re.search(rf"{_COUNTED}{_UP_TO}{_COUNTED}", found["numbers"], re.IGNORECASE):
            numbers = list(range(numbers[0], numbers[1] + 1))
    else:
        numbers = _placed(found["places"].lower(), round(number(found["count"] or "") or 1), count)
    if not all(1 <= each <= count for each in numbers):
        raise not_there(count)
    return numbers


def _placed(places: str, many: int, count: int) -> list[int]:
    """Chords by their places: "first", "second and fourth"; the last place may be of so many: "first and last two"."""
    named = re.findall(_PLACE, places)
    numbers: list[int] = []
    for place, size in zip(named, (*[1] * (len(named) - 1), many), strict=True):
        if place == "last":
            numbers += range(count - size + 1, count + 1)
        elif place in ORDINALS or place[0].isdigit():
            first = ORDINALS.index(place) + 1 if place in ORDINALS else int(place[:-2])
            numbers += range(first, first + size)
        else:
            numbers.append(count - 1)
    return numbers


def not_there(count: int) -> RequestError:
    """What to say of chords that are beyond the last."""
    return RequestError(f"This take has only {count} chords. Name chords that are there, or use their cards.")
