"""Reads commands to regenerate single chords: "change the second chord", "replace the Em"; rejects impossible ones."""

import re
from collections.abc import Iterable, Sequence

from composer_app.errors import RequestError
from composer_app.request.dialogue.chord_references import (
    CHORD_REFERENCE,
    POLITE_PREFIX,
    capitalize_chords,
    chord_numbers,
    is_explicit,
    is_unambiguous,
    out_of_range_error,
)

_REGENERATE_VERBS = (
    r"(?:change|replace|redo|vary|renew|swap(?:\s+out)?|switch(?:\s+out)?|reroll|"
    r"make|turn|set|remove|delete|move|shift)"
)
_OTHER = r"(?:another|a different|a new|some other|other|different|new)"
_ANOTHER_CHORD = (
    rf"(?:(?:find|give|try|use|play|i want)\s+(?:me\s+)?)?{_OTHER}\s+(?:chords?|ones?)\s+"
    r"(?:for|in place of|instead of)"
)
_CHANGE = re.compile(
    rf"^{POLITE_PREFIX}(?P<verb>{_REGENERATE_VERBS}|{_ANOTHER_CHORD})\s+(?-i:{CHORD_REFERENCE})(?P<tail>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SOMETHING_ELSE = re.compile(
    r"(?:\s*(?:to|with|for|by|into)?\s*"
    r"(?P<else>(?:something|anything)\s+(?:else|different|new)|another(?:\s+(?:one|chord))?|"
    r"(?:a\s+)?(?:different|other|new)(?:\s+(?:ones?|chords?))?))?(?:[\s,]*\b(?:please|again|only)\b)*"
    r"(?:\s*[,;]?\s*(?:and|but)?\s*(?:keep|leave|hold)\s+(?:all\s+)?(?:the\s+)?(?:rest|others?)(?:\s+chords?)?"
    r"(?:\s+as\s+(?:it is|they are))?)?\s*[.!?]*",
    re.IGNORECASE,
)
_VERBS_NEEDING_ELSE = frozenset({"make", "turn", "set"})
_NON_REGENERATING_VERBS = frozenset({"remove", "delete", "move", "shift"})
_LOCK = re.compile(
    rf"^{POLITE_PREFIX}(?:keep|hold on to|hold|lock|leave)\s+(?:only\s+|just\s+|both\s+)?(?-i:{CHORD_REFERENCE})"
    r"(?P<tail>\s*(?:$|[,.;!]|(?:and|but|then|as)\b).*)$",
    re.IGNORECASE | re.DOTALL,
)
_REGENERATE_REST = (
    r"(?:change|replace|redo|vary|renew|reroll|find (?:others|other chords) for|something else for)\s+"
    r"(?:all\s+)?(?:of\s+)?the\s+(?:rest|others?|other\s+(?:ones|chords)|unlocked\s+(?:ones|chords))(?:\s+of\s+(?:them|the\s+chords))?"
)
_REGENERATE_REST_SENTENCE = re.compile(
    rf"{POLITE_PREFIX}{_REGENERATE_REST}(?:[\s,]*\b(?:please|again|now)\b)*\s*[.!]*", re.IGNORECASE
)
AND_REGENERATE_REST = re.compile(rf"\band {_REGENERATE_REST}\b", re.IGNORECASE)
"""A regular expression for the end of a sentence that locks some chords and regenerates the others."""
_CHORD_COMMAND = re.compile(
    r"^(?:keep|hold|lock|leave|change|replace|redo|vary|swap|switch|remove|delete|add|insert|move|"
    r"(?:make|turn|set) (?:the|this|that|my))\b.*\bchords?\b",
    re.IGNORECASE | re.DOTALL,
)


def read_unchanged_chords(text: str, chords: Sequence[str]) -> tuple[int, ...] | None:
    """Return the numbers, from 1, of the chords that stay if a sentence regenerates others; None if it does not.

    Args:
        text: The sentence, in upper and lower case as written.
        chords: The symbols of the current chords.

    Raises:
        RequestError: If it names chords that do not exist, or asks for something impossible.
    """
    found = _CHANGE.match(capitalize_chords(text.strip())) if chords else None
    if not found or not is_unambiguous(found, chords):
        return None
    ending = _SOMETHING_ELSE.fullmatch(found["tail"])
    is_clear = ending is not None and _asks_for_other_chord(
        found["verb"].lower(), says_else=bool(ending["else"])
    )
    if not is_clear and not is_explicit(found):
        return None
    changed = chord_numbers(found, chords)
    if not is_clear:
        raise unclear_command_error()
    return tuple(number for number in range(1, len(chords) + 1) if number not in changed)


def asks_to_regenerate_unlocked(text: str) -> bool:
    """Return whether a sentence only asks to regenerate all unlocked chords."""
    return bool(_REGENERATE_REST_SENTENCE.fullmatch(text.strip()))


def check_locked_chords(text: str, locked: Iterable[int], chords: Sequence[str]) -> None:
    """Check that the chords that a sentence locks exist.

    Raises:
        RequestError: If they do not exist.
    """
    if not chords:
        return
    if (found := _LOCK.match(text.strip())) and found["names"] and is_unambiguous(found, chords):
        chord_numbers(found, chords)
    if any(abs(number) > len(chords) for number in locked):
        raise out_of_range_error(len(chords))


def reject_chord_command(text: str) -> None:
    """Reject a sentence that seems to be a new request, but is a command about chords.

    Raises:
        RequestError: If it is such a command.
    """
    if _CHORD_COMMAND.search(text.strip()):
        raise RequestError(
            "I do not know how to do that to these chords. Say “keep the first two chords”, “change the last chord”, "
            "or choose on a chord's card."
        )


def unclear_command_error() -> RequestError:
    """Return the error for a sentence about a chord that is not understood."""
    return RequestError(
        "I do not know what to do with that chord. Say “change the last chord to A minor” or “delete the second "
        "chord”, or right-click its card."
    )


def _asks_for_other_chord(verb: str, *, says_else: bool) -> bool:
    """Return whether a verb asks for another chord; some do only if "something else" follows."""
    return verb not in _NON_REGENERATING_VERBS and (says_else or verb not in _VERBS_NEEDING_ELSE)
