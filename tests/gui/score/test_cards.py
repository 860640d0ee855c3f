import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.gui.score.cards import HEIGHT, RULER, Cards, Hit, Zone, lock_box, more_box
from tests import factories

CARDS = Cards(factories.progression(), 645.0)  # of 16 beats and 600 pixels; the margin is 44


def test_cards_are_as_wide_as_their_chords_are_long() -> None:
    assert [round(box.width) for box in CARDS.boxes] == [146, 146, 146, 71, 71]
    assert CARDS.boxes[0].x == 46
    assert CARDS.boxes[-1].right == pytest.approx(642)


@given(st.floats(-50, 700), st.floats(-50, 150))
def test_every_point_means_a_card(x: float, y: float) -> None:
    assert 0 <= CARDS.at(x, y).number < 5


def test_a_card_has_a_lock_a_menu_and_an_edge() -> None:
    box = CARDS.boxes[1]

    def at(x: float, y: float) -> Hit:
        return CARDS.at(box.x + x, RULER + y)

    lock, more = lock_box(box.width), more_box(box.width)
    assert at(40, 40) == Hit(1, Zone.BODY)
    assert at(lock.x + 8, lock.y + 8) == Hit(1, Zone.LOCK)
    assert at(more.x + 8, more.y + 8) == Hit(1, Zone.MORE)
    assert at(box.width - 2, 40) == Hit(1, Zone.EDGE)
    assert at(box.width + 1, 40) == Hit(1, Zone.EDGE)  # the gap belongs to the edge
    assert more.y + more.height < HEIGHT


def test_a_card_is_put_down_between_the_middles_of_the_others() -> None:
    middles = [box.x + box.width / 2 for box in CARDS.boxes]
    assert CARDS.place_of(0, middles[0]) == 0
    assert CARDS.place_of(0, middles[1] - 1) == 0
    assert CARDS.place_of(0, middles[1] + 1) == 1
    assert CARDS.place_of(4, middles[1] - 1) == 1
    assert CARDS.place_of(2, 9999) == 4


@given(st.floats(-1000, 1000))
def test_a_distance_is_so_many_beats(pixels: float) -> None:
    assert CARDS.beats_in(pixels) == pytest.approx(pixels / 37.5)
