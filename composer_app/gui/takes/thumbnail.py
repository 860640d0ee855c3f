"""Thumbnails of takes: a small piano roll in the colour of the mood."""

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPixmap

from composer_app.gui.widgets.theme import emotion_colour, mix_colours
from composer_app.library.overview import ROWS, decode_overview
from composer_app.library.summary import TakeSummary

THUMBNAIL_SIZE_PX = 46
"""The width and height of a thumbnail, in device-independent pixels."""
_MAX_CACHED_THUMBNAILS = 500


def make_thumbnail(summary: TakeSummary, colours: QPalette, ratio: float) -> QPixmap:
    """Return the thumbnail of a take, cached by colours and device pixel ratio."""
    note_colour = emotion_colour(summary.valence, summary.arousal, colours)
    background = mix_colours(colours.base().color(), note_colour, 0.16)
    return _paint_thumbnail(summary.overview, note_colour.rgb(), background.rgb(), ratio)


@lru_cache(_MAX_CACHED_THUMBNAILS)
def _paint_thumbnail(overview: str, note_colour: int, background: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(QSize(THUMBNAIL_SIZE_PX, THUMBNAIL_SIZE_PX) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(background))
    painter.drawRoundedRect(QRectF(0, 0, THUMBNAIL_SIZE_PX, THUMBNAIL_SIZE_PX), 6, 6)
    painter.setBrush(QColor(note_colour))
    for bar in _note_rects(decode_overview(overview)):
        painter.drawRoundedRect(bar, 1, 1)
    painter.end()
    return pixmap


def _note_rects(columns: tuple[int, ...]) -> list[QRectF]:
    """Return a rectangle for each run of consecutive columns in a row."""
    size, count = THUMBNAIL_SIZE_PX - 10.0, max(1, len(columns))
    width, height = size / count, size / ROWS
    rects = []
    for row in range(ROWS):
        is_set = [bool(column >> row & 1) for column in columns] + [False]
        start = None
        for column_number, on in enumerate(is_set):
            if on and start is None:
                start = column_number
            elif not on and start is not None:
                top = 5 + (ROWS - 1 - row) * height
                rects.append(
                    QRectF(5 + start * width, top + 0.5, (column_number - start) * width - 0.6, height - 1)
                )
                start = None
    return rects
