"""Reads short commands such as "play", "save it", "go back two" and "keep the last chord"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from composer_app.music.chord_symbol import read_symbol
from composer_app.request.dialogue.chord_names import CHORD_NAME, read_spoken_chord
from composer_app.request.dialogue.turn import DialogueAct
from composer_app.request.text.number_words import read_number
from composer_app.request.text.tokenize import normalize, split_clauses


@dataclass(frozen=True, slots=True)
class Command:
    """A command, and the number of takes to go back."""

    act: DialogueAct
    takes_back: int = 1


_POLITENESS = re.compile(
    r"^(?:(?:please|ok|okay|now|just|yes|yeah|hey|well|and|so|then|right|good|great|nice|perfect|cool|hmm|actually|"
    r"can you|could you|would you|will you|can i|could i|may i|let me|let's|i want to|i'd like to|go ahead and|"
    r"composer)\b[\s,]*)+|(?:\s*\b(?:please|now|then|for me|thanks|thank you|will you|would you|once more))+$"
)
_OBJECT = r"(?:it|this|that|them|this one|that one|the (?:song|music|piece|tune|take|thing|chords|midi|file)|this take|what (?:you|we) have)"
_COMMAND_EXPRESSIONS = {
    DialogueAct.PLAY: rf"play|play {_OBJECT}(?: again)?|replay(?: {_OBJECT})?|hear {_OBJECT}(?: again)?|listen(?: to {_OBJECT})?|(?:and )?again|"
    rf"continue|resume|go on|play on|start(?: playing)?|start {_OBJECT}|repeat {_OBJECT}|one more time|from the (?:top|beginning|start)|"
    rf"play from the (?:top|beginning|start)|let it play|go|sound it",
    DialogueAct.STOP: rf"stop(?: {_OBJECT})?|stop playing|stop now|halt|pause(?: {_OBJECT})?|be quiet|quiet|silence|hush|shut up|"
    rf"enough|that's enough|that is enough|mute(?: {_OBJECT})?|turn it off|no more|cut it",
    DialogueAct.SAVE: rf"(?:save|keep|store|export|remember|download|write) {_OBJECT}(?: as .*| to .*)?|save|export|save as .*|"
    rf"(?:i'll|i will) (?:take|keep) {_OBJECT}|that's the one|keep this take|bounce {_OBJECT}",
    DialogueAct.GO_BACK: r"(?:go |take me |step )?back(?: (?:one|two|three|four|five|a step|one step|\w+ (?:steps|takes)))?|undo(?: (?:it|that|this))?|"
    r"(?:back |go back |return )?to the (?:previous|last|earlier|one before|first)(?: (?:one|take|version))?|"
    r"(?:the )?(?:previous|last|earlier) (?:one|take|version)|previous|revert(?: (?:it|that))?|"
    r"(?:that|it|the last one|the first one|the other one) was better(?: before)?|(?:i )?(?:liked|preferred) (?:the (?:last|previous|other|first) one|that|it)(?: better)?(?: before)?",
    DialogueAct.NEW_VARIATION: r"another(?: (?:one|take|version|go|try|idea|variation|option))?|(?:give me |show me |try |make |play )?(?:me )?"
    r"(?:another|a different|a new|one more|the next|next)(?: (?:one|take|version|go|try|idea|variation|option))?|one more|"
    r"next(?: one| take| please)?|again but different(?:ly)?|try again|do (?:it|that) over|(?:do|try) something else|something else|"
    r"different chords|other chords|new chords|(?:another|different) progression|start over|do it again|once more|more like (?:this|that)|"
    r"surprise me(?: again)?|reroll|regenerate|shuffle|i don't like (?:it|this|that)|(?:and )?another",
}  # fmt: skip
_COMMAND_PATTERNS = {act: re.compile(said) for act, said in _COMMAND_EXPRESSIONS.items()}
_TAKES_BACK = re.compile(r"\b(two|three|four|five)\b")
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth"
).split()
_LOCK = re.compile(
    r"\b(?:keep|hold on to|hold|lock|leave|don't (?:change|touch)|save)\b[\w\s]{0,30}?\b"
    rf"(?:the )?(?P<which>last|other|{'|'.join(ORDINALS)})?\s*"
    r"(?P<count>\w+)?\s*chords?\b(?P<numbers>(?:[\s,]*(?:and|to|through|-)?\s*\d+)*)"
)
_LOCK_BY_NAME = re.compile(
    r"\b(?:keep|hold on to|hold|lock|leave|don'?t (?:change|touch))\b(?P<named>.*?)"
    r"(?:\b(?:and|but|then)\s+(?:change|replace|redo|vary|renew|find|give|make|try)\b.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_IN_A_KEY = re.compile(rf"\b(?i:in|to|into)\s+(?:(?i:the\s+key\s+of)\s+)?{CHORD_NAME}")
_MAX_CHORDS = 64
_MAX_COMMAND_CHARS = 200


def read_command(text: str) -> Command | None:
    """Return the command that a sentence is or ends with ("no, stop"), or None."""
    normalized = normalize(text)
    if len(normalized) > _MAX_COMMAND_CHARS:
        return None
    clauses = split_clauses(normalized) or [normalized]
    if len(clauses) > 3:
        return None
    for clause in reversed(clauses):
        bare = _POLITENESS.sub("", clause).strip()
        for act, pattern in _COMMAND_PATTERNS.items():
            if pattern.fullmatch(bare) or pattern.fullmatch(clause):
                steps = _TAKES_BACK.search(bare) if act is DialogueAct.GO_BACK else None
                return Command(act, round(read_number(steps[1]) or 1) if steps else 1)
        if bare:
            return None
    return None


def read_locked_chords(text: str, chords: Sequence[str] = ()) -> tuple[int, ...]:
    """Return the numbers of the chords that a sentence locks: from 1, from the end if negative, 0 for all.

    Args:
        text: The sentence, in upper and lower case as written.
        chords: The symbols of the current chords, by which it may name them.
    """
    found = _LOCK.search(normalize(text))
    named = read_chords_locked_by_name(text, chords)
    if not found or (named and not found["which"] and not found["numbers"]):
        return named
    if numbers := re.findall(r"\d+", found["numbers"] or ""):
        return tuple(n for n in map(int, numbers) if 0 < n <= _MAX_CHORDS)
    which, count = found["which"], round(read_number(found["count"] or "") or 1)
    count = max(1, min(count, _MAX_CHORDS))
    if which is None:
        return (0,)
    if which == "last":
        return tuple(range(-count, 0))
    if which == "first":
        return tuple(range(1, count + 1))
    return (ORDINALS.index(which) + 1,) if which in ORDINALS else ()


def read_chords_locked_by_name(text: str, chords: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers, from 1, of the chords that a sentence locks by name: "keep the Em and the D"."""
    found = _LOCK_BY_NAME.search(_IN_A_KEY.sub(" ", text))
    names = (
        {read_spoken_chord(name) for name in re.findall(CHORD_NAME, found["named"])}
        if found and chords
        else set()
    )
    return tuple(number for number, chord in enumerate(chords, 1) if read_symbol(chord) in names)


def key_phrase(text: str) -> str:
    """Return the words that name a key in a sentence about chords, "in G major"; empty if there are none."""
    found = _IN_A_KEY.search(text)
    return found[0] if found else ""
