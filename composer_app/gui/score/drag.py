"""Dragging a card: its right edge makes the chord longer, its body puts it elsewhere. Plain values, in pixels."""

from dataclasses import dataclass

from composer_app.errors import EditError
from composer_app.gui.score.chord_layout import CardZone, ChordLayout, Hit
from composer_app.music.editing import Change, ChangeLength, Draft, DraftChord, Move, changed
from composer_app.music.progression import Progression

_FIRM = 6  # pixels that a hand may tremble before it drags


@dataclass(frozen=True, slots=True)
class Press:
    """A card is pressed at a place, and not dragged yet."""

    hit: Hit
    x: float


@dataclass(frozen=True, slots=True)
class ResizeDrag:
    """A card's edge is dragged: so many beats from where it was."""

    press: Press
    beats: float = 0.0


@dataclass(frozen=True, slots=True)
class MoveDrag:
    """A card is dragged so many pixels, to where it would have the number `to`."""

    press: Press
    by: float
    to: int


Gesture = Press | ResizeDrag | MoveDrag


def dragged(gesture: Gesture, x: float, cards: ChordLayout) -> Gesture:
    """What a gesture is when the pointer has come to a place; `cards` as they lay when it began."""
    press = gesture if isinstance(gesture, Press) else gesture.press
    by, number = x - press.x, press.hit.number
    if press.hit.zone is CardZone.EDGE:
        pulse = cards.progression.metre.pulse
        least = pulse - cards.progression.chords[number].beats
        beats = round(cards.beats_in(by) / pulse) * pulse
        return ResizeDrag(press, max(beats, min(0.0, least)))
    if press.hit.zone is not CardZone.BODY or (gesture is press and abs(by) < _FIRM):
        return gesture
    return MoveDrag(
        press, by, cards.place_of(number, cards.boxes[number].x + cards.boxes[number].width / 2 + by)
    )


def meant(gesture: Gesture) -> Change | None:
    """The change that is made when the pointer lets go now, if any."""
    match gesture:
        case ResizeDrag(press, beats) if beats:
            return ChangeLength(press.hit.number, beats)
        case MoveDrag(press, _, to) if to != press.hit.number:
            return Move(press.hit.number, to)
        case _:
            return None


def foreseen(progression: Progression, gesture: Gesture) -> Progression:
    """The chords as they would lie if an edge were let go of now."""
    change = meant(gesture)
    if not isinstance(change, ChangeLength):
        return progression
    placed = tuple(DraftChord(timed.chord, timed.beats) for timed in progression.chords)
    try:
        return changed(Draft(progression.key, progression.metre, placed, ""), change).progression
    except EditError:
        return progression
