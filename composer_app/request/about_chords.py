"""What a sentence does to single chords of the take: shapes them, finds others for them, or is refused."""

import re
from collections.abc import Sequence

from composer_app.music.constraints import Constraints
from composer_app.music.editing import Change, Substitute
from composer_app.music.key import Mode
from composer_app.request.chord_names import NAME, named_symbol, spoken_chord
from composer_app.request.edits import read_changes
from composer_app.request.pointing import points, spelt
from composer_app.request.renewal import asks_for_the_rest, kept_around, unclear
from composer_app.request.turn import Act, State, Step, Turn

_KEY = re.compile(r"(?<!the )\b[A-G](?:[#b♯♭]|[ -](?:sharp|flat))? (?:major|minor)\b(?! chord| seven| six)")
_TRIADS: dict[Mode | None, str] = {Mode.MAJOR: "maj", Mode.MINOR: "min"}
_LASTS = re.compile(r"\bfor (?:an?|one|two|three|four|\d) (?:beat|bar)s?\b")


def about_chords(said: str, state: State) -> Turn | None:
    """What a sentence does to single chords; None where it is about something else.

    Raises:
        RequestError: It names chords that are not there, or cannot be done.
    """
    if _speaks_of_the_key(said, state):
        return None
    if changes := read_changes(said, state):
        return Turn(Act.EDIT, state.request, changes=changes, note=_note(said, changes))
    if state.chords and asks_for_the_rest(said):
        return Turn(Act.REST, state.request)
    around = kept_around(said, state.chords)
    return None if around is None else Turn(Act.ANOTHER, state.request, keep=around)


def check_whole(
    sentence: str, asked: Constraints, steps: Sequence[Step], *, keeps: bool, tells: bool
) -> None:
    """Make sure that a sentence about a certain chord does not change the whole piece, or make another one.

    Args:
        sentence: What was said.
        asked: The constraints that it would put on the whole.
        steps: How it would change the whole.
        keeps: Whether it keeps chords.
        tells: Whether it tells anything but constraints and steps.

    Raises:
        RequestError: It would.
    """
    if not points(sentence) or (keeps and not _LASTS.search(sentence)):
        return
    whole = asked.tonic, asked.mode, asked.bars, asked.seconds
    reaches = any(each is not None for each in whole) or any(
        each.along in {"length", "tonic"} for each in steps
    )
    if reaches or not (tells or steps or asked != Constraints()):
        raise unclear()


def _note(said: str, changes: Sequence[Change]) -> str:
    """What to say of a chord that is put in the place of one which there is not: a seventh for a ninth."""
    put = {change.chord for change in changes if isinstance(change, Substitute)}
    symbols = [symbol for found in re.finditer(NAME, spelt(said)) if (symbol := named_symbol(found[0]))]
    return next((symbol.note for symbol in reversed(symbols) if symbol.chord in put), "")


def _speaks_of_the_key(said: str, state: State) -> bool:
    """Whether it names the key that sounds, as in "use G major instead of D major"."""
    now = state.heard.overridden_by(state.request.constraints)
    named = (spoken_chord(found[0]) for found in _KEY.finditer(said))
    return any(chord and (chord.root, chord.quality) == (now.tonic, _TRIADS.get(now.mode)) for chord in named)
