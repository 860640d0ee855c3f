"""Interprets a sentence in a dialogue: a new request, a change of the current take, or a command."""

import re
from collections.abc import Sequence
from dataclasses import replace

from composer_app.music.constraints import Constraints
from composer_app.music.cues import cues_at
from composer_app.music.metre import COMMON
from composer_app.request.constraints.parser import ParsedConstraints, parse_constraints
from composer_app.request.dialogue.chord_commands import interpret_chord_command, reject_whole_piece_change
from composer_app.request.dialogue.chord_references import capitalize_chords
from composer_app.request.dialogue.chord_regeneration import (
    AND_REGENERATE_REST,
    check_locked_chords,
    reject_chord_command,
    unclear_command_error,
)
from composer_app.request.dialogue.commands import (
    key_phrase,
    read_chords_locked_by_name,
    read_command,
    read_locked_chords,
)
from composer_app.request.dialogue.comparatives import is_comparative
from composer_app.request.dialogue.foreign_commands import mentions_chords, translate_command
from composer_app.request.dialogue.mood_shift import shift_mood
from composer_app.request.dialogue.relative_changes import apply_step, read_steps
from composer_app.request.dialogue.turn import ChangeStep, DialogueAct, DialogueState, DialogueTurn
from composer_app.request.reader import ParsedRequest, RequestReader
from composer_app.request.request import Request
from composer_app.request.text.tokenize import normalize

_MAX_CHANGE_CHARS = 300  # longer sentences are new requests
_DEFAULT_BARS = 8


_ASKS_FOR_NEW_PIECE = re.compile(
    r"\b(?:completely|totally|entirely|altogether|quite) different|\bsomething (?:new|different)\b|\bnew (?:song|piece|tune|one)\b|"
    r"\bfrom scratch\b|\bforget (?:it|that|everything|all that)\b|\bi'd rather\b|\bi would rather\b|\banother (?:song|piece|tune) (?:about|for|of|that)\b"
)
_STARTS_OVER = re.compile(
    r"^\s*(?:ok(?:ay)?,?\s+)?(?:start(?:ing)? (?:over|again|afresh|fresh)|new (?:song|piece|one)|new|now for something else)\s*[:,;.–-]\s*(?=\w)",
    re.IGNORECASE,
)
_REFERS_TO_CURRENT = re.compile(
    r"^(?:ok(?:ay)?,? )?(?:but|same|the same|again|still|now|make (?:it|that|this)|turn (?:it|that|this)|try|keep|also|and|with|add|more|"
    r"less|what if|how about|change|switch|swap|replace|use|give it|drop|without|no|not|"
    r"a (?:bit|little|touch|tad) (?:more|less|of|too|\w+er)|much|even|this time|"
    r"as an?|on|in|at|for|any|transpose|have it|let it|i want it|it (?:should|needs|could|must))\b|\binstead\b|\bthis time\b"
)
_ADDS = re.compile(r"\b(?:add|bring in|put in|throw in|mix in|a bit of|some|but|and|more|also|even|\w+er)\b")
_MORE_OF_THE_SAME = re.compile(
    r"(?:and )?(?:even |still |a (?:bit|little) |much |lots )?(?:more|further|again more)(?: of (?:that|it|this))?(?: please)?|keep going|more and more"
)
_TOO_FAR = re.compile(
    r"(?:that's |that is |it's )?(?:way |a bit )?too much|not (?:that|so) much|a (?:bit|little) less|less|too far|a little back|not that far"
)
_FREES_CONSTRAINT = re.compile(
    r"\b(?:any|forget the|no matter which|whatever|don't care about the|free the|no fixed|drop the) (tempo|key|metre|meter|length|instrument|pattern|speed)\b"
)
_FREED_FIELDS = {
    "tempo": {"tempo": None}, "speed": {"tempo": None}, "key": {"tonic": None, "mode": None}, "metre": {"metre": None},
    "meter": {"metre": None}, "length": {"bars": None, "seconds": None}, "instrument": {"instrument": None}, "pattern": {"pattern": None},
}  # fmt: skip
_REPLACES_CHORD = re.compile(
    r"\b(?:change|switch|swap|replace)\b.{0,40}?\b(?:to|with|for|into|by)\b", re.IGNORECASE
)
_COMPARES = re.compile(r"\bthan\b(?! (?:that|this|it|before|now|the last|ever))")


def interpret(
    reader: RequestReader, text: str, state: DialogueState | None, language: str = "", translation: str = ""
) -> DialogueTurn:
    """Interpret a sentence; `translation` is its English if it is in another language.

    Raises:
        RequestError: If it cannot be read, or is an impossible command about chords.
    """
    if state:
        translation = (
            translate_command(text, language if translation not in {"", text} else "") or translation
        )
    english = translation or text
    current_request = state.request if state else None
    if english.strip() and (start_over := _STARTS_OVER.match(english)):
        rest = english[start_over.end() :]
        return DialogueTurn(
            DialogueAct.NEW, reader.read(rest, "en", rest) if translation else reader.read(rest, language)
        )
    if command := read_command(english):
        return DialogueTurn(
            command.act,
            current_request,
            takes_back=command.takes_back,
            steps=state.last_steps if state else (),
        )
    if state and state.chord_symbols and not translation and mentions_chords(text):
        raise unclear_command_error()
    if state is None or len(english) > _MAX_CHANGE_CHARS:
        return DialogueTurn(DialogueAct.NEW, reader.read(text, language, translation))
    if turn := interpret_chord_command(english, state):
        return turn
    if repeated := _repeated_steps(normalize(english).strip(" .!"), state):
        return _apply_change(state, repeated, parse_constraints(""), None, text)
    parsed = reader.parse(
        AND_REGENERATE_REST.sub("", text), language, AND_REGENERATE_REST.sub("", translation)
    )
    return _interpret_change(
        state, parsed, capitalize_chords(_REPLACES_CHORD.sub(" ", parsed.sentence)), text
    )


def _interpret_change(state: DialogueState, parsed: ParsedRequest, sentence: str, text: str) -> DialogueTurn:
    """Interpret a sentence that may change the current take, else as a new request."""
    normalized = normalize(sentence)
    asked, locked = parse_constraints(sentence), read_locked_chords(sentence, state.chord_symbols)
    check_locked_chords(sentence, locked, state.chord_symbols)
    if read_chords_locked_by_name(sentence, state.chord_symbols):
        # In "keep the E minor" that is a chord; in "keep the D in E minor" it is a key.
        key = parse_constraints(key_phrase(sentence)).constraints
        asked = replace(asked, constraints=replace(asked.constraints, tonic=key.tonic, mode=key.mode))
    emotion_steps = _read_emotion_steps(parsed, normalized)
    steps = tuple(read_steps(normalized))
    steps += tuple(
        step for step in emotion_steps if not any(s.dimension in {"valence", "arousal"} for s in steps)
    )
    starts_over = bool(_ASKS_FOR_NEW_PIECE.search(normalized))
    frees_constraint = bool(_FREES_CONSTRAINT.search(normalized))
    new_mood = parsed.request.mood if parsed.asks_for_emotion and not emotion_steps else None
    refers_to_current = (
        bool(steps or locked or _REFERS_TO_CURRENT.search(normalized) or frees_constraint)
        or not parsed.expresses_emotion
    )
    changes = steps or asked.constraints != Constraints() or asked.rejected or frees_constraint or new_mood
    if state.chord_symbols:
        reject_whole_piece_change(
            parsed.sentence,
            asked.constraints,
            steps,
            locks_chords=bool(locked),
            has_other_content=bool(
                new_mood or parsed.expresses_emotion or frees_constraint or asked.rejected
            ),
        )
    if starts_over or not refers_to_current or not (changes or locked):
        if not (starts_over or parsed.expresses_emotion):
            reject_chord_command(sentence)
        return DialogueTurn(DialogueAct.NEW, replace(parsed.request, text=text))
    if not changes:
        return DialogueTurn(DialogueAct.NEW_VARIATION, state.request, chords_to_lock=tuple(locked))
    mood_source = parsed.request if new_mood and new_mood.weights else None
    turn = _apply_change(state, steps, asked, mood_source, text, normalized)
    moves_all = locked == (0,) and ("chord" not in normalized or _transposes(asked.constraints, state))
    return replace(turn, chords_to_lock=() if moves_all else locked)


def _transposes(constraints: Constraints, state: DialogueState) -> bool:
    """Return whether the requested key needs nothing but a transposition of all chords."""
    return constraints.tonic is not None and constraints.mode in (None, state.current_constraints.mode)


def _repeated_steps(text: str, state: DialogueState) -> tuple[ChangeStep, ...]:
    """Return the last change, or its partial inverse, for "more" or "too much"; else nothing."""
    if _MORE_OF_THE_SAME.fullmatch(text):
        return state.last_steps
    return tuple(step.partial_inverse() for step in state.last_steps) if _TOO_FAR.fullmatch(text) else ()


_TOO_BEFORE_WORD = re.compile(r"(?<!not )\btoo\s+$")


def _read_emotion_steps(parsed: ParsedRequest, text: str) -> tuple[ChangeStep, ...]:
    """Read steps towards or away from emotions: comparatives, "more" and "less", and negations only."""
    if _COMPARES.search(text):
        return ()
    pieces = [piece for piece in parsed.evidence if piece.evidence.emotion_mass >= 0.5]
    only_negated = bool(pieces) and all(piece.negated for piece in pieces)
    steps = []
    for piece in pieces:
        word = piece.evidence.word
        before = text[: max(text.find(word), 0)]
        more = is_comparative(word.split()[-1]) or re.search(
            r"\b(?:more|add|extra|add some|bring in|increase|but|even)\s+(?:\w+\s+){0,2}$", before
        )
        if (
            only_negated
            or more
            or (piece.negated and re.search(r"\bless\b", text))
            or (not piece.negated and _TOO_BEFORE_WORD.search(before))
        ):
            sign = -1 if piece.negated or _TOO_BEFORE_WORD.search(before) else 1
            amount = 0.6 if re.search(r"\b(?:bit|little|touch|tad|slightly|some)\b", before) else 1.0
            amount *= 1.6 if re.search(r"\b(?:much|way|even|lot|far)\b", before) else 1.0
            steps.append(ChangeStep(parsed.emotion_names[piece.evidence.strongest_index], sign * amount))
    return tuple(steps)


def _apply_change(
    state: DialogueState,
    steps: Sequence[ChangeStep],
    parsed: ParsedConstraints,
    mood_source: Request | None,
    text: str,
    normalized: str = "",
) -> DialogueTurn:
    """Apply a change to the current request."""
    request, current = state.request, estimated_constraints(state)
    constraints = _without_freed(request.constraints, parsed, normalized)
    for step in steps:
        constraints = apply_step(constraints, step, current)
    overrides = parsed.constraints
    if any(step.dimension in {"tempo", "bpm"} for step in steps):
        overrides = (
            replace(overrides, tempo=None)
            if not re.search(r"\d", normalized) or "bpm" in {s.dimension for s in steps}
            else overrides
        )
    constraints = constraints.overridden_by(overrides)
    if (
        overrides.tonic is not None
        and overrides.mode is None
        and "in" in normalized.split()
        and request.constraints.mode
    ):
        constraints = replace(constraints, mode=request.constraints.mode)
    mood = (mood_source or request).mood
    for step in steps:
        mood = shift_mood(mood, step)
    phrases = dict([*request.constraint_phrases, *parsed.constraint_phrases]).items()
    kept = tuple((name, words) for name, words in phrases if getattr(constraints, name, None) is not None)
    return DialogueTurn(
        DialogueAct.CHANGE,
        replace(
            request,
            text=text,
            english=normalized or text,
            mood=mood,
            constraints=constraints,
            constraint_phrases=kept,
        ),
        steps=tuple(steps),
    )


def estimated_constraints(state: DialogueState) -> Constraints:
    """Return the constraints of the current take, with tempo and length estimated if they are unknown."""
    mood, constraints = state.request.mood, state.request.constraints
    metre = constraints.metre or state.current_constraints.metre or COMMON
    tempo = cues_at(mood.valence, mood.arousal, metre).tempo
    return (
        Constraints(tempo=tempo, bars=_DEFAULT_BARS)
        .overridden_by(state.current_constraints)
        .overridden_by(constraints)
    )


def _without_freed(constraints: Constraints, parsed: ParsedConstraints, text: str) -> Constraints:
    """Remove the constraints that a sentence rejects or frees."""
    freed = {name: None for name, value in parsed.rejected if getattr(constraints, name) == value}
    for found in _FREES_CONSTRAINT.finditer(text):
        freed |= _FREED_FIELDS[found[1]]
    return replace(constraints, **freed)
