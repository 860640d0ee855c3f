"""Parses numbers in figures or words: "140", "one hundred and forty", "a dozen", "ninety-six"."""

import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBER_WORDS = {word: number for number, word in enumerate(_ONES.split())}
_NUMBER_WORDS |= {word: 20 + 10 * number for number, word in enumerate(_TENS.split())}
_NUMBER_WORDS |= {"dozen": 12, "couple": 2}
_NUMBER_WORD = "|".join([*_NUMBER_WORDS, "hundred", "and", "an", "a", "of"])
NUMBER = rf"(\d{{1,3}}(?:\.\d+)?|(?:(?:{_NUMBER_WORD})\b[\s-]?){{1,8}})"
"""A regular expression with one group for a number; it also matches some words that are not numbers ("a")."""


def read_number(text: str) -> float | None:
    """Parse a number in figures or in English words; None if it is not a number."""
    if re.fullmatch(r"\d+(?:\.\d+)?", text.strip()):
        return float(text)
    total, known = 0, False
    for word in re.split(r"[\s-]+", text.strip().lower()):
        if word == "hundred":
            total, known = max(total, 1) * 100, True
        elif word in _NUMBER_WORDS:
            total, known = total + _NUMBER_WORDS[word], True
    return float(total) if known else None
