"""The map's geometry: where feelings lie in a rectangle, and where their names fit without touching each other."""

from collections.abc import Iterable, Mapping
from itertools import product
from math import cos, hypot, pi, sin

from composer_app.gui.widgets.geometry import Rect

Point = tuple[float, float]

_LABEL_DISTANCES_PX = tuple(range(9, 130, 5))  # pixels from a place to the middle of its name's nearest edge
_LABEL_ANGLES_RAD = tuple(
    2 * pi * step / 16 for step in (0, 8, 4, 12, 1, 15, 7, 9, 2, 14, 6, 10, 3, 13, 5, 11)
)
_DOT_MARGIN_PX = 4.0  # pixels around a place that no name covers


def to_pixels(point: Point, area: Rect) -> Point:
    """Where valence and arousal, each -1 to 1, lie: bright to the right, lively up."""
    valence, arousal = point
    return area.left + (valence + 1) / 2 * area.width, area.top + (1 - arousal) / 2 * area.height


def from_pixels(point: Point, area: Rect) -> Point:
    """Valence and arousal of a point; one outside counts as the nearest at the edge."""
    valence = 2 * (point[0] - area.left) / area.width - 1
    arousal = 1 - 2 * (point[1] - area.top) / area.height
    return min(max(valence, -1.0), 1.0), min(max(arousal, -1.0), 1.0)


def nearest_name(point: Point, positions: Mapping[str, Point], max_distance: float) -> str | None:
    """The place that lies nearest to a point, if one does within so many pixels."""
    distance, name = min((hypot(x - point[0], y - point[1]), name) for name, (x, y) in positions.items())
    return name if distance <= max_distance else None


def lay_out_labels(
    positions: Mapping[str, Point], sizes: Mapping[str, Point], area: Rect, obstacles: Iterable[Rect] = ()
) -> dict[str, Rect]:
    """Where each place's name stands: as near to it as it can without touching a name, a place or what is taken.

    Args:
        positions: Where they lie, by name.
        sizes: How wide and how high each name is.
        area: What no name may leave.
        obstacles: What else no name may touch.
    """
    dots = {
        name: Rect(x - _DOT_MARGIN_PX, y - _DOT_MARGIN_PX, 2 * _DOT_MARGIN_PX, 2 * _DOT_MARGIN_PX)
        for name, (x, y) in positions.items()
    }
    boxes: dict[str, Rect] = {}
    full = [*obstacles, *dots.values()]
    for name in sorted(positions, key=lambda name: -_crowding(positions[name], positions)):
        boxes[name] = _find_free_rect(positions[name], sizes[name], area, full)
        full.append(boxes[name])
    return boxes


def _crowding(point: Point, positions: Mapping[str, Point]) -> float:
    """How many others are near, the nearer the more: those find their names' room first."""
    return sum(1 / (10 + hypot(x - point[0], y - point[1])) for x, y in positions.values())


def _find_free_rect(point: Point, size: Point, area: Rect, obstacles: list[Rect]) -> Rect:
    """The nearest free place for a name; where there is none, the nearest that is inside."""
    nearest_inside = None
    for box in filter(area.contains_rect, _candidate_rects(point, size)):
        if not any(box.intersects(other) for other in obstacles):
            return box
        nearest_inside = nearest_inside or box
    return nearest_inside or Rect(area.left, area.top, *size)


def _candidate_rects(point: Point, size: Point) -> Iterable[Rect]:
    """Boxes round a point, the nearest first, each with its near edge on a circle."""
    (x, y), (width, height) = point, size
    for distance, angle in product(_LABEL_DISTANCES_PX, _LABEL_ANGLES_RAD):
        across, down = cos(angle), sin(angle)
        middle = x + across * (distance + width / 2), y + down * (distance + height / 2)
        yield Rect(middle[0] - width / 2, middle[1] - height / 2, width, height)
