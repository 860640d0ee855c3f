"""Resolves references to chords of a take: "the last two", "the Em", "chords one and four", "the second"."""

import re
from collections.abc import Sequence

from composer_app.errors import RequestError
from composer_app.music.chord import Chord
from composer_app.music.chord_symbol import read_symbol
from composer_app.request.dialogue.chord_names import CHORD_NAME, read_spoken_chord
from composer_app.request.dialogue.commands import ORDINALS
from composer_app.request.text.number_words import read_number

_AND = r"(?:\s*,\s*and\s+|\s*,\s*|\s+and\s+)(?:the\s+)?"
_ORDINAL = rf"(?:second[ -](?:to[ -])?last|penultimate|last|{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_COUNT_WORD = r"(?:two|three|four|five|six|seven|eight|\d{1,2})"
_CHORD_NUMBER = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_RANGE_WORD = r"\s*(?:to|through|until|–|-)\s*"
CHORD_REFERENCE = (
    rf"(?:(?i:(?P<all>(?:all\s+)?(?:of\s+)?(?:the|these|those|my)\s+chords))|"
    rf"(?i:(?:the\s+)?(?P<places>{_ORDINAL}(?:{_AND}{_ORDINAL})*)(?:\s+(?P<count>{_COUNT_WORD}))?(?P<noun>\s+chords?|\s+ones?)?)|"
    rf"(?i:(?:the\s+)?chords?\s+(?:numbers?\s+)?(?P<numbers>{_CHORD_NUMBER}(?:{_RANGE_WORD}{_CHORD_NUMBER}|(?:{_AND}{_CHORD_NUMBER})*)))|"
    rf"(?P<the>the\s+)?(?P<names>{CHORD_NAME}(?:{_AND}{CHORD_NAME})*)(?P<chord>\s+chords?)?)(?![\w♭♯#])"
)
"""A regular expression for a reference to chords; `chord_numbers` resolves a match."""
POLITE_PREFIX = (
    r"(?:(?:please|ok|okay|now|and|but|then|so|well|no|um|uh|hmm|yes|just|only|actually|can you|could you|would you|"
    r"can we|let's|let us|i want to|i'd like to|i would like to|go ahead and|composer)\b[\s,]*)*"
)
"""A regular expression for polite words at the beginning of a command."""
_EXPLICIT_REFERENCE = re.compile(
    rf"\b(?:the|this|that|my)\s+{_ORDINAL}(?:\s+{_COUNT_WORD})?\s+chords?\b|\bchords?\s+(?:numbers?\s+)?{_CHORD_NUMBER}\b",
    re.IGNORECASE,
)
_MISHEARD_CHORD = re.compile(r"\bcord(?=s?\b)")
_LOWERCASE_NAME = re.compile(
    r"(?<=\bthe )(?P<name>[a-g][\w#♭♯/]*)(?=(?:\s+(?:major|minor))?\s*(?:$|[,.;!?]|(?:and|but|with|for|to|chords?)\b))"
)


def capitalize_chords(text: str) -> str:
    """Capitalize chord names: "keep the em" becomes "keep the Em".

    Also corrects "cord", a frequent transcription error, to "chord", and collapses spaces.
    """
    text = _MISHEARD_CHORD.sub("chord", " ".join(text.split()))
    return _LOWERCASE_NAME.sub(
        lambda found: name if read_spoken_chord(name := found[0].capitalize()) else found[0], text
    )


def is_explicit(match: re.Match[str]) -> bool:
    """Return whether a reference clearly means certain chords."""
    return bool(match["names"] or match["numbers"] or "chord" in (match["noun"] or "").lower())


def is_unambiguous(match: re.Match[str], chords: Sequence[str]) -> bool:
    """Return whether the names in a reference are certainly chords, not a key or the word "a"."""
    if not match["names"]:
        return True
    if re.match(r"\s*(?:key|scale|mode)\b", match["tail"]):
        return False
    named = _named_chords(match)
    existing = {read_symbol(chord) for chord in chords}
    is_clear = match["the"] or match["chord"] or len(named) > 1 or existing & set(named.values())
    return bool(is_clear) and None not in named.values()


def refers_to_chord(text: str) -> bool:
    """Return whether a sentence mentions a certain chord anywhere: "the last chord", "chord three"."""
    return bool(_EXPLICIT_REFERENCE.search(text))


def _named_chords(match: re.Match[str]) -> dict[str, Chord | None]:
    """Return the names in a reference with their chords; None for one that is not a chord."""
    return {name: read_spoken_chord(name) for name in re.findall(CHORD_NAME, match["names"])}


def chord_numbers(match: re.Match[str], chords: Sequence[str]) -> list[int]:
    """Return the numbers, from 1, of the chords in a reference.

    Raises:
        RequestError: If they do not exist.
    """
    count = len(chords)
    if match["all"]:
        return list(range(1, count + 1))
    if match["names"]:
        named, existing = _named_chords(match), [read_symbol(chord) for chord in chords]
        if missing := " or ".join(name for name, chord in named.items() if chord not in existing):
            raise RequestError(
                f"There is no {missing} in this take. Name chords that are there, or use their cards."
            )
        return [n for n, chord in enumerate(existing, 1) if chord in named.values()]
    if match["numbers"]:
        numbers = [
            round(read_number(each) or 0) for each in re.findall(_CHORD_NUMBER, match["numbers"].lower())
        ]
        if re.search(rf"{_CHORD_NUMBER}{_RANGE_WORD}{_CHORD_NUMBER}", match["numbers"], re.IGNORECASE):
            numbers = list(range(numbers[0], numbers[1] + 1))
    else:
        numbers = _ordinal_numbers(
            match["places"].lower(), round(read_number(match["count"] or "") or 1), count
        )
    if not all(1 <= each <= count for each in numbers):
        raise out_of_range_error(count)
    return numbers


def _ordinal_numbers(ordinals: str, group_size: int, chord_count: int) -> list[int]:
    """Return the numbers of ordinals: "second and fourth"; the last ordinal has a group size: "first and last two"."""
    words = re.findall(_ORDINAL, ordinals)
    numbers: list[int] = []
    for word, size in zip(words, (*[1] * (len(words) - 1), group_size), strict=True):
        if word == "last":
            numbers += range(chord_count - size + 1, chord_count + 1)
        elif word in ORDINALS or word[0].isdigit():
            first = ORDINALS.index(word) + 1 if word in ORDINALS else int(word[:-2])
            numbers += range(first, first + size)
        else:
            numbers.append(chord_count - 1)
    return numbers


def out_of_range_error(chord_count: int) -> RequestError:
    """Return the error for chord numbers beyond the last chord."""
    return RequestError(
        f"This take has only {chord_count} chords. Name chords that are there, or use their cards."
    )
