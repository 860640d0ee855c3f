"""Commands about single chords: "change the second chord", "replace the Em"; and what no sentence can do to one."""

import re
from collections.abc import Iterable, Sequence

from composer_app.errors import RequestError
from composer_app.request.dialogue.chord_references import (
    POLITE,
    WHICH,
    is_plain,
    is_sure,
    not_there,
    numbers_of,
    spelt,
)

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
    rf"^{POLITE}(?P<verb>{_FIND}|{_ANOTHER})\s+(?-i:{WHICH})(?P<tail>.*)$", re.IGNORECASE | re.DOTALL
)
_ELSE = re.compile(
    r"(?:\s*(?:to|with|for|by|into)?\s*"
    r"(?P<else>(?:something|anything)\s+(?:else|different|new)|another(?:\s+(?:one|chord))?|"
    r"(?:a\s+)?(?:different|other|new)(?:\s+(?:ones?|chords?))?))?(?:[\s,]*\b(?:please|again|only)\b)*"
    r"(?:\s*[,;]?\s*(?:and|but)?\s*(?:keep|leave|hold)\s+(?:all\s+)?(?:the\s+)?(?:rest|others?)(?:\s+chords?)?"
    r"(?:\s+as\s+(?:it is|they are))?)?\s*[.!?]*",
    re.IGNORECASE,
)
_NEEDS_ELSE = frozenset({"make", "turn", "set"})
_NO_FINDING = frozenset({"remove", "delete", "move", "shift"})
_KEEP = re.compile(
    rf"^{POLITE}(?:keep|hold on to|hold|lock|leave)\s+(?:only\s+|just\s+|both\s+)?(?-i:{WHICH})"
    r"(?P<tail>\s*(?:$|[,.;!]|(?:and|but|then|as)\b).*)$",
    re.IGNORECASE | re.DOTALL,
)
_OTHERS = (
    r"(?:change|replace|redo|vary|renew|reroll|find (?:others|other chords) for|something else for)\s+"
    r"(?:all\s+)?(?:of\s+)?the\s+(?:rest|others?|other\s+(?:ones|chords)|unlocked\s+(?:ones|chords))(?:\s+of\s+(?:them|the\s+chords))?"
)
_REST = re.compile(rf"{POLITE}{_OTHERS}(?:[\s,]*\b(?:please|again|now)\b)*\s*[.!]*", re.IGNORECASE)
AND_THE_REST = re.compile(rf"\band {_OTHERS}\b", re.IGNORECASE)
"""What a sentence may end with that keeps some chords, and says nothing more."""
_ABOUT = re.compile(
    r"^(?:keep|hold|lock|leave|change|replace|redo|vary|swap|switch|remove|delete|add|insert|move|"
    r"(?:make|turn|set) (?:the|this|that|my))\b.*\bchords?\b",
    re.IGNORECASE | re.DOTALL,
)


def kept_around(text: str, chords: Sequence[str]) -> tuple[int, ...] | None:
    """The chords that stay, counted from 1, where a sentence wants others for the rest; None where it does not.

    Args:
        text: The sentence, as it was written.
        chords: The symbols of the chords that are there.

    Raises:
        RequestError: It names chords that are not there, or wants of one what a sentence cannot do.
    """
    found = _CHANGE.match(spelt(text.strip())) if chords else None
    if not found or not is_sure(found, chords):
        return None
    ending = _ELSE.fullmatch(found["tail"])
    done = ending is not None and _finds(found["verb"].lower(), other=bool(ending["else"]))
    if not done and not is_plain(found):
        return None
    changed = numbers_of(found, chords)
    if not done:
        raise unclear()
    return tuple(each for each in range(1, len(chords) + 1) if each not in changed)


def asks_for_the_rest(text: str) -> bool:
    """Whether a sentence wants others in place of all chords that are not kept, and says no more."""
    return bool(_REST.fullmatch(text.strip()))


def check_kept(text: str, kept: Iterable[int], chords: Sequence[str]) -> None:
    """Make sure that chords which a sentence wants to keep are there.

    Raises:
        RequestError: They are not.
    """
    if not chords:
        return
    if (found := _KEEP.match(text.strip())) and found["names"] and is_sure(found, chords):
        numbers_of(found, chords)
    if any(abs(each) > len(chords) for each in kept):
        raise not_there(len(chords))


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


def unclear() -> RequestError:
    """What to say of a sentence about a chord that is not understood."""
    return RequestError(
        "I do not know what to do with that chord. Say “change the last chord to A minor” or “delete the second "
        "chord”, or right-click its card."
    )


def _finds(verb: str, *, other: bool) -> bool:
    """Whether a verb asks for another chord; some do only where they go on with "something else"."""
    return verb not in _NO_FINDING and (other or verb not in _NEEDS_ELSE)
