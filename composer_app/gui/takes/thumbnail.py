"""A take's picture: its notes from afar, in the colour of its mood."""

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPixmap

from composer_app.gui.widgets.theme import feeling_colour, mixed
from composer_app.library.overview import ROWS, columns_of
from composer_app.library.summary import TakeSummary

SIZE = 46
"""Its width and height, in pixels."""
_KEPT = 500  # pictures


def miniature(summary: TakeSummary, colours: QPalette, ratio: float) -> QPixmap:
    """The picture of a take, painted once for each look and each scale of the screen."""
    ink = feeling_colour(summary.valence, summary.arousal, colours)
    ground = mixed(colours.base().color(), ink, 0.16)
    return _painted(summary.picture, ink.rgb(), ground.rgb(), ratio)


@lru_cache(_KEPT)
def _painted(picture: str, ink: int, ground: int, ratio: float) -> QPixmap:
    made = QPixmap(QSize(SIZE, SIZE) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(0, 0, SIZE, SIZE), 6, 6)
    painter.setBrush(QColor(ink))
    for bar in _bars(columns_of(picture)):
        painter.drawRoundedRect(bar, 1, 1)
    painter.end()
    return made


def _bars(columns: tuple[int, ...]) -> list[QRectF]:
    """A bar for each stretch in which a row sounds."""
    room, count = SIZE - 10.0, max(1, len(columns))
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
