"""Numbers as they are said: "140", "one hundred and forty", "a dozen", "ninety-six"."""

import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: number for number, word in enumerate(_ONES.split())}
_VALUES |= {word: 20 + 10 * number for number, word in enumerate(_TENS.split())}
_VALUES |= {"dozen": 12, "couple": 2}
_WORD = "|".join([*_VALUES, "hundred", "and", "an", "a", "of"])
NUMBER = rf"(\d{{1,3}}(?:\.\d+)?|(?:(?:{_WORD})\b[\s-]?){{1,8}})"
"""An expression for a number, as one group; what it matches may still be none ("a")."""


def number(text: str) -> float | None:
    """The value of a number in figures or in English words; None where there is none."""
    if re.fullmatch(r"\d+(?:\.\d+)?", text.strip()):
        return float(text)
    total, known = 0, False
    for word in re.split(r"[\s-]+", text.strip().lower()):
        if word == "hundred":
            total, known = max(total, 1) * 100, True
        elif word in _VALUES:
            total, known = total + _VALUES[word], True
    return float(total) if known else None
