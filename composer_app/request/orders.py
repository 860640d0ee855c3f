"""Orders: short sentences that are no request, such as "play", "save it", "go back two", "keep the last chord"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from composer_app.music.chord_symbol import read_symbol
from composer_app.request.chord_names import NAME, spoken_chord
from composer_app.request.numerals import number
from composer_app.request.turn import Act
from composer_app.request.wording import clauses, plain


@dataclass(frozen=True, slots=True)
class Order:
    """What to do, and how far: how many takes back."""

    act: Act
    steps: int = 1


_POLITE = re.compile(
    r"^(?:(?:please|ok|okay|now|just|yes|yeah|hey|well|and|so|then|right|good|great|nice|perfect|cool|hmm|actually|"
    r"can you|could you|would you|will you|can i|could i|may i|let me|let's|i want to|i'd like to|go ahead and|"
    r"composer)\b[\s,]*)+|(?:\s*\b(?:please|now|then|for me|thanks|thank you|will you|would you|once more))+$"
)
_IT = r"(?:it|this|that|them|this one|that one|the (?:song|music|piece|tune|take|thing|chords|midi|file)|this take|what (?:you|we) have)"
_ORDERS = {
    Act.PLAY: rf"play|play {_IT}(?: again)?|replay(?: {_IT})?|hear {_IT}(?: again)?|listen(?: to {_IT})?|(?:and )?again|"
    rf"continue|resume|go on|play on|start(?: playing)?|start {_IT}|repeat {_IT}|one more time|from the (?:top|beginning|start)|"
    rf"play from the (?:top|beginning|start)|let it play|go|sound it",
    Act.STOP: rf"stop(?: {_IT})?|stop playing|stop now|halt|pause(?: {_IT})?|be quiet|quiet|silence|hush|shut up|"
    rf"enough|that's enough|that is enough|mute(?: {_IT})?|turn it off|no more|cut it",
    Act.SAVE: rf"(?:save|keep|store|export|remember|download|write) {_IT}(?: as .*| to .*)?|save|export|save as .*|"
    rf"(?:i'll|i will) (?:take|keep) {_IT}|that's the one|keep this take|bounce {_IT}",
    Act.BACK: r"(?:go |take me |step )?back(?: (?:one|two|three|four|five|a step|one step|\w+ (?:steps|takes)))?|undo(?: (?:it|that|this))?|"
    r"(?:back |go back |return )?to the (?:previous|last|earlier|one before|first)(?: (?:one|take|version))?|"
    r"(?:the )?(?:previous|last|earlier) (?:one|take|version)|previous|revert(?: (?:it|that))?|"
    r"(?:that|it|the last one|the first one|the other one) was better(?: before)?|(?:i )?(?:liked|preferred) (?:the (?:last|previous|other|first) one|that|it)(?: better)?(?: before)?",
    Act.ANOTHER: r"another(?: (?:one|take|version|go|try|idea|variation|option))?|(?:give me |show me |try |make |play )?(?:me )?"
    r"(?:another|a different|a new|one more|the next|next)(?: (?:one|take|version|go|try|idea|variation|option))?|one more|"
    r"next(?: one| take| please)?|again but different(?:ly)?|try again|do (?:it|that) over|(?:do|try) something else|something else|"
    r"different chords|other chords|new chords|(?:another|different) progression|start over|do it again|once more|more like (?:this|that)|"
    r"surprise me(?: again)?|reroll|regenerate|shuffle|i don't like (?:it|this|that)|(?:and )?another",
}  # fmt: skip
_COMPILED = {act: re.compile(said) for act, said in _ORDERS.items()}
_STEPS = re.compile(r"\b(two|three|four|five)\b")
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth"
).split()
_KEEP = re.compile(
    r"\b(?:keep|hold on to|hold|lock|leave|don't (?:change|touch)|save)\b[\w\s]{0,30}?\b"
    rf"(?:the )?(?P<which>last|other|{'|'.join(ORDINALS)})?\s*"
    r"(?P<count>\w+)?\s*chords?\b(?P<numbers>(?:[\s,]*(?:and|to|through|-)?\s*\d+)*)"
)
_KEEP_NAMED = re.compile(
    r"\b(?:keep|hold on to|hold|lock|leave|don'?t (?:change|touch))\b(?P<named>.*?)"
    r"(?:\b(?:and|but|then)\s+(?:change|replace|redo|vary|renew|find|give|make|try)\b.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_IN_A_KEY = re.compile(rf"\b(?i:in|to|into)\s+(?:(?i:the\s+key\s+of)\s+)?{NAME}")
_LONGEST = 64
_LONGEST_SAID = 200  # characters; orders are short


def read_order(text: str) -> Order | None:
    """The order that a sentence is or ends with ("no, stop"), if it is one."""
    said = plain(text)
    if len(said) > _LONGEST_SAID:
        return None
    parts = clauses(said) or [said]
    if len(parts) > 3:
        return None
    for part in reversed(parts):
        bare = _POLITE.sub("", part).strip()
        for act, pattern in _COMPILED.items():
            if pattern.fullmatch(bare) or pattern.fullmatch(part):
                steps = _STEPS.search(bare) if act is Act.BACK else None
                return Order(act, round(number(steps[1]) or 1) if steps else 1)
        if bare:
            return None
    return None


def read_kept(text: str, chords: Sequence[str] = ()) -> tuple[int, ...]:
    """Which chords a sentence wants to keep, counted from 1, from the end where negative; 0 for all of them.

    Args:
        text: The sentence, as it was written.
        chords: The symbols of the chords that are there, which it may call by their names.
    """
    found = _KEEP.search(plain(text))
    named = read_named(text, chords)
    if not found or (named and not found["which"] and not found["numbers"]):
        return named
    if numbers := re.findall(r"\d+", found["numbers"] or ""):
        return tuple(n for n in map(int, numbers) if 0 < n <= _LONGEST)
    which, count = found["which"], round(number(found["count"] or "") or 1)
    count = max(1, min(count, _LONGEST))
    if which is None:
        return (0,)
    if which == "last":
        return tuple(range(-count, 0))
    if which == "first":
        return tuple(range(1, count + 1))
    return (ORDINALS.index(which) + 1,) if which in ORDINALS else ()


def read_named(text: str, chords: Sequence[str]) -> tuple[int, ...]:
    """The numbers, from 1, of the chords that a sentence wants to keep by their names: "keep the Em and the D"."""
    found = _KEEP_NAMED.search(_IN_A_KEY.sub(" ", text))
    names = {spoken_chord(each) for each in re.findall(NAME, found["named"])} if found and chords else set()
    return tuple(number for number, chord in enumerate(chords, 1) if read_symbol(chord) in names)


def key_beside(text: str) -> str:
    """The words that name a key beside chords to keep, "in G major", which name no chord; empty where none do."""
    found = _IN_A_KEY.search(text)
    return found[0] if found else ""
