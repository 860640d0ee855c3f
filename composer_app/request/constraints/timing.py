"""Rules for tempo, metre and length: "around 80", "allegro", "in three", "eight bars", "half a minute"."""

import re
from contextlib import suppress

from composer_app.music.constraints import BAR_LIMITS, DURATION_LIMITS_S, TEMPO_LIMITS_BPM
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre
from composer_app.request.constraints.rule import CLAUSE_END, Fields, Rule, compile_rule, constant_rule
from composer_app.request.text.number_words import NUMBER, read_number


def _tempo_fields(match: re.Match[str]) -> Fields | None:
    value = read_number(match[1])
    return {"tempo": value} if value and TEMPO_LIMITS_BPM[0] <= value <= TEMPO_LIMITS_BPM[1] else None


def _metre_fields(match: re.Match[str]) -> Fields | None:
    count, unit = read_number(match[1]), read_number(match[2])
    with suppress(ValueError, TypeError):
        return {"metre": Metre(int(count or 0), int(unit or 0))} if count and count > 1 else None
    return None


def _bars_fields(match: re.Match[str]) -> Fields | None:
    value = read_number(match[1])
    return {"bars": round(value)} if value and BAR_LIMITS[0] <= value <= BAR_LIMITS[1] else None


def _seconds_fields(match: re.Match[str]) -> Fields | None:
    """Return the duration of minutes, "and a half", and seconds, each of which may be missing."""
    minutes, half, seconds = match["minutes"], match["half"], match["seconds"]
    value = 60 * ((read_number(minutes) or 1) if minutes else 0) + 30 * bool(half)
    value += (read_number(seconds) or 0) if seconds else 0
    return {"seconds": float(value)} if DURATION_LIMITS_S[0] <= value <= DURATION_LIMITS_S[1] else None


_SLOW, _FAST = (
    r"slow(?!\s+(?:motion|morning|day|sunday|afternoon|death|down|burn|dance with))",
    r"fast(?!\s+(?:asleep|cars?|food|lane|forward|friends|than))",
)
# The middle of the usual range.
_TEMPO_WORDS_BPM = (
    (rf"(?:very|really|extremely|super|so)\s+(?:{_SLOW}|slowly)\b", 50.0),
    (rf"(?:very|really|extremely|super|so)\s+(?:{_FAST}|quick)\b", 160.0),
    (r"mid[\s-]?tempo\b|medium (?:tempo|speed|pace)\b|moderate (?:tempo|speed|pace)\b", 96.0),
    (r"walking (?:pace|tempo|speed)\b", 92.0),
    (rf"{_SLOW}\b|slowly(?=\s*(?:$|[.,;!]))|(?<=played )slowly\b|down[\s-]?tempo\b", 64.0),
    (rf"{_FAST}\b|up[\s-]?tempo\b|quick(?=\s*(?:$|[.,;!]|and\b|march|tempo|pace|piece|song|tune|waltz|dance|one))", 132.0),
    *((rf"{word}\b", value) for word, value in {
        "larghissimo": 24.0, "grave tempo": 40.0, "largo": 48.0, "lento": 54.0, "larghetto": 60.0, "adagio": 64.0,
        "andantino": 84.0, "andante": 80.0, "moderato": 100.0, "allegretto": 112.0, "allegro": 132.0, "vivace": 150.0,
        "prestissimo": 200.0, "presto": 176.0,
    }.items()),
)  # fmt: skip
TEMPO_RULES = (
    compile_rule(rf"\b{NUMBER}\s*(?:bpm|beats? (?:per|a|each) minute)\b", _tempo_fields),
    compile_rule(rf"\bbpm\s*(?::|=|of|at|to|is|around|about)?\s*{NUMBER}", _tempo_fields),
    compile_rule(rf"\btempo\s*(?::|=|of|at|to|is|around|about|should be)*\s*{NUMBER}", _tempo_fields),
    compile_rule(
        rf"\b(?:around|about|at|roughly|circa|near)\s+(?:around|about|roughly|exactly)?\s*{NUMBER}{CLAUSE_END}",
        _tempo_fields,
    ),
    compile_rule(rf"\b(?:down|up|back)\s+to\s+{NUMBER}{CLAUSE_END}", _tempo_fields),
    compile_rule(rf"^\s*{NUMBER}[\s.!]*$", _tempo_fields),
    *(constant_rule(rf"\b(?:{word})", tempo=value) for word, value in _TEMPO_WORDS_BPM),
)
_BEAT_COUNT_WORD = "(two|three|four|five|six|seven|nine|twelve)"
_NOT_LENGTH = r"(?![\s-]+(?:bars?|measures?|seconds?|minutes?|times|chords?))"
METRE_RULES = (
    compile_rule(r"(?<![\d/])(\d{1,2})/([248])(?![\d/])(?!\s+of\b)", _metre_fields),
    compile_rule(rf"\b{_BEAT_COUNT_WORD}[\s-](two|four|eight)\b{_NOT_LENGTH}", _metre_fields),
    constant_rule(
        rf"\bwaltz(?:es)?\b|\bin (?:three|3){CLAUSE_END}|\btriple (?:time|metre|meter)\b|\boom[\s-]?pah",
        metre=WALTZ,
    ),
    constant_rule(rf"\bin (?:six|6){CLAUSE_END}|\bcompound (?:time|metre|meter)\b", metre=SIX_EIGHT),
    constant_rule(rf"\bin (?:four|4){CLAUSE_END}|\bcommon time\b", metre=COMMON),
    constant_rule(rf"\bin (?:two|2){CLAUSE_END}|\bduple (?:time|metre|meter)\b", metre=Metre(2, 4)),
    constant_rule(rf"\bin (?:five|5){CLAUSE_END}", metre=Metre(5, 4)),
    constant_rule(rf"\bin (?:seven|7){CLAUSE_END}", metre=Metre(7, 8)),
    constant_rule(r"\bcut time\b", metre=Metre(2, 2)),
)
_NOT_A_POINT_IN_TIME = (
    r"(?!['’]|[\s-]+(?:left|to go|ago|later|away|before|after|until|remaining|of silence|later|earlier)\b)"
)
_SECONDS_PHRASE = rf"(?P<seconds>{NUMBER[1:-1]})[\s-]*(?:seconds?|secs?|s)\b{_NOT_A_POINT_IN_TIME}"
_MINUTES_PHRASE = rf"(?P<minutes>{NUMBER[1:-1]})[\s-]*(?:minutes?|mins?)\b"
_DURATION_CUE = r"(?:about|around|for|lasts?|lasting|roughly|exactly|of|be|make it)\s+"
LENGTH_RULES: tuple[Rule, ...] = (
    compile_rule(rf"\b{NUMBER}[\s-]*(?:bars?|measures?)\b(?!\s+in town)", _bars_fields),
    compile_rule(rf"\b{_MINUTES_PHRASE}\s+(?:and\s+)?{_SECONDS_PHRASE}(?P<half>)", _seconds_fields),
    compile_rule(rf"\b{_MINUTES_PHRASE}\s+and\s+(?P<half>a half)(?P<seconds>)", _seconds_fields),
    compile_rule(rf"\b(?P<half>half)(?:[\s-]+an?|-)?[\s-]*minute\b{_NOT_A_POINT_IN_TIME}(?P<minutes>)(?P<seconds>)", _seconds_fields),
    compile_rule(rf"(?<!wait )(?<!last )\b{_DURATION_CUE}(?P<minutes>an?)\s+minute\b{_NOT_A_POINT_IN_TIME}(?P<half>)(?P<seconds>)", _seconds_fields),
    compile_rule(r"\b(?P<minutes>an?)\s+minute\s+(?:long|of)\b(?!\s+silence)(?P<half>)(?P<seconds>)", _seconds_fields),
    compile_rule(rf"\b(?!an?\b)(?P<minutes>\d{{1,2}}|[a-z-]+)[\s-]+(?:minutes?|mins?)\b{_NOT_A_POINT_IN_TIME}(?P<half>)(?P<seconds>)",
         lambda found: _seconds_fields(found) if read_number(found["minutes"]) else None),
    compile_rule(rf"(?<!wait )\b{_SECONDS_PHRASE}(?P<half>)(?P<minutes>)", _seconds_fields),
)  # fmt: skip
