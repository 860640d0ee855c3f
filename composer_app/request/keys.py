"""Keys and modes as they are said: "D minor", "in the key of e flat", "in a major key"."""

import re

from composer_app.music.key import Mode, read_key
from composer_app.request.rule import END, Fields, Rule, rule

_ACCIDENTAL = r"(?:[\s-]?(?:#|♯|♭|[Ss]harp|[Ff]lat)|b)?"
_NOTE = rf"([A-G]{_ACCIDENTAL})"
_SMALL = rf"([a-g]{_ACCIDENTAL})"
_MODE = r"[\s-]*(major|minor|maj|min)\b(?!\s+(?:key|mode|scale|chord))"
_TO = r"(?:transpose|move|shift|change|switch|modulate|take|bring|put)\b[\w\s']{0,20}\b(?:to|into|in)"


def _key(found: re.Match[str]) -> Fields:
    tonic = re.sub(r"[\s-]", "", found[1].lower()).replace("sharp", "#").replace("flat", "b")
    named = (found[2] or "").lower()
    key = read_key(f"{tonic} {named or 'major'}")
    return {"tonic": key.tonic, "mode": key.mode} if named else {"tonic": key.tonic}


def _mode(found: re.Match[str]) -> Fields:
    return {"mode": Mode(next(group for group in found.groups() if group).lower())}


# A lower-case "a" may be an article: only a capital, or the end of a clause, makes it a key.
KEYS = (
    *(
        Rule(re.compile(expression), _key)
        for expression in (
            rf"\b{_NOTE}{_MODE}",
            rf"\b(?:in|key of) {_SMALL}{_MODE}{END}",
            rf"\b([b-g]{_ACCIDENTAL})[\s-](major|minor)\b",
            r"\b(?:[Ii]n|[Kk]ey of|[Kk]ey:?|[Tt]ry|[Tt]o|[Ii]nto)\s+([A-G](?:#|b)?)(m)\b",
            rf"\bkey (?:of|is|to) {_NOTE}()\b",
            rf"\bkey (?:of|is|to) {_SMALL}(){END}",
            rf"\b[Ii]n {_NOTE}(){END}",
            rf"\bin ([b-g]{_ACCIDENTAL})(){END}",
            rf"\b(?i:{_TO}) {_NOTE}(){END}",
            rf"^\s*{_NOTE}()(?:\s+instead)?[\s.!]*$",
        )
    ),
)
MODES = (
    rule(rf"\b(major|minor)\s+(?:key|mode|scale|chords?)\b|\bin (?:the )?(major|minor){END}", _mode),
    rule(rf"\b(?:make|turn|switch|change)\b[\w\s]{{0,12}}?\b(major|minor){END}", _mode),
    rule(r"^\s*(major|minor)(?:\s+(?:please|instead))?[\s.!]*$", _mode),
)
