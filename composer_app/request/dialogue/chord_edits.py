"""Reads edits of single chords: "change the last chord to A minor", "play the Em an octave higher"."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from composer_app.music.chord import Chord
from composer_app.music.chord_symbol import read_symbol
from composer_app.music.editing import (
    Change,
    ChangeLength,
    Delete,
    Duplicate,
    Invert,
    ShiftOctave,
    Substitute,
    inversion_of,
)
from composer_app.music.metre import COMMON
from composer_app.request.dialogue.chord_names import CHORD_NAME, read_spoken_chord, read_spoken_quality
from composer_app.request.dialogue.chord_references import (
    CHORD_REFERENCE,
    POLITE_PREFIX,
    capitalize_chords,
    chord_numbers,
    is_explicit,
    is_unambiguous,
)
from composer_app.request.dialogue.turn import DialogueState
from composer_app.request.text.number_words import read_number

_MAX_COMMAND_CHARS = 120  # longer sentences are descriptions
_POLITE_SUFFIX = re.compile(
    r"(?:[\s,]*\b(?:please|instead|now|for now|again|for me|thanks|thank you)\b)*[\s.!?]*$", re.IGNORECASE
)
_OCTAVES = r"(?:by\s+)?(?P<octaves>an|one|two|1|2)\s+octaves?"
_DIRECTION = r"(?P<direction>up|down|higher|lower|deeper)"
_DURATION = r"(?P<many>an?|one|two|three|four|half an?|\d)\s+(?P<unit>beat|bar)s?"
_INVERSIONS = ("root", "first", "second", "third")
_LENGTH_CHANGE = rf"\s+(?:last\s+)?(?:{_DURATION}\s+)?(?:longer|(?P<short>shorter))"
_POSITION = (
    rf"\s+(?:in|into|to)\s+(?:its\s+|the\s+)?(?P<position>{'|'.join(_INVERSIONS)})\s+(?:position|inversion)"
)
_MAKE_CHORD = re.compile(rf"{POLITE_PREFIX}(?i:make|turn|set)\s+the\s+(?P<whole>{CHORD_NAME})")
# After "to", these are numbers or degrees, not qualities.
_AMBIGUOUS_AFTER_TO = re.compile(
    r"the\s.*|(?:five|fifth|six|sixth|seven|seventh|dominant|power|[567])", re.IGNORECASE
)

_EditFactory = Callable[[int], Change]
"""Makes the change of a chord with a number, from 0."""


def read_chord_edits(text: str, state: DialogueState) -> tuple[Change, ...]:
    """Read the changes that a sentence makes to single chords; empty if it means something else.

    Raises:
        RequestError: If it names chords that do not exist.
    """
    command = _POLITE_SUFFIX.sub("", capitalize_chords(text.strip()))
    if not state.chord_symbols or len(command) > _MAX_COMMAND_CHARS:
        return ()
    if substitutions := tuple(_substitute_same_root(command, state.chord_symbols)):
        return substitutions
    for pattern, interpret in _COMMANDS:
        found = pattern.fullmatch(command)
        if (
            found
            and is_explicit(found)
            and is_unambiguous(found, state.chord_symbols)
            and (make_change := interpret(found, state))
        ):
            # The last chord first, so that the numbers of those before it stay valid.
            numbers = sorted(set(chord_numbers(found, state.chord_symbols)), reverse=True)
            changes = tuple(make_change(number - 1) for number in numbers)
            # Adjacent chords share their time, so only one length can be changed at once.
            return () if len(changes) > 1 and isinstance(changes[0], ChangeLength) else changes
    return ()


def _substitute_same_root(sentence: str, chords: Iterable[str]) -> Iterable[Change]:
    """Yield the changes of “make the G minor”: it replaces every chord on G."""
    chord = read_spoken_chord(found["whole"]) if (found := _MAKE_CHORD.fullmatch(sentence)) else None
    for number, symbol in enumerate(chords):
        if chord and (old := read_symbol(symbol)).root == chord.root and old != chord:
            yield Substitute(number, chord)


def _substitute(match: re.Match[str], _state: DialogueState) -> _EditFactory | None:
    """Replace a chord by a named one."""
    chord = None if _AMBIGUOUS_AFTER_TO.fullmatch(match["other"]) else read_spoken_chord(match["other"])
    return (lambda number: Substitute(number, chord)) if chord else None


def _change_quality(match: re.Match[str], state: DialogueState) -> _EditFactory | None:
    """Change the quality of a chord, or replace it by a clearly named one."""
    if chord := read_spoken_chord(match["other"], expect_name=False):
        return lambda number: Substitute(number, chord)
    quality = (
        None
        if match["to"] and _AMBIGUOUS_AFTER_TO.fullmatch(match["other"])
        else read_spoken_quality(match["other"])
    )
    old = [read_symbol(symbol) for symbol in state.chord_symbols]
    return (lambda number: Substitute(number, _with_quality(old[number], quality))) if quality else None


def _with_quality(chord: Chord, quality: str) -> Chord:
    return replace(chord, quality=quality, bass=None)


def _delete(_match: re.Match[str], _state: DialogueState) -> _EditFactory:
    return Delete


def _duplicate(_match: re.Match[str], _state: DialogueState) -> _EditFactory:
    return Duplicate


def _shift_octave(match: re.Match[str], _state: DialogueState) -> _EditFactory:
    groups = match.groupdict()
    down = groups["direction"].lower() in {"down", "lower", "deeper", "drop"}
    octaves = round(read_number(groups.get("octaves") or "") or 1)
    return lambda number: ShiftOctave(number, -octaves if down else octaves)


def _set_inversion(match: re.Match[str], _state: DialogueState) -> _EditFactory:
    return lambda number: Invert(number, _INVERSIONS.index(match["position"].lower()))


def _next_inversion(_match: re.Match[str], state: DialogueState) -> _EditFactory:
    """Invert a chord once more."""

    def invert(number: int) -> Invert:
        chord = read_symbol(state.chord_symbols[number])
        inversion = inversion_of(chord)
        return Invert(number, 0 if inversion is None else (inversion + 1) % len(chord.pitch_classes))

    return invert


def _change_length(match: re.Match[str], state: DialogueState) -> _EditFactory:
    metre = state.current_constraints.metre or state.request.constraints.metre or COMMON
    unit = metre.beats if (match["unit"] or "").lower() == "bar" else metre.pulse
    count = (match["many"] or "").lower()
    beats = unit * (0.5 if count.startswith("half") else read_number(count) or 1.0)
    return lambda number: ChangeLength(number, -beats if match["short"] else beats)


def _command_pattern(verb: str, tail: str = "") -> re.Pattern[str]:
    return re.compile(rf"{POLITE_PREFIX}(?:{verb})\s+(?-i:{CHORD_REFERENCE})(?P<tail>{tail})", re.IGNORECASE)


_CHANGE_VERBS = "change|replace|swap(?: out)?|switch(?: out)?|turn|make|set"
_OCTAVE_VERBS = "play|put|move|shift|make|have|bring|transpose|take"
_COMMANDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], DialogueState], _EditFactory | None]], ...] = (
    (_command_pattern(r"delete|remove|drop|erase|lose|get rid of|take out|leave out|cut(?: out)?"), _delete),
    (_command_pattern(r"take|leave|cut", r"\s+(?:out|away)"), _delete),
    (_command_pattern(r"double|duplicate|repeat|copy"), _duplicate),
    (_command_pattern(r"play|have|use", r"\s+(?:twice|two times)"), _duplicate),
    (_command_pattern(_OCTAVE_VERBS, rf"\s+{_DIRECTION}\s+{_OCTAVES}"), _shift_octave),
    (_command_pattern(_OCTAVE_VERBS, rf"\s+{_OCTAVES}\s+{_DIRECTION}"), _shift_octave),
    (_command_pattern(r"(?P<direction>raise|lower|drop)", rf"\s+{_OCTAVES}"), _shift_octave),
    (_command_pattern(r"play|put|make|have", rf"\s+(?:an?\s+(?:bit|little)\s+)?{_DIRECTION}"), _shift_octave),
    (_command_pattern(r"invert"), _next_inversion),
    (_command_pattern(r"play|put|use|have|set|make", _POSITION), _set_inversion),
    (_command_pattern(r"make|hold|let|play|have|sustain", _LENGTH_CHANGE), _change_length),
    (_command_pattern(r"lengthen|extend|stretch|(?P<short>shorten)", rf"(?:\s+(?:by|for)\s+{_DURATION})?"), _change_length),
    (_command_pattern(_CHANGE_VERBS, r"\s+(?:to|into|with|for|by)\s+(?P<other>\S.*)"), _substitute),
    (_command_pattern(_CHANGE_VERBS, r"\s+(?P<to>to|into)\s+(?P<other>\S.*)"), _change_quality),
    (_command_pattern(r"turn|make|set", r"(?P<to>)\s+(?P<other>\S.*)"), _change_quality),
    (
        re.compile(
            rf"{POLITE_PREFIX}(?:put|play|use|try|have|take|i want)\s+(?P<other>\S.{{0,30}}?)\s+(?:instead of|in place of)\s+"
            rf"(?-i:{CHORD_REFERENCE})(?P<tail>)",
            re.IGNORECASE,
        ),
        _substitute,
    ),
)  # fmt: skip
