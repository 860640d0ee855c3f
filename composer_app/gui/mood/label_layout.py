"""The map's geometry: where feelings lie in a rectangle, and where their names fit without touching each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import cos, hypot, pi, sin

Point = tuple[float, float]

_ROUNDS = tuple(range(9, 130, 5))  # pixels from a place to the middle of its name's nearest edge
_ANGLES = tuple(2 * pi * step / 16 for step in (0, 8, 4, 12, 1, 15, 7, 9, 2, 14, 6, 10, 3, 13, 5, 11))
_DOT = 4.0  # pixels around a place that no name covers


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    def meets(self, other: "Rect") -> bool:
        """Whether they share more than an edge."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)

    def holds(self, other: "Rect") -> bool:
        """Whether another lies wholly inside."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def has(self, point: Point) -> bool:
        """Whether a point lies inside."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom


def place(feeling: Point, area: Rect) -> Point:
    """Where valence and arousal, each -1 to 1, lie: bright to the right, lively up."""
    valence, arousal = feeling
    return area.left + (valence + 1) / 2 * area.width, area.top + (1 - arousal) / 2 * area.height


def feeling_at(point: Point, area: Rect) -> Point:
    """Valence and arousal of a point; one outside counts as the nearest at the edge."""
    valence = 2 * (point[0] - area.left) / area.width - 1
    arousal = 1 - 2 * (point[1] - area.top) / area.height
    return min(max(valence, -1.0), 1.0), min(max(arousal, -1.0), 1.0)


def nearest(point: Point, places: Mapping[str, Point], within: float) -> str | None:
    """The place that lies nearest to a point, if one does within so many pixels."""
    distance, name = min((hypot(x - point[0], y - point[1]), name) for name, (x, y) in places.items())
    return name if distance <= within else None


def label_boxes(
    places: Mapping[str, Point], sizes: Mapping[str, Point], area: Rect, taken: Iterable[Rect] = ()
) -> dict[str, Rect]:
    """Where each place's name stands: as near to it as it can without touching a name, a place or what is taken.

    Args:
        places: Where they lie, by name.
        sizes: How wide and how high each name is.
        area: What no name may leave.
        taken: What else no name may touch.
    """
    dots = {name: Rect(x - _DOT, y - _DOT, 2 * _DOT, 2 * _DOT) for name, (x, y) in places.items()}
    boxes: dict[str, Rect] = {}
    full = [*taken, *dots.values()]
    for name in sorted(places, key=lambda name: -_crowd(places[name], places)):
        boxes[name] = _free(places[name], sizes[name], area, full)
        full.append(boxes[name])
    return boxes


def _crowd(point: Point, places: Mapping[str, Point]) -> float:
    """How many others are near, the nearer the more: those find their names' room first."""
    return sum(1 / (10 + hypot(x - point[0], y - point[1])) for x, y in places.values())


def _free(point: Point, size: Point, area: Rect, full: list[Rect]) -> Rect:
    """The nearest free place for a name; where there is none, the nearest that is inside."""
    nearest_inside = None
    for box in filter(area.holds, _around(point, size)):
        if not any(box.meets(other) for other in full):
            return box
        nearest_inside = nearest_inside or box
    return nearest_inside or Rect(area.left, area.top, *size)


def _around(point: Point, size: Point) -> Iterable[Rect]:
    """Boxes round a point, the nearest first, each with its near edge on a circle."""
    (x, y), (width, height) = point, size
    for distance, angle in product(_ROUNDS, _ANGLES):
        across, down = cos(angle), sin(angle)
        middle = x + across * (distance + width / 2), y + down * (distance + height / 2)
        yield Rect(middle[0] - width / 2, middle[1] - height / 2, width, height)
