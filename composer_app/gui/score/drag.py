"""Drags of a card: by its right edge to change the length, by its body to move it. Pixels, without Qt."""

from dataclasses import dataclass

from composer_app.errors import EditError
from composer_app.gui.score.chord_layout import CardZone, ChordLayout, Hit
from composer_app.music.editing import Change, ChangeLength, Draft, DraftChord, Move, apply_changes
from composer_app.music.progression import Progression

_DRAG_THRESHOLD_PX = 6  # a shorter movement is a click


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed card that is not dragged yet."""

    hit: Hit
    x: float


@dataclass(frozen=True, slots=True)
class ResizeDrag:
    """A drag of a card's edge; `delta_beats` is the change of the length."""

    press: Press
    delta_beats: float = 0.0


@dataclass(frozen=True, slots=True)
class MoveDrag:
    """A drag of a card's body; `target_number` is the number that the chord would have."""

    press: Press
    offset_px: float
    target_number: int


Drag = Press | ResizeDrag | MoveDrag


def update_drag(drag: Drag, x: float, layout: ChordLayout) -> Drag:
    """Return the drag with the pointer at `x`; `layout` is the layout at the start of the drag."""
    press = drag if isinstance(drag, Press) else drag.press
    offset, number = x - press.x, press.hit.card_number
    if press.hit.zone is CardZone.EDGE:
        pulse = layout.progression.metre.pulse
        min_delta = pulse - layout.progression.chords[number].beats
        beats = round(layout.pixels_to_beats(offset) / pulse) * pulse
        return ResizeDrag(press, max(beats, min(0.0, min_delta)))
    if press.hit.zone is not CardZone.BODY or (drag is press and abs(offset) < _DRAG_THRESHOLD_PX):
        return drag
    return MoveDrag(
        press,
        offset,
        layout.drop_number(
            number, layout.card_rects[number].left + layout.card_rects[number].width / 2 + offset
        ),
    )


def change_on_release(drag: Drag) -> Change | None:
    """Return the change to make if the drag ends now; None if there is none."""
    match drag:
        case ResizeDrag(press, beats) if beats:
            return ChangeLength(press.hit.card_number, beats)
        case MoveDrag(press, _, target) if target != press.hit.card_number:
            return Move(press.hit.card_number, target)
        case _:
            return None


def preview_progression(progression: Progression, drag: Drag) -> Progression:
    """Return the chords as they would be if the drag of an edge ended now."""
    change = change_on_release(drag)
    if not isinstance(change, ChangeLength):
        return progression
    draft_chords = tuple(DraftChord(timed.chord, timed.beats) for timed in progression.chords)
    try:
        return apply_changes(Draft(progression.key, progression.metre, draft_chords, ""), change).progression
    except EditError:
        return progression
