"""Rules for keys and modes: "D minor", "in the key of e flat", "in a major key"."""

import re

from composer_app.music.key import CHURCH_MODES, Mode, read_key
from composer_app.request.constraints.rule import CLAUSE_END, Fields, Rule, compile_rule

_ACCIDENTAL = r"(?:[\s-]?(?:#|♯|♭|(?i:sharp|flat)\b)|b(?![\w#♯♭]))?(?![\w#♯♭])"
_NOTE = rf"([A-G]{_ACCIDENTAL})"
_LOWERCASE_NOTE = rf"([a-g]{_ACCIDENTAL})"
# Lower-case notes that cannot be the article "a".
_UNAMBIGUOUS_NOTE = rf"((?:[b-g]{_ACCIDENTAL}|a(?:[#♯♭]|b|-(?:sharp|flat))(?![\w#♯♭])))"
_NAMES = "major|minor|maj|min|" + "|".join(CHURCH_MODES)
_MODE = rf"[\s-]*((?i:{_NAMES}))\b(?!\s+(?:key|mode|scale|chord))"
_CHURCH = "|".join(CHURCH_MODES)
_KINDS = "mode|scale|feel|sound|flavou?r|colou?r|chords|harmony|jazz|groove|vamp|mood"
_TRANSPOSE_TO = (
    r"(?:transposed?|move|shift|change|switch|modulate|take|bring|put)\b[\w\s']{0,20}\b(?:to|into|in)"
)


def _key_fields(match: re.Match[str]) -> Fields:
    mode_name = match[2] or ""
    keys = [read_key(f"{match[1]} {mode}") for mode in ([mode_name] if mode_name else Mode)]
    fields: dict[str, object] = {"tonic": keys[0].tonic}
    if mode_name:
        fields["mode"] = keys[0].mode
    if spelling := next((key.spelling for key in keys if key.spelling), ""):
        fields["spelling"] = spelling
    return fields


def _mode_fields(match: re.Match[str]) -> Fields:
    name = next(group for group in match.groups() if group).lower()
    return {"mode": CHURCH_MODES.get(name) or Mode(name)}


# A lower-case "a" may be an article: only a capital, or the end of a clause, makes it a key.
KEY_RULES = (
    *(
        Rule(re.compile(expression), _key_fields)
        for expression in (
            rf"\b{_NOTE}{_MODE}",
            rf"\b(?:in|key of) {_LOWERCASE_NOTE}{_MODE}{CLAUSE_END}",
            rf"\b{_UNAMBIGUOUS_NOTE}[\s-]({_NAMES})\b",
            r"\b(?:[Ii]n|[Kk]ey of|[Kk]ey:?|[Tt]ry|[Tt]o|[Ii]nto)\s+([A-G][#b♯♭]?)(m)\b",
            rf"\b[Kk]ey\s*(?:of|is|to|:|=)\s*{_NOTE}()",
            rf"\b[Kk]ey\s*(?:of|is|to|:|=)\s*{_LOWERCASE_NOTE}(){CLAUSE_END}",
            rf"\b[Ii]n {_NOTE}(){CLAUSE_END}",
            rf"\bin {_UNAMBIGUOUS_NOTE}(){CLAUSE_END}",
            rf"\b(?i:{_TRANSPOSE_TO}) {_NOTE}(){CLAUSE_END}",
            rf"^\s*{_NOTE}()(?:\s+instead)?[\s.!]*$",
        )
    ),
)
MODE_RULES = (
    compile_rule(
        rf"\b(major|minor)\s+(?:key|mode|scale|chords?)\b|\bin (?:the )?(major|minor){CLAUSE_END}",
        _mode_fields,
    ),
    compile_rule(rf"\b(?:make|turn|switch|change)\b[\w\s]{{0,12}}?\b(major|minor){CLAUSE_END}", _mode_fields),
    # Dorian is also a first name; other modes are also names of seas, islands and harps.
    Rule(
        re.compile(rf"\b(?i:in|the) ((?i:dorian))\b|\b((?i:dorian)) (?i:{_KINDS})\b|\b(dorian)\b"),
        _mode_fields,
    ),
    compile_rule(
        rf"\b({'|'.join(name for name in CHURCH_MODES if name != 'dorian')})\b(?!\s+(?:sea|coast|islands?|harps?)\b)",
        _mode_fields,
    ),
    compile_rule(r"^\s*(dorian)[\s.!]*$", _mode_fields),
    compile_rule(r"^\s*(major|minor)(?:\s+(?:please|instead))?[\s.!]*$", _mode_fields),
)
