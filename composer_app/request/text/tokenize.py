"""Splits text into clauses and words, and finds base forms of words."""

import re
import unicodedata
from functools import cache

_CLAUSE = re.compile(r"[.,;:!?…()\[\]\"“”\n\r]+|\s[-–—]+\s|\s--+\s")
_WORD = re.compile(r"(?<!\d)[^\W\d_]+(?:'[^\W\d_]+)*")
_SUFFIX_RULES = (
    ("ies", "y"), ("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"),
    ("ly", ""), ("ily", "y"), ("ness", ""), ("iness", "y"), ("ful", ""), ("er", ""), ("est", ""), ("ier", "y"),
    ("iest", "y"), ("er", "e"), ("est", "e"), ("ish", ""), ("ish", "e"), ("y", ""), ("y", "e"),
    ("'s", ""), ("in'", "ing"),
)  # fmt: skip
_INFLECTIONS = ("'s", "ing", "ed", "es", "s", "e")
_VOWELS = frozenset("aeiouy")


def normalize(text: str) -> str:
    """Convert to lower case, and normalize apostrophes and spaces."""
    text = unicodedata.normalize("NFKC", text).lower().replace("’", "'").replace("`", "'")
    return re.sub(r"[^\S\n\r]+", " ", text)


def split_clauses(text: str) -> list[str]:
    """Split normalized text into clauses at its punctuation."""
    return [clause.strip() for clause in _CLAUSE.split(text) if clause.strip()]


def split_words(clause: str) -> list[str]:
    """Split a clause into words, also at hyphens."""
    return _WORD.findall(clause)


@cache
def candidate_base_forms(word: str) -> tuple[str, ...]:
    """Return a word and its possible base forms, most likely first: "hopes" gives "hopes", "hope"."""
    forms = [word]
    for suffix, replacement in _SUFFIX_RULES:
        stem = word[: -len(suffix)] + replacement
        if word.endswith(suffix) and len(stem) >= 3:
            forms.append(stem)
            if len(stem) > 3 and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return tuple(forms)


@cache
def strip_inflection(word: str) -> str:
    """Strip the inflection, so that all regular forms have the same stem: "closing" and "closes" give "clos"."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "i"
    for ending in _INFLECTIONS:
        stem = word.removesuffix(ending)
        if (
            len(stem) >= 3
            and stem != word
            and _VOWELS & set(stem)
            and not (ending == "s" and stem[-1] in "siu")
        ):
            return _undouble(stem)
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word


def _undouble(stem: str) -> str:
    """Remove a doubled consonant, and replace a final "y" by "i"."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        stem = stem[:-1]
    return stem[:-1] + "i" if stem.endswith("y") and len(stem) > 3 and stem[-2] not in "aeou" else stem
