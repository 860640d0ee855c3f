"""A wide picture kept in tiles, so that what moves over it costs nothing but itself."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

TILE_WIDTH_PX = 512
"""Of a tile, in pixels of the widget."""
_MAX_CACHED_TILES = 12
"""Tiles that are kept: what a large screen shows, and its neighbours."""


class TileCache:
    """Paints from pictures that were drawn before; each is drawn when it is first seen."""

    def __init__(self, draw: Callable[[QPainter, QRectF], None]) -> None:
        """Prepare; `draw` paints the part of the picture within a rectangle."""
        self._draw = draw
        self._tiles: dict[tuple[int, int, float], QPixmap] = {}
        self.draw_count = 0
        """How many tiles were drawn so far."""

    def clear(self) -> None:
        """The picture is another one now."""
        self._tiles.clear()

    def paint(self, painter: QPainter, exposed: QRect, height: int, ratio: float) -> None:
        """Paint what lies within a rectangle of a widget of this height, on a screen of this pixel ratio."""
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
