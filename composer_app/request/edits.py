"""Sentences that shape single chords: "change the last chord to A minor", "play the Em an octave higher"."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from composer_app.music.chord import Chord
from composer_app.music.chord_symbol import read_symbol
from composer_app.music.editing import (
    Change,
    Delete,
    Duplicate,
    Invert,
    Shift,
    Stretch,
    Substitute,
    inversion_of,
)
from composer_app.music.metre import COMMON
from composer_app.request.chord_names import NAME, spoken_chord, spoken_quality
from composer_app.request.numerals import number
from composer_app.request.pointing import POLITE, WHICH, is_plain, is_sure, numbers_of, spelt
from composer_app.request.turn import State

_LONGEST = 120  # characters; whoever says more tells of something
_ENDING = re.compile(
    r"(?:[\s,]*\b(?:please|instead|now|for now|again|for me|thanks|thank you)\b)*[\s.!?]*$", re.IGNORECASE
)
_OCTAVES = r"(?:by\s+)?(?P<octaves>an|one|two|1|2)\s+octaves?"
_WAY = r"(?P<way>up|down|higher|lower|deeper)"
_MANY = r"(?P<many>an?|one|two|three|four|half an?|\d)\s+(?P<unit>beat|bar)s?"
_INVERSIONS = ("root", "first", "second", "third")
_LONGER = rf"\s+(?:last\s+)?(?:{_MANY}\s+)?(?:longer|(?P<short>shorter))"
_POSITION = (
    rf"\s+(?:in|into|to)\s+(?:its\s+|the\s+)?(?P<position>{'|'.join(_INVERSIONS)})\s+(?:position|inversion)"
)
_TURNED = re.compile(rf"{POLITE}(?i:make|turn|set)\s+the\s+(?P<whole>{NAME})")
# After "to", these count or name a degree, and no quality.
_COUNTS = re.compile(r"the\s.*|(?:five|fifth|six|sixth|seven|seventh|dominant|power|[567])", re.IGNORECASE)

_Maker = Callable[[int], Change]
"""What is done to a chord, by its number from 0."""


def read_changes(text: str, state: State) -> tuple[Change, ...]:
    """What a sentence does to single chords that are there; nothing where it means something else.

    Raises:
        RequestError: It names chords that are not there.
    """
    said = _ENDING.sub("", spelt(text.strip()))
    if not state.chords or len(said) > _LONGEST:
        return ()
    if of_the_root := tuple(_turned(said, state.chords)):
        return of_the_root
    for pattern, make in _COMMANDS:
        found = pattern.fullmatch(said)
        if found and is_plain(found) and is_sure(found, state.chords) and (maker := make(found, state)):
            # The last one first, so that the numbers of those before it still hold.
            numbers = sorted(set(numbers_of(found, state.chords)), reverse=True)
            changes = tuple(maker(each - 1) for each in numbers)
            return (
                () if len(changes) > 1 and isinstance(changes[0], Stretch) else changes
            )  # they share their time
    return ()


def _turned(said: str, chords: Iterable[str]) -> Iterable[Change]:
    """What “make the G minor” does: every chord on G becomes so."""
    whole = spoken_chord(found["whole"]) if (found := _TURNED.fullmatch(said)) else None
    for at, symbol in enumerate(chords):
        if whole and (there := read_symbol(symbol)).root == whole.root and there != whole:
            yield Substitute(at, whole)


def _substitute(found: re.Match[str], _state: State) -> _Maker | None:
    """Another chord, by its name."""
    chord = None if _COUNTS.fullmatch(found["other"]) else spoken_chord(found["other"])
    return (lambda at: Substitute(at, chord)) if chord else None


def _alter(found: re.Match[str], state: State) -> _Maker | None:
    """Another quality of the same root, or a chord that is plainly named."""
    if chord := spoken_chord(found["other"], named=False):
        return lambda at: Substitute(at, chord)
    quality = None if found["to"] and _COUNTS.fullmatch(found["other"]) else spoken_quality(found["other"])
    old = [read_symbol(symbol) for symbol in state.chords]
    return (lambda at: Substitute(at, _with_quality(old[at], quality))) if quality else None


def _with_quality(chord: Chord, quality: str) -> Chord:
    return replace(chord, quality=quality, bass=None)


def _delete(_found: re.Match[str], _state: State) -> _Maker:
    return Delete


def _duplicate(_found: re.Match[str], _state: State) -> _Maker:
    return Duplicate


def _shift(found: re.Match[str], _state: State) -> _Maker:
    groups = found.groupdict()
    down = groups["way"].lower() in {"down", "lower", "deeper", "drop"}
    octaves = round(number(groups.get("octaves") or "") or 1)
    return lambda at: Shift(at, -octaves if down else octaves)


def _place(found: re.Match[str], _state: State) -> _Maker:
    return lambda at: Invert(at, _INVERSIONS.index(found["position"].lower()))


def _invert(_found: re.Match[str], state: State) -> _Maker:
    """The next inversion of each."""

    def next_of(at: int) -> Invert:
        chord = read_symbol(state.chords[at])
        now = inversion_of(chord)
        return Invert(at, 0 if now is None else (now + 1) % len(chord.pitch_classes))

    return next_of


def _stretch(found: re.Match[str], state: State) -> _Maker:
    metre = state.heard.metre or state.request.constraints.metre or COMMON
    unit = metre.beats if (found["unit"] or "").lower() == "bar" else metre.pulse
    many = (found["many"] or "").lower()
    beats = unit * (0.5 if many.startswith("half") else number(many) or 1.0)
    return lambda at: Stretch(at, -beats if found["short"] else beats)


def _command(verb: str, tail: str = "") -> re.Pattern[str]:
    return re.compile(rf"{POLITE}(?:{verb})\s+(?-i:{WHICH})(?P<tail>{tail})", re.IGNORECASE)


_CHANGE = "change|replace|swap(?: out)?|switch(?: out)?|turn|make|set"
_LIFT = "play|put|move|shift|make|have|bring|transpose|take"
_COMMANDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], State], _Maker | None]], ...] = (
    (_command(r"delete|remove|drop|erase|lose|get rid of|take out|leave out|cut(?: out)?"), _delete),
    (_command(r"take|leave|cut", r"\s+(?:out|away)"), _delete),
    (_command(r"double|duplicate|repeat|copy"), _duplicate),
    (_command(r"play|have|use", r"\s+(?:twice|two times)"), _duplicate),
    (_command(_LIFT, rf"\s+{_WAY}\s+{_OCTAVES}"), _shift),
    (_command(_LIFT, rf"\s+{_OCTAVES}\s+{_WAY}"), _shift),
    (_command(r"(?P<way>raise|lower|drop)", rf"\s+{_OCTAVES}"), _shift),
    (_command(r"play|put|make|have", rf"\s+(?:an?\s+(?:bit|little)\s+)?{_WAY}"), _shift),
    (_command(r"invert"), _invert),
    (_command(r"play|put|use|have|set|make", _POSITION), _place),
    (_command(r"make|hold|let|play|have|sustain", _LONGER), _stretch),
    (_command(r"lengthen|extend|stretch|(?P<short>shorten)", rf"(?:\s+(?:by|for)\s+{_MANY})?"), _stretch),
    (_command(_CHANGE, r"\s+(?:to|into|with|for|by)\s+(?P<other>\S.*)"), _substitute),
    (_command(_CHANGE, r"\s+(?P<to>to|into)\s+(?P<other>\S.*)"), _alter),
    (_command(r"turn|make|set", r"(?P<to>)\s+(?P<other>\S.*)"), _alter),
    (
        re.compile(
            rf"{POLITE}(?:put|play|use|try|have|take|i want)\s+(?P<other>\S.{{0,30}}?)\s+(?:instead of|in place of)\s+"
            rf"(?-i:{WHICH})(?P<tail>)",
            re.IGNORECASE,
        ),
        _substitute,
    ),
)  # fmt: skip
