"""Layout of the emotion map: positions of the emotions, and labels that do not overlap."""

from collections.abc import Iterable, Mapping
from itertools import product
from math import cos, hypot, pi, sin

from composer_app.gui.widgets.geometry import Rect

Point = tuple[float, float]

_LABEL_DISTANCES_PX = tuple(range(9, 130, 5))  # from a dot to the nearest edge of its label
_LABEL_ANGLES_RAD = tuple(
    2 * pi * step / 16 for step in (0, 8, 4, 12, 1, 15, 7, 9, 2, 14, 6, 10, 3, 13, 5, 11)
)
_DOT_MARGIN_PX = 4.0  # around a dot, kept free of labels


def to_pixels(point: Point, area: Rect) -> Point:
    """Convert valence and arousal, each -1 to 1, to pixels: bright is right, lively is up."""
    valence, arousal = point
    return area.left + (valence + 1) / 2 * area.width, area.top + (1 - arousal) / 2 * area.height


def from_pixels(point: Point, area: Rect) -> Point:
    """Convert pixels to valence and arousal; a point outside is moved to the nearest edge."""
    valence = 2 * (point[0] - area.left) / area.width - 1
    arousal = 1 - 2 * (point[1] - area.top) / area.height
    return min(max(valence, -1.0), 1.0), min(max(arousal, -1.0), 1.0)


def nearest_name(point: Point, positions: Mapping[str, Point], max_distance: float) -> str | None:
    """Return the name of the position nearest to a point; None if it is farther than `max_distance`."""
    distance, name = min((hypot(x - point[0], y - point[1]), name) for name, (x, y) in positions.items())
    return name if distance <= max_distance else None


def lay_out_labels(
    positions: Mapping[str, Point], sizes: Mapping[str, Point], area: Rect, obstacles: Iterable[Rect] = ()
) -> dict[str, Rect]:
    """Place each label as near to its dot as possible, without touching a label, dot or obstacle.

    Args:
        positions: The positions of the dots, by name.
        sizes: The width and height of each label.
        area: The rectangle that must contain the labels.
        obstacles: Other rectangles that labels must not touch.
    """
    dots = {
        name: Rect(x - _DOT_MARGIN_PX, y - _DOT_MARGIN_PX, 2 * _DOT_MARGIN_PX, 2 * _DOT_MARGIN_PX)
        for name, (x, y) in positions.items()
    }
    rects: dict[str, Rect] = {}
    occupied = [*obstacles, *dots.values()]
    for name in sorted(positions, key=lambda name: -_crowding(positions[name], positions)):
        rects[name] = _find_free_rect(positions[name], sizes[name], area, occupied)
        occupied.append(rects[name])
    return rects


def _crowding(point: Point, positions: Mapping[str, Point]) -> float:
    """Return the local density (sum of inverse distances); labels in dense areas are placed first."""
    return sum(1 / (10 + hypot(x - point[0], y - point[1])) for x, y in positions.values())


def _find_free_rect(point: Point, size: Point, area: Rect, obstacles: list[Rect]) -> Rect:
    """Return the nearest free rectangle for a label; if none is free, the nearest inside the area."""
    nearest_inside = None
    for rect in filter(area.contains_rect, _candidate_rects(point, size)):
        if not any(rect.intersects(other) for other in obstacles):
            return rect
        nearest_inside = nearest_inside or rect
    return nearest_inside or Rect(area.left, area.top, *size)


def _candidate_rects(point: Point, size: Point) -> Iterable[Rect]:
    """Yield rectangles around a point, nearest first; the near edge of each is on a circle."""
    (x, y), (width, height) = point, size
    for distance, angle in product(_LABEL_DISTANCES_PX, _LABEL_ANGLES_RAD):
        dx, dy = cos(angle), sin(angle)
        centre = x + dx * (distance + width / 2), y + dy * (distance + height / 2)
        yield Rect(centre[0] - width / 2, centre[1] - height / 2, width, height)
