"""What a sentence does to single chords of the take: shapes them, finds others for them, or is refused."""

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
    """What a sentence does to single chords; None where it is about something else.

    Raises:
        RequestError: It names chords that are not there, or cannot be done.
    """
    if _names_current_key(sentence, state):
        return None
    if changes := read_chord_edits(sentence, state):
        return DialogueTurn(
            DialogueAct.EDIT_CHORDS, state.request, chord_edits=changes, note=_note(sentence, changes)
        )
    if state.chord_symbols and asks_to_regenerate_unlocked(sentence):
        return DialogueTurn(DialogueAct.REGENERATE_UNLOCKED, state.request)
    around = read_unchanged_chords(sentence, state.chord_symbols)
    return (
        None
        if around is None
        else DialogueTurn(DialogueAct.NEW_VARIATION, state.request, chords_to_lock=around)
    )


def reject_whole_piece_change(
    sentence: str,
    constraints: Constraints,
    steps: Sequence[ChangeStep],
    *,
    locks_chords: bool,
    has_other_content: bool,
) -> None:
    """Make sure that a sentence about a certain chord does not change the whole piece, or make another one.

    Args:
        sentence: What was said.
        constraints: The constraints that it would put on the whole.
        steps: How it would change the whole.
        locks_chords: Whether it keeps chords.
        has_other_content: Whether it tells anything but constraints and steps.

    Raises:
        RequestError: It would.
    """
    if not refers_to_chord(sentence) or (locks_chords and not _LASTS_FOR_DURATION.search(sentence)):
        return
    whole = constraints.tonic, constraints.mode, constraints.bars, constraints.seconds
    reaches = any(each is not None for each in whole) or any(
        each.dimension in {"length", "tonic"} for each in steps
    )
    if reaches or not (has_other_content or steps or constraints != Constraints()):
        raise unclear_command_error()


def _note(said: str, changes: Sequence[Change]) -> str:
    """What to say of a chord that is put in the place of one which there is not: a seventh for a ninth."""
    put = {change.chord for change in changes if isinstance(change, Substitute)}
    symbols = [
        symbol
        for found in re.finditer(CHORD_NAME, capitalize_chords(said))
        if (symbol := named_symbol(found[0]))
    ]
    return next((symbol.note for symbol in reversed(symbols) if symbol.chord in put), "")


def _names_current_key(sentence: str, state: DialogueState) -> bool:
    """Whether it names the key that sounds, as in "use G major instead of D major"."""
    now = state.current_constraints.overridden_by(state.request.constraints)
    named = (read_spoken_chord(found[0]) for found in _KEY_NAME.finditer(sentence))
    return any(chord and (chord.root, chord.quality) == (now.tonic, _TRIADS.get(now.mode)) for chord in named)
