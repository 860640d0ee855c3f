"""A rectangle as a plain value, for layouts that are computed and tested without Qt."""

from typing import NamedTuple


class Rect(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x coordinate of the right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The y coordinate of the lower edge."""
        return self.top + self.height

    def intersects(self, other: "Rect") -> bool:
        """Return whether the two share more than an edge."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)

    def contains_rect(self, other: "Rect") -> bool:
        """Return whether another rectangle is wholly inside."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def contains_point(self, x: float, y: float) -> bool:
        """Return whether a point is inside; the right and lower edges are not."""
        return self.left <= x < self.right and self.top <= y < self.bottom
