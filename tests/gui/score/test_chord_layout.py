import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.gui.score.chord_layout import (
    CARD_HEIGHT_PX,
    MARGIN_PX,
    RULER_HEIGHT_PX,
    CardZone,
    ChordLayout,
    Hit,
    Timeline,
    lock_rect,
    menu_button_rect,
    min_sheet_width,
    page_left,
    pitch_range,
)
from testing import factories

LINE = Timeline(beats=16.0, beats_per_bar=4.0, width=500.0)


def test_the_first_beat_begins_after_the_margin_and_the_last_ends_at_the_edge() -> None:
    assert LINE.x(0) == MARGIN_PX
    assert LINE.x(16) == 500


@given(st.floats(0, 16))
def test_places_and_beats_agree(beat: float) -> None:
    assert LINE.beat(LINE.x(beat)) == pytest.approx(beat, abs=1e-9)


def test_outside_lies_the_nearest_beat() -> None:
    assert LINE.beat(-100) == 0
    assert LINE.beat(9_999) == 16


def test_bar_lines_close_the_last_bar_and_beats_lie_between() -> None:
    assert LINE.bar_lines == (0, 4, 8, 12, 16)
    assert LINE.beat_lines == (1, 2, 3, 5, 6, 7, 9, 10, 11, 13, 14, 15)


def test_bars_in_three_eighths_have_their_lines() -> None:
    assert Timeline(6.0, 1.5, 100.0).bar_lines == (0, 1.5, 3, 4.5, 6)


def test_a_long_piece_needs_more_room_than_a_screen() -> None:
    long, short = factories.progression(bars=64), factories.progression(bars=8)
    assert min_sheet_width(long, [30.0] * len(long.chords)) > 3000
    assert min_sheet_width(short, [30.0] * len(short.chords)) < 1000


def test_each_chord_has_the_width_it_needs() -> None:
    chords = factories.progression()
    needed = [30.0, 30.0, 30.0, 60.0, 30.0]
    width = min_sheet_width(chords, needed)
    line = Timeline(chords.beats, chords.metre.beats, width)
    for timed, least in zip(chords.chords, needed, strict=True):
        assert line.x(timed.end) - line.x(timed.start) >= least - 1e-9
    assert width == MARGIN_PX + 16 * 30


@given(st.floats(0, 4000), st.integers(0, 3000))
def test_the_page_is_turned_when_the_playhead_comes_to_its_end(x: float, left: int) -> None:
    turned = page_left(x, left, 700)
    assert turned <= x <= turned + 700
    if left + MARGIN_PX <= x <= left + 630:
        assert turned == left


@given(st.lists(st.integers(0, 127), max_size=8))
def test_all_pitches_are_within_the_range_drawn(pitches: list[int]) -> None:
    low, high = pitch_range(tuple(pitches))
    assert 0 <= low < high <= 127
    assert all(low <= pitch <= high for pitch in pitches)


CARDS = ChordLayout(factories.progression(), 645.0)  # of 16 beats and 600 pixels; the margin is 44


def test_cards_are_as_wide_as_their_chords_are_long() -> None:
    assert [round(box.width) for box in CARDS.card_rects] == [146, 146, 146, 71, 71]
    assert CARDS.card_rects[0].left == 46
    assert CARDS.card_rects[-1].right == pytest.approx(642)


@given(st.floats(-50, 700), st.floats(-50, 150))
def test_every_point_means_a_card(x: float, y: float) -> None:
    assert 0 <= CARDS.hit_test(x, y).card_number < 5


def test_a_card_has_a_lock_a_menu_and_an_edge() -> None:
    box = CARDS.card_rects[1]

    def at(x: float, y: float) -> Hit:
        return CARDS.hit_test(box.left + x, RULER_HEIGHT_PX + y)

    lock, more = lock_rect(box.width), menu_button_rect(box.width)
    assert at(40, 40) == Hit(1, CardZone.BODY)
    assert at(lock.left + 8, lock.top + 8) == Hit(1, CardZone.LOCK)
    assert at(more.left + 8, more.top + 8) == Hit(1, CardZone.MENU)
    assert at(box.width - 2, 40) == Hit(1, CardZone.EDGE)
    assert at(box.width + 1, 40) == Hit(1, CardZone.EDGE)  # the gap belongs to the edge
    assert more.top + more.height < CARD_HEIGHT_PX


def test_a_card_is_put_down_between_the_middles_of_the_others() -> None:
    middles = [box.left + box.width / 2 for box in CARDS.card_rects]
    assert CARDS.drop_number(0, middles[0]) == 0
    assert CARDS.drop_number(0, middles[1] - 1) == 0
    assert CARDS.drop_number(0, middles[1] + 1) == 1
    assert CARDS.drop_number(4, middles[1] - 1) == 1
    assert CARDS.drop_number(2, 9999) == 4


@given(st.floats(-1000, 1000))
def test_a_distance_is_so_many_beats(pixels: float) -> None:
    assert CARDS.pixels_to_beats(pixels) == pytest.approx(pixels / 37.5)
