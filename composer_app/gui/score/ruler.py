"""What is painted around the cards: the numbers of the bars, and where a card that is dragged would be put down."""

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPalette, QPen

from composer_app.gui.score.cards import HEIGHT, RULER, Cards
from composer_app.gui.score.gesture import Moving


def draw_bars(painter: QPainter, cards: Cards, palette: QPalette, font: QFont) -> None:
    """Number the bars above the cards."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.8)
    painter.setFont(small)
    painter.setPen(palette.placeholderText().color())
    for number, beat in enumerate(cards.timeline.bar_lines[:-1], 1):
        place = QRectF(cards.timeline.x(beat) + 3, 0, 40, RULER - 2)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, str(number))


def draw_target(painter: QPainter, cards: Cards, moving: Moving, palette: QPalette) -> None:
    """A line where a card would be put down."""
    boxes, number = cards.boxes, moving.press.hit.number
    after = moving.to if moving.to <= number else moving.to + 1
    x = boxes[after].x - 2 if after < len(boxes) else boxes[-1].right + 1
    painter.setPen(QPen(palette.highlight().color(), 3))
    painter.drawLine(QLineF(x, RULER, x, RULER + HEIGHT))
