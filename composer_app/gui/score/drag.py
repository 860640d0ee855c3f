"""Dragging a card: its right edge makes the chord longer, its body puts it elsewhere. Plain values, in pixels."""

from dataclasses import dataclass

from composer_app.errors import EditError
from composer_app.gui.score.chord_layout import CardZone, ChordLayout, Hit
from composer_app.music.editing import Change, ChangeLength, Draft, DraftChord, Move, apply_changes
from composer_app.music.progression import Progression

_DRAG_THRESHOLD_PX = 6  # pixels that a hand may tremble before it drags


@dataclass(frozen=True, slots=True)
class Press:
    """A card is pressed at a place, and not dragged yet."""

    hit: Hit
    x: float


@dataclass(frozen=True, slots=True)
class ResizeDrag:
    """A card's edge is dragged: so many beats from where it was."""

    press: Press
    delta_beats: float = 0.0


@dataclass(frozen=True, slots=True)
class MoveDrag:
    """A card is dragged so many pixels, to where it would have the number `target_number`."""

    press: Press
    offset_px: float
    target_number: int


Drag = Press | ResizeDrag | MoveDrag


def update_drag(drag: Drag, x: float, layout: ChordLayout) -> Drag:
    """What a gesture is when the pointer has come to a place; `layout` as they lay when it began."""
    press = drag if isinstance(drag, Press) else drag.press
    by, number = x - press.x, press.hit.card_number
    if press.hit.zone is CardZone.EDGE:
        pulse = layout.progression.metre.pulse
        least = pulse - layout.progression.chords[number].beats
        beats = round(layout.pixels_to_beats(by) / pulse) * pulse
        return ResizeDrag(press, max(beats, min(0.0, least)))
    if press.hit.zone is not CardZone.BODY or (drag is press and abs(by) < _DRAG_THRESHOLD_PX):
        return drag
    return MoveDrag(
        press,
        by,
        layout.drop_number(number, layout.card_rects[number].left + layout.card_rects[number].width / 2 + by),
    )


def change_on_release(drag: Drag) -> Change | None:
    """The change that is made when the pointer lets go now, if any."""
    match drag:
        case ResizeDrag(press, beats) if beats:
            return ChangeLength(press.hit.card_number, beats)
        case MoveDrag(press, _, to) if to != press.hit.card_number:
            return Move(press.hit.card_number, to)
        case _:
            return None


def preview_progression(progression: Progression, drag: Drag) -> Progression:
    """The chords as they would lie if an edge were let go of now."""
    change = change_on_release(drag)
    if not isinstance(change, ChangeLength):
        return progression
    placed = tuple(DraftChord(timed.chord, timed.beats) for timed in progression.chords)
    try:
        return apply_changes(Draft(progression.key, progression.metre, placed, ""), change).progression
    except EditError:
        return progression
