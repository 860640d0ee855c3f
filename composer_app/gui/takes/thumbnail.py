"""A take's picture: its notes from afar, in the colour of its mood."""

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPixmap

from composer_app.gui.widgets.theme import emotion_colour, mix_colours
from composer_app.library.overview import ROWS, decode_overview
from composer_app.library.summary import TakeSummary

THUMBNAIL_SIZE_PX = 46
"""Its width and height, in pixels."""
_MAX_CACHED_THUMBNAILS = 500  # pictures


def make_thumbnail(summary: TakeSummary, colours: QPalette, ratio: float) -> QPixmap:
    """The picture of a take, painted once for each look and each scale of the screen."""
    ink = emotion_colour(summary.valence, summary.arousal, colours)
    ground = mix_colours(colours.base().color(), ink, 0.16)
    return _paint_thumbnail(summary.overview, ink.rgb(), ground.rgb(), ratio)


@lru_cache(_MAX_CACHED_THUMBNAILS)
def _paint_thumbnail(picture: str, ink: int, ground: int, ratio: float) -> QPixmap:
    made = QPixmap(QSize(THUMBNAIL_SIZE_PX, THUMBNAIL_SIZE_PX) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(0, 0, THUMBNAIL_SIZE_PX, THUMBNAIL_SIZE_PX), 6, 6)
    painter.setBrush(QColor(ink))
    for bar in _note_rects(decode_overview(picture)):
        painter.drawRoundedRect(bar, 1, 1)
    painter.end()
    return made


def _note_rects(columns: tuple[int, ...]) -> list[QRectF]:
    """A bar for each stretch in which a row sounds."""
    room, count = THUMBNAIL_SIZE_PX - 10.0, max(1, len(columns))
    width, height = room / count, room / ROWS
    found = []
    for row in range(ROWS):
        lit = [bool(column >> row & 1) for column in columns] + [False]
        start = None
        for place, on in enumerate(lit):
            if on and start is None:
                start = place
            elif not on and start is not None:
                top = 5 + (ROWS - 1 - row) * height
                found.append(QRectF(5 + start * width, top + 0.5, (place - start) * width - 0.6, height - 1))
                start = None
    return found
