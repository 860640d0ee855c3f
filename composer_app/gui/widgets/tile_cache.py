"""A wide picture cached as tiles, so that moving something over it does not redraw it."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

TILE_WIDTH_PX = 512
"""The width of a tile, in device-independent pixels."""
_MAX_CACHED_TILES = 12
"""Enough for a large screen and the tiles next to it."""


class TileCache:
    """Paints a picture from cached tiles; a tile is drawn when it is first needed."""

    def __init__(self, draw: Callable[[QPainter, QRectF], None]) -> None:
        """Create an empty cache; `draw` paints the part of the picture within a rectangle."""
        self._draw = draw
        self._tiles: dict[tuple[int, int, float], QPixmap] = {}
        self.draw_count = 0
        """The number of tiles drawn so far."""

    def clear(self) -> None:
        """Drop all tiles, because the picture changed."""
        self._tiles.clear()

    def paint(self, painter: QPainter, exposed: QRect, height: int, ratio: float) -> None:
        """Paint the exposed rectangle of a widget; `height` is the widget's, `ratio` the device pixel ratio."""
        for number in range(exposed.left() // TILE_WIDTH_PX, exposed.right() // TILE_WIDTH_PX + 1):
            tile = self._get_tile(number, height, ratio)
            part = exposed.intersected(QRect(number * TILE_WIDTH_PX, 0, TILE_WIDTH_PX, height))
            source = QRectF(part.translated(-number * TILE_WIDTH_PX, 0))
            pixels = QRectF(source.topLeft() * ratio, source.size() * ratio)
            painter.drawPixmap(QRectF(part), tile, pixels)

    def _get_tile(self, number: int, height: int, ratio: float) -> QPixmap:
        key = (number, height, ratio)
        if key not in self._tiles:
            while len(self._tiles) >= _MAX_CACHED_TILES:
                del self._tiles[next(iter(self._tiles))]
            self._tiles[key] = self._draw_tile(number, height, ratio)
        return self._tiles[key]

    def _draw_tile(self, number: int, height: int, ratio: float) -> QPixmap:
        self.draw_count += 1
        tile = QPixmap(round(TILE_WIDTH_PX * ratio), max(1, round(height * ratio)))
        tile.setDevicePixelRatio(ratio)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-number * TILE_WIDTH_PX, 0)
        self._draw(painter, QRectF(number * TILE_WIDTH_PX, 0, TILE_WIDTH_PX, height))
        painter.end()
        return tile
