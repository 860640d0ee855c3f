"""Sentences that shape single chords: "change the last chord to A minor", "play the Em an octave higher"."""

import re
from collections.abc import Callable
from dataclasses import replace

from composer_app.music.chord import read_chord
from composer_app.music.editing import Change, Delete, Duplicate, Invert, Shift, Stretch, Substitute
from composer_app.music.metre import COMMON
from composer_app.request.chord_names import spoken_chord, spoken_quality
from composer_app.request.pointing import POLITE, WHICH, is_plain, is_sure, numbers_of, spelt
from composer_app.request.turn import State

_LONGEST = 120  # characters; whoever says more tells of something
_ENDING = re.compile(r"(?:[\s,]*\b(?:please|instead|now|again|for me))*[\s.!?]*$", re.IGNORECASE)
_WAY = r"(?:up|down|higher|lower|deeper)"
_OCTAVE = rf"\s+(?:{_WAY}\s+)?(?:by\s+)?(?:an|one|two)\s+octaves?(?:\s+{_WAY})?"
_MANY = r"(?P<many>an?|one|two|half an?)\s+(?P<unit>beat|bar)s?"
_LONGER = rf"\s+(?:last\s+)?(?:{_MANY}\s+)?(?:longer|shorter)"
_INVERSIONS = ("root", "first", "second", "third")
_POSITION = (
    rf"\s+(?:in|into|to)\s+(?:its\s+|the\s+)?(?P<position>{'|'.join(_INVERSIONS)})\s+(?:position|inversion)"
)

_INTO = r"\s+(?P<into>to|into|with|for|by)\s+(?P<other>\S.*)"

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
    for pattern, make in _COMMANDS:
        found = pattern.fullmatch(said)
        if found and is_plain(found) and is_sure(found, state.chords) and (maker := make(found, state)):
            # The last one first, so that the numbers of those before it still hold.
            return tuple(
                maker(number - 1) for number in sorted(numbers_of(found, state.chords), reverse=True)
            )
    return ()


def _substitute(found: re.Match[str], state: State) -> _Maker | None:
    """Another chord, or another quality of the same root."""
    said = found["other"].strip()
    if chord := spoken_chord(said, named=found.groupdict().get("into") is not None):
        return lambda number: Substitute(number, chord)
    if quality := spoken_quality(said):
        old = [read_chord(symbol) for symbol in state.chords]
        return lambda number: Substitute(number, replace(old[number], quality=quality, bass=None))
    return None


def _delete(_found: re.Match[str], _state: State) -> _Maker:
    return Delete


def _duplicate(_found: re.Match[str], _state: State) -> _Maker:
    return Duplicate


def _shift(found: re.Match[str], _state: State) -> _Maker:
    down = re.match(rf"{POLITE}lower\b", found[0], re.IGNORECASE) or re.search(
        r"\b(?:down|lower|deeper)\b", found["tail"], re.IGNORECASE
    )
    octaves = 2 if re.search(r"\btwo\b", found["tail"], re.IGNORECASE) else 1
    return lambda number: Shift(number, -octaves if down else octaves)


def _place(found: re.Match[str], _state: State) -> _Maker:
    return lambda number: Invert(number, _INVERSIONS.index(found["position"].lower()))


def _invert(_found: re.Match[str], state: State) -> _Maker:
    """The next inversion of each."""

    def next_of(number: int) -> Invert:
        chord = read_chord(state.chords[number])
        tones = chord.pitch_classes
        return Invert(number, (tones.index(chord.lowest) + 1) % len(tones) if chord.lowest in tones else 0)

    return next_of


def _stretch(found: re.Match[str], state: State) -> _Maker:
    metre = state.heard.metre or state.request.constraints.metre or COMMON
    unit = metre.beats if (found["unit"] or "").lower() == "bar" else metre.pulse
    many = (found["many"] or "").lower()
    beats = unit * (2.0 if many == "two" else 0.5 if many.startswith("half") else 1.0)
    shorter = re.search(r"\bshort(?:er|en)\b", found[0], re.IGNORECASE)
    return lambda number: Stretch(number, -beats if shorter else beats)


def _command(verb: str, tail: str = "") -> re.Pattern[str]:
    return re.compile(rf"{POLITE}(?:{verb})\s+(?-i:{WHICH})(?P<tail>{tail})", re.IGNORECASE)


_INSTEAD = re.compile(
    rf"{POLITE}(?:put|play|use|try|have|take|i want)\s+(?P<into>)(?P<other>\S.{{0,30}}?)\s+"
    rf"(?:instead of|in place of)\s+(?-i:{WHICH})(?P<tail>)",
    re.IGNORECASE,
)
_COMMANDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], State], _Maker | None]], ...] = (
    (_command(r"delete|remove|drop|erase|lose|get rid of|take out|leave out|cut(?: out)?"), _delete),
    (_command(r"take|leave|cut", r"\s+(?:out|away)"), _delete),
    (_command(r"double|duplicate|repeat|copy"), _duplicate),
    (_command(r"play|have|use", r"\s+(?:twice|two times)"), _duplicate),
    (_command(r"play|put|move|shift|make|have|bring|transpose|raise|lower|take", _OCTAVE), _shift),
    (_command(r"play|put|make|have", r"\s+(?:higher|lower|deeper)"), _shift),
    (_command(r"invert"), _invert),
    (_command(r"play|put|use|have|set|make", _POSITION), _place),
    (_command(r"make|hold|let|play|have|sustain", _LONGER), _stretch),
    (_command(r"lengthen|extend|stretch|shorten", rf"(?:\s+(?:by|for)\s+{_MANY})?"), _stretch),
    (_command(r"change|replace|swap(?: out)?|switch(?: out)?|turn|make|set", _INTO), _substitute),
    (_command(r"turn|make|set", r"\s+(?P<other>\S.*)"), _substitute),
    (_INSTEAD, _substitute),
)
