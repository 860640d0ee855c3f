from itertools import combinations

import pytest

from composer_app.gui.mood.label_layout import from_pixels, lay_out_labels, nearest_name, to_pixels
from composer_app.gui.widgets.geometry import Rect
from composer_app.request.emotion.mood import emotions

AREA = Rect(10, 10, 240, 200)


@pytest.mark.parametrize(
    ("feeling", "point"),
    [((-1, 1), (10, 10)), ((1, -1), (250, 210)), ((0, 0), (130, 110)), ((0.5, 0.5), (190, 60))],
)
def test_bright_lies_to_the_right_and_lively_up(
    feeling: tuple[float, float], point: tuple[float, float]
) -> None:
    assert to_pixels(feeling, AREA) == point
    assert from_pixels(point, AREA) == pytest.approx(feeling)


def test_a_point_outside_counts_as_the_edge() -> None:
    assert from_pixels((-50, 900), AREA) == (-1, -1)


def test_the_nearest_place_is_found_within_reach() -> None:
    places = {"a": (10.0, 10.0), "b": (20.0, 10.0)}
    assert nearest_name((13, 10), places, 5) == "a"
    assert nearest_name((16, 10), places, 5) == "b"
    assert nearest_name((16, 30), places, 5) is None


def test_boxes_that_only_touch_do_not_meet() -> None:
    box = Rect(0, 0, 10, 10)
    assert not box.intersects(Rect(10, 0, 5, 5))
    assert box.intersects(Rect(9, 9, 5, 5))
    assert box.contains_rect(Rect(1, 1, 9, 9))
    assert not box.contains_rect(Rect(1, 1, 10, 9))
    assert box.contains_point(0, 9.9)


@pytest.mark.parametrize("width", range(220, 420, 10))
@pytest.mark.parametrize("letter", [5.5, 7.0, 8.5])
def test_no_name_touches_another_nor_a_place_and_none_is_cut_off(width: int, letter: float) -> None:
    area = Rect(3, 3, width - 6, 266)
    places = {
        e.name: to_pixels((e.valence, e.arousal), Rect(10, 10, width - 20, 252)) for e in emotions().values()
    }
    sizes = {name: (len(name) * letter, 2 * letter) for name in places}
    taken = [Rect(width / 2 - 15, 4, 30, 14), Rect(6, 129, 30, 14)]
    boxes = lay_out_labels(places, sizes, area, taken)
    assert set(boxes) == set(places)
    assert all(area.contains_rect(box) for box in boxes.values())
    assert not [pair for pair in combinations([*boxes.values(), *taken], 2) if pair[0].intersects(pair[1])]
    assert not [
        (name, at) for name, box in boxes.items() for at in places.values() if box.contains_point(*at)
    ]


def test_where_there_is_no_room_names_stay_inside() -> None:
    area = Rect(0, 0, 40, 12)
    boxes = lay_out_labels({"a": (20, 6), "b": (21, 6)}, {"a": (30, 10), "b": (60, 10)}, area)
    assert boxes["a"].top >= 0
    assert (boxes["b"].left, boxes["b"].top) == (0, 0)
