"""Rules that find in a sentence what it asks of the music, each an expression and what it means."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Fields = Mapping[str, Any]

CLAUSE_END = (
    r"(?=\s*(?:$|[.,;:!?)]|(?:and(?! a half)|but|with|at|around|about|in|on|for|please|time|bpm|instead|now|then|again|"
    r"this time|rather|too|though|as|maybe)\b))"
)
"""Where a clause ends, or goes on about the music: "in three, please", but not "in three days"."""

_REJECTION_WINDOW_CHARS = 60  # characters before it in which something can be refused
_REJECTION = re.compile(
    r"\b(?:not|no|never|without|don't|isn't|avoid|nothing|instead of|rather than|drop|skip|forget|lose|any|remove)"
    r"\s+(?:[\w']+\s+){0,2}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ConstraintMatch:
    """Words of a sentence that name something about the music.

    Attributes:
        fields: What they name: fields of `Constraints` and their values.
        phrase: The words themselves.
        is_rejected: Whether the sentence turns it down: "no strings".
    """

    fields: Fields
    phrase: str
    is_rejected: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression, and what its match means; nothing where it means nothing after all."""

    pattern: re.Pattern[str]
    interpret: Callable[[re.Match[str]], Fields | None]

    def matches(self, text: str) -> Iterator[ConstraintMatch]:
        """All that it finds, in the order it was said."""
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
    """A rule that heeds capitals no more than people do."""
    return Rule(re.compile(expression, re.IGNORECASE), interpret)


def constant_rule(expression: str, **fields: object) -> Rule:
    """A rule that always means the same."""
    return compile_rule(expression, lambda _: fields)
