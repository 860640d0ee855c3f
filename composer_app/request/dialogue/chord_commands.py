"""Interprets sentences about single chords of the take: edits, regenerates them, or rejects the sentence."""

import re
from collections.abc import Sequence

from composer_app.music.constraints import Constraints
from composer_app.music.editing import Change, Substitute
from composer_app.music.key import Mode
from composer_app.request.dialogue.chord_edits import read_chord_edits
from composer_app.request.dialogue.chord_names import CHORD_NAME, named_symbol, read_spoken_chord
from composer_app.request.dialogue.chord_references import capitalize_chords, refers_to_chord
from composer_app.request.dialogue.chord_regeneration import (
    asks_to_regenerate_unlocked,
    read_unchanged_chords,
    unclear_command_error,
)
from composer_app.request.dialogue.turn import ChangeStep, DialogueAct, DialogueState, DialogueTurn

_KEY_NAME = re.compile(
    r"(?<!the )\b[A-G](?:[#b♯♭]|[ -](?:sharp|flat))? (?:major|minor)\b(?! chord| seven| six)"
)
_TRIADS: dict[Mode | None, str] = {Mode.MAJOR: "maj", Mode.MINOR: "min"}
_LASTS_FOR_DURATION = re.compile(r"\bfor (?:an?|one|two|three|four|\d) (?:beat|bar)s?\b")


def interpret_chord_command(sentence: str, state: DialogueState) -> DialogueTurn | None:
    """Interpret a sentence about single chords; None if it is about something else.

    Raises:
        RequestError: If it names chords that do not exist, or asks for something impossible.
    """
    if _names_current_key(sentence, state):
        return None
    if changes := read_chord_edits(sentence, state):
        return DialogueTurn(
            DialogueAct.EDIT_CHORDS, state.request, chord_edits=changes, note=_note(sentence, changes)
        )
    if state.chord_symbols and asks_to_regenerate_unlocked(sentence):
        return DialogueTurn(DialogueAct.REGENERATE_UNLOCKED, state.request)
    unchanged = read_unchanged_chords(sentence, state.chord_symbols)
    return (
        None
        if unchanged is None
        else DialogueTurn(DialogueAct.NEW_VARIATION, state.request, chords_to_lock=unchanged)
    )


def reject_whole_piece_change(
    sentence: str,
    constraints: Constraints,
    steps: Sequence[ChangeStep],
    *,
    locks_chords: bool,
    has_other_content: bool,
) -> None:
    """Reject a sentence about a certain chord that would change or replace the whole piece.

    Args:
        sentence: The sentence.
        constraints: The constraints that it would put on the whole piece.
        steps: The changes that it would make to the whole piece.
        locks_chords: Whether it locks chords.
        has_other_content: Whether it says anything besides constraints and steps.

    Raises:
        RequestError: If the sentence is rejected.
    """
    if not refers_to_chord(sentence) or (locks_chords and not _LASTS_FOR_DURATION.search(sentence)):
        return
    global_fields = constraints.tonic, constraints.mode, constraints.bars, constraints.seconds
    is_global = any(value is not None for value in global_fields) or any(
        step.dimension in {"length", "tonic"} for step in steps
    )
    if is_global or not (has_other_content or steps or constraints != Constraints()):
        raise unclear_command_error()


def _note(sentence: str, changes: Sequence[Change]) -> str:
    """Return a note that a chord is only the nearest to the named one: a seventh for a ninth; else empty."""
    inserted = {change.chord for change in changes if isinstance(change, Substitute)}
    symbols = [
        symbol
        for found in re.finditer(CHORD_NAME, capitalize_chords(sentence))
        if (symbol := named_symbol(found[0]))
    ]
    return next((symbol.note for symbol in reversed(symbols) if symbol.chord in inserted), "")


def _names_current_key(sentence: str, state: DialogueState) -> bool:
    """Return whether a sentence names the current key, as in "use G major instead of D major"."""
    current = state.current_constraints.overridden_by(state.request.constraints)
    triad = current.tonic, _TRIADS.get(current.mode)
    named = (read_spoken_chord(found[0]) for found in _KEY_NAME.finditer(sentence))
    return any(chord and (chord.root, chord.quality) == triad for chord in named)
