"""Talking back: what a sentence does to what is there already."""

import re
from collections.abc import Sequence
from dataclasses import replace

from composer_app.music.constraints import Constraints
from composer_app.music.feel import feel
from composer_app.music.metre import COMMON
from composer_app.request.about_chords import about_chords, check_whole
from composer_app.request.comparatives import is_comparative
from composer_app.request.constraints import Asked, read_asked
from composer_app.request.drift import drifted
from composer_app.request.moves import moved, read_steps
from composer_app.request.orders import key_beside, read_kept, read_named, read_order
from composer_app.request.pointing import spelt
from composer_app.request.reader import Reader, Understood
from composer_app.request.renewal import (
    AND_THE_REST,
    check_kept,
    check_no_command,
    unclear,
)
from composer_app.request.request import Request
from composer_app.request.turn import Act, State, Step, Turn
from composer_app.request.turns import speaks_of_chords, turned
from composer_app.request.wording import plain

_LONGEST = 300  # characters; whoever says more asks for something else
_BARS = 8  # how long a piece is when nobody says


_ANEW = re.compile(
    r"\b(?:completely|totally|entirely|altogether|quite) different|\bsomething (?:new|different)\b|\bnew (?:song|piece|tune|one)\b|"
    r"\bfrom scratch\b|\bforget (?:it|that|everything|all that)\b|\bi'd rather\b|\bi would rather\b|\banother (?:song|piece|tune) (?:about|for|of|that)\b"
)
_AFRESH = re.compile(
    r"^\s*(?:ok(?:ay)?,?\s+)?(?:start(?:ing)? (?:over|again|afresh|fresh)|new (?:song|piece|one)|new|now for something else)\s*[:,;.–-]\s*(?=\w)",
    re.IGNORECASE,
)
_ON = re.compile(
    r"^(?:ok(?:ay)?,? )?(?:but|same|the same|again|still|now|make (?:it|that|this)|turn (?:it|that|this)|try|keep|also|and|with|add|more|"
    r"less|what if|how about|change|switch|swap|replace|use|give it|drop|without|no|not|"
    r"a (?:bit|little|touch|tad) (?:more|less|of|too|\w+er)|much|even|this time|"
    r"as an?|on|in|at|for|any|transpose|have it|let it|i want it|it (?:should|needs|could|must))\b|\binstead\b|\bthis time\b"
)
_ADDS = re.compile(r"\b(?:add|bring in|put in|throw in|mix in|a bit of|some|but|and|more|also|even|\w+er)\b")
_FURTHER = re.compile(
    r"(?:and )?(?:even |still |a (?:bit|little) |much |lots )?(?:more|further|again more)(?: of (?:that|it|this))?(?: please)?|keep going|more and more"
)
_TOO_FAR = re.compile(
    r"(?:that's |that is |it's )?(?:way |a bit )?too much|not (?:that|so) much|a (?:bit|little) less|less|too far|a little back|not that far"
)
_FORGET = re.compile(
    r"\b(?:any|forget the|no matter which|whatever|don't care about the|free the|no fixed|drop the) (tempo|key|metre|meter|length|instrument|pattern|speed)\b"
)
_FORGOTTEN = {
    "tempo": {"tempo": None}, "speed": {"tempo": None}, "key": {"tonic": None, "mode": None}, "metre": {"metre": None},
    "meter": {"metre": None}, "length": {"bars": None, "seconds": None}, "instrument": {"instrument": None}, "pattern": {"pattern": None},
}  # fmt: skip
_SWAP = re.compile(r"\b(?:change|switch|swap|replace)\b.{0,40}?\b(?:to|with|for|into|by)\b", re.IGNORECASE)
_THAN = re.compile(r"\bthan\b(?! (?:that|this|it|before|now|the last|ever))")


def answer(reader: Reader, text: str, state: State | None, language: str = "", translation: str = "") -> Turn:
    """What a sentence does, given what is there; `translation` is its English where it is in another language.

    Raises:
        RequestError: It cannot be read, or is a command about chords that cannot be done.
    """
    if state:
        translation = turned(text, language if translation not in {"", text} else "") or translation
    said = translation or text
    present = state.request if state else None
    if said.strip() and (afresh := _AFRESH.match(said)):
        rest = said[afresh.end() :]
        return Turn(Act.NEW, reader.read(rest, "en", rest) if translation else reader.read(rest, language))
    if order := read_order(said):
        return Turn(order.act, present, takes=order.steps, steps=state.steps if state else ())
    if state and state.chords and not translation and speaks_of_chords(text):
        raise unclear()
    if state is None or len(said) > _LONGEST:
        return Turn(Act.NEW, reader.read(text, language, translation))
    if about := about_chords(said, state):
        return about
    if further := _further(plain(said).strip(" .!"), state):
        return _change(state, further, read_asked(""), None, text)
    understood = reader.understand(AND_THE_REST.sub("", text), language, AND_THE_REST.sub("", translation))
    return _decide(state, understood, spelt(_SWAP.sub(" ", understood.sentence)), text)


def _decide(state: State, understood: Understood, sentence: str, text: str) -> Turn:
    said = plain(sentence)
    asked, keep = read_asked(sentence), read_kept(sentence, state.chords)
    check_kept(sentence, keep, state.chords)
    if read_named(sentence, state.chords):  # "E minor" is a chord there, and no key; "in E minor" is one
        key = read_asked(key_beside(sentence)).constraints
        asked = replace(asked, constraints=replace(asked.constraints, tonic=key.tonic, mode=key.mode))
    emotional = _emotion_steps(understood, said)
    steps = tuple(read_steps(said))
    steps += tuple(step for step in emotional if not any(s.along in {"valence", "arousal"} for s in steps))
    anew = bool(_ANEW.search(said))
    absolute = understood.request.mood if understood.asks and not emotional else None
    on = bool(steps or keep or _ON.search(said) or _FORGET.search(said)) or not understood.tells
    changes = steps or asked.constraints != Constraints() or asked.refused or _FORGET.search(said) or absolute
    if state.chords:
        told = bool(absolute or understood.tells or _FORGET.search(said) or asked.refused)
        check_whole(understood.sentence, asked.constraints, steps, keeps=bool(keep), tells=told)
    if anew or not on or not (changes or keep):
        if not (anew or understood.tells):
            check_no_command(sentence)
        return Turn(Act.NEW, replace(understood.request, text=text))
    if not changes:
        return Turn(Act.ANOTHER, state.request, keep=tuple(keep))
    mood_from = understood.request if absolute and absolute.weights else None
    turn = _change(state, steps, asked, mood_from, text, said)
    all_move = keep == (0,) and ("chord" not in said or _transposes(asked.constraints, state))
    return replace(turn, keep=() if all_move else keep)


def _transposes(asked: Constraints, state: State) -> bool:
    """Whether all chords can be played in the key that is asked for as they are."""
    return asked.tonic is not None and asked.mode in (None, state.heard.mode)


def _further(said: str, state: State) -> tuple[Step, ...]:
    """The last change once more, or partly undone: "more", "too much"."""
    if _FURTHER.fullmatch(said):
        return state.steps
    return tuple(step.reversed() for step in state.steps) if _TOO_FAR.fullmatch(said) else ()


_TOO = re.compile(r"(?<!not )\btoo\s+$")


def _emotion_steps(understood: Understood, said: str) -> tuple[Step, ...]:
    """Steps along emotions: of comparatives, of "more" and "less", and of what is only refused."""
    if _THAN.search(said):
        return ()
    pieces = [piece for piece in understood.heard if piece.evidence.mass >= 0.5]
    only_refused = bool(pieces) and all(piece.negated for piece in pieces)
    steps = []
    for piece in pieces:
        word = piece.evidence.word
        before = said[: max(said.find(word), 0)]
        compared = is_comparative(word.split()[-1])
        more = compared or re.search(
            r"\b(?:more|add|extra|add some|bring in|increase|but|even)\s+(?:\w+\s+){0,2}$", before
        )
        if (
            only_refused
            or more
            or (piece.negated and re.search(r"\bless\b", said))
            or (not piece.negated and _TOO.search(before))
        ):
            sign = -1 if piece.negated or _TOO.search(before) else 1
            amount = 0.6 if re.search(r"\b(?:bit|little|touch|tad|slightly|some)\b", before) else 1.0
            amount *= 1.6 if re.search(r"\b(?:much|way|even|lot|far)\b", before) else 1.0
            steps.append(Step(understood.names[piece.evidence.emotion], sign * amount))
    return tuple(steps)


def _change(
    state: State, steps: Sequence[Step], asked: Asked, mood_from: Request | None, text: str, said: str = ""
) -> Turn:
    """The request with a change made to it."""
    request, heard = state.request, sounding(state)
    constraints = _without(request.constraints, asked, said)
    for step in steps:
        constraints = moved(constraints, step, heard)
    wanted = asked.constraints
    if any(step.along in {"tempo", "bpm"} for step in steps):
        wanted = (
            replace(wanted, tempo=None)
            if not re.search(r"\d", said) or "bpm" in {s.along for s in steps}
            else wanted
        )
    constraints = constraints.overridden_by(wanted)
    if wanted.tonic is not None and wanted.mode is None and "in" in said.split() and request.constraints.mode:
        constraints = replace(constraints, mode=request.constraints.mode)
    mood = (mood_from or request).mood
    for step in steps:
        mood = drifted(mood, step)
    because = tuple(dict([*request.because, *asked.because]).items())
    kept = tuple((name, words) for name, words in because if getattr(constraints, name, None) is not None)
    return Turn(
        Act.CHANGE,
        replace(request, text=text, english=said or text, mood=mood, constraints=constraints, because=kept),
        steps=tuple(steps),
    )


def sounding(state: State) -> Constraints:
    """Tempo and length of what sounds, as the mood has them where nobody knows better."""
    mood, constraints = state.request.mood, state.request.constraints
    metre = constraints.metre or state.heard.metre or COMMON
    tempo = feel(mood.valence, mood.arousal, metre).tempo
    return Constraints(tempo=tempo, bars=_BARS).overridden_by(state.heard).overridden_by(constraints)


def _without(constraints: Constraints, asked: Asked, said: str) -> Constraints:
    """Constraints without those that a sentence refuses or sets free."""
    freed = {name: None for name, value in asked.refused if getattr(constraints, name) == value}
    for found in _FORGET.finditer(said):
        freed |= _FORGOTTEN[found[1]]
    return replace(constraints, **freed)
