"""Commands about single chords: "change the second chord", "replace the Em"; and what no sentence can do to one."""

import re
from collections.abc import Iterable, Sequence

from composer_app.errors import RequestError
from composer_app.music.chord import Chord, read_chord
from composer_app.request.numerals import number
from composer_app.request.orders import ORDINALS, SYMBOL, symbol_of

_AND = r"(?:\s*,\s*and\s+|\s*,\s*|\s+and\s+)(?:the\s+)?"
_PLACE = rf"(?:second[ -](?:to[ -])?last|penultimate|last|{'|'.join(ORDINALS)})"
_COUNT = r"(?:two|three|four|five|six|seven|eight|\d{1,2})"
_COUNTED = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_NAMED = re.sub(r"\?P<\w+>", "?:", SYMBOL.pattern)
_WHICH = (
    rf"(?:(?i:(?P<all>(?:all\s+)?(?:of\s+)?(?:the|these|those|my)\s+chords))|"
    rf"(?i:(?:the\s+)?(?P<places>{_PLACE}(?:{_AND}{_PLACE})*)(?:\s+(?P<count>{_COUNT}))?(?P<noun>\s+chords?|\s+ones?)?)|"
    rf"(?i:(?:the\s+)?chords?\s+(?:numbers?\s+)?(?P<numbers>{_COUNTED}(?:{_AND}{_COUNTED})*))|"
    rf"(?P<the>the\s+)?(?P<names>{_NAMED}(?:{_AND}{_NAMED})*)(?P<chord>\s+chords?)?)(?![\w♭♯#])"
)
_POLITE = r"(?:(?:please|ok|okay|now|and|but|then|can you|could you|would you|just|only)\b[\s,]*)*"
_FIND = (
    r"(?:change|replace|redo|vary|renew|swap(?:\s+out)?|switch(?:\s+out)?|reroll|"
    r"make|turn|set|remove|delete|move|shift)"
)
_NEW = r"(?:another|a different|a new|some other|other|different|new)"
_ANOTHER = (
    rf"(?:(?:find|give|try|use|play|i want)\s+(?:me\s+)?)?{_NEW}\s+(?:chords?|ones?)\s+"
    r"(?:for|in place of|instead of)"
)
_CHANGE = re.compile(
    rf"^{_POLITE}(?P<verb>{_FIND}|{_ANOTHER})\s+(?-i:{_WHICH})(?P<tail>.*)$", re.IGNORECASE | re.DOTALL
)
_ELSE = re.compile(
    r"(?:\s*(?:to|with|for|by|into)?\s*"
    r"(?P<else>(?:something|anything)\s+(?:else|different|new)|another(?:\s+(?:one|chord))?|"
    r"(?:a\s+)?(?:different|other|new)(?:\s+(?:ones?|chords?))?))?(?:\s*,?\s*(?:please|again|only))*"
    r"(?:\s*[,;]?\s*(?:and|but)?\s*(?:keep|leave|hold)\s+(?:all\s+)?(?:the\s+)?(?:rest|others?)(?:\s+chords?)?"
    r"(?:\s+as\s+(?:it is|they are))?)?\s*[.!?]*",
    re.IGNORECASE,
)
_NEEDS_ELSE = frozenset({"make", "turn", "set"})
_NO_FINDING = frozenset({"remove", "delete", "move", "shift"})
_KEEP = re.compile(
    rf"^{_POLITE}(?:keep|hold on to|hold|lock|leave)\s+(?:only\s+|just\s+|both\s+)?(?-i:{_WHICH})"
    r"(?P<tail>\s*(?:$|[,.;!]|(?:and|but|then|as)\b).*)$",
    re.IGNORECASE | re.DOTALL,
)
_ABOUT = re.compile(
    r"^(?:keep|hold|lock|leave|change|replace|redo|vary|swap|switch|remove|delete|add|insert|move|"
    r"(?:make|turn|set) (?:the|this|that|my))\b.*\bchords?\b|"
    r"^(?:change|replace|redo|vary|renew) (?:all )?(?:of )?the (?:rest|others?|other ones)\b",
    re.IGNORECASE | re.DOTALL,
)
_SMALL = re.compile(
    r"(?<=\bthe )(?P<name>[a-g][\w#♭♯/]*)(?=(?:\s+(?:major|minor))?\s*(?:$|[,.;!?]|(?:and|but|with|for|to|chords?)\b))"
)


def spelt(text: str) -> str:
    """A text in which chords that were written small begin with a capital: "keep the em" becomes "keep the Em"."""
    return _SMALL.sub(lambda found: name if _chord(name := found[0].capitalize()) else found[0], text)


def kept_around(text: str, chords: Sequence[str]) -> tuple[int, ...] | None:
    """The chords that stay, counted from 1, where a sentence wants others for the rest; None where it does not.

    Args:
        text: The sentence, as it was written.
        chords: The symbols of the chords that are there.

    Raises:
        RequestError: It names chords that are not there, or wants of one what a sentence cannot do.
    """
    found = _CHANGE.match(spelt(text.strip())) if chords else None
    if not found or not _is_sure(found, chords):
        return None
    ending = _ELSE.fullmatch(found["tail"])
    done = ending is not None and _finds(found["verb"].lower(), other=bool(ending["else"]))
    if not done and not _is_plain(found):
        return None
    changed = _numbers(found, chords)
    if not done:
        raise RequestError(
            "A sentence can keep chords or find others, but not choose one. Right-click the chord's card for that, "
            "or say “change the last chord”."
        )
    return tuple(each for each in range(1, len(chords) + 1) if each not in changed)


def check_kept(text: str, kept: Iterable[int], chords: Sequence[str]) -> None:
    """Make sure that chords which a sentence wants to keep are there.

    Raises:
        RequestError: They are not.
    """
    if not chords:
        return
    if (found := _KEEP.match(text.strip())) and found["names"] and _is_sure(found, chords):
        _numbers(found, chords)
    if any(abs(each) > len(chords) for each in kept):
        raise _missing(len(chords))


def check_no_command(text: str) -> None:
    """Make sure that a sentence which seems to ask for something new is no command about chords.

    Raises:
        RequestError: It is one, and nothing can be made of it.
    """
    if _ABOUT.search(text.strip()):
        raise RequestError(
            "I do not know how to do that to these chords. Say “keep the first two chords”, “change the last chord”, "
            "or choose on a chord's card."
        )


def _finds(verb: str, *, other: bool) -> bool:
    """Whether a verb asks for another chord; some do only where they go on with "something else"."""
    return verb not in _NO_FINDING and (other or verb not in _NEEDS_ELSE)


def _is_plain(found: re.Match[str]) -> bool:
    """Whether it says that it means chords, and certain ones."""
    return bool(found["names"] or found["numbers"] or "chord" in (found["noun"] or "").lower())


def _is_sure(found: re.Match[str], chords: Sequence[str]) -> bool:
    """Whether what it names are chords for certain, and not a key or the word "a"."""
    if not found["names"]:
        return True
    if re.match(r"\s*(?:key|scale|mode)\b", found["tail"]):
        return False
    named = _named(found)
    there = {read_chord(chord) for chord in chords}
    plainly = found["the"] or found["chord"] or len(named) > 1 or there & set(named.values())
    return bool(plainly) and None not in named.values()


def _named(found: re.Match[str]) -> dict[str, Chord | None]:
    """The names in it, and the chord that each is; None where it is none."""
    names = (symbol_of(each) for each in SYMBOL.finditer(found["names"]))
    return {name: _chord(name) for name in names}


def _chord(name: str) -> Chord | None:
    try:
        return read_chord(name)
    except ValueError:
        return None


def _numbers(found: re.Match[str], chords: Sequence[str]) -> list[int]:
    """The chords that are meant, counted from 1.

    Raises:
        RequestError: They are not there.
    """
    count = len(chords)
    if found["all"]:
        return list(range(1, count + 1))
    if found["names"]:
        named, there = _named(found), [read_chord(chord) for chord in chords]
        if missing := " or ".join(name for name, chord in named.items() if chord not in there):
            raise RequestError(
                f"There is no {missing} in this take. Name chords that are there, or lock them on their cards."
            )
        return [n for n, chord in enumerate(there, 1) if chord in named.values()]
    if found["numbers"]:
        numbers = [round(number(each) or 0) for each in re.findall(_COUNTED, found["numbers"].lower())]
    else:
        numbers = _placed(found["places"].lower(), round(number(found["count"] or "") or 1), count)
    if not all(1 <= each <= count for each in numbers):
        raise _missing(count)
    return numbers


def _placed(places: str, many: int, count: int) -> list[int]:
    """Chords by their places: "first", "last" of so many, "second and fourth"."""
    numbers: list[int] = []
    for place in re.findall(_PLACE, places):
        if place == "last":
            numbers += range(count - many + 1, count + 1)
        elif place in ORDINALS:
            first = ORDINALS.index(place) + 1
            numbers += range(first, first + many)
        else:
            numbers.append(count - 1)
    return numbers


def _missing(count: int) -> RequestError:
    return RequestError(
        f"This take has only {count} chords. Name chords that are there, or lock them on their cards."
    )
