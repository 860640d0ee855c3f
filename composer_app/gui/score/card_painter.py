"""How a chord card looks."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen

from composer_app.gui.score.chord_label import ChordLabel
from composer_app.gui.score.chord_layout import (
    HEIGHT,
    NARROWEST,
    RULER,
    ChordLayout,
    Rect,
    lock_box,
    more_box,
)
from composer_app.gui.score.drag import MoveDrag
from composer_app.gui.widgets.theme import function_colour, mixed


def draw_bars(painter: QPainter, cards: ChordLayout, palette: QPalette, font: QFont) -> None:
    """Number the bars above the cards."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.8)
    painter.setFont(small)
    painter.setPen(palette.placeholderText().color())
    for number, beat in enumerate(cards.timeline.bar_lines[:-1], 1):
        place = QRectF(cards.timeline.x(beat) + 3, 0, 40, RULER - 2)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, str(number))


def draw_target(painter: QPainter, cards: ChordLayout, moving: MoveDrag, palette: QPalette) -> None:
    """A line where a card would be put down."""
    boxes, number = cards.boxes, moving.press.hit.number
    after = moving.to if moving.to <= number else moving.to + 1
    x = boxes[after].x - 2 if after < len(boxes) else boxes[-1].right + 1
    painter.setPen(QPen(palette.highlight().color(), 3))
    painter.drawLine(QLineF(x, RULER, x, RULER + HEIGHT))


TINT = 0.13
"""How much of its function's colour a card has."""
_RADIUS, _STRIPE = 7.0, 3.0
_LARGE, _SMALL, _NUMERAL, _LETTER = 1.45, 0.85, 0.95, 0.8  # of the font
_READABLE = 0.7  # of the font: a numeral that must be smaller is cut short
_LEAST = 0.4  # a card that is being drawn together may have no room at all
_LEFT, _RIGHT = 9.0, 4.0  # what a text keeps away from the stripe, and from the other edge
_SYMBOL, _BELOW = (20.0, 32.0), (53.0, 18.0)  # where a text begins, and its height
_WIDE = 74  # from here on, an open lock is always shown


@dataclass(frozen=True, slots=True)
class CardState:
    """What is going on with a card."""

    lit: bool = False
    kept: bool = False
    pointed: bool = False
    focused: bool = False
    lifted: bool = False


def needed_width(face: ChordLabel, font: QFont) -> float:
    """The narrowest card, in pixels, that cuts nothing off."""
    symbol = max(_width(_scaled(font, _SMALL, bold=True), line) for line in face.lines)
    numeral = _width(_scaled(font, _LETTER), face.numeral)
    return max(NARROWEST, max(symbol, numeral) + _LEFT + _RIGHT) + 4


class CardPainter:
    """Paints one card after the other."""

    def __init__(self, painter: QPainter, palette: QPalette, font: QFont) -> None:
        self._painter, self._palette, self._font = painter, palette, font
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, face: ChordLabel, state: CardState, width: float) -> None:
        """Paint a card of this width at the painter's origin."""
        colour = function_colour(face.function, self._palette)
        text = self._palette.highlightedText().color() if state.lit else self._palette.text().color()
        quiet = text if state.lit else self._palette.placeholderText().color()
        self._ground(QRectF(0.5, 0.5, width - 1, HEIGHT - 1), colour, state)
        self._pen(text if state.lit else colour, 1)
        letter = QRectF(_LEFT, 4, width, 15)
        self._text(letter, face.letter, _LETTER, Qt.AlignmentFlag.AlignLeft, bold=True)
        self._pen(text, 1)
        self._symbol(face, width)
        self._pen(quiet, 1)
        self._numeral(face, width, state)
        if state.kept or state.pointed or state.focused or width >= _WIDE:
            self._lock(lock_box(width), text if state.kept else quiet, closed=state.kept)
        if state.pointed or state.focused:
            self._more(more_box(width), quiet)

    def _ground(self, box: QRectF, colour: QColor, state: CardState) -> None:
        base, line = self._palette.base().color(), self._palette.mid().color()
        share = 1.0 if state.lit else TINT
        self._painter.setBrush(mixed(base, colour, share))
        rim = mixed(line, colour, 0.75 if state.pointed or state.lifted else 0.35)
        self._pen(self._palette.text().color() if state.focused else rim, 1.6 if state.focused else 1.0)
        self._painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._palette.highlightedText() if state.lit else colour)
        self._painter.drawRoundedRect(QRectF(4, 8, _STRIPE, HEIGHT - 16), _STRIPE / 2, _STRIPE / 2)

    def _symbol(self, face: ChordLabel, width: float) -> None:
        """As large as its room allows; in two lines, where one would be too small to read."""
        room, (top, height) = width - _LEFT - _RIGHT, _SYMBOL
        natural = _width(_scaled(self._font, 1.0, bold=True), face.symbol)
        lines = (face.symbol,) if natural * _SMALL <= room else face.lines
        longest = max(_width(_scaled(self._font, 1.0, bold=True), line) for line in lines)
        scale = min(_LARGE if len(lines) == 1 else _SMALL, room / longest)
        for number, line in enumerate(lines):
            place = QRectF(_LEFT, top + number * height / len(lines), room, height / len(lines))
            self._centred(place, line, scale, bold=True)

    def _numeral(self, face: ChordLabel, width: float, state: CardState) -> None:
        """Beside what opens the menu, where that is shown and there is no room for both; short, where it is narrow."""
        numeral, font = face.numeral, _scaled(self._font, 1.0)
        natural, room = _width(font, numeral), width - _LEFT - _RIGHT
        if natural * _READABLE > room:
            numeral = face.degree
            natural = _width(font, numeral)
        if (state.pointed or state.focused) and natural * _NUMERAL > 2 * more_box(width).x - width:
            room = more_box(width).x - _LEFT
        self._centred(QRectF(_LEFT, _BELOW[0], room, _BELOW[1]), numeral, min(_NUMERAL, room / natural))

    def _centred(self, room: QRectF, text: str, scale: float, *, bold: bool = False) -> None:
        room = room.adjusted(-2, 0, 2, 0)  # rounding must not cut it off
        self._text(room, text, scale, Qt.AlignmentFlag.AlignHCenter, bold=bold)

    def _text(self, room: QRectF, text: str, scale: float, align: Qt.AlignmentFlag, *, bold: bool) -> None:
        self._painter.setFont(_scaled(self._font, scale, bold=bold))
        self._painter.drawText(room, align | Qt.AlignmentFlag.AlignVCenter, text)

    def _lock(self, box: Rect, colour: QColor, *, closed: bool) -> None:
        """A padlock; closed on a chord that is kept, else its bow is up."""
        body = QRectF(box.x + 3.5, box.y + 7, 9, 7)
        bow = QRectF(body.x() + 1.5, box.y + (2.5 if closed else 0.5), 6, 9)
        self._pen(colour, 1.4)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawArc(bow, 0, (180 if closed else 200) * 16)
        if closed:
            self._painter.setBrush(colour)
        self._painter.drawRoundedRect(body, 1.5, 1.5)

    def _more(self, box: Rect, colour: QColor) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        for dot in range(3):
            self._painter.drawEllipse(QPointF(box.x + 3.5 + dot * 4.5, box.y + 9.5), 1.3, 1.3)

    def _pen(self, colour: QColor, width: float) -> None:
        self._painter.setPen(QPen(colour, width))


def _scaled(font: QFont, scale: float, *, bold: bool = False) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * max(scale, _LEAST))
    made.setBold(bold)
    return made


def _width(font: QFont, text: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)
