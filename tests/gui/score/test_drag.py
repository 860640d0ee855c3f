from composer_app.gui.score.chord_layout import CardZone, ChordLayout, Hit
from composer_app.gui.score.drag import (
    Drag,
    MoveDrag,
    Press,
    ResizeDrag,
    change_on_release,
    preview_progression,
    update_drag,
)
from composer_app.music.editing import ChangeLength, Move
from testing import factories

CHORDS = factories.progression()
CARDS = ChordLayout(CHORDS, 645.0)  # 37.5 pixels a beat


def press(number: int, zone: CardZone) -> Press:
    box = CARDS.card_rects[number]
    return Press(Hit(number, zone), box.right - 2 if zone is CardZone.EDGE else box.left + 30)


def drag(begun: Drag, *by: float) -> Drag:
    start = (begun if isinstance(begun, Press) else begun.press).x
    for distance in by:
        begun = update_drag(begun, start + distance, CARDS)
    return begun


def test_a_hand_that_trembles_does_not_drag() -> None:
    pressed = press(1, CardZone.BODY)
    assert drag(pressed, 3, -4) is pressed
    assert change_on_release(pressed) is None


def test_a_card_that_was_dragged_and_brought_back_is_where_it_was() -> None:
    there_and_back = drag(press(1, CardZone.BODY), 150, 2)
    assert isinstance(there_and_back, MoveDrag)
    assert change_on_release(there_and_back) is None


def test_a_card_is_dragged_over_others() -> None:
    assert change_on_release(drag(press(0, CardZone.BODY), 160)) == Move(0, 1)
    assert change_on_release(drag(press(3, CardZone.BODY), -300)) == Move(3, 1)


def test_an_edge_is_dragged_in_whole_beats() -> None:
    assert change_on_release(drag(press(0, CardZone.EDGE), 15)) is None
    assert change_on_release(drag(press(0, CardZone.EDGE), 40)) == ChangeLength(0, 1.0)
    assert change_on_release(drag(press(0, CardZone.EDGE), 100, -80)) == ChangeLength(0, -2.0)


def test_a_chord_is_never_dragged_shorter_than_a_beat() -> None:
    assert change_on_release(drag(press(0, CardZone.EDGE), -500)) == ChangeLength(0, -3.0)


def test_a_lock_is_not_dragged() -> None:
    pressed = press(0, CardZone.LOCK)
    assert drag(pressed, 200) is pressed


def test_what_is_dragged_is_seen_before_it_is_let_go_of() -> None:
    longer = ResizeDrag(press(0, CardZone.EDGE), 2.0)
    assert [timed.beats for timed in preview_progression(CHORDS, longer).chords] == [6, 2, 4, 2, 2]
    assert preview_progression(CHORDS, drag(press(0, CardZone.BODY), 150)) is CHORDS


def test_what_cannot_be_is_not_foreseen() -> None:
    whole = factories.progression(bars=64)
    last = len(whole.chords) - 1
    assert preview_progression(whole, ResizeDrag(Press(Hit(last, CardZone.EDGE), 0.0), 4.0)) is whole
