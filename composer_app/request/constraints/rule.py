"""Rules that find constraints in a sentence: a regular expression and its interpretation."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Fields = Mapping[str, Any]

CLAUSE_END = (
    r"(?=\s*(?:$|[.,;:!?)]|(?:and(?! a half)|but|with|at|around|about|in|on|for|please|time|bpm|instead|now|then|again|"
    r"this time|rather|too|though|as|maybe)\b))"
)
"""The end of a clause, or words that continue about the music: "in three, please", but not "in three days"."""

_REJECTION_WINDOW_CHARS = 60
_REJECTION = re.compile(
    r"\b(?:not|no|never|without|don't|isn't|avoid|nothing|instead of|rather than|drop|skip|forget|lose|any|remove)"
    r"\s+(?:[\w']+\s+){0,2}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ConstraintMatch:
    """A phrase that names constraints.

    Attributes:
        fields: The fields of `Constraints` and their values.
        phrase: The words of the phrase.
        is_rejected: Whether the sentence rejects it: "no strings".
    """

    fields: Fields
    phrase: str
    is_rejected: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A regular expression and a function that interprets a match, which returns None to ignore it."""

    pattern: re.Pattern[str]
    interpret: Callable[[re.Match[str]], Fields | None]

    def matches(self, text: str) -> Iterator[ConstraintMatch]:
        """Yield all matches in their order."""
        for found in self.pattern.finditer(text):
            if fields := self.interpret(found):
                yield ConstraintMatch(
                    fields,
                    found[0].strip(),
                    bool(
                        _REJECTION.search(
                            text, max(0, found.start() - _REJECTION_WINDOW_CHARS), found.start()
                        )
                    ),
                )


def compile_rule(expression: str, interpret: Callable[[re.Match[str]], Fields | None]) -> Rule:
    """Return a case-insensitive rule."""
    return Rule(re.compile(expression, re.IGNORECASE), interpret)


def constant_rule(expression: str, **fields: object) -> Rule:
    """Return a case-insensitive rule with constant fields."""
    return compile_rule(expression, lambda _: fields)
