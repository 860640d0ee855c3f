import pytest
from PySide6.QtCore import QRect, QSize

from composer_app.gui.shell.tour_callout import place_callout

ROOM, SIZE = QRect(0, 0, 1000, 700), QSize(300, 150)


@pytest.mark.parametrize(
    ("target", "side"),
    [
        (QRect(0, 0, 1000, 160), "below"),
        (QRect(0, 170, 270, 450), "right"),
        (QRect(760, 170, 240, 450), "left"),
        (QRect(280, 170, 470, 450), "inside"),
    ],
)
def test_a_callout_stands_beside_what_it_points_at_wherever_there_is_room(target: QRect, side: str) -> None:
    found = place_callout(target, SIZE, ROOM)
    sides = {
        "below": found.rect.top() > target.bottom(),
        "right": found.rect.left() > target.right(),
        "left": found.rect.right() < target.left(),
        "inside": target.contains(found.rect),
    }
    assert [name for name, holds in sides.items() if holds] == [side]
    assert ROOM.contains(found.rect)
    assert found.rect.size() == SIZE


def test_the_line_leads_from_the_callout_to_its_target() -> None:
    target = QRect(0, 170, 270, 450)
    found = place_callout(target, SIZE, ROOM)
    assert found.line_start.x() == target.right()
    assert found.line_end.x() == found.rect.left()


def test_a_callout_stays_in_a_room_that_is_hardly_large_enough() -> None:
    small = QRect(0, 0, 320, 170)
    assert small.contains(place_callout(small, SIZE, small).rect)
