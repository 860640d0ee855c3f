"""Keys and modes as they are said: "D minor", "in the key of e flat", "in a major key"."""

import re

from composer_app.music.key import CHURCH_MODES, Mode, read_key
from composer_app.request.rule import END, Fields, Rule, rule

_ACCIDENTAL = r"(?:[\s-]?(?:#|♯|♭|(?i:sharp|flat)\b)|b(?![\w#♯♭]))?(?![\w#♯♭])"
_NOTE = rf"([A-G]{_ACCIDENTAL})"
_SMALL = rf"([a-g]{_ACCIDENTAL})"
# Small letters that are no article, whatever stands around them.
_CLEAR = rf"((?:[b-g]{_ACCIDENTAL}|a(?:[#♯♭]|b|-(?:sharp|flat))(?![\w#♯♭])))"
_NAMES = "major|minor|maj|min|" + "|".join(CHURCH_MODES)
_MODE = rf"[\s-]*((?i:{_NAMES}))\b(?!\s+(?:key|mode|scale|chord))"
_CHURCH = "|".join(CHURCH_MODES)
_KINDS = "mode|scale|feel|sound|flavou?r|colou?r|chords|harmony|jazz|groove|vamp|mood"
_TO = r"(?:transposed?|move|shift|change|switch|modulate|take|bring|put)\b[\w\s']{0,20}\b(?:to|into|in)"


def _key(found: re.Match[str]) -> Fields:
    named = found[2] or ""
    keys = [read_key(f"{found[1]} {mode}") for mode in ([named] if named else Mode)]
    fields: dict[str, object] = {"tonic": keys[0].tonic}
    if named:
        fields["mode"] = keys[0].mode
    if written := next((key.spelling for key in keys if key.spelling), ""):
        fields["spelling"] = written
    return fields


def _mode(found: re.Match[str]) -> Fields:
    name = next(group for group in found.groups() if group).lower()
    return {"mode": CHURCH_MODES.get(name) or Mode(name)}


# A lower-case "a" may be an article: only a capital, or the end of a clause, makes it a key.
KEYS = (
    *(
        Rule(re.compile(expression), _key)
        for expression in (
            rf"\b{_NOTE}{_MODE}",
            rf"\b(?:in|key of) {_SMALL}{_MODE}{END}",
            rf"\b{_CLEAR}[\s-]({_NAMES})\b",
            r"\b(?:[Ii]n|[Kk]ey of|[Kk]ey:?|[Tt]ry|[Tt]o|[Ii]nto)\s+([A-G][#b♯♭]?)(m)\b",
            rf"\b[Kk]ey\s*(?:of|is|to|:|=)\s*{_NOTE}()",
            rf"\b[Kk]ey\s*(?:of|is|to|:|=)\s*{_SMALL}(){END}",
            rf"\b[Ii]n {_NOTE}(){END}",
            rf"\bin {_CLEAR}(){END}",
            rf"\b(?i:{_TO}) {_NOTE}(){END}",
            rf"^\s*{_NOTE}()(?:\s+instead)?[\s.!]*$",
        )
    ),
)
MODES = (
    rule(rf"\b(major|minor)\s+(?:key|mode|scale|chords?)\b|\bin (?:the )?(major|minor){END}", _mode),
    rule(rf"\b(?:make|turn|switch|change)\b[\w\s]{{0,12}}?\b(major|minor){END}", _mode),
    # Dorian is a name, too, and others of them are seas, islands and harps.
    Rule(re.compile(rf"\b(?i:in|the) ((?i:dorian))\b|\b((?i:dorian)) (?i:{_KINDS})\b|\b(dorian)\b"), _mode),
    rule(
        rf"\b({'|'.join(name for name in CHURCH_MODES if name != 'dorian')})\b(?!\s+(?:sea|coast|islands?|harps?)\b)",
        _mode,
    ),
    rule(r"^\s*(dorian)[\s.!]*$", _mode),
    rule(r"^\s*(major|minor)(?:\s+(?:please|instead))?[\s.!]*$", _mode),
)
