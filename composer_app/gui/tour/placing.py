"""Where a callout stands beside what it points at: plain geometry."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize

from composer_app.gui.theme import SPACE

_GAP = 2 * SPACE


@dataclass(frozen=True, slots=True)
class Place:
    """Where a callout stands.

    Attributes:
        box: The callout.
        tip, foot: The ends of the line that points: on the edge of what it points at, and on the callout's. The same
            point where the callout stands inside.
    """

    box: QRect
    tip: QPoint
    foot: QPoint


def place(target: QRect, size: QSize, room: QRect) -> Place:
    """A callout of a size below, right or left of a target, wherever it has room; else inside, at its foot.

    Never above, where the field is that somebody may be writing in.
    """
    free = (box for box in _beside(target, size, room) if room.contains(box))
    if box := next(free, None):
        return Place(box, _nearest(target, box.center()), _nearest(box, target.center()))
    inside = _at(QPoint(target.center().x(), target.bottom() - size.height() // 2 - _GAP), size, room)
    edge = QPoint(inside.center().x(), inside.top())
    return Place(inside, edge, edge)


def _beside(target: QRect, size: QSize, room: QRect) -> Iterator[QRect]:
    """The places around a target; along its edge, they are moved so that they stay in the room."""
    centre, across = target.center(), _GAP + size.width() // 2
    for x, y in (
        (centre.x(), target.bottom() + _GAP + size.height() // 2),
        (target.right() + across, centre.y()),
        (target.left() - across, centre.y()),
    ):
        box = _at(QPoint(x, y), size, room)
        if not box.intersects(target):
            yield box


def _at(centre: QPoint, size: QSize, room: QRect) -> QRect:
    """A rectangle around a point, moved into the room."""
    box = QRect(QPoint(), size)
    box.moveCenter(centre)
    box.moveLeft(max(room.left(), min(box.left(), room.right() - box.width())))
    box.moveTop(max(room.top(), min(box.top(), room.bottom() - box.height())))
    return box


def _nearest(box: QRect, point: QPoint) -> QPoint:
    """The point of a rectangle that lies nearest to another."""
    return QPoint(max(box.left(), min(point.x(), box.right())), max(box.top(), min(point.y(), box.bottom())))
